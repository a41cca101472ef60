#include "libs/status/flag_errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::status {

absl::Status FlagInvalid(absl::string_view domain, absl::string_view flag,
                         absl::string_view value, absl::string_view right) {
  return Error(absl::StatusCode::kInvalidArgument, domain, "FLAG_INVALID",
               absl::StrCat("--", flag, "=", value, " must be ", right))
      .Vietnamese(absl::StrCat("--", flag, "=", value,
                               " không hợp lệ; phải là ", right, "."))
      .With("flag", flag)
      .With("value", value)
      .Field(flag, absl::StrCat("must be ", right));
}

absl::Status UnsafeControlRefused(absl::string_view domain,
                                  absl::string_view control) {
  return Error(absl::StatusCode::kFailedPrecondition, domain,
               "UNSAFE_CONTROL_REFUSED",
               absl::StrCat("--unsafe_control=", control,
                            " breaks the promise of publishing once; it is for "
                            "tests, which set LOA_ALLOW_UNSAFE_CONTROLS=1"))
      .Vietnamese(absl::StrCat("--unsafe_control=", control,
                               " phá vỡ bảo đảm chỉ đăng một lần; chỉ dùng để "
                               "kiểm thử với LOA_ALLOW_UNSAFE_CONTROLS=1."))
      .With("control", control)
      .Subject("unsafe_control");
}

}  // namespace loa::status
