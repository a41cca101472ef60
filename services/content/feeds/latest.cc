#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/feeds/feed_items.h"
#include "services/content/feeds/feeds.h"
#include "services/content/search/index_words.h"
#include "services/content/search/search_index.h"
#include "services/content/search/sight.h"
#include "services/content/search/word_scan.h"

namespace loa::content {
namespace {

// A page that shows little of what it reads goes on in the next call.
constexpr int kRowsACall = 4096;

absl::StatusOr<ScanPlace> PlaceOf(const v1::ListLatestRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  ScanPlace place;
  if (key.empty()) return place;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &place.at) ||
      !absl::SimpleAtoi(key[1], &place.entry)) {
    return rpc::PageTokenInvalid();
  }
  return place;
}

// What every post of the list has.
std::vector<IndexWord> WordsOf(const v1::ListLatestRequest& request,
                               const Sight& sight) {
  std::vector<IndexWord> words = {request.kind() == v1::Post::KIND_UNSPECIFIED
                                      ? KindWord(v1::SearchHit::POST)
                                      : PostKindWord(request.kind())};
  if (const auto unit = sight.single_unit()) {
    words.push_back(ShownInWord(*unit));
  }
  return words;
}

// Adds what is seen from the scan's place on; `place` is then behind the last
// that was looked at. True at the end of the list.
absl::StatusOr<bool> Fill(sql::Tx& tx, WordScan& scan, const Sight& sight,
                          int size, v1::ListLatestResponse& response,
                          ScanPlace& place) {
  ScanBudget budget(kRowsACall);
  while (!scan.done() && budget.left() > 0) {
    ASSIGN_OR_RETURN(const std::vector<ScanPlace> places, scan.Next(budget));
    ASSIGN_OR_RETURN(const SearchEntries entries,
                     ReadSearchEntries(tx, EntriesOf(places)));
    for (const ScanPlace& at : places) {
      const auto found = entries.find(at.entry);
      if (found == entries.end()) continue;
      ShownPlace shown;
      ASSIGN_OR_RETURN(const bool sees, sight.Sees(tx, found->second, shown));
      if (sees) {
        if (response.items_size() == size) return false;
        ASSIGN_OR_RETURN(
            *response.add_items(),
            ReadFeedItem(tx, found->second, shown, sight.registry()));
      }
      place = at;
    }
    place = scan.place();
  }
  return scan.done();
}

}  // namespace

absl::StatusOr<v1::ListLatestResponse> Feeds::ListLatest(
    const rpc::RequestContext& context, const v1::ListLatestRequest& request) {
  ASSIGN_OR_RETURN(const Sight sight,
                   Sight::OfPages(context, registry_, request.within(),
                                  request.unit_only()));
  ASSIGN_OR_RETURN(const ScanPlace first, PlaceOf(request));
  const int size = rpc::PageSize(request.page_size(), 20, 100);
  v1::ListLatestResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ScanPlace place = first;
    ASSIGN_OR_RETURN(
        WordScan scan,
        WordScan::Start(tx, WordsOf(request, sight), absl::InfinitePast(),
                        absl::InfiniteFuture(), place));
    ASSIGN_OR_RETURN(const bool ended,
                     Fill(tx, scan, sight, size, response, place));
    if (!ended) {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(place.at), absl::StrCat(place.entry)}));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content
