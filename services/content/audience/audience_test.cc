#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/audience/checked_audience.h"
#include "services/content/audience/reach.h"
#include "services/content/testing/fake_registry.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::AllOf;
using ::testing::ElementsAre;

class AudienceTest : public ::testing::Test {
 protected:
  AudienceTest() {
    registry_.AddUnit("units/tinh", "province", "");
    registry_.AddUnit("units/huyen", "district", "units/tinh");
    registry_.AddUnit("units/xa-1", "commune", "units/huyen");
    registry_.AddUnit("units/xa-2", "commune", "units/huyen");
    registry_.AddUnit("units/xa-3", "commune", "units/tinh");
    registry_.AddPage("pages/tinh", "units/tinh");
    registry_.AddPage("pages/b", "units/xa-1");
    registry_.AddPage("pages/a", "units/xa-2");
    registry_.AddPage("pages/closed", "units/xa-2", "PAGE_RETIRED");
  }
  static v1::Audience Cascade() {
    v1::Audience audience;
    audience.mutable_cascade()->set_mode(v1::Audience::MANDATORY);
    *audience.mutable_due_time() =
        base::TimestampOf(absl::FromUnixSeconds(1000));
    return audience;
  }
  static v1::Audience Pages(const std::vector<std::string>& pages) {
    v1::Audience audience;
    for (const std::string& page : pages) {
      audience.mutable_page_list()->add_pages(page);
    }
    *audience.mutable_due_time() =
        base::TimestampOf(absl::FromUnixSeconds(1000));
    return audience;
  }
  absl::StatusOr<v1::Audience> Check(const v1::Audience& audience,
                                     absl::string_view unit = "units/tinh") {
    return CheckedAudience(registry_, unit, audience);
  }
  std::vector<std::string> Reached(const v1::Audience& audience,
                                   absl::string_view unit = "units/tinh") {
    std::vector<std::string> pages;
    const auto checked = Check(audience, unit);
    EXPECT_THAT(checked, IsOk());
    if (!checked.ok()) return pages;
    for (const auto& page : ReachOf(registry_, unit, *checked).pages) {
      pages.push_back(page.page);
    }
    return pages;
  }

  FakeRegistry registry_;
};

TEST_F(AudienceTest, CascadeReachesTheSubtreeInOrderOfUnit) {
  EXPECT_THAT(Reached(Cascade()),
              ElementsAre("pages/tinh", "pages/b", "pages/a"));
  v1::Audience communes = Cascade();
  communes.mutable_cascade()->add_levels("commune");
  EXPECT_THAT(Reached(communes), ElementsAre("pages/b", "pages/a"));
  communes.mutable_cascade()->set_within("units/xa-2");
  EXPECT_THAT(Reached(communes), ElementsAre("pages/a"));
}

TEST_F(AudienceTest, SaysWhatIsLeftOutAndWhy) {
  const auto checked = Check(Cascade());
  ASSERT_THAT(checked, IsOk());
  const Reach reach = ReachOf(registry_, "units/tinh", *checked);
  std::vector<std::string> left_out;
  for (const auto& item : reach.left_out) {
    left_out.push_back(item.unit + " " + item.page + " " + item.cause);
  }
  EXPECT_THAT(left_out, ElementsAre("units/huyen  NO_PAGE",
                                    "units/xa-2 pages/closed PAGE_RETIRED",
                                    "units/xa-3  NO_PAGE"));
  EXPECT_EQ(reach.registry_sequence, registry_.sequence());
}

TEST_F(AudienceTest, NamedPagesAreReachedOnceInOrderOfName) {
  EXPECT_THAT(Reached(Pages({"pages/b", "pages/a", "pages/b"})),
              ElementsAre("pages/a", "pages/b"));
}

TEST_F(AudienceTest, APageThatMovedAwayIsNotReached) {
  const Reach reach = ReachOf(registry_, "units/huyen", Pages({"pages/tinh"}));
  EXPECT_TRUE(reach.pages.empty());
  ASSERT_EQ(reach.left_out.size(), 1u);
  EXPECT_EQ(reach.left_out[0].cause, "OUTSIDE_UNIT");
  v1::Audience cascade = Cascade();
  cascade.mutable_cascade()->set_within("units/tinh");
  EXPECT_TRUE(ReachOf(registry_, "units/huyen", cascade).pages.empty());
}

TEST_F(AudienceTest, RefusesWhatTheRegisterDoesNotName) {
  EXPECT_THAT(Check(Pages({"pages/a", "pages/x"})),
              AllOf(HasReason("PAGE_UNKNOWN"), HasMetadata("page", "pages/x"),
                    NamesField("post.audience.page_list.pages[1]")));
  v1::Audience audience = Cascade();
  audience.mutable_cascade()->set_within("units/x");
  EXPECT_THAT(Check(audience),
              AllOf(HasReason("UNIT_UNKNOWN"), HasMetadata("unit", "units/x"),
                    NamesField("post.audience.cascade.within")));
}

