#include "services/content/submissions/erasure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/audit/log.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/submission_world.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;

class ErasureTest : public SubmissionWorld {};
INSTANTIATE_TEST_SUITE_P(Engines, ErasureTest, testing::kEngines,
                         testing::EngineName);

TEST_P(ErasureTest, LoseTheirPersonalDataAndKeepHashAndAudit) {
  const auto sent = Send(Story());
  const std::string hash = GetIt(sent.submission()).text_sha256();
  const auto erased = EraseIt(sent.submission());
  ASSERT_THAT(erased, IsOk());
  EXPECT_THAT(erased->text(), IsEmpty());
  EXPECT_THAT(erased->sender_contact(), IsEmpty());
  EXPECT_EQ(erased->text_sha256(), hash);
  EXPECT_EQ(base::TimeOf(erased->erase_time()), clock_.Now());
  EXPECT_THAT(EverythingKept(), IsEmpty());
  EXPECT_THAT(Found("nghèo", "principals/minh"), IsEmpty());
  EXPECT_THAT(StatusOf(sent.receipt_secret()), IsOk());
  const auto again = EraseIt(sent.submission());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->etag(), erased->etag());
  EXPECT_FALSE(Send(Story()).repeated()) << "what is gone is no first one";
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const audit::VerifyResult result, audit::Verify(tx));
    EXPECT_TRUE(result.ok);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(ErasureTest, AreErasedAfterTheirRetention) {
  const absl::Duration day = absl::Hours(24);
  const auto decided = Send(Story("Một"));
  const auto waiting = Send(Story("Hai"));
  clock_.Advance(5 * day);
  ASSERT_THAT(Decline(decided.submission()), IsOk());
  clock_.Advance(5 * day + absl::Seconds(1));
  const auto erased = EraseExpired(*db_, 10 * day, clock_.Now());
  ASSERT_THAT(erased, IsOk());
  EXPECT_EQ(*erased, 1);
  EXPECT_THAT(GetIt(waiting.submission()).text(), IsEmpty());
  EXPECT_EQ(GetIt(decided.submission()).text(), "Một");
  clock_.Advance(5 * day);
  EXPECT_EQ(*EraseExpired(*db_, 10 * day, clock_.Now()), 1);
  EXPECT_THAT(GetIt(decided.submission()).text(), IsEmpty());
  EXPECT_EQ(GetIt(decided.submission()).reason(), "Đã có bài về việc này");
  EXPECT_EQ(*EraseExpired(*db_, 10 * day, clock_.Now()), 0);
}

}  // namespace
}  // namespace loa::content
