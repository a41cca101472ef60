#include "services/units/pages/connections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/units/pages/page_store.h"
#include "services/units/testing/register_fixture.h"

namespace loa::units {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::IsOkAndHolds;
using ::testing::HasSubstr;
using ::testing::Not;

absl::Status PlatformError(absl::StatusCode code, absl::string_view reason) {
  return status::Error(code, "loa", reason, "as the platform says")
      .With("code", "190")
      .With("actual_id", "2002");
}

class ConnectionsTest : public testing::RegisterTest {
 protected:
  ConnectionsTest() {
    AddSmallTree();
    page_ = AddPage("ha-khanh", "1001", "2022-05-20");
    facebook.answers["1001"] = platform::PageIdentity{
        "1001", "Mặt trận", "https://facebook.com/1001", {"CREATE_CONTENT"}};
  }
  absl::StatusOr<v1::Page> Connect(const std::string& name) {
    v1::ConnectPageRequest request;
    request.set_name(name);
    request.set_access_token("EAAB-token");
    return connections.ConnectPage(Admin(options::v1::PERMISSION_MANAGE_PAGES),
                                   request);
  }
  absl::StatusOr<v1::Page> Disconnect(const std::string& name) {
    v1::DisconnectPageRequest request;
    request.set_name(name);
    return connections.DisconnectPage(
        Admin(options::v1::PERMISSION_MANAGE_PAGES), request);
  }
  absl::StatusOr<v1::OpenPageCredentialResponse> Open() {
    v1::OpenPageCredentialRequest request;
    request.set_name(page_.name());
    return connections.OpenPageCredential(Service("publisher"), request);
  }
  // What is stored of the credential.
  std::string Stored() {
    std::string sealed;
    EXPECT_THAT(database->Read([&](sql::Tx& tx) {
      const auto found = FindCredential(tx, page_.name().substr(6));
      if (found.ok()) sealed = *found;
      return found.status();
    }),
                IsOk());
    return sealed;
  }

  v1::Page page_;
};

TEST_P(ConnectionsTest, AProvenTokenIsSealedAndOpensForServices) {
  const auto connected = Connect("pages/facebook:1001");
  ASSERT_THAT(connected, IsOk());
  EXPECT_EQ(connected->connection(), v1::Page::CONNECTED);
  EXPECT_EQ(connected->connect_time().seconds(),
            absl::ToUnixSeconds(clock.Now()));
  EXPECT_EQ(facebook.asked.app_secret, "app-secret");
  EXPECT_THAT(Stored(), Not(HasSubstr("EAAB")));
  const auto opened = Open();
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->access_token(), "EAAB-token");
  EXPECT_EQ(opened->platform_page_id(), "1001");
}

TEST_P(ConnectionsTest, ARepeatGetsTheFirstAnswerWhateverThePlatformSaysNow) {
  v1::ConnectPageRequest request;
  request.set_name(page_.name());
  request.set_access_token("EAAB-token");
  request.set_request_id("3f0c2a60-0000-4000-8000-000000000001");
  const auto manage = Admin(options::v1::PERMISSION_MANAGE_PAGES);
  const auto first = connections.ConnectPage(manage, request);
  ASSERT_THAT(first, IsOk());
  facebook.answers["1001"] =
      PlatformError(absl::StatusCode::kUnavailable, "PLATFORM_UNREACHABLE");
  EXPECT_THAT(connections.ConnectPage(manage, request),
              IsOkAndHolds(EqualsProto(*first)));
}

TEST_P(ConnectionsTest, SaysWhyThePlatformRefused) {
  const struct {
    absl::StatusCode code;
    const char* platform;
    const char* ours;
  } kCases[] = {
      {absl::StatusCode::kUnauthenticated, "PLATFORM_TOKEN_REFUSED",
       "CREDENTIAL_REFUSED"},
      {absl::StatusCode::kPermissionDenied, "PLATFORM_PERMISSION_MISSING",
       "CREDENTIAL_REFUSED"},
      {absl::StatusCode::kFailedPrecondition, "PLATFORM_REFUSED",
       "CREDENTIAL_REFUSED"},
      {absl::StatusCode::kFailedPrecondition, "PLATFORM_TOKEN_NOT_A_PAGE",
       "CREDENTIAL_NOT_A_PAGE"},
      {absl::StatusCode::kFailedPrecondition, "PLATFORM_TASK_MISSING",
       "CREDENTIAL_LACKS_TASK"},
      {absl::StatusCode::kUnavailable, "PLATFORM_UNREACHABLE",
       "PLATFORM_UNAVAILABLE"},
      {absl::StatusCode::kResourceExhausted, "PLATFORM_THROTTLED",
       "PLATFORM_UNAVAILABLE"},
  };
  for (const auto& c : kCases) {
    facebook.answers["1001"] = PlatformError(c.code, c.platform);
    EXPECT_THAT(Connect(page_.name()), HasReason(c.ours)) << c.platform;
  }
  EXPECT_EQ(Stored(), "");
}

