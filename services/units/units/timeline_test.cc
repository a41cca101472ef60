#include "services/units/units/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "libs/testing/status_matchers.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;

UnitAttributes Named(const std::string& name) {
  UnitAttributes attributes;
  attributes.level = "commune";
  attributes.display_name = name;
  return attributes;
}

UnitVersion Version(const std::string& name, base::Days from,
                    base::Days until) {
  return {Named(name), from, until};
}

TEST(Timeline, AChangeKeepsWhatWasBefore) {
  const Timeline timeline = {Version("xã", 0, base::kForever)};
  const auto changed = Changed(timeline, {10, false, Named("phường"), {}});
  ASSERT_THAT(changed, IsOk());
  EXPECT_THAT(*changed, ElementsAre(Version("xã", 0, 10),
                                    Version("phường", 10, base::kForever)));
}

TEST(Timeline, AChangeOnTheFirstDayReplacesTheVersion) {
  const Timeline timeline = {Version("xã", 5, 20), Version("đặc khu", 20, 30)};
  const auto changed = Changed(timeline, {5, false, Named("phường"), {}});
  ASSERT_THAT(changed, IsOk());
  EXPECT_THAT(*changed, ElementsAre(Version("phường", 5, 20),
                                    Version("đặc khu", 20, 30)));
}

TEST(Timeline, ACorrectionCoversTheWholeVersion) {
  const Timeline timeline = {Version("xa", 5, 20), Version("phường", 20, 30)};
  const auto changed = Changed(timeline, {12, true, Named("xã"), {}});
  ASSERT_THAT(changed, IsOk());
  EXPECT_THAT(*changed,
              ElementsAre(Version("xã", 5, 20), Version("phường", 20, 30)));
}

TEST(Timeline, AnEndAloneDoesNotCutTheVersion) {
  const Timeline timeline = {Version("xã", 0, base::kForever)};
  const auto changed = Changed(timeline, {10, false, Named("xã"), 40});
  ASSERT_THAT(changed, IsOk());
  EXPECT_THAT(*changed, ElementsAre(Version("xã", 0, 40)));
}

TEST(Timeline, NeighboursThatSayTheSameAreOneVersion) {
  const Timeline timeline = {Version("xa", 0, 10), Version("xã", 10, 20)};
  const auto changed = Changed(timeline, {3, true, Named("xã"), {}});
  ASSERT_THAT(changed, IsOk());
  EXPECT_THAT(*changed, ElementsAre(Version("xã", 0, 20)));
}

TEST(Timeline, RefusesAChangeWhereNothingIsValid) {
  const Timeline timeline = {Version("xã", 5, 10)};
  EXPECT_THAT(Changed(timeline, {4, false, Named("x"), {}}),
              HasReason("VALIDITY_INVALID"));
  EXPECT_THAT(Changed(timeline, {10, false, Named("x"), {}}),
              HasReason("VALIDITY_INVALID"));
}

TEST(Timeline, RefusesAnEndInsideTheNextVersionOrBeforeTheChange) {
  const Timeline timeline = {Version("xã", 0, 10), Version("phường", 10, 20)};
  EXPECT_THAT(Changed(timeline, {5, false, Named("x"), 11}),
              HasReason("VALIDITY_INVALID"));
  EXPECT_THAT(Changed(timeline, {5, false, Named("x"), 5}),
              HasReason("VALIDITY_INVALID"));
}

TEST(Timeline, RefusesVersionsThatOverlapOrAreEmpty) {
  const Timeline timeline = {Version("xã", 0, 10)};
  EXPECT_THAT(Extended(timeline, Version("phường", 9, 20)),
              HasReason("VALIDITY_INVALID"));
  EXPECT_THAT(Extended(timeline, Version("phường", 12, 12)),
              HasReason("VALIDITY_INVALID"));
  const auto extended = Extended(timeline, Version("phường", 10, 20));
  ASSERT_THAT(extended, IsOk());
  EXPECT_THAT(*extended,
              ElementsAre(Version("xã", 0, 10), Version("phường", 10, 20)));
}

// The same rules on a map of single days.
class NaiveTimeline {
 public:
  static constexpr base::Days kEnd = 60;

  explicit NaiveTimeline(const Timeline& timeline) {
    for (base::Days day = 0; day < kEnd; ++day) {
      const UnitVersion* version = VersionOn(timeline, day);
      if (version != nullptr) days_[day] = version->attributes.display_name;
    }
  }
  void Lay(const std::string& name, base::Days from, base::Days until) {
    for (base::Days day = from; day < until; ++day) days_[day] = name;
  }
  // The run of equal days around `day`.
  std::pair<base::Days, base::Days> RunAround(base::Days day) const {
    base::Days from = day;
    base::Days until = day + 1;
    const std::string& name = days_.at(day);
    while (Says(from - 1, name)) --from;
    while (Says(until, name)) ++until;
    return {from, until};
  }
  bool Has(base::Days day) const { return days_.contains(day); }
  friend bool operator==(const NaiveTimeline&, const NaiveTimeline&) = default;

 private:
  bool Says(base::Days day, const std::string& name) const {
    const auto found = days_.find(day);
    return found != days_.end() && found->second == name;
  }
  std::map<base::Days, std::string> days_;
};

TEST(Timeline, AgreesWithAMapOfDaysOverRandomChanges) {
  std::mt19937 random(20220412);
  const auto draw = [&](int bound) {
    return static_cast<int>(random() % bound);
  };
  for (int round = 0; round < 500; ++round) {
    Timeline timeline;
    for (int step = 0; step < 20; ++step) {
      NaiveTimeline model(timeline);
      const std::string name(1, static_cast<char>('a' + draw(3)));
      const base::Days day = draw(static_cast<int>(NaiveTimeline::kEnd) - 1);
      if (draw(3) == 0) {
        const base::Days until = day + 1 + draw(10);
        const base::Days end = std::min(until, NaiveTimeline::kEnd);
        timeline = Overlaid(timeline, Version(name, day, end));
        model.Lay(name, day, end);
      } else {
        const bool correction = draw(2) == 0;
        const auto changed =
            Changed(timeline, {day, correction, Named(name), {}});
        ASSERT_EQ(changed.ok(), model.Has(day));
        if (!changed.ok()) continue;
        const auto [from, until] = model.RunAround(day);
        model.Lay(name, correction ? from : day, until);
        timeline = *changed;
      }
      ASSERT_EQ(NaiveTimeline(timeline), model) << "round " << round;
      for (size_t i = 1; i < timeline.size(); ++i) {
        ASSERT_LE(timeline[i - 1].valid_until, timeline[i].valid_from);
      }
    }
  }
}

}  // namespace
}  // namespace loa::units
