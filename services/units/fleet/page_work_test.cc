#include "services/units/fleet/page_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "services/units/fleet/probes.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using work::v1::WorkItem;

// A connected page of units/ha-khanh, which the platform knows as 1001.
class PageWorkTest : public testing::RegisterTest {
 protected:
  PageWorkTest() {
    AddSmallTree();
    district_ = AddPerson("minh", options::v1::ROLE_MANAGER, "units/ha-long");
    province_ =
        AddPerson("binh", options::v1::ROLE_MANAGER, "units/quang-ninh");
    page_ = AddPage("ha-khanh", "1001", "2022-05-01").name();
    Take();
    v1::ConnectPageRequest request;
    request.set_name(page_);
    request.set_access_token("token");
    EXPECT_THAT(connections.ConnectPage(
                    Admin(options::v1::PERMISSION_MANAGE_PAGES), request),
                IsOk());
  }

  // What the platform says of the credential from now on.
  void Take() {
    facebook.answers["1001"] =
        platform::PageIdentity{"1001", "Mặt trận", "", {"CREATE_CONTENT"}};
  }
  void Refuse() {
    facebook.answers["1001"] =
        status::Error(absl::StatusCode::kUnauthenticated, "loa",
                      "PLATFORM_TOKEN_REFUSED", "as the platform says")
            .With("code", "190");
  }
  void ProbeADayLater() {
    clock.Advance(absl::Hours(24));
    EXPECT_THAT(probes_.ProbeDue(clock.Now(), {}), IsOk());
  }

  std::vector<WorkItem> For(const std::string& who) {
    EXPECT_THAT(index.Refresh(), IsOk());
    PageWork source(*database);
    const auto items =
        source.Waiting(work::Duty::Of(index.Current(), who), clock.Now());
    EXPECT_THAT(items, IsOk());
    return items.value_or(std::vector<WorkItem>());
  }

  Probes probes_{*database, *sealer, proof};
  std::string district_;
  std::string province_;
  std::string page_;
};

INSTANTIATE_TEST_SUITE_P(Engines, PageWorkTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

TEST_P(PageWorkTest, IsAPageWhoseProbeFailedUntilItIsConnectedAgain) {
  EXPECT_THAT(For(district_), IsEmpty());
  Refuse();
  ProbeADayLater();
  const absl::Time broken_at = clock.Now();
  ProbeADayLater();  // it waits since it broke, not since it was probed last
  const std::vector<WorkItem> items = For(district_);
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(items[0].kind(), WorkItem::PAGE);
  EXPECT_EQ(items[0].title(), "Kết nối lại trang: Mặt trận ha-khanh");
  EXPECT_EQ(items[0].resource(), page_);
  EXPECT_EQ(items[0].unit(), "units/ha-khanh");
  EXPECT_EQ(items[0].responsible_unit(), "units/ha-long");
  EXPECT_EQ(base::TimeOf(items[0].since_time()), broken_at);
  EXPECT_FALSE(items[0].has_due_time());
  EXPECT_EQ(items[0].method(), "loa.units.v1.PageService/ConnectPage");
  EXPECT_THAT(For(province_), IsEmpty());
  Take();
  ProbeADayLater();
  EXPECT_THAT(For(district_), IsEmpty());
}

TEST_P(PageWorkTest, WaitsSinceItBrokeTheLastTime) {
  Refuse();
  ProbeADayLater();
  Take();
  ProbeADayLater();
  Refuse();
  ProbeADayLater();
  const std::vector<WorkItem> items = For(district_);
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_EQ(base::TimeOf(items[0].since_time()), clock.Now());
}

TEST_P(PageWorkTest, IsNoneOfAPageThatIsRetired) {
  Refuse();
  ProbeADayLater();
  v1::RetirePageRequest request;
  request.set_name(page_);
  ASSERT_THAT(
      pages.RetirePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), request),
      IsOk());
  clock.Advance(absl::Hours(48));
  EXPECT_THAT(For(district_), IsEmpty());
}

TEST_P(PageWorkTest, IsFoundBehindThatOfManyOthers) {
  Refuse();
  ProbeADayLater();
  ASSERT_THAT(database->Write([](sql::Tx& tx) -> absl::Status {
    for (int i = 0; i < 1200; ++i) {
      const auto added = tx.Exec(
          "INSERT INTO page (page_id, unit_id, platform, platform_page_id, "
          "url, display_name, personal_profile, connection, created_at, "
          "sequence) VALUES ($1, 'mong-cai', 1, $1, '', '', 0, 3, 1, 1)",
          absl::StrCat("other-", i));
      if (!added.ok()) return added.status();
    }
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(For(district_), SizeIs(1));
  EXPECT_THAT(For(province_), SizeIs(1200));
}

}  // namespace
}  // namespace loa::units
