#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/fleet/discovery.h"
#include "services/units/fleet/fleet_health.h"
#include "services/units/fleet/probes.h"
#include "services/units/fleet/teams.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kSystemToken = "system-user-token";

absl::Status PlatformError(absl::StatusCode code, absl::string_view reason) {
  return status::Error(code, "loa", reason, "as the platform says")
      .With("code", "190");
}

class FleetTest : public testing::RegisterTest {
 protected:
  FleetTest() { AddSmallTree(); }

  rpc::RequestContext Manage() {
    return Admin(options::v1::PERMISSION_MANAGE_PAGES);
  }
  rpc::RequestContext Read() {
    return Admin(options::v1::PERMISSION_READ_REGISTER);
  }
  // A page that the system user's token can act for.
  void List(const std::string& id, const std::string& name,
            const std::vector<std::string>& tasks = {"CREATE_CONTENT"}) {
    const platform::PageIdentity identity = {
        id, name, "https://facebook.com/" + id, tasks};
    directory.pages.push_back({identity, "page-token-" + id});
    facebook.answers[id] = identity;
  }
  absl::StatusOr<v1::DiscoverPagesResponse> Discover() {
    v1::DiscoverPagesRequest request;
    request.set_system_user_token(std::string(kSystemToken));
    return discovery.DiscoverPages(Manage(), request);
  }
  v1::ConfirmDiscoveryRequest Confirming() {
    v1::ConfirmDiscoveryRequest request;
    request.set_system_user_token(std::string(kSystemToken));
    return request;
  }
  static void Choose(v1::ConfirmDiscoveryRequest& request,
                     const std::string& id, const std::string& page,
                     const std::string& unit = "") {
    auto& choice = *request.add_choices();
    choice.set_platform_page_id(id);
    choice.set_page(page);
    choice.set_unit(unit);
  }
  v1::Page Get(const std::string& name) {
    v1::GetPageRequest request;
    request.set_name(name);
    const auto page = pages.GetPage(Read(), request);
    EXPECT_THAT(page, IsOk());
    return page.ok() ? *page : v1::Page();
  }
  std::string TokenOf(const std::string& name) {
    v1::OpenPageCredentialRequest request;
    request.set_name(name);
    const auto opened =
        connections.OpenPageCredential(Service("publisher"), request);
    return opened.ok() ? opened->access_token()
                       : status::ReasonOf(opened.status());
  }
  void Connect(const std::string& name) {
    v1::ConnectPageRequest request;
    request.set_name(name);
    request.set_access_token("pasted-token");
    ASSERT_THAT(connections.ConnectPage(Manage(), request), IsOk());
  }
  // What the log holds of changes that the probe made.
  std::vector<std::string> Audited() {
    std::vector<std::string> resources;
    EXPECT_THAT(database->Read([&](sql::Tx& tx) {
      const auto rows = tx.Run(
          "SELECT resource FROM audit_log "
          "WHERE principal = 'principals/units' ORDER BY number");
      if (!rows.ok()) return rows.status();
      for (const sql::Row row : *rows) resources.push_back(row.Text(0));
      return absl::OkStatus();
    }),
                IsOk());
    return resources;
  }
  absl::Status ProbeDue() { return probes.ProbeDue(clock.Now(), {}); }
  void PutTeam(const std::string& page,
               const std::vector<std::pair<std::string, std::string>>& people) {
    v1::ReplaceTeamRequest request;
    request.mutable_team()->set_page(page);
    for (const auto& [name, phone] : people) {
      auto& member = *request.mutable_team()->add_members();
      member.set_full_name(name);
      member.set_phone(phone);
    }
    if (!people.empty()) {
      request.mutable_team()->mutable_members(0)->set_head(true);
    }
    ASSERT_THAT(teams.ReplaceTeam(Manage(), request), IsOk());
  }
  std::vector<std::string> PagesWith(v1::PageProblem problem) {
    v1::ListPageHealthRequest request;
    request.set_problem(problem);
    request.set_page_size(1);
    std::vector<std::string> names;
    do {
      const auto page = health.ListPageHealth(Read(), request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return names;
      for (const auto& one : page->pages()) names.push_back(one.page());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  Discovery discovery{*database, ids, *sealer, proof, directory};
  Probes probes{*database, *sealer, proof};
  FleetHealthReports health{*database};
  Teams teams{*database};
};

TEST_P(FleetTest, DiscoversByIdThenByNameAndSavesNothing) {
  const v1::Page known = AddPage("ha-khanh", "1001");
  const v1::Page planned = AddPage("ha-phong", "");
  v1::CreatePageRequest profile;
  profile.mutable_page()->set_unit("units/mong-cai");
  profile.mutable_page()->set_platform(v1::PLATFORM_FACEBOOK);
  profile.mutable_page()->set_personal_profile(true);
  const auto person = pages.CreatePage(Manage(), profile);
  ASSERT_THAT(person, IsOk());
  List("1001", "Another name");
  List("1002", "Mat tran Ha Phong");
  List("1003", "Mặt trận Tổ quốc Ka Long", {"ANALYZE"});
  List("1004", "Quán cà phê");
  List("1005", "Mặt trận Quang Ninh");

  const int64_t before = Sequence();
  const auto found = Discover();
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(directory.asked.token, kSystemToken);
  EXPECT_EQ(directory.asked.app_secret, "app-secret");
  ASSERT_EQ(found->matched_size(), 4);
  EXPECT_EQ(found->matched(0).page(), known.name());
  EXPECT_EQ(found->matched(0).evidence(),
            v1::DiscoverPagesResponse::PLATFORM_ID);
  EXPECT_EQ(found->matched(1).page(), planned.name());
  EXPECT_EQ(found->matched(1).evidence(), v1::DiscoverPagesResponse::PAGE_NAME);
  EXPECT_EQ(found->matched(2).unit(), "units/ka-long");
  EXPECT_EQ(found->matched(3).unit(), "units/quang-ninh");
  ASSERT_EQ(found->unmatched_size(), 1);
  EXPECT_EQ(found->unmatched(0).discovered().display_name(), "Quán cà phê");
  ASSERT_EQ(found->without_create_content_size(), 1);
  EXPECT_EQ(found->without_create_content(0).platform_page_id(), "1003");
  EXPECT_THAT(found->personal_profiles(), ElementsAre(person->name()));
  EXPECT_EQ(Sequence(), before);
  EXPECT_EQ(TokenOf(known.name()), "PAGE_NOT_CONNECTED");
}

TEST_P(FleetTest, SaysWhyNothingIsListed) {
  directory.refusal = PlatformError(absl::StatusCode::kUnauthenticated,
                                    "PLATFORM_TOKEN_REFUSED");
  EXPECT_THAT(Discover(), HasReason("SYSTEM_TOKEN_REFUSED"));
  directory.refusal =
      PlatformError(absl::StatusCode::kUnavailable, "PLATFORM_UNREACHABLE");
  EXPECT_THAT(Discover(), HasReason("PLATFORM_UNAVAILABLE"));
}

TEST_P(FleetTest, ConfirmedPagesAreConnectedAndUnitsGetTheirs) {
  const v1::Page planned = AddPage("ha-phong", "");
  List("1002", "Mặt trận Hà Phong");
  List("1003", "Mặt trận Ka Long");
  auto request = Confirming();
  Choose(request, "1002", planned.name());
  Choose(request, "1003", "", "units/ka-long");
  request.set_request_id("3f0c2a60-0000-4000-8000-000000000005");
  const auto confirmed = discovery.ConfirmDiscovery(Manage(), request);
  ASSERT_THAT(confirmed, IsOk());
  ASSERT_EQ(confirmed->results_size(), 2);
  EXPECT_EQ(Get(planned.name()).platform_page_id(), "1002");
  EXPECT_EQ(Get(planned.name()).connection(), v1::Page::CONNECTED);
  EXPECT_EQ(TokenOf(planned.name()), "page-token-1002");
  const v1::Page made = Get("pages/facebook:1003");
  EXPECT_EQ(made.unit(), "units/ka-long");
  EXPECT_EQ(made.display_name(), "Mặt trận Ka Long");
  EXPECT_EQ(TokenOf(made.name()), "page-token-1003");
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_PERSON_BOUND), IsEmpty());
  directory.pages.clear();
  EXPECT_THAT(discovery.ConfirmDiscovery(Manage(), request),
              IsOkAndHolds(EqualsProto(*confirmed)));
}

TEST_P(FleetTest, OneRefusalDoesNotFailTheRest) {
  const v1::Page good = AddPage("ha-khanh", "1001");
  const v1::Page other = AddPage("ha-phong", "2002");
  List("1001", "Mặt trận Hà Khánh");
  List("1002", "Mặt trận Hà Phong", {"ANALYZE"});
  List("1003", "Mặt trận Ka Long");
  List("1004", "Mặt trận Mới");
  List("1005", "Mặt trận Năm");
  directory.pages[3].token = std::string(kSystemToken);
  facebook.answers["1005"] = PlatformError(
      absl::StatusCode::kFailedPrecondition, "PLATFORM_TOKEN_NOT_A_PAGE");
  auto request = Confirming();
  Choose(request, "1001", good.name());
  Choose(request, "1002", other.name());
  Choose(request, "9999", other.name());
  Choose(request, "1003", other.name());
  Choose(request, "1004", "", "units/ka-long");
  Choose(request, "1005", "", "units/ka-long");
  Choose(request, "1003", "", "units/nowhere");
  Choose(request, "1001", "", "units/ka-long");
  Choose(request, "1003", "pages/none");
  const auto answer = discovery.ConfirmDiscovery(Manage(), request);
  ASSERT_THAT(answer, IsOk());
  const auto reason = [&](int i) {
    return status::ReasonOf(status::FromRpcStatus(answer->results(i).error()));
  };
  EXPECT_EQ(answer->results(0).page().connection(), v1::Page::CONNECTED);
  EXPECT_EQ(reason(1), "CREDENTIAL_LACKS_TASK");
  EXPECT_EQ(reason(2), "PAGE_NOT_DISCOVERED");
  EXPECT_EQ(reason(3), "CREDENTIAL_OF_OTHER_PAGE");
  EXPECT_EQ(reason(4), "CREDENTIAL_NOT_A_PAGE");
  EXPECT_EQ(reason(5), "CREDENTIAL_NOT_A_PAGE");
  EXPECT_EQ(reason(6), "UNIT_NOT_FOUND");
  EXPECT_EQ(reason(7), "PAGE_ALREADY_EXISTS");
  EXPECT_EQ(reason(8), "PAGE_NOT_FOUND");
  EXPECT_EQ(TokenOf(other.name()), "PAGE_NOT_CONNECTED");
}

TEST_P(FleetTest, ADeadCredentialBreaksItsPageAndALivingOneHealsIt) {
  const v1::Page page = AddPage("ha-khanh", "1001");
  List("1001", "Mặt trận Hà Khánh");
  Connect(page.name());
  facebook.answers["1001"] = PlatformError(absl::StatusCode::kUnauthenticated,
                                           "PLATFORM_TOKEN_REFUSED");
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_EQ(Get(page.name()).connection(), v1::Page::CONNECTED)
      << "it was proven today";
  clock.Advance(absl::Hours(24));
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_EQ(Get(page.name()).connection(), v1::Page::BROKEN);
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_BROKEN), ElementsAre(page.name()));
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_DARK), ElementsAre(page.name()));
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_PERSON_BOUND),
              ElementsAre(page.name()));
  EXPECT_EQ(TokenOf(page.name()), "pasted-token") << "the credential stays";
  facebook.answers["1001"] =
      platform::PageIdentity{"1001", "Mặt trận", "", {"CREATE_CONTENT"}};
  clock.Advance(absl::Hours(24));
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_EQ(Get(page.name()).connection(), v1::Page::CONNECTED);
  clock.Advance(absl::Hours(24));
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_THAT(Audited(), ElementsAre(page.name(), page.name()))
      << "changes alone";
}

