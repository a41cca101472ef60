#include "libs/audit/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::audit {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "loa";

}  // namespace

absl::Status RequestIdReused(absl::string_view request_id) {
  return Error(StatusCode::kInvalidArgument, kDomain, "REQUEST_ID_REUSED",
               absl::StrCat("request_id ", request_id,
                            " was used for another request within a day; make "
                            "a new one, or repeat the first request as it was"))
      .Vietnamese(
          absl::StrCat("request_id ", request_id,
                       " đã dùng cho một yêu cầu khác trong vòng một ngày; hãy "
                       "tạo mã mới, hoặc gửi lại đúng yêu cầu đầu tiên."))
      .With("request_id", request_id)
      .Field("request_id", "a new id for a new request, such as a UUID");
}

absl::Status AuditLogDamaged() {
  return Error(StatusCode::kDataLoss, kDomain, "AUDIT_LOG_DAMAGED",
               "the audit log has lost its head, so nothing can be changed; "
               "restore the database from a backup")
      .Vietnamese(
          "Nhật ký kiểm toán bị hỏng phần đầu nên không thể thay đổi gì; hãy "
          "khôi phục cơ sở dữ liệu từ bản sao lưu.");
}

absl::Status RememberedResponseUnreadable(absl::string_view request_id) {
  return Error(StatusCode::kInternal, kDomain, "REMEMBERED_RESPONSE_UNREADABLE",
               absl::StrCat("the first answer to request_id ", request_id,
                            " cannot be read; read the resource instead"))
      .Vietnamese(
          absl::StrCat("Không đọc được câu trả lời đầu tiên cho request_id ",
                       request_id, "; hãy đọc trực tiếp đối tượng."))
      .With("request_id", request_id);
}

}  // namespace loa::audit
