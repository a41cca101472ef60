#include "services/content/outside/outside_posts.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/outside/outside_store.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

// A list that shows little of what it reads goes on in the next page.
constexpr int kRowsABatch = 200;
constexpr int kBatchesACall = 20;

v1::OutsidePost ToProto(const OutsidePost& from) {
  v1::OutsidePost to;
  to.set_page(from.page);
  to.set_platform_post_id(from.platform_post_id);
  to.set_unit(from.unit);
  to.set_text(from.text);
  to.set_link(from.link);
  to.set_permalink(from.permalink);
  *to.mutable_post_time() = base::TimestampOf(from.posted_at);
  *to.mutable_adopt_time() = base::TimestampOf(from.adopted_at);
  to.set_sequence(from.sequence);
  return to;
}

v1::PageAlert ToProto(const PageAlert& from) {
  v1::PageAlert to;
  to.set_name(from.name);
  to.set_page(from.page);
  to.set_unit(from.unit);
  to.set_kind(from.kind);
  to.set_detail(from.detail);
  to.set_count(static_cast<int32_t>(from.count));
  *to.mutable_raise_time() = base::TimestampOf(from.raised_at);
  to.set_acknowledger(from.acknowledger);
  if (from.acknowledged_at) {
    *to.mutable_acknowledge_time() = base::TimestampOf(*from.acknowledged_at);
  }
  return to;
}

}  // namespace

absl::StatusOr<v1::ListOutsidePostsResponse> OutsidePosts::List(
    const rpc::RequestContext& context,
    const v1::ListOutsidePostsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  OutsidePost first{.sequence = -1};
  if (key.size() == 3) {
    if (!absl::SimpleAtoi(key[0], &first.sequence)) {
      return rpc::PageTokenInvalid();
    }
    first.page = key[1];
    first.platform_post_id = key[2];
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListOutsidePostsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    OutsidePost at = first;
    const auto go_on = [&] {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(at.sequence), at.page, at.platform_post_id}));
    };
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(const std::vector<OutsidePost> read,
                       ReadOutsidePosts(tx, request.page(), at, kRowsABatch));
      for (const OutsidePost& post : read) {
        if (context.access.Allows(post.unit)) {
          v1::OutsidePost shown = ToProto(post);
          if (response.posts_size() == size || !budget.Takes(shown)) {
            go_on();
            return absl::OkStatus();
          }
          *response.add_posts() = std::move(shown);
        }
        at = post;
      }
      if (read.size() < kRowsABatch) return absl::OkStatus();
    }
    go_on();
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::CountOutsidePostsResponse> OutsidePosts::Count(
    const rpc::RequestContext& context,
    const v1::CountOutsidePostsRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  std::optional<std::string> within;
  if (!request.within().empty()) {
    within = registry->FindUnit(request.within());
    if (!within) return UnitUnknown("within", request.within());
  }
  v1::CountOutsidePostsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const std::vector<OutsideCount> counts,
                     CountOutsidePostsByPage(tx));
    for (const OutsideCount& one : counts) {
      if (!context.access.Allows(one.unit)) continue;
      if (within && !registry->IsWithin(one.unit, *within)) continue;
      // A page that has moved between units has a row a unit.
      const int last = response.by_page_size() - 1;
      auto* to = last >= 0 && response.by_page(last).page() == one.page
                     ? response.mutable_by_page(last)
                     : response.add_by_page();
      to->set_page(one.page);
      to->set_count(to->count() + static_cast<int32_t>(one.count));
      response.set_total(response.total() + static_cast<int32_t>(one.count));
    }
    return absl::OkStatus();
  }));
  *response.mutable_as_of() = base::TimestampOf(context.now);
  return response;
}

absl::StatusOr<v1::ListPageAlertsResponse> OutsidePosts::ListAlerts(
    const rpc::RequestContext& context,
    const v1::ListPageAlertsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  int64_t first_micros = -1;
  if (key.size() == 2 && !absl::SimpleAtoi(key[0], &first_micros)) {
    return rpc::PageTokenInvalid();
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListPageAlertsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    absl::Time at = absl::FromUnixMicros(first_micros);
    std::string name = key.size() == 2 ? key[1] : "";
    const auto go_on = [&] {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(absl::ToUnixMicros(at)), name}));
    };
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(const std::vector<PageAlert> read,
                       ReadOpenAlerts(tx, at, name, kRowsABatch));
      for (const PageAlert& alert : read) {
        if (response.alerts_size() == size) {
          go_on();
          return absl::OkStatus();
        }
        at = alert.raised_at;
        name = alert.name;
        if (context.access.Allows(alert.unit)) {
          *response.add_alerts() = ToProto(alert);
        }
      }
      if (read.size() < kRowsABatch) return absl::OkStatus();
    }
    go_on();
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::PageAlert> OutsidePosts::Acknowledge(
    const rpc::RequestContext& context,
    const v1::AcknowledgePageAlertRequest& request) {
  return audit::Mutate<v1::PageAlert>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::PageAlert> {
        ASSIGN_OR_RETURN(PageAlert alert, FindAlert(tx, request.name()));
        subject = {.resource = alert.name, .unit = alert.unit};
        RETURN_IF_ERROR(context.access.Check(alert.unit));
        RETURN_IF_ERROR(AcknowledgeAlert(tx, alert.name, context.principal.name,
                                         context.now));
        ASSIGN_OR_RETURN(alert, FindAlert(tx, request.name()));
        return ToProto(alert);
      });
}

absl::StatusOr<int64_t> OutsidePosts::CountAlerts() {
  int64_t count = 0;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(count, CountOpenAlerts(tx));
    return absl::OkStatus();
  }));
  open_alerts_ = count;
  return count;
}

}  // namespace loa::content
