#include "services/content/dispatch/leases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/gates.h"
#include "services/content/testing/dispatch_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using F = v1::FinishAttemptsRequest;

class LeasesTest : public DispatchWorld {
 protected:
  v1::LeasePartitionsResponse Renew(
      const std::vector<std::string>& recorded = {}) {
    v1::LeasePartitionsRequest request;
    request.set_owner(std::string(kOwner));
    request.set_want(1);
    request.set_partition_count(1);
    for (const std::string& page : recorded) {
      request.add_recorded_first_posts(page);
    }
    auto response = leases_.LeasePartitions(Context(), request);
    EXPECT_THAT(response, IsOk());
    return response.ok() ? *std::move(response) : v1::LeasePartitionsResponse();
  }
  void GiveBack() {
    v1::ReleasePartitionsRequest request;
    request.set_owner(std::string(kOwner));
    request.add_held()->set_epoch(epoch_);
    EXPECT_THAT(leases_.ReleasePartitions(Context(), request), IsOk());
  }
  void Publish(absl::string_view name, absl::string_view page) {
    Schedule(name, page);
    EXPECT_EQ(Begin(name), "");
    clock_.Advance(absl::Seconds(1));
    EXPECT_EQ(Finish(name, F::ACCEPTED, 1, name), "PUBLISHED");
  }
  int64_t AuditRows() {
    int64_t rows = 0;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(
          const sql::Rows count,
          tx.Run("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_log"));
      rows = count[0].Int(0);
      return absl::OkStatus();
    }),
                IsOk());
    return rows;
  }

  Leases leases_{*db_, options_};
};
INSTANTIATE_TEST_SUITE_P(Engines, LeasesTest, testing::kEngines,
                         testing::EngineName);

TEST_P(LeasesTest, TellOfAFirstPostUntilItIsRecorded) {
  const absl::Time begun = clock_.Now();
  Publish("publications/a", "pages/1");
  Publish("publications/b", "pages/1");
  for (int round = 0; round < 2; ++round) {
    const auto response = Renew();
    ASSERT_THAT(response.first_posts(), SizeIs(1));
    const auto& post = response.first_posts(0);
    EXPECT_EQ(post.page(), "pages/1");
    EXPECT_EQ(post.platform_post_id(), "publications/a");
    EXPECT_EQ(base::TimeOf(post.begin_time()), begun);
  }
  EXPECT_THAT(Renew({"pages/1"}).first_posts(), IsEmpty());
  EXPECT_THAT(Renew().first_posts(), IsEmpty());
  Publish("publications/c", "pages/1");
  EXPECT_THAT(Renew().first_posts(), IsEmpty());
}

TEST_P(LeasesTest, TellOfAFirstPostThatWasFoundOrAdopted) {
  Schedule("publications/a", "pages/1");
  MakeUnknown("publications/a");
  EXPECT_THAT(Renew().first_posts(), IsEmpty());
  EXPECT_EQ(
      Settle("publications/a", v1::SettleAttemptsRequest::FOUND, 1, {"1_2"}),
      "PUBLISHED");
  EXPECT_THAT(Renew().first_posts(), SizeIs(1));
}

TEST_P(LeasesTest, TellOfClosedGates) {
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) {
    return CloseGate(tx,
                     {.subject = "pages/1",
                      .cause = "PAUSED",
                      .closed_at = clock_.Now(),
                      .open_at = clock_.Now() + absl::Seconds(9)},
                     std::nullopt);
  }),
              IsOk());
  const auto response = Renew();
  ASSERT_THAT(response.closed_gates(), SizeIs(1));
  EXPECT_EQ(response.closed_gates(0).subject(), "pages/1");
  clock_.Advance(absl::Seconds(9));
  EXPECT_THAT(Renew().closed_gates(), IsEmpty());
}

TEST_P(LeasesTest, LeaveAnAuditRowWhereAPartitionChangesHandsOnly) {
  const int64_t before = AuditRows();
  ASSERT_THAT(Renew().held(), SizeIs(1));
  EXPECT_EQ(AuditRows(), before) << "a renewal";
  GiveBack();
  EXPECT_EQ(AuditRows(), before + 1) << "given back";
  ASSERT_THAT(Renew().held(), SizeIs(1));
  EXPECT_EQ(AuditRows(), before + 2) << "taken";
}

TEST_P(LeasesTest, APublisherThatCountsOtherwiseGetsNothing) {
  v1::LeasePartitionsRequest request;
  request.set_owner(std::string(kOwner));
  request.set_want(1);
  request.set_partition_count(2);
  EXPECT_THAT(leases_.LeasePartitions(Context(), request),
              HasReason("PARTITION_COUNT_MISMATCH"));
}

TEST_P(LeasesTest, WithoutCompareAndSetTwoPublishersHoldTheSamePartition) {
  options_.no_compare_and_set = true;
  v1::LeasePartitionsRequest request;
  request.set_want(1);
  request.set_partition_count(1);
  for (const char* owner : {"a", "b"}) {
    request.set_owner(owner);
    const auto response = leases_.LeasePartitions(Context(), request);
    ASSERT_THAT(response, IsOk());
    EXPECT_EQ(response->held_size(), 1) << owner;
  }
}

}  // namespace
}  // namespace loa::content
