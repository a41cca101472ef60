#include "libs/platform/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::platform {
namespace {

using ::loa::status::Error;

constexpr absl::string_view kDomain = "platform.loa";

Error WithFacts(Error error, const ApiError& facts) {
  error.With("code", absl::StrCat(facts.code))
      .With("subcode", absl::StrCat(facts.subcode))
      .With("trace_id", facts.trace_id);
  return error;
}

std::string CodeOf(const ApiError& error) {
  return error.subcode == 0 ? absl::StrCat(error.code)
                            : absl::StrCat(error.code, "/", error.subcode);
}

}  // namespace

absl::Status Unreachable(absl::string_view why) {
  return Error(absl::StatusCode::kUnavailable, kDomain, "PLATFORM_UNREACHABLE",
               absl::StrCat("the platform gave no whole answer: ", why,
                            "; try again later"))
      .Vietnamese("Nền tảng chưa trả lời trọn vẹn; vui lòng thử lại sau.")
      .With("why", why);
}

absl::Status Unreadable(absl::string_view why) {
  return Error(absl::StatusCode::kUnavailable, kDomain, "PLATFORM_UNREADABLE",
               absl::StrCat("the platform's answer makes no sense: ", why,
                            "; try again later"))
      .Vietnamese(
          "Không hiểu được câu trả lời của nền tảng; vui lòng thử lại sau.")
      .With("why", why);
}

absl::Status Throttled(const ApiError& error, absl::Duration retry_after) {
  Error throttled = WithFacts(
      Error(absl::StatusCode::kResourceExhausted, kDomain, "PLATFORM_THROTTLED",
            absl::StrCat("the platform asks for fewer calls (code ",
                         CodeOf(error), "); wait before the next one"))
          .Vietnamese(absl::StrCat("Nền tảng yêu cầu gọi ít hơn (mã ",
                                   CodeOf(error),
                                   "); hãy chờ rồi mới gọi tiếp.")),
      error);
  if (retry_after > absl::ZeroDuration()) throttled.RetryAfter(retry_after);
  return throttled;
}

absl::Status TokenRefused(const ApiError& error) {
  return WithFacts(
      Error(absl::StatusCode::kUnauthenticated, kDomain,
            "PLATFORM_TOKEN_REFUSED",
            absl::StrCat("the platform does not accept the page's token (code ",
                         CodeOf(error), "); connect the page again"))
          .Vietnamese(
              absl::StrCat("Nền tảng không nhận mã truy cập của trang (mã ",
                           CodeOf(error), "); hãy kết nối lại trang.")),
      error);
}

absl::Status PermissionMissing(const ApiError& error) {
  return WithFacts(
      Error(absl::StatusCode::kPermissionDenied, kDomain,
            "PLATFORM_PERMISSION_MISSING",
            absl::StrCat("the token lacks a permission on the page (code ",
                         CodeOf(error),
                         "); grant pages_manage_posts and "
                         "pages_read_engagement, then connect again"))
          .Vietnamese(absl::StrCat("Mã truy cập thiếu quyền đối với trang (mã ",
                                   CodeOf(error),
                                   "); hãy cấp pages_manage_posts và "
                                   "pages_read_engagement rồi kết nối lại.")),
      error);
}

absl::Status Refused(const ApiError& error) {
  return WithFacts(
      Error(absl::StatusCode::kFailedPrecondition, kDomain, "PLATFORM_REFUSED",
            absl::StrCat("the platform refused the call with code ",
                         CodeOf(error), "; see its error table"))
          .Vietnamese(absl::StrCat("Nền tảng từ chối lời gọi với mã ",
                                   CodeOf(error),
                                   "; hãy xem bảng mã lỗi của nền tảng.")),
      error);
}

absl::Status TokenNotAPage(absl::string_view page_id,
                           absl::string_view actual_id) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain,
               "PLATFORM_TOKEN_NOT_A_PAGE",
               absl::StrCat("the token is not the page token of ", page_id,
                            "; use the access_token that /me/accounts lists "
                            "for the page"))
      .Vietnamese(absl::StrCat(
          "Mã này không phải mã truy cập của trang ", page_id,
          "; hãy dùng access_token mà /me/accounts liệt kê cho trang."))
      .With("page_id", page_id)
      .With("actual_id", actual_id)
      .Subject(page_id);
}

absl::Status TaskMissing(absl::string_view page_id, absl::string_view task) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain,
               "PLATFORM_TASK_MISSING",
               absl::StrCat("the token of page ", page_id, " lacks the task ",
                            task, "; give its holder that task on the page"))
      .Vietnamese(absl::StrCat("Mã truy cập của trang ", page_id,
                               " thiếu nhiệm vụ ", task,
                               "; hãy giao nhiệm vụ đó cho người giữ mã."))
      .With("page_id", page_id)
      .With("task", task)
      .Subject(page_id);
}

absl::Status MetricUnknown() {
  return Error(absl::StatusCode::kNotFound, kDomain, "PLATFORM_METRIC_UNKNOWN",
               "the platform does not know one of the metrics; ask for them "
               "one by one")
      .Vietnamese(
          "Nền tảng không có một trong các chỉ số này; hãy hỏi từng chỉ số.");
}

absl::Status TooFewLikes() {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain,
               "PLATFORM_TOO_FEW_LIKES",
               "the platform counts nothing for a page with fewer than 100 "
               "likes; report its figures by hand")
      .Vietnamese(
          "Nền tảng không thống kê trang có dưới 100 lượt thích; hãy báo cáo "
          "số liệu bằng tay.");
}

absl::Status ReadError(const ApiError& error, absl::Duration retry_after) {
  // Pages API error table: these are the codes that mean one thing for reads.
  switch (error.code) {
    case 4:
    case 17:
    case 32:
    case 341:
    case 613:
    case 80001:
      return Throttled(error, retry_after);
    case 102:
    case 190:
      return TokenRefused(error);
    case 1:
    case 2:
      return Unreachable(absl::StrCat("its error code ", CodeOf(error)));
    case 10:
      return PermissionMissing(error);
    default:
      if (error.code >= 200 && error.code <= 299) {
        return PermissionMissing(error);
      }
      return error.is_transient
                 ? Unreachable(absl::StrCat("its error code ", CodeOf(error)))
                 : Refused(error);
  }
}

}  // namespace loa::platform
