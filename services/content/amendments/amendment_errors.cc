#include "services/content/amendments/amendment_errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::content {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "content.loa";

// `what` differs, and the platform does not let it be edited.
absl::Status CorrectionChanges(absl::string_view reason, absl::string_view what,
                               absl::string_view vietnamese,
                               absl::string_view post,
                               absl::string_view publication) {
  return Error(StatusCode::kFailedPrecondition, kDomain, reason,
               absl::StrCat(what,
                            " and the platform lets only the text be edited; "
                            "withdraw the post and write a new one"))
      .Vietnamese(absl::StrCat(
          vietnamese, " khác với bài đang hiện ở ", publication,
          "; nền tảng chỉ cho sửa chữ, hãy gỡ bài và viết bài mới."))
      .With("post", post)
      .With("publication", publication)
      .Subject(post);
}

}  // namespace

absl::Status AmendmentNotFound(absl::string_view amendment) {
  return Error(StatusCode::kNotFound, kDomain, "AMENDMENT_NOT_FOUND",
               absl::StrCat("there is no amendment ", amendment,
                            "; ListAmendments shows those"))
      .Vietnamese(
          absl::StrCat("Không có việc đính chính hay gỡ bài ", amendment, "."))
      .With("amendment", amendment)
      .Resource("amendment", amendment);
}

absl::Status AmendmentNotWaiting(absl::string_view amendment,
                                 absl::string_view state,
                                 int64_t attempt_count) {
  return Error(StatusCode::kFailedPrecondition, kDomain,
               "AMENDMENT_NOT_WAITING",
               absl::StrCat(amendment, " is ", state, " after attempt ",
                            attempt_count,
                            "; only one that waits begins its next"))
      .Vietnamese(absl::StrCat(amendment, " đang ở trạng thái ", state,
                               "; chỉ việc đang chờ mới bắt đầu được."))
      .With("amendment", amendment)
      .With("state", state)
      .With("attempt_count", absl::StrCat(attempt_count))
      .Subject(amendment);
}

absl::Status AmendmentHeld(absl::string_view amendment, absl::string_view by) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "AMENDMENT_HELD",
               absl::StrCat(by, " comes before ", amendment,
                            "; it waits until that is settled"))
      .Vietnamese(absl::StrCat(amendment, " phải chờ ", by, " xong đã."))
      .With("amendment", amendment)
      .With("by", by)
      .Subject(amendment);
}

absl::Status AmendmentAttemptUnknown(absl::string_view amendment,
                                     int64_t attempt, int64_t attempt_count) {
  return Error(StatusCode::kNotFound, kDomain, "AMENDMENT_ATTEMPT_UNKNOWN",
               absl::StrCat("attempt ", attempt, " is not the newest of ",
                            amendment, ", which has ", attempt_count))
      .Vietnamese(absl::StrCat("Lần làm ", attempt,
                               " không phải lần mới nhất của ", amendment, "."))
      .With("amendment", amendment)
      .With("attempt", absl::StrCat(attempt))
      .With("attempt_count", absl::StrCat(attempt_count))
      .Resource("amendment", amendment);
}

absl::Status NothingToCorrect(absl::string_view post) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "NOTHING_TO_CORRECT",
               absl::StrCat("no page shows another revision of ", post,
                            " than the approved one; change the post and have "
                            "it approved first"))
      .Vietnamese(absl::StrCat("Không trang nào đang hiện bản khác của ", post,
                               "; hãy sửa bài và trình duyệt trước."))
      .With("post", post)
      .Subject(post);
}

absl::Status CorrectionChangesPhotos(absl::string_view post,
                                     absl::string_view publication) {
  return CorrectionChanges(
      "CORRECTION_CHANGES_PHOTOS",
      absl::StrCat("the photos of ", post, " are not those of ", publication),
      absl::StrCat("Ảnh của ", post), post, publication);
}

absl::Status CorrectionChangesLink(absl::string_view post,
                                   absl::string_view publication) {
  return CorrectionChanges(
      "CORRECTION_CHANGES_LINK",
      absl::StrCat("the link of ", post, " is not the one of ", publication),
      absl::StrCat("Liên kết của ", post), post, publication);
}

absl::Status PublicationNotWithdrawable(absl::string_view publication,
                                        absl::string_view state) {
  return Error(StatusCode::kFailedPrecondition, kDomain,
               "PUBLICATION_NOT_WITHDRAWABLE",
               absl::StrCat(publication, " is ", state,
                            "; nothing of it is there to take down: cancel "
                            "what still waits"))
      .Vietnamese(absl::StrCat(publication, " đang ở trạng thái ", state,
                               ", không có gì để gỡ; nếu còn chờ thì hãy hủy."))
      .With("publication", publication)
      .With("state", state)
      .Subject(publication);
}

}  // namespace loa::content