TEST_F(AudienceTest, RefusesToReachBeyondThePostsUnit) {
  EXPECT_THAT(Check(Pages({"pages/tinh"}), "units/huyen"),
              AllOf(HasReason("AUDIENCE_OUTSIDE_UNIT"),
                    HasMetadata("outside", "pages/tinh")));
  v1::Audience audience = Cascade();
  audience.mutable_cascade()->set_within("units/tinh");
  EXPECT_THAT(Check(audience, "units/huyen"),
              HasReason("AUDIENCE_OUTSIDE_UNIT"));
}

TEST_F(AudienceTest, WritesOutWhatACascadeAsks) {
  v1::Audience audience = Cascade();
  const absl::Time due = base::TimeOf(audience.due_time());
  auto checked = Check(audience);
  ASSERT_THAT(checked, IsOk());
  EXPECT_FALSE(IsAssigned(*checked));
  EXPECT_FALSE(checked->cascade().has_close_time());
  audience.mutable_cascade()->clear_mode();
  audience.mutable_cascade()->set_local_part_rule(v1::Audience::OPEN);
  checked = Check(audience);
  ASSERT_THAT(checked, IsOk());
  EXPECT_TRUE(IsAssigned(*checked));
  EXPECT_EQ(checked->cascade().mode(), v1::Audience::RECOMMENDED);
  EXPECT_EQ(checked->cascade().opening_line_max_chars(), 200);
  EXPECT_EQ(base::TimeOf(checked->cascade().close_time()),
            due + absl::Hours(7 * 24));
  // What is written out is written out to the same.
  const auto again = Check(*checked);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), checked->SerializeAsString());
}

TEST_F(AudienceTest, ClosesAfterItsDueTimeWithinAYear) {
  v1::Audience audience = Cascade();
  audience.mutable_cascade()->set_mode(v1::Audience::OPTIONAL);
  const absl::Time due = base::TimeOf(audience.due_time());
  const auto close = [&](absl::Duration after) {
    *audience.mutable_cascade()->mutable_close_time() =
        base::TimestampOf(due + after);
    return Check(audience);
  };
  EXPECT_THAT(close(absl::ZeroDuration()),
              AllOf(HasReason("CLOSE_TIME_INVALID"),
                    NamesField("post.audience.cascade.close_time")));
  EXPECT_THAT(close(absl::Microseconds(1)), IsOk());
  EXPECT_THAT(close(absl::Hours(366 * 24)), IsOk());
  EXPECT_THAT(close(absl::Hours(366 * 24) + absl::Microseconds(1)),
              HasReason("CLOSE_TIME_INVALID"));
}

TEST_F(AudienceTest, RefusesALocalPartOfWhatEveryPageMustShow) {
  v1::Audience audience = Cascade();
  audience.mutable_cascade()->set_local_part_rule(v1::Audience::OPEN);
  EXPECT_THAT(Check(audience),
              AllOf(HasReason("LOCAL_PART_NEEDS_ADOPTION"),
                    NamesField("post.audience.cascade.local_part_rule")));
}

TEST_F(AudienceTest, RefusesASpreadOfMoreThanADayOrLessThanNothing) {
  v1::Audience audience = Cascade();
  audience.mutable_spread()->set_seconds(86400);
  EXPECT_THAT(Check(audience), IsOk());
  audience.mutable_spread()->set_seconds(86401);
  EXPECT_THAT(Check(audience), HasReason("SPREAD_INVALID"));
  audience.mutable_spread()->set_seconds(-1);
  EXPECT_THAT(Check(audience), HasReason("SPREAD_INVALID"));
}

TEST_F(AudienceTest, RefusesOneWithoutReachOrTime) {
  v1::Audience audience = Cascade();
  audience.clear_cascade();
  EXPECT_THAT(Check(audience), NamesField("post.audience"));
  EXPECT_THAT(Check(Pages({})), NamesField("post.audience"));
  audience = Cascade();
  audience.clear_due_time();
  EXPECT_THAT(Check(audience), NamesField("post.audience.due_time"));
}

TEST_F(AudienceTest, HashCoversTheReachAndNotTheTimes) {
  const v1::Audience pages = *Check(Pages({"pages/b", "pages/a"}));
  v1::Audience later = *Check(Pages({"pages/a", "pages/b", "pages/a"}));
  later.mutable_due_time()->set_seconds(5000);
  later.mutable_spread()->set_seconds(60);
  EXPECT_EQ(AudienceHash(pages), AudienceHash(later));
  EXPECT_NE(AudienceHash(pages), AudienceHash(*Check(Pages({"pages/a"}))));
}

TEST_F(AudienceTest, SpreadsEvenlyFromTheFirst) {
  const absl::Time first = absl::FromUnixSeconds(1000);
  EXPECT_EQ(DueAt(first, absl::Seconds(90), 0, 3), first);
  EXPECT_EQ(DueAt(first, absl::Seconds(90), 1, 3), first + absl::Seconds(30));
  EXPECT_EQ(DueAt(first, absl::Seconds(90), 2, 3), first + absl::Seconds(60));
  EXPECT_EQ(DueAt(first, absl::Hours(24), 0, 1), first);
}

}  // namespace
}  // namespace loa::content
