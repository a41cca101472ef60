#include "libs/rpc/errors.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "libs/status/error.h"

namespace loa::rpc {
namespace {

using status::Error;

constexpr absl::string_view kDomain = "loa";

// "post.title" is "Trường post.title", "rows[12].page" "Dòng 12, trường page".
std::string PlaceInVietnamese(absl::string_view path) {
  absl::string_view rest = path;
  const size_t end = path.find("].");
  if (!absl::ConsumePrefix(&rest, "rows[") || end == absl::string_view::npos) {
    return absl::StrCat("Trường ", path);
  }
  return absl::StrCat("Dòng ", rest.substr(0, rest.find(']')), ", trường ",
                      path.substr(end + 2));
}

}  // namespace

std::string FirstInVietnamese(const std::vector<FieldViolation>& violations) {
  const FieldViolation& first = violations.front();
  std::string text =
      absl::StrCat(PlaceInVietnamese(first.path), ": ", first.vietnamese);
  if (violations.size() > 1) {
    absl::StrAppend(&text, " (và ", violations.size() - 1,
                    " lỗi khác ở các trường được nêu)");
  }
  return text;
}

int CountRows(const std::vector<FieldViolation>& violations) {
  absl::flat_hash_set<absl::string_view> rows;
  for (const FieldViolation& violation : violations) {
    const absl::string_view path = violation.path;
    rows.insert(path.substr(0, path.find('.')));
  }
  return static_cast<int>(rows.size());
}

absl::Status FieldsInvalid(const std::vector<FieldViolation>& violations) {
  const FieldViolation& first = violations.front();
  std::string message = absl::StrCat(first.path, ": ", first.description);
  if (violations.size() > 1) {
    absl::StrAppend(&message, " (and ", violations.size() - 1,
                    " more, see the field violations)");
  }
  Error error(absl::StatusCode::kInvalidArgument, kDomain, "FIELD_INVALID",
              message);
  error.Vietnamese(absl::StrCat(FirstInVietnamese(violations), "."));
  error.With("field", first.path);
  for (const FieldViolation& violation : violations) {
    error.Field(violation.path, violation.description);
  }
  return error;
}

absl::Status FieldInvalid(absl::string_view path, absl::string_view description,
                          absl::string_view vietnamese) {
  return FieldsInvalid(
      {{std::string(path), std::string(description), std::string(vietnamese)}});
}

absl::Status RequestUnreadable() {
  return Error(absl::StatusCode::kInvalidArgument, kDomain,
               "REQUEST_UNREADABLE",
               "the bytes are not this request, or a string in them is not "
               "valid UTF-8; encode the message again")
      .Vietnamese(
          "Không đọc được yêu cầu: dữ liệu không đúng cấu trúc hoặc có chuỗi "
          "không phải UTF-8. Hãy mã hóa lại rồi gửi lại.");
}

absl::Status MaskPathUnknown(absl::string_view path,
                             const std::vector<std::string>& allowed) {
  return Error(absl::StatusCode::kInvalidArgument, kDomain, "MASK_PATH_UNKNOWN",
               absl::StrCat("the mask names \"", path,
                            "\", which cannot be written; it may name ",
                            absl::StrJoin(allowed, ", "), " or *"))
      .Vietnamese(absl::StrCat("update_mask nêu \"", path,
                               "\" là trường không ghi được; chỉ được nêu ",
                               absl::StrJoin(allowed, ", "), " hoặc *."))
      .With("path", path)
      .Field("update_mask", absl::StrCat("unknown path ", path));
}

absl::Status PageTokenInvalid() {
  return Error(absl::StatusCode::kInvalidArgument, kDomain,
               "PAGE_TOKEN_INVALID",
               "the page token is damaged or was given for other arguments; "
               "list again without one")
      .Vietnamese(
          "Mã trang kế tiếp bị hỏng hoặc thuộc về một danh sách khác; hãy liệt "
          "kê lại từ đầu, không kèm mã.")
      .Field("page_token",
             "send next_page_token of the last answer unchanged, "
             "with the same other arguments");
}

absl::Status EtagMismatch(absl::string_view resource) {
  return Error(absl::StatusCode::kAborted, kDomain, "ETAG_MISMATCH",
               absl::StrCat(resource,
                            " changed since it was read; read it again and "
                            "repeat the change"))
      .Vietnamese(absl::StrCat(
          resource, " đã thay đổi sau khi được đọc; hãy đọc lại rồi sửa lại."))
      .With("resource", resource);
}

absl::Status ServiceOnly(const std::vector<std::string>& services) {
  return Error(absl::StatusCode::kPermissionDenied, kDomain,
               "PERMISSION_DENIED",
               absl::StrCat("only these services may call: ",
                            absl::StrJoin(services, ", ")))
      .Vietnamese(absl::StrCat(
          "Chỉ các dịch vụ sau được gọi: ", absl::StrJoin(services, ", "), "."))
      .With("services", absl::StrJoin(services, ","));
}

absl::Status Overloaded() {
  return Error(absl::StatusCode::kResourceExhausted, kDomain, "OVERLOADED",
               "the service has more work than it takes; retry later")
      .Vietnamese("Dịch vụ đang quá tải; vui lòng thử lại sau ít phút.")
      .RetryAfter(absl::Seconds(1));
}

absl::Status DeadlinePassed() {
  return Error(absl::StatusCode::kDeadlineExceeded, kDomain, "DEADLINE_PASSED",
               "the deadline passed before the work began")
      .Vietnamese(
          "Đã hết thời gian chờ trước khi bắt đầu xử lý; vui lòng thử lại.");
}

absl::Status Cancelled() {
  return Error(absl::StatusCode::kCancelled, kDomain, "CANCELLED",
               "the caller cancelled")
      .Vietnamese("Người gọi đã hủy yêu cầu.");
}

absl::Status StreamTooLong(int max_messages, int64_t max_bytes) {
  return Error(absl::StatusCode::kInvalidArgument, kDomain, "STREAM_TOO_LONG",
               absl::StrCat("one stream takes at most ", max_messages,
                            " messages and ", max_bytes,
                            " bytes; send the rest in another"))
      .Vietnamese(absl::StrCat("Một lần gửi nhận tối đa ", max_messages,
                               " mục và ", max_bytes,
                               " byte; hãy gửi phần còn lại trong lần khác."))
      .With("max_messages", absl::StrCat(max_messages))
      .With("max_bytes", absl::StrCat(max_bytes));
}

absl::Status CursorGone() {
  return Error(absl::StatusCode::kOutOfRange, kDomain, "CURSOR_GONE",
               "the watch cannot go on from this cursor; start without one, "
               "from a snapshot")
      .Vietnamese(
          "Không thể theo dõi tiếp từ vị trí này; hãy bắt đầu lại từ bản chụp "
          "mới.");
}

absl::Status ShuttingDown() {
  return Error(absl::StatusCode::kUnavailable, kDomain, "SHUTTING_DOWN",
               "this replica is shutting down; open the stream again")
      .Vietnamese("Dịch vụ đang khởi động lại; hãy mở lại kết nối.")
      .RetryAfter(absl::Milliseconds(100));
}

absl::Status Internal(absl::string_view trace_id) {
  return Error(absl::StatusCode::kInternal, kDomain, "INTERNAL",
               absl::StrCat("internal error; the service's log has it under "
                            "trace id ",
                            trace_id))
      .Vietnamese(absl::StrCat(
          "Lỗi nội bộ; nhật ký của dịch vụ ghi lỗi này với mã theo dõi ",
          trace_id, "."))
      .With("trace_id", trace_id);
}

absl::Status DependencyUnavailable(absl::string_view dependency) {
  return Error(absl::StatusCode::kUnavailable, kDomain,
               "DEPENDENCY_UNAVAILABLE",
               absl::StrCat(dependency, " does not answer; retry later"))
      .Vietnamese(absl::StrCat("Dịch vụ ", dependency,
                               " chưa trả lời; vui lòng thử lại sau."))
      .With("dependency", dependency)
      .RetryAfter(absl::Seconds(1));
}

absl::Status ListenAddressInvalid(absl::string_view address) {
  return Error(absl::StatusCode::kInvalidArgument, kDomain,
               "LISTEN_ADDRESS_INVALID",
               absl::StrCat("\"", address,
                            "\" is no address to listen on; write HOST:PORT, "
                            "such as 127.0.0.1:7000"))
      .Vietnamese(absl::StrCat("\"", address,
                               "\" không phải địa chỉ để lắng nghe; hãy ghi "
                               "HOST:PORT, ví dụ 127.0.0.1:7000."))
      .With("address", address);
}

absl::Status ListenFailed(absl::string_view address) {
  return Error(absl::StatusCode::kUnavailable, kDomain, "LISTEN_FAILED",
               absl::StrCat("cannot listen on ", address,
                            "; is the port taken, the host one of ours?"))
      .Vietnamese(absl::StrCat(
          "Không lắng nghe được tại ", address,
          "; hãy xem cổng đã bị chiếm chưa và máy chủ có đúng không."))
      .With("address", address);
}

absl::Status PlaintextRefused(absl::string_view address) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain,
               "PLAINTEXT_REFUSED",
               absl::StrCat("will not serve plaintext on ", address,
                            ", which other machines reach; give "
                            "--tls_certificate and --tls_key, or ask for it "
                            "with --allow_plaintext"))
      .Vietnamese(
          absl::StrCat("Không phục vụ kết nối không mã hóa tại ", address,
                       " vì máy khác truy cập được; hãy cho --tls_certificate "
                       "và --tls_key, hoặc ghi rõ --allow_plaintext."))
      .With("address", address);
}

absl::Status FileUnreadable(absl::string_view path) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain,
               "FILE_UNREADABLE", absl::StrCat("cannot read file ", path))
      .Vietnamese(absl::StrCat("Không đọc được tệp ", path, "."))
      .With("path", path);
}

absl::Status PortFileFailed(absl::string_view path) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain,
               "PORT_FILE_FAILED", absl::StrCat("cannot write file ", path))
      .Vietnamese(absl::StrCat("Không ghi được tệp ", path, "."))
      .With("path", path);
}

}  // namespace loa::rpc
