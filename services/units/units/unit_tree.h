#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_TREE_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_TREE_H_

#include <string>
#include <utility>

#include "absl/container/btree_set.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"
#include "services/units/organization/levels.h"
#include "services/units/units/timeline.h"

namespace loa::units {

// All units as they are known now, over all time: what the rules of the tree
// are checked on.  A plain value.
class UnitTree {
 public:
  explicit UnitTree(Levels levels) : levels_(std::move(levels)) {}

  // Empty for a unit that there is not.
  const Timeline& Of(absl::string_view unit_id) const;
  void Set(absl::string_view unit_id, Timeline timeline);
  const Levels& levels() const { return levels_; }

  // In order, and not copied: an import asks once a row.
  using Ids = absl::btree_set<std::string>;

  // Ids of the units that have `code` in some version.
  const Ids& WithCode(absl::string_view code) const;
  // The unit that has `code` on `day`, "" when there is none.
  std::string HolderOf(absl::string_view code, base::Days day) const;
  // Ids of the units that hang below `unit_id` in some version; of those
  // without a parent for "".
  const Ids& Below(absl::string_view unit_id) const;

 private:
  using Edges = absl::flat_hash_map<std::string, Ids>;
  static const Ids& At(const Edges& edges, absl::string_view key);

  Levels levels_;
  absl::flat_hash_map<std::string, Timeline> units_;
  Edges by_code_;
  Edges by_parent_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_TREE_H_