TEST_P(ConnectionsTest, TellsAnotherPagesTokenFromAPersons) {
  facebook.answers["1001"] = PlatformError(
      absl::StatusCode::kFailedPrecondition, "PLATFORM_TOKEN_NOT_A_PAGE");
  facebook.answers["2002"] =
      platform::PageIdentity{"2002", "Trang khác", "", {"CREATE_CONTENT"}};
  const auto refused = Connect(page_.name());
  EXPECT_THAT(refused, HasReason("CREDENTIAL_OF_OTHER_PAGE"));
  EXPECT_THAT(refused, HasMetadata("platform_page_id", "2002"));
}

TEST_P(ConnectionsTest, NeverConnectsAProfileOrARetiredPage) {
  v1::UpdatePageRequest profile;
  profile.mutable_page()->set_name(page_.name());
  profile.mutable_page()->set_personal_profile(true);
  profile.mutable_update_mask()->add_paths("personal_profile");
  const auto manage = Admin(options::v1::PERMISSION_MANAGE_PAGES);
  ASSERT_THAT(pages.UpdatePage(manage, profile), IsOk());
  EXPECT_THAT(Connect(page_.name()), HasReason("PERSONAL_PROFILE"));
  v1::RetirePageRequest retire;
  retire.set_name(page_.name());
  ASSERT_THAT(pages.RetirePage(manage, retire), IsOk());
  EXPECT_THAT(Connect(page_.name()), HasReason("PAGE_RETIRED"));
  EXPECT_THAT(Connect(AddPage("ha-phong", "").name()),
              HasReason("FIELD_INVALID"));
}

TEST_P(ConnectionsTest, AConnectedPageKeepsItsPlatformsId) {
  ASSERT_THAT(Connect(page_.name()), IsOk());
  v1::UpdatePageRequest update;
  update.mutable_page()->set_name(page_.name());
  update.mutable_page()->set_platform_page_id("1002");
  update.mutable_update_mask()->add_paths("platform_page_id");
  EXPECT_THAT(
      pages.UpdatePage(Admin(options::v1::PERMISSION_MANAGE_PAGES), update),
      HasReason("PAGE_CONNECTED"));
}

TEST_P(ConnectionsTest, ForgetsTheCredential) {
  EXPECT_THAT(Disconnect(page_.name()), HasReason("PAGE_NOT_CONNECTED"));
  EXPECT_THAT(Open(), HasReason("PAGE_NOT_CONNECTED"));
  ASSERT_THAT(Connect(page_.name()), IsOk());
  const auto page = Disconnect(page_.name());
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->connection(), v1::Page::NONE);
  EXPECT_EQ(Stored(), "");
  EXPECT_THAT(Open(), HasReason("PAGE_NOT_CONNECTED"));
}

TEST_P(ConnectionsTest, AKeyThatWasTakenAwayTooEarlyIsNamed) {
  ASSERT_THAT(Connect(page_.name()), IsOk());
  const auto other = auth::Sealer::Create(
      "k2:101112131415161718191a1b1c1d1e1f000102030405060708090a0b0c0d0e0f",
      ids);
  ASSERT_THAT(other, IsOk());
  Connections rotated(*database, **other, proof);
  v1::OpenPageCredentialRequest request;
  request.set_name(page_.name());
  const auto opened = rotated.OpenPageCredential(Service("publisher"), request);
  EXPECT_THAT(opened, HasReason("SEALING_KEY_UNKNOWN"));
  EXPECT_THAT(opened, HasMetadata("key", "k1"));
}

