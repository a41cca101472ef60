#include "services/units/organization/levels.h"

namespace loa::units {

int Levels::Rank(absl::string_view id) const {
  for (size_t i = 0; i < levels_.size(); ++i) {
    if (levels_[i].id == id) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool Levels::HasOn(absl::string_view id, base::Days day) const {
  const int rank = Rank(id);
  return rank > 0 && day < levels_[rank - 1].valid_until;
}

std::vector<std::string> Levels::Ids() const {
  std::vector<std::string> ids;
  for (const LevelDefinition& level : levels_) ids.push_back(level.id);
  return ids;
}

}  // namespace loa::units
