#include "services/units/fleet/page_matching.h"

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/text/unit_names.h"
#include "services/units/names.h"

namespace loa::units {
namespace {

using Match = v1::DiscoverPagesResponse::Match;

// Folded; the longer one first where one begins with another.
constexpr absl::string_view kBeginnings[] = {
    "trang cong dong", "fanpage",  "trang", "uy ban",
    "ubmttq",          "ub mttq",  "mttq",  "mat tran to quoc",
    "mat tran",        "viet nam", "vn",    "to quoc",
};
constexpr absl::string_view kKinds[] = {"tinh",  "thanh pho", "thi xa",
                                        "huyen", "quan",      "phuong",
                                        "xa",    "thi tran",  "dac khu"};

// Takes `word` and the space behind it off the front of `name`, unless nothing
// would be left.
bool ConsumeWord(absl::string_view word, absl::string_view& name) {
  absl::string_view rest = name;
  if (!absl::ConsumePrefix(&rest, word) || !absl::ConsumePrefix(&rest, " ")) {
    return false;
  }
  name = rest;
  return true;
}

}  // namespace

PlaceName PlaceNameOf(absl::string_view name) {
  const std::string key = text::SearchKey(name);
  absl::string_view rest = key;
  while (absl::c_any_of(kBeginnings, [&](absl::string_view beginning) {
    return ConsumeWord(beginning, rest);
  })) {
  }
  PlaceName place;
  place.with_kind = std::string(rest);
  absl::c_any_of(
      kKinds, [&](absl::string_view kind) { return ConsumeWord(kind, rest); });
  place.bare = std::string(rest);
  return place;
}

void KnownFleet::AddName(const std::string& resource, absl::string_view name) {
  if (name.empty()) return;
  const PlaceName place = PlaceNameOf(name);
  // A unit's two names are often one.
  for (auto* resources : {&with_kind_[place.with_kind], &bare_[place.bare]}) {
    if (!absl::c_linear_search(*resources, resource)) {
      resources->push_back(resource);
    }
  }
}

void KnownFleet::AddPage(const Page& page, absl::string_view platform_page_id,
                         absl::string_view display_name) {
  const std::string name = PageName(page.page_id);
  pages_[name] = page;
  if (!platform_page_id.empty()) {
    by_platform_id_[platform_page_id] = page;
  } else {
    AddName(name, display_name);
  }
}

void KnownFleet::AddUnit(absl::string_view unit_id,
                         absl::string_view display_name,
                         absl::string_view official_name) {
  AddName(UnitName(unit_id), display_name);
  AddName(UnitName(unit_id), official_name);
}

std::vector<std::string> KnownFleet::Find(absl::string_view platform_page_id,
                                          absl::string_view display_name,
                                          Match& match) const {
  const auto set_page = [&match](const Page& page) {
    match.set_page(PageName(page.page_id));
    match.set_unit(UnitName(page.unit_id));
    match.set_connected(page.connected);
  };
  const auto by_id = by_platform_id_.find(platform_page_id);
  if (by_id != by_platform_id_.end()) {
    set_page(by_id->second);
    match.set_evidence(v1::DiscoverPagesResponse::PLATFORM_ID);
    return {};
  }
  const PlaceName place = PlaceNameOf(display_name);
  auto found = with_kind_.find(place.with_kind);
  if (found == with_kind_.end()) {
    found = bare_.find(place.bare);
    if (found == bare_.end()) return {};
  }
  if (found->second.size() != 1) return found->second;
  const std::string& resource = found->second.front();
  const auto page = pages_.find(resource);
  if (page != pages_.end()) {
    set_page(page->second);
    match.set_evidence(v1::DiscoverPagesResponse::PAGE_NAME);
  } else {
    match.set_unit(resource);
    match.set_evidence(v1::DiscoverPagesResponse::UNIT_NAME);
  }
  return {};
}

}  // namespace loa::units
