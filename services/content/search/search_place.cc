#include "services/content/search/search_place.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/rpc/errors.h"

namespace loa::content {

std::vector<std::string> ToKey(const SearchPlace& place) {
  return {absl::StrCat(place.tier), absl::StrCat(place.scan.at),
          absl::StrCat(place.scan.entry), place.found ? "1" : "0",
          absl::StrJoin(place.near, " ")};
}

absl::StatusOr<SearchPlace> ToPlace(const std::vector<std::string>& key) {
  SearchPlace place;
  if (key.empty()) return place;
  int tier = 0;
  if (key.size() != 5 || !absl::SimpleAtoi(key[0], &tier) ||
      !v1::SearchHit::Tier_IsValid(tier) ||
      !absl::SimpleAtoi(key[1], &place.scan.at) ||
      !absl::SimpleAtoi(key[2], &place.scan.entry)) {
    return rpc::PageTokenInvalid();
  }
  place.tier = static_cast<v1::SearchHit::Tier>(tier);
  place.found = key[3] == "1";
  place.near = absl::StrSplit(key[4], ' ', absl::SkipEmpty());
  return place;
}

}  // namespace loa::content
