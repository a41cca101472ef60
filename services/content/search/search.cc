#include "services/content/search/search.h"

#include <string>
#include <vector>

#include "libs/base/civil_date.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/search/search_run.h"

namespace loa::content {
namespace {

absl::StatusOr<SearchTerms> TermsOf(const v1::SearchRequest& request,
                                    absl::TimeZone zone) {
  ASSIGN_OR_RETURN(Query query, Query::Parse(request.query()));
  SearchTerms terms{.query = std::move(query)};
  for (const int kind : request.kinds()) {
    terms.kinds.push_back(static_cast<v1::SearchHit::Kind>(kind));
  }
  if (const auto from = base::ParseDate(request.from_date())) {
    terms.from = base::StartOf(*from, zone);
  }
  if (const auto until = base::ParseDate(request.until_date())) {
    terms.until = base::StartOf(*until, zone);
  }
  terms.page_size = rpc::PageSize(request.page_size(), 20, 100);
  return terms;
}

}  // namespace

absl::StatusOr<v1::SearchResponse> Searches::Search(
    const rpc::RequestContext& context, const v1::SearchRequest& request) {
  ASSIGN_OR_RETURN(const Sight sight,
                   Sight::Of(context, registry_, request.within()));
  ASSIGN_OR_RETURN(const SearchTerms terms,
                   TermsOf(request, sight.registry().zone()));
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  ASSIGN_OR_RETURN(const SearchPlace place, ToPlace(key));
  v1::SearchResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    SearchRun run(tx, terms, sight, place);
    RETURN_IF_ERROR(run.Run(response));
    if (!run.done()) {
      response.set_next_page_token(
          rpc::EncodePageToken(request, ToKey(run.place())));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content
