#ifndef LOA_SERVICES_CONTENT_SEARCH_SEARCH_PLACE_H_
#define LOA_SERVICES_CONTENT_SEARCH_SEARCH_PLACE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "loa/content/v1/search_service.pb.h"
#include "services/content/search/word_scan.h"

namespace loa::content {

// Where a search goes on: what its page token says.
struct SearchPlace {
  v1::SearchHit::Tier tier = v1::SearchHit::PHRASE;
  ScanPlace scan;
  // Something was found on this page or one before: then nothing is taken for
  // another word.
  bool found = false;
  // NEAR: the words that are looked for.
  std::vector<std::string> near;
};

std::vector<std::string> ToKey(const SearchPlace& place);
// The default for an empty key. PAGE_TOKEN_INVALID.
absl::StatusOr<SearchPlace> ToPlace(const std::vector<std::string>& key);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SEARCH_PLACE_H_
