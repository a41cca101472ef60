#include "services/moderation/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::moderation {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "moderation.loa";

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, kDomain, reason, message);
}

// A state of a review as it stands in a Vietnamese sentence.
absl::string_view InWords(absl::string_view state) {
  if (state == "APPROVED") return "đã được duyệt";
  if (state == "REJECTED") return "đã bị từ chối";
  if (state == "CHANGES_REQUESTED") return "đã trả lại sửa";
  if (state == "WITHDRAWN") return "đã bị yêu cầu gỡ khi hậu kiểm";
  if (state == "LAPSED") return "đã hết hạn duyệt";
  if (state == "VOIDED") return "không còn hiệu lực vì bài đã thay đổi";
  return "đang mở";
}

}  // namespace

absl::Status ReviewNotFound(absl::string_view review) {
  return Named(StatusCode::kNotFound, "REVIEW_NOT_FOUND",
               absl::StrCat("there is no ", review,
                            "; ListReviews shows those that there are"))
      .Vietnamese(absl::StrCat("Không có lượt duyệt ", review,
                               "; ListReviews liệt kê các lượt duyệt hiện có."))
      .With("review", review)
      .Resource("review", review);
}

absl::Status ReviewNotOpen(absl::string_view review, absl::string_view state) {
  return Named(StatusCode::kFailedPrecondition, "REVIEW_NOT_OPEN",
               absl::StrCat(review, " is ", state,
                            "; only an OPEN review can be decided"))
      .Vietnamese(absl::StrCat(review, " ", InWords(state),
                               "; chỉ quyết định được lượt duyệt đang mở."))
      .With("review", review)
      .With("state", state)
      .Subject(review);
}

absl::Status AuthorCannotApprove(absl::string_view review) {
  return Named(StatusCode::kFailedPrecondition, "AUTHOR_CANNOT_APPROVE",
               absl::StrCat("you wrote or last edited the post of ", review,
                            "; another approver must decide"))
      .Vietnamese(absl::StrCat("Bạn là người viết hoặc sửa cuối bài của ",
                               review, "; người duyệt khác phải quyết định."))
      .With("review", review)
      .Subject(review);
}

absl::Status AlreadyDecided(absl::string_view review) {
  return Named(StatusCode::kFailedPrecondition, "ALREADY_DECIDED",
               absl::StrCat("you have approved ", review,
                            " already; one person counts once over all "
                            "stages, so another approver must go on"))
      .Vietnamese(absl::StrCat("Bạn đã duyệt ", review,
                               "; mỗi người chỉ tính một lần ở mọi bước, người "
                               "duyệt khác phải làm tiếp."))
      .With("review", review)
      .Subject(review);
}

absl::Status LookNotOpen(absl::string_view review) {
  return Named(StatusCode::kFailedPrecondition, "LOOK_NOT_OPEN",
               absl::StrCat("no look waits at ", review,
                            ": people approved it, somebody has looked, or "
                            "the post was changed"))
      .Vietnamese(absl::StrCat(
          review,
          " không chờ hậu kiểm: bài đã được người "
          "duyệt trước khi đăng, đã có người xem lại, hoặc bài đã thay đổi."))
      .With("review", review)
      .Subject(review);
}

absl::Status SuperiorNeeded(absl::string_view review, absl::string_view unit) {
  return Named(StatusCode::kFailedPrecondition, "SUPERIOR_NEEDED",
               absl::StrCat("an approver of a unit above ", unit,
                            " must look at ", review))
      .Vietnamese(absl::StrCat("Hậu kiểm ", review,
                               " phải do người duyệt của đơn vị cấp trên của ",
                               unit, " thực hiện."))
      .With("review", review)
      .With("unit", unit)
      .Subject(review);
}

