#ifndef LOA_SERVICES_UNITS_ORGANIZATION_LEVELS_H_
#define LOA_SERVICES_UNITS_ORGANIZATION_LEVELS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"

namespace loa::units {

// A level of the tree.
struct LevelDefinition {
  std::string id;
  std::string display_name;
  base::Days valid_until = base::kForever;  // first day without it
};

// The levels of the organisation, from the top.
class Levels {
 public:
  Levels() = default;
  explicit Levels(std::vector<LevelDefinition> levels)
      : levels_(std::move(levels)) {}

  // 1 at the top; 0 for a level that there is not.
  int Rank(absl::string_view id) const;
  // Whether a unit can begin to have the level on `day`.
  bool HasOn(absl::string_view id, base::Days day) const;
  std::vector<std::string> Ids() const;
  const std::vector<LevelDefinition>& all() const { return levels_; }

 private:
  std::vector<LevelDefinition> levels_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ORGANIZATION_LEVELS_H_
