#include "services/publisher/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/flag_errors.h"

namespace loa::publisher {
namespace {

using status::Error;

constexpr absl::string_view kDomain = "publisher.loa";

}  // namespace

absl::Status ContentSilent() {
  return Error(absl::StatusCode::kUnavailable, kDomain, "CONTENT_SILENT",
               "content did not answer the last renewal of the leases; nothing "
               "is begun until it does")
      .Vietnamese(
          "Dịch vụ content không trả lời lần gia hạn vừa rồi; chưa bắt đầu "
          "lượt đăng nào cho đến khi có trả lời.");
}

absl::Status ShardRunning(absl::string_view path) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain, "SHARD_RUNNING",
               absl::StrCat("another publisher holds ", path,
                            "; stop it, or give this one another --shard"))
      .Vietnamese(
          absl::StrCat("Một publisher khác đang giữ ", path,
                       "; hãy dừng nó, hoặc cho tiến trình này --shard khác."))
      .With("lock", path)
      .Subject(path);
}

absl::Status LockFailed(absl::string_view path, absl::string_view why) {
  return Error(absl::StatusCode::kInternal, kDomain, "LOCK_FAILED",
               absl::StrCat("the lock ", path, " cannot be taken: ", why,
                            "; --run_dir must be a writable directory"))
      .Vietnamese(absl::StrCat("Không khóa được ", path,
                               "; --run_dir phải là thư mục ghi được."))
      .With("lock", path)
      .With("cause", why);
}

absl::Status TimeZoneUnknown(absl::string_view zone) {
  return Error(absl::StatusCode::kInvalidArgument, kDomain, "TIME_ZONE_UNKNOWN",
               absl::StrCat("there is no time zone \"", zone,
                            "\"; one like Asia/Ho_Chi_Minh is wanted, and the "
                            "system's tzdata"))
      .Vietnamese(absl::StrCat(
          "Không có múi giờ \"", zone,
          "\"; cần múi giờ như Asia/Ho_Chi_Minh và tzdata của hệ thống."))
      .With("time_zone", zone)
      .Field("time_zone", "a name of the tz database");
}

absl::Status FlagInvalid(absl::string_view flag, absl::string_view value,
                         absl::string_view right) {
  return status::FlagInvalid(kDomain, flag, value, right);
}

absl::Status UnsafeControlRefused(absl::string_view control) {
  return status::UnsafeControlRefused(kDomain, control);
}

}  // namespace loa::publisher