TEST_P(FleetTest, NoAnswerBreaksNothingAndIsAskedForAgainInAnHour) {
  const v1::Page page = AddPage("ha-khanh", "1001");
  List("1001", "Mặt trận Hà Khánh");
  Connect(page.name());
  facebook.answers["1001"] =
      PlatformError(absl::StatusCode::kUnavailable, "PLATFORM_UNREACHABLE");
  clock.Advance(absl::Hours(24));
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_EQ(Get(page.name()).connection(), v1::Page::CONNECTED);
  const auto listed =
      health.ListPageHealth(Read(), v1::ListPageHealthRequest());
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->pages(0).probe_reason(), "PLATFORM_UNAVAILABLE");
  facebook.answers["1001"] = PlatformError(absl::StatusCode::kUnauthenticated,
                                           "PLATFORM_TOKEN_REFUSED");
  clock.Advance(absl::Minutes(59));
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_EQ(Get(page.name()).connection(), v1::Page::CONNECTED);
  clock.Advance(absl::Minutes(1));
  ASSERT_THAT(ProbeDue(), IsOk());
  EXPECT_EQ(Get(page.name()).connection(), v1::Page::BROKEN);
}

TEST_P(FleetTest, APageIsProbedOnDemandAndANewCredentialForgetsTheOldWord) {
  const v1::Page page = AddPage("ha-khanh", "1001");
  List("1001", "Mặt trận Hà Khánh");
  v1::ProbePageRequest request;
  request.set_name("pages/facebook:1001");
  EXPECT_THAT(probes.ProbePage(Manage(), request),
              HasReason("PAGE_NOT_CONNECTED"));
  Connect(page.name());
  const auto good = facebook.answers["1001"];
  facebook.answers["1001"] = PlatformError(
      absl::StatusCode::kFailedPrecondition, "PLATFORM_TASK_MISSING");
  const auto probed = probes.ProbePage(Manage(), request);
  ASSERT_THAT(probed, IsOk());
  EXPECT_EQ(probed->connection(), v1::Page::BROKEN);
  EXPECT_EQ(probed->probe_reason(), "CREDENTIAL_LACKS_TASK");
  EXPECT_EQ(probed->probe_time().seconds(), absl::ToUnixSeconds(clock.Now()));
  facebook.answers["1001"] = good;
  Connect(page.name());
  const auto listed =
      health.ListPageHealth(Read(), v1::ListPageHealthRequest());
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->pages(0).probe_reason(), "");
  EXPECT_FALSE(listed->pages(0).has_probe_time());
  request.set_name("pages/none");
  EXPECT_THAT(probes.ProbePage(Manage(), request), HasReason("PAGE_NOT_FOUND"));
}

