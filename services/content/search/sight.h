#ifndef LOA_SERVICES_CONTENT_SEARCH_SIGHT_H_
#define LOA_SERVICES_CONTENT_SEARCH_SIGHT_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"
#include "services/content/documents/document_readers.h"
#include "services/content/search/search_index.h"

namespace loa::content {

// Where a post can be seen.
struct ShownPlace {
  std::string page;
  std::string permalink;
};

// What one caller sees, within a part of the tree: asked of everything that
// was found before it is shown.
class Sight {
 public:
  // Within the unit `within` and below ("": everywhere). UNIT_UNKNOWN;
  // DEPENDENCY_UNAVAILABLE until the register was read once. `context` asks
  // for PERMISSION_READ_POSTS and outlives this.
  static absl::StatusOr<Sight> Of(const rpc::RequestContext& context,
                                  const Registry& registry,
                                  absl::string_view within);
  // The same, of what pages there show: a post of a unit in sight that only
  // pages out of sight show is not seen. `unit_only`: pages of `within`
  // itself.
  static absl::StatusOr<Sight> OfPages(const rpc::RequestContext& context,
                                       const Registry& registry,
                                       absl::string_view within,
                                       bool unit_only);

  // Whether the caller sees `entry`; a post where a page shows it, as far as is
  // known, and it is not withdrawn; a past post where it has a permalink.
  // `place` becomes where, for a post.
  absl::StatusOr<bool> Sees(sql::Tx& tx, const SearchEntry& entry,
                            ShownPlace& place) const;

  // The one unit whose pages are in sight; nullopt: several or none.
  std::optional<std::string> single_unit() const;
  const RegistryView& registry() const { return *registry_; }

 private:
  Sight(const rpc::RequestContext& context,
        std::shared_ptr<const RegistryView> registry);
  void Cover(const rpc::RequestContext& context, const std::string& within);
  void KeepUnits();
  absl::StatusOr<bool> SeesPost(sql::Tx& tx, const SearchEntry& entry,
                                ShownPlace& place) const;

  std::shared_ptr<const RegistryView> registry_;
  DocumentReaders readers_;
  auth::Access editing_;
  std::string within_;
  bool pages_only_ = false;
  bool all_ = false;
  absl::flat_hash_set<std::string> units_;  // unless all_
  std::string units_json_ = "[]";
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SIGHT_H_
