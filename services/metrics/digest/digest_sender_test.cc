#include "services/metrics/digest/digest_sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/platform/testing/scripted_server.h"
#include "libs/platform/webhook/signature.h"
#include "libs/rpc/errors.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/migrations.h"

namespace loa::metrics {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using platform::ScriptedServer;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using work::v1::WorkItem;

WorkItem Item(const std::string& resource, const std::string& unit) {
  WorkItem item;
  item.set_resource(resource);
  item.set_unit(unit);
  item.set_responsible_unit(unit);
  return item;
}

std::string HeaderOf(const std::string& request, const std::string& name) {
  const size_t at = request.find(name + ": ");
  if (at == std::string::npos) return "";
  const size_t begin = at + name.size() + 2;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

std::string BodyOf(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

class DigestSenderTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  DigestSenderTest() {
    // 2022-06-01, 08:00 in Viet Nam: an hour after the digest is due.
    clock_.SetNow(absl::FromCivil(absl::CivilSecond(2022, 6, 1, 1, 0, 0),
                                  absl::UTCTimeZone()));
    work_ = {Item("reviews/1", "units/a"), Item("reviews/2", "units/b")};
  }

  // A receiver that answers with `statuses`, in order.
  std::unique_ptr<ScriptedServer> Receiver(const std::vector<int>& statuses) {
    std::vector<ScriptedServer::Step> steps;
    for (const int status : statuses) {
      steps.push_back({.bytes = ScriptedServer::Answer(status, "{}")});
    }
    return std::make_unique<ScriptedServer>(steps);
  }

  std::unique_ptr<DigestSender> Sender(const ScriptedServer& receiver) {
    absl::TimeZone zone;
    EXPECT_TRUE(absl::LoadTimeZone("Asia/Ho_Chi_Minh", &zone));
    return std::make_unique<DigestSender>(
        DigestSender::Options{receiver.url() + "/digest", "secret",
                              absl::Hours(7)},
        DigestSender::Sources{[this] { return work_; }, [zone] { return zone; },
                              [](const std::string& unit) {
                                return absl::StrCat("Đơn vị ", unit);
                              }},
        *db_, http_, clock_);
  }

  testing::FakeClock clock_;
  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  platform::http::Client http_{{}, clock_};
  absl::StatusOr<std::vector<WorkItem>> work_;
};

INSTANTIATE_TEST_SUITE_P(Engines, DigestSenderTest, testing::kEngines,
                         testing::EngineName);

TEST_P(DigestSenderTest, SendsOneSignedPostAUnit) {
  const auto receiver = Receiver({200, 202});
  const auto sender = Sender(*receiver);
  EXPECT_THAT(sender->SendDue({}), IsOk());
  const std::vector<std::string> requests = receiver->requests();
  ASSERT_THAT(requests, SizeIs(2));
  const std::string& first = requests[0];
  EXPECT_TRUE(absl::StartsWith(first, "POST /digest HTTP/1.1\r\n"));
  EXPECT_EQ(HeaderOf(first, "X-Loa-Idempotency-Key"),
            "digest/2022-06-01/units/a");
  EXPECT_EQ(HeaderOf(first, "Content-Type"), "application/json");
  EXPECT_EQ(HeaderOf(first, "X-Loa-Timestamp"), "1654045200");
  EXPECT_EQ(
      HeaderOf(first, "X-Loa-Signature"),
      platform::webhook::Signature("secret", clock_.Now(), BodyOf(first)));
  EXPECT_TRUE(absl::StrContains(BodyOf(first), "Đơn vị units/a"));
  EXPECT_EQ(HeaderOf(requests[1], "X-Loa-Idempotency-Key"),
            "digest/2022-06-01/units/b");
}

TEST_P(DigestSenderTest, SendsOnceADayWhateverStartsAgain) {
  const auto receiver = Receiver({200, 200, 200, 200});
  EXPECT_THAT(Sender(*receiver)->SendDue({}), IsOk());
  EXPECT_THAT(Sender(*receiver)->SendDue({}), IsOk());
  EXPECT_THAT(receiver->requests(), SizeIs(2));
  clock_.Advance(absl::Hours(24));
  EXPECT_THAT(Sender(*receiver)->SendDue({}), IsOk());
  EXPECT_THAT(receiver->requests(), SizeIs(4));
}

TEST_P(DigestSenderTest, TriesAgainWithTheSameKeyWhatWasNotTaken) {
  const auto receiver = Receiver({503, 200, 200});
  const auto sender = Sender(*receiver);
  EXPECT_THAT(sender->SendDue({}), IsOk());
  EXPECT_THAT(receiver->requests(), SizeIs(2));
  // Not before the pause is over.
  EXPECT_THAT(sender->SendDue({}), IsOk());
  EXPECT_THAT(receiver->requests(), SizeIs(2));
  clock_.Advance(absl::Seconds(5));
  EXPECT_THAT(sender->SendDue({}), IsOk());
  const std::vector<std::string> requests = receiver->requests();
  ASSERT_THAT(requests, SizeIs(3));
  EXPECT_EQ(HeaderOf(requests[2], "X-Loa-Idempotency-Key"),
            HeaderOf(requests[0], "X-Loa-Idempotency-Key"));
}

TEST_P(DigestSenderTest, TakesARefusalAsTheLastWordOfTheDay) {
  const auto receiver = Receiver({403, 200});
  const auto sender = Sender(*receiver);
  EXPECT_THAT(sender->SendDue({}), IsOk());
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(sender->SendDue({}), IsOk());
  EXPECT_THAT(receiver->requests(), SizeIs(2));
}

TEST_P(DigestSenderTest, SendsNothingWhileSomebodysWorkIsNotKnown) {
  const auto receiver = Receiver({200, 200});
  const auto sender = Sender(*receiver);
  work_ = rpc::DependencyUnavailable("content");
  EXPECT_THAT(sender->SendDue({}), HasReason("DEPENDENCY_UNAVAILABLE"));
  EXPECT_THAT(receiver->requests(), IsEmpty());
}

TEST_P(DigestSenderTest, WaitsForItsTimeOfDay) {
  const auto receiver = Receiver({200, 200});
  const auto sender = Sender(*receiver);
  clock_.SetNow(clock_.Now() - absl::Hours(2));
  EXPECT_THAT(sender->SendDue({}), IsOk());
  EXPECT_THAT(receiver->requests(), IsEmpty());
}

}  // namespace
}  // namespace loa::metrics
