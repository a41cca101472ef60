#include "libs/work/work_list.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"

namespace loa::work {
namespace {

constexpr int kDefaultPageSize = 100;
constexpr int kMaxPageSize = 1000;

// The order of a list; no two items have the same place.
using Place = std::tuple<int64_t, int64_t, std::string, std::string, int>;

Place PlaceOf(const v1::WorkItem& item) {
  const int64_t due = item.has_due_time()
                          ? absl::ToUnixMicros(base::TimeOf(item.due_time()))
                          : std::numeric_limits<int64_t>::max();
  return {due, absl::ToUnixMicros(base::TimeOf(item.since_time())),
          item.resource(), item.unit(), item.kind()};
}

std::vector<std::string> KeyOf(const Place& place) {
  const auto& [due, since, resource, unit, kind] = place;
  return {absl::StrCat(due), absl::StrCat(since), resource, unit,
          absl::StrCat(kind)};
}

absl::StatusOr<Place> PlaceIn(const std::vector<std::string>& key) {
  Place place;
  auto& [due, since, resource, unit, kind] = place;
  if (key.size() != 5 || !absl::SimpleAtoi(key[0], &due) ||
      !absl::SimpleAtoi(key[1], &since) || !absl::SimpleAtoi(key[4], &kind)) {
    return rpc::PageTokenInvalid();
  }
  resource = key[2];
  unit = key[3];
  return place;
}

bool ComesBefore(const v1::WorkItem& a, const v1::WorkItem& b) {
  return PlaceOf(a) < PlaceOf(b);
}

}  // namespace

template <typename Response, typename Request>
absl::StatusOr<Response> WorkList::List(const Duty& duty, absl::Time now,
                                        const Request& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  std::vector<v1::WorkItem> items;
  for (WorkSource* source : sources_) {
    ASSIGN_OR_RETURN(std::vector<v1::WorkItem> waiting,
                     source->Waiting(duty, now));
    std::move(waiting.begin(), waiting.end(), std::back_inserter(items));
  }
  std::sort(items.begin(), items.end(), ComesBefore);
  auto next = items.begin();
  if (!key.empty()) {
    ASSIGN_OR_RETURN(const Place last, PlaceIn(key));
    next = std::find_if(items.begin(), items.end(),
                        [&](const auto& item) { return last < PlaceOf(item); });
  }
  const int size =
      rpc::PageSize(request.page_size(), kDefaultPageSize, kMaxPageSize);
  Response response;
  rpc::PageBudget budget;
  for (; next != items.end(); ++next) {
    if (response.items_size() == size || !budget.Takes(*next)) {
      response.set_next_page_token(rpc::EncodePageToken(
          request, KeyOf(PlaceOf(*response.items().rbegin()))));
      break;
    }
    next->set_overdue(next->has_due_time() &&
                      base::TimeOf(next->due_time()) < now);
    *response.add_items() = std::move(*next);
  }
  return response;
}

absl::StatusOr<v1::ListWorkResponse> WorkList::ListWork(
    const rpc::RequestContext& context, const v1::ListWorkRequest& request) {
  return List<v1::ListWorkResponse>(
      Duty::Of(access_.Current(), context.principal.name), context.now,
      request);
}

absl::StatusOr<v1::ListAllWorkResponse> WorkList::ListAllWork(
    const rpc::RequestContext& context, const v1::ListAllWorkRequest& request) {
  RETURN_IF_ERROR(access_.Ready());
  return List<v1::ListAllWorkResponse>(Duty::OfEverybody(access_.Current()),
                                       context.now, request);
}

}  // namespace loa::work
