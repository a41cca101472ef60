#ifndef LOA_SERVICES_CONTENT_SEARCH_SEARCH_RUN_H_
#define LOA_SERVICES_CONTENT_SEARCH_SEARCH_RUN_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/search_service.pb.h"
#include "services/content/search/query.h"
#include "services/content/search/search_place.h"
#include "services/content/search/sight.h"

namespace loa::content {

// What a search asks for.
struct SearchTerms {
  Query query;
  std::vector<v1::SearchHit::Kind> kinds;  // empty: all
  absl::Time from = absl::InfinitePast();
  absl::Time until = absl::InfiniteFuture();
  int page_size = 20;
};

// One page of a search, in one transaction.
class SearchRun {
 public:
  // All outlive this.
  SearchRun(sql::Tx& tx, const SearchTerms& terms, const Sight& sight,
            SearchPlace place)
      : tx_(tx), terms_(terms), sight_(sight), place_(std::move(place)) {}

  // The hits from `place` on. place() is then where the next page begins.
  absl::Status Run(v1::SearchResponse& response);
  const SearchPlace& place() const { return place_; }
  bool done() const { return done_; }

 private:
  // Adds the hits of the present tier; true when the tier is at its end.
  absl::StatusOr<bool> RunTier(v1::SearchResponse& response);
  void AddHit(const Query& query, const SearchEntry& entry,
              const ShownPlace& shown, v1::SearchResponse& response);
  // Goes to the next tier.
  absl::Status EndTier();
  absl::StatusOr<bool> IsHit(const Query& query, const SearchEntry& entry,
                             ShownPlace& shown);
  bool WantsKind(v1::SearchHit::Kind kind) const;
  std::vector<IndexWord> WithKind(std::vector<IndexWord> words) const;
  Query QueryOfTier() const;
  // The query's words with those that nothing holds replaced by ones that are
  // spelled nearly the same; empty when there is nothing like that.
  absl::StatusOr<std::vector<std::string>> FindNear();
  // Does the caller see anything that has all these words?
  absl::StatusOr<bool> AnyHolds(const std::vector<std::string>& folded);

  sql::Tx& tx_;
  const SearchTerms& terms_;
  const Sight& sight_;
  SearchPlace place_;
  ScanBudget budget_{4096};
  bool done_ = false;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SEARCH_RUN_H_
