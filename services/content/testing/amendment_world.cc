#include "services/content/testing/amendment_world.h"

#include "libs/queue/partition.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/dispatch/partitions.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;

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

AmendmentWorld::AmendmentWorld() {
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(EnsurePartitions(tx, options_.partitions));
    ASSIGN_OR_RETURN(const Leased leased,
                     Lease(tx, kOwner, 4, clock_.Now(), absl::Hours(1000)));
    epoch_ = leased.held.at(0).epoch;
    return absl::OkStatus();
  }),
              IsOk());
}

void AmendmentWorld::SetPartition(int64_t partition,
                                  v1::PartitionEpoch& to) const {
  to.set_partition(static_cast<int32_t>(partition));
  to.set_epoch(epoch_);
}

v1::Post AmendmentWorld::Expanded() {
  const v1::Post post = Approved(absl::Minutes(1));
  EXPECT_THAT(expander_.Expand(post.name()), IsOk());
  clock_.Advance(absl::Minutes(2));
  return Get(post.name());
}

v1::Post AmendmentWorld::Published() {
  const v1::Post post = Expanded();
  for (const Publication& p : PublicationsOf(post.name())) {
    Send(p);
    EndSending(p, v1::FinishAttemptsRequest::ACCEPTED);
  }
  return Get(post.name());
}

void AmendmentWorld::Send(const Publication& p,
                          const std::vector<std::string>& prepared_ids) {
  v1::BeginAttemptsRequest request;
  request.set_owner(std::string(kOwner));
  auto& item = *request.add_attempts();
  item.set_publication(p.name);
  item.set_attempt(1);
  item.mutable_prepared_ids()->Assign(prepared_ids.begin(), prepared_ids.end());
  SetPartition(p.partition, *item.mutable_partition());
  const auto response = attempts_.Begin(Publisher(), request);
  ASSERT_THAT(response, IsOk());
  ASSERT_FALSE(response->results(0).has_error());
}

void AmendmentWorld::EndSending(const Publication& p,
                                v1::FinishAttemptsRequest::Kind kind) {
  v1::FinishAttemptsRequest request;
  request.set_owner(std::string(kOwner));
  auto& outcome = *request.add_outcomes();
  outcome.set_publication(p.name);
  outcome.set_attempt(1);
  outcome.set_kind(kind);
  outcome.set_platform_post_id(p.page + "_1");
  ASSERT_THAT(attempts_.Finish(Publisher(), request), IsOk());
}

v1::Post AmendmentWorld::Changed(const std::string& post,
                                 const std::string& title) {
  EXPECT_THAT(SetTitle(post, title), IsOk());
  EXPECT_THAT(Submit(post), IsOk());
  Decide(post, moderation::v1::Review::APPROVED);
  return Get(post);
}

absl::StatusOr<v1::WithdrawEverywhereResponse> AmendmentWorld::Withdraw(
    const std::string& post) {
  v1::WithdrawEverywhereRequest request;
  request.set_name(post);
  request.set_reason("Sai số liệu");
  return amendments_.WithdrawEverywhere(Manager(), request);
}

absl::StatusOr<v1::CorrectEverywhereResponse> AmendmentWorld::Correct(
    const std::string& post) {
  v1::CorrectEverywhereRequest request;
  request.set_name(post);
  request.set_reason("Sửa tên");
  return amendments_.CorrectEverywhere(Manager(), request);
}

std::vector<v1::Amendment> AmendmentWorld::AmendmentsOf(
    const std::string& post) {
  v1::ListAmendmentsRequest request;
  request.set_post(post);
  const auto response = amendments_.List(
      Context("principals/minh", options::v1::PERMISSION_READ_POSTS), request);
  EXPECT_THAT(response, IsOk());
  if (!response.ok()) return {};
  return {response->amendments().begin(), response->amendments().end()};
}

std::vector<v1::ListDueAmendmentsResponse::Due> AmendmentWorld::Due() {
  v1::ListDueAmendmentsRequest request;
  request.set_owner(std::string(kOwner));
  for (int p = 0; p < 4; ++p) SetPartition(p, *request.add_held());
  const auto response = dispatch_.List(Publisher(), request);
  EXPECT_THAT(response, IsOk());
  if (!response.ok()) return {};
  return {response->due().begin(), response->due().end()};
}

std::string AmendmentWorld::Begin(const v1::Amendment& amendment, int attempt) {
  v1::BeginAmendmentsRequest request;
  request.set_owner(std::string(kOwner));
  auto& item = *request.add_attempts();
  item.set_amendment(amendment.name());
  item.set_publication(amendment.publication());
  item.set_attempt(attempt);
  SetPartition(queue::PartitionOf(amendment.page(), 4),
               *item.mutable_partition());
  const auto response = dispatch_.Begin(Publisher(), request);
  if (!response.ok()) return status::ReasonOf(response.status());
  return status::ReasonOf(status::FromRpcStatus(response->results(0).error()));
}

std::string AmendmentWorld::Finish(const v1::Amendment& amendment,
                                   v1::FinishAttemptsRequest::Kind kind,
                                   int attempt) {
  v1::FinishAmendmentsRequest request;
  request.set_owner(std::string(kOwner));
  auto& item = *request.add_outcomes();
  item.set_amendment(amendment.name());
  item.mutable_outcome()->set_publication(amendment.publication());
  item.mutable_outcome()->set_attempt(attempt);
  item.mutable_outcome()->set_kind(kind);
  return Shown(dispatch_.Finish(Publisher(), request));
}

std::string AmendmentWorld::Settle(const v1::Amendment& amendment,
                                   v1::SettleAmendmentsRequest::Sight sight,
                                   int attempt, const std::string& text) {
  v1::SettleAmendmentsRequest request;
  request.set_owner(std::string(kOwner));
  auto& reading = *request.add_readings();
  reading.set_amendment(amendment.name());
  reading.set_publication(amendment.publication());
  reading.set_attempt(attempt);
  SetPartition(queue::PartitionOf(amendment.page(), 4),
               *reading.mutable_partition());
  reading.set_sight(sight);
  reading.set_text(text);
  return Shown(dispatch_.Settle(Publisher(), request));
}

void AmendmentWorld::Do(const v1::Amendment& amendment) {
  EXPECT_EQ(Begin(amendment), "");
  EXPECT_EQ(Finish(amendment, v1::FinishAttemptsRequest::ACCEPTED), "DONE");
}

}  // namespace loa::content
