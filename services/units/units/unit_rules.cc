#include "services/units/units/unit_rules.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

using base::Days;

absl::Status CheckLevel(const UnitTree& tree, const UnitVersion& version) {
  const std::string& level = version.attributes.level;
  if (tree.levels().HasOn(level, version.valid_from)) return absl::OkStatus();
  return LevelUnknown("unit.level", level, tree.levels().Ids());
}

absl::Status CheckRoot(const UnitTree& tree, absl::string_view unit_id,
                       const UnitVersion& version) {
  for (const std::string& other : tree.Below("")) {
    if (other == unit_id) continue;
    for (const UnitVersion& root : tree.Of(other)) {
      if (root.attributes.parent_id.empty() && root.Overlaps(version)) {
        return RootAlreadyExists(UnitName(other));
      }
    }
  }
  return absl::OkStatus();
}

// True when `unit_id` is found above `id` on a day of [from, until).
bool IsAbove(const UnitTree& tree, absl::string_view unit_id,
             absl::string_view id, Days from, Days until, int depth) {
  if (id == unit_id) return true;
  if (id.empty() || depth == 0) return false;
  for (const UnitVersion& version : tree.Of(id)) {
    const Days start = std::max(from, version.valid_from);
    const Days end = std::min(until, version.valid_until);
    if (start < end && IsAbove(tree, unit_id, version.attributes.parent_id,
                               start, end, depth - 1)) {
      return true;
    }
  }
  return false;
}

// The first day of `version` on which `parent` does not exist.
std::optional<Days> FirstDayWithout(const Timeline& parent,
                                    const UnitVersion& version) {
  Days day = version.valid_from;
  for (const UnitVersion& cover : parent) {
    if (cover.ValidOn(day)) day = cover.valid_until;
  }
  if (day < version.valid_until) return day;
  return std::nullopt;
}

absl::Status CheckLevelsMeet(const UnitTree& tree, const Timeline& parent,
                             const UnitVersion& version) {
  const int rank = tree.levels().Rank(version.attributes.level);
  for (const UnitVersion& above : parent) {
    if (above.Overlaps(version) &&
        tree.levels().Rank(above.attributes.level) >= rank) {
      return ParentLevelWrong(version.attributes.level, above.attributes.level);
    }
  }
  return absl::OkStatus();
}

// A level list has at most 16 levels, so no path is longer.
constexpr int kMaxDepth = 16;

absl::Status CheckParent(const UnitTree& tree, absl::string_view unit_id,
                         const UnitVersion& version) {
  const std::string& parent_id = version.attributes.parent_id;
  if (parent_id.empty()) return CheckRoot(tree, unit_id, version);
  if (IsAbove(tree, unit_id, parent_id, version.valid_from, version.valid_until,
              kMaxDepth)) {
    return ParentCycle(UnitName(unit_id), UnitName(parent_id));
  }
  const Timeline& parent = tree.Of(parent_id);
  const std::optional<Days> orphaned = FirstDayWithout(parent, version);
  if (orphaned.has_value()) {
    return UnitNotFound("unit.parent", UnitName(parent_id), *orphaned);
  }
  return CheckLevelsMeet(tree, parent, version);
}

absl::Status CheckCode(const UnitTree& tree, absl::string_view unit_id,
                       const UnitVersion& version) {
  const std::string& code = version.attributes.code;
  if (code.empty()) return absl::OkStatus();
  for (const std::string& other : tree.WithCode(code)) {
    if (other == unit_id) continue;
    for (const UnitVersion& holder : tree.Of(other)) {
      if (holder.attributes.code == code && holder.Overlaps(version)) {
        return UnitCodeTaken(code, UnitName(other));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status CheckBelow(const UnitTree& tree, absl::string_view unit_id) {
  const Timeline& timeline = tree.Of(unit_id);
  for (const std::string& child : tree.Below(unit_id)) {
    for (const UnitVersion& version : tree.Of(child)) {
      if (version.attributes.parent_id != unit_id) continue;
      const std::optional<Days> orphaned = FirstDayWithout(timeline, version);
      if (orphaned.has_value()) {
        return ValidityInvalid(
            "unit.valid_until", timeline.front().valid_from, *orphaned,
            absl::StrCat(UnitName(child), " still hangs below it then"));
      }
      RETURN_IF_ERROR(CheckLevelsMeet(tree, timeline, version));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckVersion(const UnitTree& tree, absl::string_view unit_id,
                          const UnitVersion& version) {
  RETURN_IF_ERROR(CheckLevel(tree, version));
  RETURN_IF_ERROR(CheckParent(tree, unit_id, version));
  return CheckCode(tree, unit_id, version);
}

absl::Status CheckUnit(const UnitTree& tree, absl::string_view unit_id) {
  for (const UnitVersion& version : tree.Of(unit_id)) {
    RETURN_IF_ERROR(CheckVersion(tree, unit_id, version));
  }
  return CheckBelow(tree, unit_id);
}

}  // namespace loa::units