absl::Status NoteRequired() {
  return Named(StatusCode::kInvalidArgument, "NOTE_REQUIRED",
               "a refusal needs a note that the author can act on")
      .Vietnamese(
          "Từ chối hoặc trả lại phải có ghi chú để tác giả biết sửa gì.")
      .Field("note", "say why, and what would be right");
}

absl::Status EtagRequired() {
  return Named(StatusCode::kInvalidArgument, "ETAG_REQUIRED",
               "a decision needs the etag of the review that was read")
      .Vietnamese("Quyết định phải kèm etag của lượt duyệt đã đọc.")
      .Field("etag", "copy it from GetReview or ListReviews");
}

absl::Status InputHashWrong(absl::string_view expected) {
  return Named(StatusCode::kInvalidArgument, "INPUT_HASH_WRONG",
               absl::StrCat("the input's deterministic bytes have SHA-256 ",
                            expected))
      .Vietnamese(absl::StrCat("Nội dung gửi kiểm duyệt có mã băm SHA-256 là ",
                               expected, ", không phải mã đã gửi."))
      .With("expected", expected)
      .Field("input_sha256", "the SHA-256 of the input, in hex");
}

absl::Status NoActivePolicy() {
  return Named(StatusCode::kFailedPrecondition, "NO_ACTIVE_POLICY",
               "no policy is active; ActivatePolicy makes one so")
      .Vietnamese(
          "Chưa có chính sách kiểm duyệt nào được áp dụng; hãy gọi "
          "ActivatePolicy.")
      .Subject("policies/active");
}

absl::Status PolicyNotFound(absl::string_view policy) {
  return Named(StatusCode::kNotFound, "POLICY_NOT_FOUND",
               absl::StrCat("there is no ", policy,
                            "; ListPolicies shows those that there are"))
      .Vietnamese(
          absl::StrCat("Không có chính sách ", policy,
                       "; ListPolicies liệt kê các chính sách hiện có."))
      .With("policy", policy)
      .Resource("policy", policy);
}

absl::Status PolicyInvalid(const std::vector<PolicyFault>& faults) {
  Error error =
      Named(StatusCode::kInvalidArgument, "POLICY_INVALID",
            absl::StrCat("the policy has ", faults.size(),
                         " fault(s); the first is in ", faults.front().field,
                         ": ", faults.front().description))
          .Vietnamese(absl::StrCat(
              "Chính sách có ", faults.size(), " lỗi, lỗi đầu tiên ở ",
              faults.front().field, "; hãy sửa các trường được nêu."));
  error.With("faults", absl::StrCat(faults.size()));
  for (const PolicyFault& fault : faults) {
    error.Field(fault.field, fault.description);
  }
  return error;
}

absl::Status CreatorCannotActivate(absl::string_view policy) {
  return Named(StatusCode::kFailedPrecondition, "CREATOR_CANNOT_ACTIVATE",
               absl::StrCat("you created ", policy,
                            "; a second person must activate it"))
      .Vietnamese(absl::StrCat("Bạn đã soạn ", policy,
                               "; người thứ hai phải áp dụng chính sách này."))
      .With("policy", policy)
      .Subject(policy);
}

absl::Status PredicateUnknown(absl::string_view rule) {
  return Named(StatusCode::kFailedPrecondition, "PREDICATE_UNKNOWN",
               absl::StrCat("this release cannot check rule ", rule))
      .Vietnamese(
          absl::StrCat("Phiên bản này không kiểm tra được quy tắc ", rule, "."))
      .With("rule", rule);
}

absl::Status StoredDataDamaged(absl::string_view resource) {
  return Named(StatusCode::kInternal, "STORED_DATA_DAMAGED",
               absl::StrCat("what is stored of ", resource,
                            " cannot be read; restore it from a backup"))
      .Vietnamese(absl::StrCat("Không đọc được dữ liệu đã lưu của ", resource,
                               "; hãy khôi phục từ bản sao lưu."))
      .With("resource", resource);
}

}  // namespace loa::moderation
