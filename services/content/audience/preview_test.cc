#include "services/content/audience/preview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/base/timestamp.h"
#include "services/content/audience/checked_audience.h"
#include "services/content/testing/fake_registry.h"

namespace loa::content {
namespace {

constexpr int kCommunes = 177;
const absl::Time kDue = absl::FromUnixSeconds(1'653'955'200);

class PreviewTest : public ::testing::Test {
 protected:
  PreviewTest() {
    registry_.AddUnit("units/tinh", "province", "");
    for (int i = 0; i < kCommunes; ++i) {
      const std::string unit = absl::StrCat("units/xa-", i);
      registry_.AddUnit(unit, "commune", "units/tinh");
      registry_.AddPage(absl::StrCat("pages/p-", i), unit);
    }
  }
  v1::PreviewCascadeResponse Preview(absl::Duration spread,
                                     absl::string_view name = "posts/a") {
    v1::Post post;
    post.set_name(std::string(name));
    post.set_unit("units/tinh");
    v1::Audience audience;
    audience.mutable_cascade()->add_levels("commune");
    *audience.mutable_due_time() = base::TimestampOf(kDue);
    *audience.mutable_spread() = base::ProtoDurationOf(spread);
    *post.mutable_audience() =
        *CheckedAudience(registry_, "units/tinh", audience);
    return Previewed(post, registry_, kDue - absl::Hours(1));
  }

  FakeRegistry registry_;
};

TEST_F(PreviewTest, SpreadsTheHashOrderEvenly) {
  const auto preview = Preview(absl::Hours(2));
  ASSERT_EQ(preview.page_count(), kCommunes);
  const auto gap = absl::Microseconds(
      absl::ToInt64Microseconds(absl::Hours(2)) * 1 / kCommunes);
  std::string last_hash;
  for (int i = 0; i < kCommunes; ++i) {
    const auto& reached = preview.reached(i);
    const std::string hash =
        base::Sha256Hex(absl::StrCat("posts/a ", reached.page()));
    EXPECT_LT(last_hash, hash);
    last_hash = hash;
    const absl::Duration off =
        base::TimeOf(reached.due_time()) - (kDue + gap * i);
    EXPECT_LE(absl::AbsDuration(off), absl::Milliseconds(1)) << i;
  }
  EXPECT_EQ(base::TimeOf(preview.first_due_time()), kDue);
  EXPECT_EQ(base::TimeOf(preview.last_due_time()),
            base::TimeOf(preview.reached(kCommunes - 1).due_time()));
  EXPECT_LT(base::TimeOf(preview.last_due_time()), kDue + absl::Hours(2));
  EXPECT_FALSE(preview.has_similarity_warning());
}

TEST_F(PreviewTest, BeginsWithAnotherPageForAnotherPost) {
  std::set<std::string> first;
  for (int i = 0; i < 20; ++i) {
    first.insert(
        Preview(absl::Hours(2), absl::StrCat("posts/", i)).reached(0).page());
  }
  EXPECT_GT(first.size(), 10u);
}

TEST_F(PreviewTest, WarnsOfManyLikeTextsInAMinute) {
  const auto preview = Preview(absl::ZeroDuration());
  EXPECT_EQ(preview.first_due_time().seconds(),
            preview.last_due_time().seconds());
  const auto& warning = preview.similarity_warning();
  EXPECT_EQ(warning.page_count(), kCommunes);
  EXPECT_EQ(warning.most_in_a_minute(), kCommunes);
  EXPECT_NE(warning.message().find("177 trang"), std::string::npos);
  EXPECT_NE(warning.message_en().find("177 pages"), std::string::npos);
  const absl::Duration advised = base::DurationOf(warning.advised_spread());
  EXPECT_EQ(advised, absl::Minutes(15));
  EXPECT_FALSE(Preview(advised).has_similarity_warning());
  EXPECT_TRUE(Preview(advised - absl::Minutes(2)).has_similarity_warning());
}

TEST_F(PreviewTest, SaysWhenTheCascadeCloses) {
  EXPECT_EQ(base::TimeOf(Preview(absl::ZeroDuration()).close_time()),
            kDue + absl::Hours(7 * 24));
}

}  // namespace
}  // namespace loa::content
