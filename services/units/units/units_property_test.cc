#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/testing/status_matchers.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;

constexpr int kDays = 30;
const base::Days kFirst = *base::ParseDate("2022-01-01");

std::string DayText(int day) { return base::FormatDate(kFirst + day); }

// What a unit is called on each day; no entry: it is not there.
using Calendar = std::map<int, std::string>;

// Random changes, corrections and ends of one unit, beside a naive model that
// keeps the whole calendar as it was known after each.
class UnitsPropertyTest : public testing::RegisterTest {
 protected:
  UnitsPropertyTest() {
    AddUnit("root", "province", "", "22", "2000-01-01");
    v1::CreateUnitRequest request;
    request.set_unit_id("unit");
    request.mutable_unit()->set_level("district");
    request.mutable_unit()->set_parent("units/root");
    request.mutable_unit()->set_display_name("a");
    request.mutable_unit()->set_valid_from(DayText(0));
    EXPECT_THAT(units.CreateUnit(Manage(), request), IsOk());
    for (int day = 0; day < kDays; ++day) calendar_[day] = "a";
    Remember();
  }

  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_UNITS);
  }
  int Draw(int bound) { return static_cast<int>(random_() % bound); }
  void Remember() { known_.emplace_back(Sequence(), calendar_); }

  // The run of days around `day` that say the same.
  std::pair<int, int> RunAround(int day) {
    const auto says = [&](int other) {
      const auto found = calendar_.find(other);
      return found != calendar_.end() && found->second == calendar_[day];
    };
    int from = day;
    int until = day + 1;
    while (says(from - 1)) --from;
    while (says(until)) ++until;
    return {from, until};
  }

  void Rename() {
    const int day = Draw(kDays);
    const std::string name(1, static_cast<char>('a' + Draw(3)));
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name("units/unit");
    request.mutable_unit()->set_display_name(name);
    request.mutable_update_mask()->add_paths("display_name");
    request.set_effective_on(DayText(day));
    request.set_correction(Draw(2) == 0);
    const auto answer = units.UpdateUnit(Manage(), request);
    if (!calendar_.contains(day)) {
      ASSERT_THAT(answer, HasReason("VALIDITY_INVALID"));
      return;
    }
    ASSERT_THAT(answer, IsOk());
    const auto [from, until] = RunAround(day);
    for (int i = request.correction() ? from : day; i < until; ++i) {
      calendar_[i] = name;
    }
  }

  void End() {
    const int day = Draw(kDays);
    if (!calendar_.contains(day)) return;
    const auto [from, until] = RunAround(day);
    if (day + 1 >= until) return;
    const int end = day + 1 + Draw(until - day - 1);
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name("units/unit");
    request.mutable_unit()->set_valid_until(DayText(end));
    request.mutable_update_mask()->add_paths("valid_until");
    request.set_effective_on(DayText(day));
    ASSERT_THAT(units.UpdateUnit(Manage(), request), IsOk());
    for (int i = end; i < until; ++i) calendar_.erase(i);
  }

  void ExpectKnown(int64_t sequence, const Calendar& calendar, int day) {
    v1::GetUnitRequest request;
    request.set_name("units/unit");
    request.set_as_of(DayText(day));
    request.set_at_sequence(sequence);
    const auto unit =
        units.GetUnit(Admin(options::v1::PERMISSION_READ_REGISTER), request);
    const auto expected = calendar.find(day);
    if (expected == calendar.end()) {
      ASSERT_THAT(unit, HasReason("UNIT_NOT_FOUND")) << DayText(day);
      return;
    }
    ASSERT_THAT(unit, IsOk());
    ASSERT_EQ(unit->display_name(), expected->second)
        << DayText(day) << " at " << sequence;
  }

  std::mt19937 random_{20220412};
  Calendar calendar_;
  std::vector<std::pair<int64_t, Calendar>> known_;
};

TEST_P(UnitsPropertyTest, EveryDayIsAnsweredAsItWasKnownAtEverySequence) {
  for (int step = 0; step < 40; ++step) {
    if (Draw(8) == 0) {
      End();
    } else {
      Rename();
    }
    if (HasFatalFailure()) return;
    Remember();
  }
  for (const auto& [sequence, calendar] : known_) {
    // A later step that changed nothing has the same sequence and calendar.
    for (int day = 0; day < kDays; day += 1 + Draw(3)) {
      ExpectKnown(sequence, calendar, day);
      if (HasFatalFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, UnitsPropertyTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