TEST_P(ConnectionsTest, ANewKeySealsWhatTheOldOneSealed) {
  constexpr absl::string_view kOld =
      "k1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
  constexpr absl::string_view kNew =
      "k2:101112131415161718191a1b1c1d1e1f000102030405060708090a0b0c0d0e0f\n";
  ASSERT_THAT(Connect(page_.name()), IsOk());
  ASSERT_THAT(database->Write([&](sql::Tx& tx) -> absl::Status {
    // More than one transaction takes, and one that does not open.
    for (int i = 0; i < 450; ++i) {
      const std::string id = absl::StrCat("z", i);
      const absl::Status put = PutCredential(
          tx, id, sealer->Seal("token", "pages/" + id), clock.Now());
      if (!put.ok()) return put;
    }
    return PutCredential(tx, "a-damaged", "v1:k1:AAAA", clock.Now());
  }),
              IsOk());
  const auto both = auth::Sealer::Create(absl::StrCat(kNew, kOld), ids);
  ASSERT_THAT(both, IsOk());
  ASSERT_THAT(Connections(*database, **both, proof).SealAnew(clock.Now()),
              IsOk());

  const auto alone = auth::Sealer::Create(kNew, ids);
  ASSERT_THAT(alone, IsOk());
  v1::OpenPageCredentialRequest request;
  request.set_name(page_.name());
  const auto opened = Connections(*database, **alone, proof)
                          .OpenPageCredential(Service("publisher"), request);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->access_token(), "EAAB-token");
  int still_old = 0;
  ASSERT_THAT(database->Read([&](sql::Tx& tx) {
    const auto all = ListCredentials(tx, "", 1000);
    if (!all.ok()) return all.status();
    for (const StoredCredential& credential : *all) {
      still_old += (*alone)->NeedsResealing(credential.sealed) ? 1 : 0;
    }
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_EQ(still_old, 1);
}

TEST_P(ConnectionsTest, ADamagedCredentialIsNamed) {
  ASSERT_THAT(Connect(page_.name()), IsOk());
  ASSERT_THAT(database->Write([&](sql::Tx& tx) {
    return PutCredential(tx, page_.name().substr(6), "v1:k1:AAAA", clock.Now());
  }),
              IsOk());
  const auto opened = Open();
  EXPECT_THAT(opened, HasReason("SEALED_DATA_DAMAGED"));
  EXPECT_THAT(opened, HasMetadata("key_id", "k1"));
}

TEST_P(ConnectionsTest, ASiteIsProvenAtItsAddressAndStaysThere) {
  v1::CreatePageRequest create;
  create.mutable_page()->set_unit("units/ha-phong");
  create.mutable_page()->set_platform(v1::PLATFORM_WEBHOOK);
  create.mutable_page()->set_platform_page_id("trang-tin");
  const auto manage = Admin(options::v1::PERMISSION_MANAGE_PAGES);
  const auto site = pages.CreatePage(manage, create);
  ASSERT_THAT(site, IsOk());
  EXPECT_THAT(Connect(site->name()), HasReason("FIELD_INVALID"));
  v1::UpdatePageRequest move;
  move.mutable_page()->set_name(site->name());
  move.mutable_page()->set_url("https://site.example/loa");
  move.mutable_update_mask()->add_paths("url");
  ASSERT_THAT(pages.UpdatePage(manage, move), IsOk());
  webhook.answers["trang-tin"] =
      PlatformError(absl::StatusCode::kFailedPrecondition, "PLATFORM_REFUSED");
  EXPECT_THAT(Connect(site->name()), HasReason("CREDENTIAL_REFUSED"));
  webhook.answers["trang-tin"] =
      platform::PageIdentity{"trang-tin", "Trang tin", "", {"CREATE_CONTENT"}};
  ASSERT_THAT(Connect(site->name()), IsOk());
  EXPECT_EQ(webhook.asked.address, "https://site.example/loa");
  v1::OpenPageCredentialRequest open;
  open.set_name("pages/webhook:trang-tin");
  const auto opened =
      connections.OpenPageCredential(Service("publisher"), open);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->address(), "https://site.example/loa");
  move.mutable_page()->set_url("https://elsewhere.example/loa");
  EXPECT_THAT(pages.UpdatePage(manage, move), HasReason("PAGE_CONNECTED"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ConnectionsTest, ::loa::testing::kEngines,
                         ::loa::testing::EngineName);

}  // namespace
}  // namespace loa::units
