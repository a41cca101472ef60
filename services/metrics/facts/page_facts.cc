#include "services/metrics/facts/page_facts.h"

#include <utility>

#include "libs/base/log.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/metrics/facts/fact_store.h"

namespace loa::metrics {
namespace {

using units::v1::Fact;
using units::v1::FactKind;
using units::v1::RecordFactsRequest;
using units::v1::RecordFactsResponse;

// Two facts a page fit into one request.
constexpr size_t kPagesABatch = 200;
constexpr size_t kWeeksInARow = 4;

// Day 0 was a Thursday.
base::Days WeekOf(base::Days day) { return (day + 3) / 7; }

absl::StatusOr<DayByPage> DaysOfRhythm(sql::Tx& tx,
                                       const std::vector<std::string>& pages) {
  ASSIGN_OR_RETURN(const auto weeks, FirstPostsOfWeeks(tx, pages));
  DayByPage days;
  for (const auto& [page, first_posts] : weeks) {
    const std::optional<base::Days> day = RhythmSince(first_posts);
    if (day) days[page] = *day;
  }
  return days;
}

// Adds what units was not told, or was told a later day of.
absl::Status AddNews(sql::Tx& tx, FactKind kind, const DayByPage& days,
                     const std::string& evidence,
                     const std::vector<std::string>& pages,
                     RecordFactsRequest& request) {
  ASSIGN_OR_RETURN(const DayByPage told, ToldFacts(tx, kind, pages));
  for (const auto& [page, day] : days) {
    const auto known = told.find(page);
    if (known != told.end() && known->second <= day) continue;
    Fact& fact = *request.add_facts();
    fact.set_subject(page);
    fact.set_kind(kind);
    fact.set_achieved_on(base::FormatDate(day));
    fact.set_evidence(evidence);
  }
  return absl::OkStatus();
}

absl::Status NoteTaken(sql::Tx& tx, const RecordFactsRequest& request,
                       const RecordFactsResponse& response) {
  for (int i = 0; i < response.results_size(); ++i) {
    const Fact& fact = request.facts(i);
    if (response.results(i).has_error()) {
      base::Log(base::Severity::kWarning, "units refused a fact",
                {{"page", fact.subject()},
                 {"kind", units::v1::FactKind_Name(fact.kind())},
                 {"error", response.results(i).error().message()}});
      continue;
    }
    RETURN_IF_ERROR(NoteToldFact(tx, fact.subject(), fact.kind(),
                                 *base::ParseDate(fact.achieved_on())));
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<base::Days> RhythmSince(const std::vector<base::Days>& weeks) {
  size_t in_a_row = 0;
  for (size_t i = 0; i < weeks.size(); ++i) {
    const bool next = i > 0 && WeekOf(weeks[i]) == WeekOf(weeks[i - 1]) + 1;
    in_a_row = next ? in_a_row + 1 : 1;
    if (in_a_row == kWeeksInARow) return weeks[i];
  }
  return std::nullopt;
}

absl::Status PageFacts::TellAll(std::stop_token stop) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  std::vector<std::string> pages;
  for (const std::string& unit : view->Subtree(view->RootUnit())) {
    for (const clients::PagePtr& page : view->PagesOf(unit)) {
      pages.push_back(page->name());
      if (pages.size() < kPagesABatch) continue;
      if (stop.stop_requested()) return absl::OkStatus();
      RETURN_IF_ERROR(Tell(std::exchange(pages, {})));
    }
  }
  return Tell(pages);
}

absl::Status PageFacts::Tell(const std::vector<std::string>& pages) {
  RecordFactsRequest request;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    request.Clear();
    ASSIGN_OR_RETURN(const DayByPage followed,
                     DaysWithFollowers(tx, pages, kFollowers));
    RETURN_IF_ERROR(AddNews(tx, units::v1::FACT_KIND_HUNDRED_FOLLOWERS,
                            followed, "metrics/followers", pages, request));
    ASSIGN_OR_RETURN(const DayByPage rhythm, DaysOfRhythm(tx, pages));
    return AddNews(tx, units::v1::FACT_KIND_WEEKLY_RHYTHM, rhythm,
                   "a post in each of four weeks in a row", pages, request);
  }));
  if (request.facts_size() == 0) return absl::OkStatus();
  ASSIGN_OR_RETURN(const RecordFactsResponse response,
                   recorder_.RecordFacts(request));
  return database_.Write(
      [&](sql::Tx& tx) { return NoteTaken(tx, request, response); });
}

}  // namespace loa::metrics
