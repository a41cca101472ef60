#include "libs/platform/usage.h"

#include <gtest/gtest.h>

namespace loa::platform {
namespace {

Usage Read(absl::string_view name, absl::string_view value) {
  Usage usage;
  ReadUsageHeader(name, value, "1", usage);
  return usage;
}

TEST(UsageHeaders, ReadTheAppsBudget) {
  const Usage usage = Read(
      "x-app-usage", R"({"call_count":28,"total_time":25,"total_cputime":31})");
  ASSERT_TRUE(usage.app.has_value());
  EXPECT_EQ(usage.app->call_count, 28);
  EXPECT_EQ(usage.app->Percent(), 31);
  EXPECT_FALSE(usage.page.has_value());
}

TEST(UsageHeaders, ReadThePagesBudget) {
  EXPECT_EQ(Read("X-Page-Usage", R"({"call_count":7})").page->Percent(), 7);
}

TEST(UsageHeaders, TakeOnlyOurPageOfABusinessUseCase) {
  const Usage usage = Read("X-Business-Use-Case-Usage",
                           R"({"2":[{"type":"pages","call_count":99}],)"
                           R"("1":[{"type":"pages","call_count":3,)"
                           R"("estimated_time_to_regain_access":0},)"
                           R"({"type":"other","call_count":40}]})");
  ASSERT_TRUE(usage.business_page.has_value());
  EXPECT_EQ(usage.business_page->call_count, 40);
  EXPECT_FALSE(Read("X-Business-Use-Case-Usage", R"({"2":[{}]})")
                   .business_page.has_value());
}

TEST(UsageHeaders, CountRegainTimeInMinutes) {
  EXPECT_EQ(Read("X-Business-Use-Case-Usage",
                 R"({"1":[{"estimated_time_to_regain_access":19}]})")
                .RegainAccess(),
            absl::Minutes(19));
}

TEST(UsageHeaders, PreferTheBucketThatIsClosedLongest) {
  EXPECT_EQ(Read("X-Business-Use-Case-Usage",
                 R"({"1":[{"call_count":100,)"
                 R"("estimated_time_to_regain_access":5},)"
                 R"({"call_count":101}]})")
                .RegainAccess(),
            absl::Minutes(5));
}

TEST(UsageHeaders, BoundAnAbsurdRegainTime) {
  EXPECT_EQ(Read("X-App-Usage", R"({"estimated_time_to_regain_access":1e300})")
                .RegainAccess(),
            absl::Hours(24));
}

TEST(UsageHeaders, AreUnknownWhenTheyCannotBeRead) {
  for (const char* value : {"", "{", "[]", "null", "7", "\xff"}) {
    EXPECT_FALSE(Read("X-App-Usage", value).app.has_value()) << value;
    EXPECT_FALSE(
        Read("X-Business-Use-Case-Usage", value).business_page.has_value());
  }
  EXPECT_EQ(Read("X-App-Usage", R"({"call_count":"many","total_time":-3})")
                .app->Percent(),
            0);
}

TEST(UsageHeaders, OfOtherNamesSayNothing) {
  EXPECT_FALSE(Read("X-Other", R"({"call_count":1})").app.has_value());
}

}  // namespace
}  // namespace loa::platform
