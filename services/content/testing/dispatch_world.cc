#include "services/content/testing/dispatch_world.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;

constexpr absl::string_view kApprove =
    "INSERT INTO approval (post, revision, content_sha256, audience_sha256,"
    " review, approved_at, voided) VALUES ($1, $2, '', 'audience', 'reviews/r',"
    " 0, $3) ON CONFLICT (post) DO UPDATE SET voided = excluded.voided";

template <typename Response>
std::string Shown(const absl::StatusOr<Response>& response) {
  if (!response.ok()) return status::ReasonOf(response.status());
  const auto& result = response->results(0);
  if (result.has_error()) {
    return status::ReasonOf(status::FromRpcStatus(result.error()));
  }
  return std::string(NameOf(result.state()));
}

}  // namespace

DispatchWorld::DispatchWorld() {
  registry_.AddUnit("units/tinh", "province", "");
  registry_.AddUnit("units/huyen", "district", "units/tinh");
  registry_.AddUnit("units/xa", "commune", "units/huyen");
  LeaseAll(kOwner);
}

void DispatchWorld::LeaseAll(absl::string_view owner) {
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(EnsurePartitions(tx, options_.partitions));
    ASSIGN_OR_RETURN(const Leased leased,
                     Lease(tx, owner, 1, clock_.Now(), absl::Hours(1000)));
    if (!leased.held.empty()) epoch_ = leased.held[0].epoch;
    return absl::OkStatus();
  }),
              IsOk());
}

rpc::RequestContext DispatchWorld::Context(absl::string_view principal) const {
  rpc::RequestContext context;
  context.principal.name = std::string(principal);
  context.method = "loa.content.v1.DispatchService.Test";
  context.trace_id = "00000000000000000000000000000001";
  context.now = clock_.Now();
  return context;
}

std::string DispatchWorld::Schedule(absl::string_view name,
                                    absl::string_view page,
                                    absl::Duration after) {
  Publication p;
  p.name = std::string(name);
  p.post = absl::StrCat("posts/of-", name.substr(name.rfind('/') + 1));
  p.page = std::string(page);
  p.unit = "units/xa";
  p.kind = "ARTICLE";
  p.revision = absl::StrCat(p.post, "/revisions/1");
  p.audience_sha256 = "audience";
  p.text = absl::StrCat("Tin ", name);
  p.rendition_sha256 = RenditionHash(p);
  p.due_at = clock_.Now() + after;
  p.not_before = p.due_at;
  p.sequence = ++sequence_;
  Approve(p.post);
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    return InsertPublication(tx, p).status();
  }),
              IsOk());
  return p.name;
}

void DispatchWorld::Approve(absl::string_view post, bool approved) {
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    return tx
        .Exec(kApprove, post, absl::StrCat(post, "/revisions/1"), !approved)
        .status();
  }),
              IsOk());
}

Publication DispatchWorld::Get(absl::string_view name) {
  Publication publication;
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(publication, FindPublication(tx, name));
    return absl::OkStatus();
  }),
              IsOk());
  return publication;
}

std::vector<std::string> DispatchWorld::Timeline(absl::string_view name) {
  std::vector<std::string> kinds;
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const auto rows, ReadTimeline(tx, name, 100));
    kinds.clear();
    for (const TimelineRow& row : rows) kinds.push_back(row.kind);
    return absl::OkStatus();
  }),
              IsOk());
  return kinds;
}

v1::BeginAttemptsRequest DispatchWorld::BeginRequest(
    const std::vector<std::string>& names, int attempt,
    absl::string_view owner) {
  v1::BeginAttemptsRequest request;
  request.set_owner(std::string(owner));
  for (const std::string& name : names) {
    auto& item = *request.add_attempts();
    item.set_publication(name);
    item.set_attempt(attempt);
    item.mutable_partition()->set_epoch(epoch_);
  }
  return request;
}

std::string DispatchWorld::Begin(absl::string_view name, int attempt,
                                 absl::string_view owner) {
  const auto response = attempts_.Begin(
      Context(), BeginRequest({std::string(name)}, attempt, owner));
  if (!response.ok()) return status::ReasonOf(response.status());
  return status::ReasonOf(status::FromRpcStatus(response->results(0).error()));
}

std::string DispatchWorld::Finish(absl::string_view name,
                                  v1::FinishAttemptsRequest::Kind kind,
                                  int attempt, absl::string_view post_id) {
  v1::FinishAttemptsRequest request;
  request.set_owner(std::string(kOwner));
  auto& outcome = *request.add_outcomes();
  outcome.set_publication(std::string(name));
  outcome.set_attempt(attempt);
  outcome.set_kind(kind);
  outcome.set_platform_post_id(std::string(post_id));
  return Shown(attempts_.Finish(Context(), request));
}

std::string DispatchWorld::Settle(absl::string_view name,
                                  v1::SettleAttemptsRequest::Sight sight,
                                  int attempt,
                                  const std::vector<std::string>& post_ids) {
  const auto reading = static_cast<int>(Get(name).absent_reads + 1);
  return SettleReading(name, sight, attempt, post_ids, reading);
}

std::string DispatchWorld::SettleReading(
    absl::string_view name, v1::SettleAttemptsRequest::Sight sight, int attempt,
    const std::vector<std::string>& post_ids, int number) {
  v1::SettleAttemptsRequest request;
  request.set_owner(std::string(kOwner));
  auto& reading = *request.add_readings();
  reading.set_publication(std::string(name));
  reading.set_attempt(attempt);
  reading.mutable_partition()->set_epoch(epoch_);
  reading.set_sight(sight);
  reading.set_reading(number);
  reading.set_evidence("3 posts read");
  for (const std::string& id : post_ids) reading.add_platform_post_ids(id);
  return Shown(settling_.Settle(Context(), request));
}

void DispatchWorld::MakeUnknown(absl::string_view name, int attempt) {
  EXPECT_EQ(Begin(name, attempt), "");
  clock_.Advance(options_.attempt_deadline + absl::Microseconds(1));
  EXPECT_EQ(settling_.LapseOverdue(clock_.Now()).value_or(-1), 1);
}

}  // namespace loa::content
