#include "services/units/units/unit_tree.h"

namespace loa::units {

const Timeline& UnitTree::Of(absl::string_view unit_id) const {
  static const Timeline& none = *new Timeline();
  const auto found = units_.find(unit_id);
  return found == units_.end() ? none : found->second;
}

void UnitTree::Set(absl::string_view unit_id, Timeline timeline) {
  Timeline& stored = units_[unit_id];
  for (const UnitVersion& version : stored) {
    by_code_[version.attributes.code].erase(unit_id);
    by_parent_[version.attributes.parent_id].erase(unit_id);
  }
  stored = std::move(timeline);
  for (const UnitVersion& version : stored) {
    by_parent_[version.attributes.parent_id].emplace(unit_id);
    if (version.attributes.code.empty()) continue;
    by_code_[version.attributes.code].emplace(unit_id);
  }
}

const UnitTree::Ids& UnitTree::At(const Edges& edges, absl::string_view key) {
  static const Ids& none = *new Ids();
  const auto found = edges.find(key);
  return found == edges.end() ? none : found->second;
}

const UnitTree::Ids& UnitTree::WithCode(absl::string_view code) const {
  return At(by_code_, code);
}

std::string UnitTree::HolderOf(absl::string_view code, base::Days day) const {
  for (const std::string& unit_id : WithCode(code)) {
    const UnitVersion* version = VersionOn(Of(unit_id), day);
    if (version != nullptr && version->attributes.code == code) return unit_id;
  }
  return "";
}

const UnitTree::Ids& UnitTree::Below(absl::string_view unit_id) const {
  return At(by_parent_, unit_id);
}

}  // namespace loa::units
