#include "services/content/errors.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/content/v1/error_reason.pb.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/hand/hand_errors.h"
#include "services/content/history/history_errors.h"
#include "services/content/media/media_errors.h"
#include "services/content/outside/page_alerts.h"

namespace loa::content {
namespace {

using absl::StatusCode;
using ::loa::testing::SpeaksVietnamese;

std::map<std::string, absl::Status> AllErrors() {
  const absl::Time time = absl::UnixEpoch();
  std::map<std::string, absl::Status> errors;
  for (const absl::Status& status :
       {PostNotFound("posts/x"),
        PostAlreadyExists("posts/x"),
        PostNotEditable("posts/x", "WITHDRAWN"),
        PostNotSubmittable("posts/x", "IN_REVIEW"),
        PostUnchanged("posts/x"),
        PostNotApproved("posts/x", "DRAFT"),
        PostAlreadyExpanded("posts/x"),
        AudienceMissing("posts/x"),
        AudienceEmpty("posts/x"),
        AudienceOutsideUnit("units/a", "pages/b"),
        PageCountMismatch(1, 2),
        PageUnknown("pages", "pages/x"),
        UnitUnknown("within", "units/x"),
        TopicUnknown("post.topics[0]", "x", {"mat-tran"}),
        SpreadInvalid(),
        CloseTimeInvalid(time),
        LocalPartNeedsAdoption(),
        AssignmentNotFound("assignments/x"),
        AssignmentNotOpen("assignments/x", "EXPIRED", time),
        LocalPartLocked("assignments/x"),
        LocalPartTooLong(201, 200),
        LocalPartUnchanged("assignments/x/localParts/1"),
        DueTimePast(time),
        SourceHostInvalid("x"),
        SourceAlreadyExists("a.vn", "sources/x"),
        SourceNotFound("sources/x"),
        MediaNotFound("media/x"),
        MediaUploadMalformed(0),
        MediaEmpty(),
        MediaTooLarge(4000000),
        MediaTypeUnsupported("HEIC"),
        MediaTypeMismatch("image/png", "image/jpeg"),
        MediaHashMismatch("0a", "1b"),
        MediaTruncated("image/jpeg"),
        MediaDamaged("image/png", "it has no IHDR"),
        MediaDimensionsInvalid(60000, 60000),
        MediaAnimated("image/png"),
        MediaInUse("media/x", "posts/x/revisions/1"),
        MediaLost("media/x"),
        PhotoMissing("posts/x"),
        PublicationNotFound("publications/x"),
        PublicationNotCancellable("publications/x", "PUBLISHED"),
        AttentionNotNeeded("publications/x", "UNKNOWN"),
        PlatformPostTaken("1_2", "publications/y"),
        AbsenceNotProven("publications/x", 1),
        GateSubjectInvalid("posts/x"),
        GateNotClosed("pages/x"),
        PartitionCountMismatch(32, 64),
        NotScheduled("publications/x", "SENDING", 1),
        NotDue("publications/x", time, absl::Seconds(1)),
        EpochStale(7, 3, 4),
        PageHeld("publications/x", "publications/w"),
        CancelWanted("publications/x"),
        GateClosed("publications/x", "units/y", "PAUSED"),
        NotApproved("publications/x"),
        AttemptUnknown("publications/x", 3, 2),
        AmendmentNotFound("amendments/x"),
        AmendmentNotWaiting("amendments/x", "DONE", 1),
        AmendmentHeld("amendments/x", "amendments/w"),
        AmendmentAttemptUnknown("amendments/x", 3, 2),
        NothingToCorrect("posts/x"),
        CorrectionChangesLink("posts/x", "publications/x"),
        CorrectionChangesPhotos("posts/x", "publications/x"),
        PublicationNotWithdrawable("publications/x", "FAILED"),
        DocumentNotFound("documents/x"),
        DocumentAlreadyExists("documents/x"),
        DocumentNumberTaken("141/KH", "documents/x"),
        DocumentWithdrawn("documents/x"),
        DocumentDatesInvalid("document.end_date"),
        SearchQueryEmpty(),
        SearchQueryTooLong(17, 16),
        SubmissionNotFound("submissions/x"),
        SubmissionDecided("submissions/x", "DECLINED"),
        SubmissionRateExceeded("SENDER", 10, "units/x", absl::Hours(1)),
        SubmissionTextEmpty(),
        SubmissionPageElsewhere("units/x", "pages/y"),
        SubmissionEditorUnfit("principals/x", "units/y"),
        SubmissionReceiptUnknown(),
        HistoryRowsInvalid({{"rows[2].page", "there is none", "không có"}}),
        HandTaskNotOpen("publications/x", "PUBLISHED"),
        PermalinkInvalid("https://x", "pages/x", "https://y"),
        CancelNotWanted("publications/x"),
        PageByHand("publications/x", "pages/x"),
        PageAlertNotFound("pageAlerts/x"),
        UnsafeControlRefused("no_compare_and_set"),
        FlagInvalid("partitions", "0", "1 to 4096")}) {
    errors[status::ReasonOf(status)] = status;
  }
  return errors;
}

TEST(ContentErrors, EveryReasonOfTheContractIsReturnedAndNoOther) {
  const std::map<std::string, absl::Status> errors = AllErrors();
  const auto* reasons = v1::ErrorReason_descriptor();
  size_t returned = 0;
  for (int i = 1; i < reasons->value_count(); ++i) {
    if (reasons->value(i)->options().deprecated()) continue;
    EXPECT_EQ(errors.count(reasons->value(i)->name()), 1u)
        << reasons->value(i)->name();
    ++returned;
  }
  EXPECT_EQ(errors.size(), returned);
}

TEST(ContentErrors, NoneIsInternalAndEachSaysSomething) {
  for (const auto& [reason, status] : AllErrors()) {
    EXPECT_NE(status.code(), StatusCode::kInternal) << reason;
    EXPECT_NE(status.code(), StatusCode::kUnknown) << reason;
    EXPECT_GT(status.message().size(), 15u) << reason;
  }
}

TEST(ContentErrors, SpeakVietnamese) {
  for (const auto& [reason, status] : AllErrors()) {
    EXPECT_THAT(status, SpeaksVietnamese());
  }
}

TEST(ContentErrors, WhatIsNotDueSaysHowLongToWait) {
  EXPECT_EQ(status::RetryAfterOf(
                NotDue("publications/x", absl::UnixEpoch(), absl::Seconds(3))),
            absl::Seconds(3));
}

}  // namespace
}  // namespace loa::content
