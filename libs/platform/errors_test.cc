#include "libs/platform/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"

namespace loa::platform {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::StatusIs;

TEST(ReadError, MeansWhatThePlatformsTableSays) {
  const struct {
    int64_t code;
    const char* reason;
    absl::StatusCode status;
  } kCases[] = {
      {1, "PLATFORM_UNREACHABLE", absl::StatusCode::kUnavailable},
      {2, "PLATFORM_UNREACHABLE", absl::StatusCode::kUnavailable},
      {4, "PLATFORM_THROTTLED", absl::StatusCode::kResourceExhausted},
      {10, "PLATFORM_PERMISSION_MISSING", absl::StatusCode::kPermissionDenied},
      {17, "PLATFORM_THROTTLED", absl::StatusCode::kResourceExhausted},
      {32, "PLATFORM_THROTTLED", absl::StatusCode::kResourceExhausted},
      {100, "PLATFORM_REFUSED", absl::StatusCode::kFailedPrecondition},
      {102, "PLATFORM_TOKEN_REFUSED", absl::StatusCode::kUnauthenticated},
      {190, "PLATFORM_TOKEN_REFUSED", absl::StatusCode::kUnauthenticated},
      {200, "PLATFORM_PERMISSION_MISSING", absl::StatusCode::kPermissionDenied},
      {299, "PLATFORM_PERMISSION_MISSING", absl::StatusCode::kPermissionDenied},
      {300, "PLATFORM_REFUSED", absl::StatusCode::kFailedPrecondition},
      {341, "PLATFORM_THROTTLED", absl::StatusCode::kResourceExhausted},
      {613, "PLATFORM_THROTTLED", absl::StatusCode::kResourceExhausted},
      {80001, "PLATFORM_THROTTLED", absl::StatusCode::kResourceExhausted},
  };
  for (const auto& expected : kCases) {
    SCOPED_TRACE(expected.code);
    const absl::Status error =
        ReadError({.code = expected.code}, absl::ZeroDuration());
    EXPECT_THAT(error, HasReason(expected.reason));
    EXPECT_THAT(error, StatusIs(expected.status));
  }
}

TEST(ReadError, LeavesATransientErrorOfAnyOtherCodeForLater) {
  EXPECT_THAT(
      ReadError({.code = 999, .is_transient = true}, absl::ZeroDuration()),
      HasReason("PLATFORM_UNREACHABLE"));
}

TEST(ReadError, CarriesThePlatformsFacts) {
  const absl::Status error = ReadError(
      {.code = 190, .subcode = 463, .trace_id = "A1"}, absl::ZeroDuration());
  EXPECT_THAT(error, HasMetadata("code", "190"));
  EXPECT_THAT(error, HasMetadata("subcode", "463"));
  EXPECT_THAT(error, HasMetadata("trace_id", "A1"));
}

TEST(ReadError, SaysHowLongToWaitWhenThrottled) {
  EXPECT_EQ(status::RetryAfterOf(ReadError({.code = 32}, absl::Minutes(5))),
            absl::Minutes(5));
}

}  // namespace
}  // namespace loa::platform
