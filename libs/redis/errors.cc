#include "libs/redis/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::redis {
namespace {

using status::Error;

constexpr absl::string_view kDomain = "redis.loa";

struct Meaning {
  absl::string_view word;
  absl::StatusCode code;
  absl::string_view reason;
};

constexpr Meaning kMeanings[] = {
    {"WRONGTYPE", absl::StatusCode::kFailedPrecondition, "REDIS_WRONG_TYPE"},
    {"OOM", absl::StatusCode::kResourceExhausted, "REDIS_OUT_OF_MEMORY"},
    {"LOADING", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"MASTERDOWN", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"READONLY", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"BUSY", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"MISCONF", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"CLUSTERDOWN", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"NOREPLICAS", absl::StatusCode::kUnavailable, "REDIS_NOT_READY"},
    {"NOAUTH", absl::StatusCode::kFailedPrecondition, "REDIS_ACCESS_REFUSED"},
    {"WRONGPASS", absl::StatusCode::kFailedPrecondition,
     "REDIS_ACCESS_REFUSED"},
    {"NOPERM", absl::StatusCode::kFailedPrecondition, "REDIS_ACCESS_REFUSED"},
};

}  // namespace

absl::Status AddressInvalid(absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, kDomain,
               "REDIS_ADDRESS_INVALID",
               absl::StrCat("not the address of a Redis: ", what,
                            "; write redis://host:port or unix:///path"))
      .Vietnamese(
          "Địa chỉ Redis không đúng; hãy ghi redis://máy-chủ:cổng hoặc "
          "unix:///đường-dẫn.")
      .Field("redis", what);
}

absl::Status Unreachable(absl::string_view what) {
  return Error(absl::StatusCode::kUnavailable, kDomain, "REDIS_UNREACHABLE",
               absl::StrCat("Redis cannot be reached: ", what,
                            "; nothing was sent"))
      .Vietnamese("Không kết nối được với Redis; chưa gửi gì.")
      .With("cause", what);
}

absl::Status OutcomeUnknown(absl::string_view what) {
  return Error(absl::StatusCode::kUnavailable, kDomain, "REDIS_OUTCOME_UNKNOWN",
               absl::StrCat("Redis did not answer: ", what,
                            "; the command may have run"))
      .Vietnamese("Redis không trả lời; lệnh có thể đã chạy.")
      .With("cause", what);
}

absl::Status ReplyUnexpected(absl::string_view expected,
                             absl::string_view actual) {
  return Error(absl::StatusCode::kInternal, kDomain, "REDIS_REPLY_UNEXPECTED",
               absl::StrCat("Redis answered ", actual, " where ", expected,
                            " was expected"))
      .Vietnamese(absl::StrCat("Redis trả lời ", actual, ", lẽ ra phải là ",
                               expected, "."))
      .With("expected", expected)
      .With("actual", actual);
}

absl::Status FromErrorReply(absl::string_view message) {
  const absl::string_view word = message.substr(0, message.find(' '));
  absl::StatusCode code = absl::StatusCode::kInternal;
  absl::string_view reason = "REDIS_COMMAND_REFUSED";
  for (const Meaning& meaning : kMeanings) {
    if (meaning.word != word) continue;
    code = meaning.code;
    reason = meaning.reason;
  }
  return Error(code, kDomain, reason,
               absl::StrCat("Redis refused the command: ", message))
      .Vietnamese(absl::StrCat("Redis từ chối lệnh (", word, ")."))
      .With("error", word);
}

}  // namespace loa::redis
