#ifndef LOA_LIBS_CLIENTS_REGISTRY_VIEW_H_
#define LOA_LIBS_CLIENTS_REGISTRY_VIEW_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "loa/units/v1/access_service.pb.h"
#include "loa/units/v1/organization_service.pb.h"
#include "loa/units/v1/page_service.pb.h"
#include "loa/units/v1/unit_service.pb.h"

namespace loa::clients {

using UnitPtr = std::shared_ptr<const units::v1::Unit>;
using PagePtr = std::shared_ptr<const units::v1::Page>;
using RoleBindingPtr = std::shared_ptr<const units::v1::RoleBinding>;

// The register as it stood at one sequence: what a replica knows.  Immutable
// once published, thread-safe.  Names are whole resource names; pointers and
// references live as long as the view.
class RegistryView : public auth::AccessView {
 public:
  // auth::AccessView.
  void ForEachGrant(
      absl::string_view principal,
      absl::FunctionRef<void(const auth::Grant&)> visit) const override;
  bool IsWithin(absl::string_view unit,
                absl::string_view ancestor) const override;
  std::string RootUnit() const override { return root_; }
  std::vector<std::string> PathToRoot(absl::string_view unit) const override;
  void ForEachHolder(
      absl::string_view unit,
      absl::FunctionRef<void(absl::string_view principal, auth::Role role)>
          visit) const override;

  int64_t sequence() const { return sequence_; }
  const std::string& history_id() const { return history_id_; }
  const units::v1::Organization& organization() const { return organization_; }

  // By name or alias ("units/code:06706", "pages/facebook:1234"); null when
  // there is none.
  const units::v1::Unit* FindUnit(absl::string_view name) const;
  const units::v1::Page* FindPage(absl::string_view name) const;

  // The units right below `unit`, and its pages, in order of name.
  std::vector<std::string> ChildrenOf(absl::string_view unit) const;
  std::vector<PagePtr> PagesOf(absl::string_view unit) const;
  // `unit` and all below it, in order of name.
  std::vector<std::string> Subtree(absl::string_view unit) const;

  size_t unit_count() const { return units_.size(); }
  size_t page_count() const { return pages_.size(); }

 private:
  friend class RegistryDraft;

  // Ordered by name below one key: (key, name).
  using Pairs = absl::btree_set<std::pair<std::string, std::string>>;
  using Grants = absl::flat_hash_map<std::string, std::vector<RoleBindingPtr>>;

  int64_t sequence_ = 0;
  std::string history_id_;
  std::string root_;
  units::v1::Organization organization_;
  absl::flat_hash_map<std::string, UnitPtr> units_;
  absl::flat_hash_map<std::string, PagePtr> pages_;
  absl::flat_hash_map<std::string, RoleBindingPtr> role_bindings_;
  absl::flat_hash_map<std::string, std::string> unit_aliases_;
  absl::flat_hash_map<std::string, std::string> page_aliases_;
  Pairs children_;
  Pairs pages_of_;
  Grants grants_;   // by principal
  Grants holders_;  // by unit
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_REGISTRY_VIEW_H_
