#include "libs/audit/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"

namespace loa::audit {
namespace {

using ::loa::testing::SpeaksVietnamese;

TEST(AuditErrors, SpeakVietnamese) {
  EXPECT_THAT(RequestIdReused("r1"), SpeaksVietnamese());
  EXPECT_THAT(AuditLogDamaged(), SpeaksVietnamese());
  EXPECT_THAT(RememberedResponseUnreadable("r1"), SpeaksVietnamese());
}

}  // namespace
}  // namespace loa::audit