TEST_P(FleetTest, OnePersonsDepartureDarkensTheseManyPages) {
  const std::string first = AddPage("ha-khanh", "1").name();
  const std::string second = AddPage("ha-phong", "2").name();
  const std::string third = AddPage("ka-long", "3").name();
  const std::string bare = AddPage("mong-cai", "4").name();
  PutTeam(first, {{"Nguyễn Thị Lan", "0912345678"}});
  PutTeam(second, {{"Nguyễn Thị Lan", "+84 912 345 678"}});
  PutTeam(third, {{"Trần Văn Minh", "0987654321"}, {"Lê Hoa", "0987654322"}});
  const auto report =
      health.GetFleetHealth(Read(), v1::GetFleetHealthRequest());
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->pages(), 4);
  EXPECT_EQ(report->connected(), 0);
  ASSERT_EQ(report->dependences_size(), 1);
  EXPECT_EQ(report->dependences(0).full_name(), "Nguyễn Thị Lan");
  EXPECT_EQ(report->dependences(0).phone(), "+84912345678");
  EXPECT_EQ(report->dependences(0).pages(), 2);
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_FEWER_THAN_TWO),
              ElementsAre(first, second, bare));
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_DARK), ElementsAre(bare));
  EXPECT_THAT(PagesWith(v1::PAGE_PROBLEM_NO_HEAD), ElementsAre(bare));

  const std::string viewer =
      AddPerson("khach", options::v1::ROLE_VIEWER, "units/ha-long");
  const auto masked = health.GetFleetHealth(
      Person(viewer, options::v1::PERMISSION_READ_REGISTER),
      v1::GetFleetHealthRequest());
  ASSERT_THAT(masked, IsOk());
  EXPECT_EQ(masked->pages(), 2);
  ASSERT_EQ(masked->dependences_size(), 1);
  EXPECT_EQ(masked->dependences(0).full_name(), "N. T. L.");
  EXPECT_EQ(masked->dependences(0).phone(), "*********678");
}

