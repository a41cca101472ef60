#include "services/metrics/digest/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "libs/base/timestamp.h"

namespace loa::metrics {
namespace {

using ::testing::Optional;
using work::v1::WorkItem;

WorkItem Item(const std::string& resource, const std::string& unit,
              const std::string& responsible) {
  WorkItem item;
  item.set_kind(WorkItem::REVIEW);
  item.set_title("Duyệt bài: Mưa lớn");
  item.set_resource(resource);
  item.set_unit(unit);
  item.set_responsible_unit(responsible);
  *item.mutable_since_time() = base::TimestampOf(absl::UnixEpoch());
  return item;
}

TEST(Digest, GoesToTheUnitThatIsToDoTheWork) {
  const auto digests =
      ByUnit({Item("reviews/1", "units/xa", "units/huyen"),
              Item("posts/2", "units/xa", ""),
              Item("reviews/3", "units/huyen", "units/huyen")});
  ASSERT_EQ(digests.size(), 2u);
  EXPECT_EQ(digests[0].unit, "units/huyen");
  EXPECT_EQ(digests[0].items.size(), 2u);
  EXPECT_EQ(digests[1].unit, "units/xa");
  EXPECT_EQ(digests[1].items[0].resource(), "posts/2");
}

TEST(Digest, SaysHowMuchWaitsAndHowMuchIsLate) {
  WorkItem late = Item("reviews/1", "units/x", "units/x");
  late.set_overdue(true);
  *late.mutable_due_time() = base::TimestampOf(absl::UnixEpoch());
  const auto json = nlohmann::json::parse(
      DigestJson({"units/x", {late, Item("reviews/2", "units/x", "")}},
                 "Phường Hà Khánh", *base::ParseDate("2022-05-31")));
  EXPECT_EQ(json["day"], "2022-05-31");
  EXPECT_EQ(json["unit_name"], "Phường Hà Khánh");
  EXPECT_EQ(json["waiting"], 2);
  EXPECT_EQ(json["overdue"], 1);
  EXPECT_EQ(json["items"][0]["title"], "Duyệt bài: Mưa lớn");
  EXPECT_EQ(json["items"][0]["due"], "1970-01-01T00:00:00Z");
  EXPECT_FALSE(json["items"][1].contains("due"));
}

TEST(Digest, IsDueFromItsTimeOfDayInTheZoneOn) {
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone("Asia/Ho_Chi_Minh", &zone));
  const base::Days day = *base::ParseDate("2022-05-31");
  const absl::Time seven = base::StartOf(day, zone) + absl::Hours(7);
  const absl::Duration at = absl::Hours(7);
  EXPECT_EQ(DigestDay(seven - absl::Seconds(1), zone, at), std::nullopt);
  EXPECT_THAT(DigestDay(seven, zone, at), Optional(day));
  EXPECT_THAT(DigestDay(seven + absl::Hours(16), zone, at), Optional(day));
  EXPECT_EQ(DigestDay(seven + absl::Hours(17), zone, at), std::nullopt);
}

TEST(TimeOfDay, IsReadStrictly) {
  EXPECT_THAT(ParseTimeOfDay("07:30"), Optional(absl::Minutes(450)));
  EXPECT_THAT(ParseTimeOfDay("00:00"), Optional(absl::ZeroDuration()));
  for (const char* wrong :
       {"", "7:30", "24:00", "07:60", "07-30", "+7:30", "07:+3", "07:300"}) {
    EXPECT_EQ(ParseTimeOfDay(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace loa::metrics
