#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/feeds/feed_items.h"
#include "services/content/feeds/feeds.h"
#include "services/content/feeds/likeness.h"
#include "services/content/search/search_index.h"
#include "services/content/search/sight.h"

namespace loa::content {
namespace {

// Behind what the list goes on; the default is before all.
absl::StatusOr<Likeness> PlaceOf(const v1::ListSimilarRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  Likeness place{.score = std::numeric_limits<int64_t>::max()};
  if (key.empty()) return place;
  if (key.size() != 3 || !absl::SimpleAtoi(key[0], &place.score) ||
      !absl::SimpleAtoi(key[1], &place.at) ||
      !absl::SimpleAtoi(key[2], &place.entry)) {
    return rpc::PageTokenInvalid();
  }
  return place;
}

// The post that others are compared with, if the caller sees it.
absl::StatusOr<SearchEntry> FindShown(sql::Tx& tx, const Sight& sight,
                                      const std::string& post) {
  ASSIGN_OR_RETURN(const std::optional<SearchEntry> entry,
                   FindSearchEntry(tx, post));
  if (!entry) return PostNotFound(post);
  ShownPlace shown;
  ASSIGN_OR_RETURN(const bool sees, sight.Sees(tx, *entry, shown));
  if (!sees) return PostNotFound(post);
  return *entry;
}

}  // namespace

absl::StatusOr<v1::ListSimilarResponse> Feeds::ListSimilar(
    const rpc::RequestContext& context, const v1::ListSimilarRequest& request) {
  ASSIGN_OR_RETURN(const Sight sight,
                   Sight::OfPages(context, registry_, "", false));
  ASSIGN_OR_RETURN(const Likeness place, PlaceOf(request));
  const int size = rpc::PageSize(request.page_size(), 5, 50);
  v1::ListSimilarResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const SearchEntry source,
                     FindShown(tx, sight, request.post()));
    ASSIGN_OR_RETURN(const std::vector<Likeness> alike, ReadAlike(tx, source));
    std::vector<int64_t> numbers;
    for (const Likeness& likeness : alike) numbers.push_back(likeness.entry);
    ASSIGN_OR_RETURN(const SearchEntries entries,
                     ReadSearchEntries(tx, numbers));
    const Likeness* last = nullptr;
    for (auto at = std::upper_bound(alike.begin(), alike.end(), place);
         at != alike.end(); ++at) {
      const auto entry = entries.find(at->entry);
      if (entry == entries.end()) continue;
      ShownPlace shown;
      ASSIGN_OR_RETURN(const bool sees, sight.Sees(tx, entry->second, shown));
      if (!sees) continue;
      if (response.items_size() == size) {
        response.set_next_page_token(rpc::EncodePageToken(
            request, {absl::StrCat(last->score), absl::StrCat(last->at),
                      absl::StrCat(last->entry)}));
        break;
      }
      ASSIGN_OR_RETURN(
          *response.add_items(),
          ReadFeedItem(tx, entry->second, shown, sight.registry()));
      last = &*at;
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content