TEST_P(FleetTest, ProfilesAndRetiredPagesAreCountedApartOrNotAtAll) {
  v1::CreatePageRequest profile;
  profile.mutable_page()->set_unit("units/mong-cai");
  profile.mutable_page()->set_platform(v1::PLATFORM_FACEBOOK);
  profile.mutable_page()->set_personal_profile(true);
  ASSERT_THAT(pages.CreatePage(Manage(), profile), IsOk());
  v1::RetirePageRequest retire;
  retire.set_name(AddPage("ha-khanh", "1").name());
  ASSERT_THAT(pages.RetirePage(Manage(), retire), IsOk());
  AddPage("ha-phong", "2");
  const auto report =
      health.GetFleetHealth(Read(), v1::GetFleetHealthRequest());
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->pages(), 1);
  EXPECT_EQ(report->personal_profiles(), 1);
  v1::GetFleetHealthRequest branch;
  branch.set_within("units/mong-cai");
  EXPECT_EQ(health.GetFleetHealth(Read(), branch)->pages(), 0);
  branch.set_within("units/nowhere");
  EXPECT_THAT(health.GetFleetHealth(Read(), branch),
              HasReason("UNIT_NOT_FOUND"));
}

INSTANTIATE_TEST_SUITE_P(Engines, FleetTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
