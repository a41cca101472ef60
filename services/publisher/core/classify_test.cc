#include "services/publisher/core/classify.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace loa::publisher {
namespace {

using OutcomeKind = platform::RawOutcome::Kind;
using Body = platform::RawOutcome::Body;
using Kind = Verdict::Kind;
using Scope = Verdict::Scope;

platform::RawOutcome ErrorBody(int http_status, int64_t code,
                               int64_t subcode = 0) {
  platform::RawOutcome outcome;
  outcome.kind = OutcomeKind::kAnswered;
  outcome.body = Body::kError;
  outcome.http_status = http_status;
  outcome.error.code = code;
  outcome.error.subcode = subcode;
  outcome.error.trace_id = "trace";
  return outcome;
}

TEST(Classify, OnlyA2xxWithAnIdIsAccepted) {
  for (const int http_status : {200, 201, 299, 100, 300, 302, 400, 404, 500}) {
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kAnswered;
    outcome.body = Body::kId;
    outcome.http_status = http_status;
    outcome.post_id = "1_2";
    outcome.permalink = "https://page/2";
    const Verdict verdict = Classify(outcome);
    const bool fine = http_status >= 200 && http_status < 300;
    EXPECT_EQ(verdict.kind, fine ? Kind::kAccepted : Kind::kUnknown)
        << http_status;
    EXPECT_EQ(verdict.post_id, fine ? "1_2" : "");
  }
}

TEST(Classify, EveryCallWithoutAWholeAnswerIsUnknownOrNotSent) {
  for (const int http_status : {0, 200, 400, 500}) {
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kNoAnswer;
    outcome.http_status = http_status;
    outcome.why = "reset";
    EXPECT_EQ(Classify(outcome).kind, Kind::kUnknown);
    EXPECT_EQ(Classify(outcome).detail, "reset");
  }
  platform::RawOutcome not_sent;
  not_sent.kind = OutcomeKind::kNotSent;
  EXPECT_EQ(Classify(not_sent).kind, Kind::kNotSent);
}

TEST(Classify, AnUnreadableAnswerIsUnknownWhateverItsStatus) {
  for (const int http_status : {200, 400, 403, 429, 500, 503}) {
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kAnswered;
    outcome.body = Body::kUnreadable;
    outcome.http_status = http_status;
    EXPECT_EQ(Classify(outcome).kind, Kind::kUnknown) << http_status;
  }
}

struct Row {
  int http_status;
  int64_t code, subcode;
  Kind kind;
  Scope scope;
};

TEST(Classify, FollowsThePlatformsTable) {
  const std::vector<Row> rows = {
      {400, 1, 0, Kind::kUnknown, Scope::kNone},
      {400, 1, 2853006, Kind::kTokenDead, Scope::kPage},
      {400, 2, 0, Kind::kUnknown, Scope::kNone},
      {400, 4, 0, Kind::kThrottled, Scope::kApp},
      {400, 341, 0, Kind::kThrottled, Scope::kApp},
      {400, 17, 0, Kind::kThrottled, Scope::kPage},
      {400, 32, 0, Kind::kThrottled, Scope::kPage},
      {400, 613, 0, Kind::kThrottled, Scope::kPage},
      {400, 80001, 0, Kind::kThrottled, Scope::kPage},
      {429, 999999, 0, Kind::kThrottled, Scope::kPage},
      {400, 368, 0, Kind::kSpamBlocked, Scope::kPage},
      {400, 368, 1390008, Kind::kSpamBlocked, Scope::kPage},
      {400, 1390008, 0, Kind::kSpamBlocked, Scope::kPage},
      {400, 368, 4854002, Kind::kTokenDead, Scope::kPage},
      {400, 368, 1404082, Kind::kRefused, Scope::kNone},
      {400, 1346003, 0, Kind::kRefused, Scope::kNone},
      {400, 506, 0, Kind::kUnknown, Scope::kNone},
      {400, 1366051, 0, Kind::kUnknown, Scope::kNone},
      {400, 100, 1366051, Kind::kUnknown, Scope::kNone},
      {400, 1363047, 0, Kind::kUnknown, Scope::kNone},
      {400, 1609010, 0, Kind::kUnknown, Scope::kNone},
      {400, 100, 0, Kind::kRefused, Scope::kNone},
      {400, 100, 33, Kind::kTokenDead, Scope::kPage},
      {400, 100, 1609005, Kind::kRefused, Scope::kNone},
      {400, 100, 1609008, Kind::kRefused, Scope::kNone},
      {400, 197, 0, Kind::kRefused, Scope::kNone},
      {400, 6000, 1363045, Kind::kRefused, Scope::kNone},
      {400, 102, 0, Kind::kTokenDead, Scope::kPage},
      {400, 190, 0, Kind::kTokenDead, Scope::kPage},
      {400, 190, 460, Kind::kTokenDead, Scope::kPage},
      {403, 10, 0, Kind::kTokenDead, Scope::kPage},
      {403, 200, 0, Kind::kTokenDead, Scope::kPage},
      {403, 299, 0, Kind::kTokenDead, Scope::kPage},
      {400, 200, 2069030, Kind::kRefused, Scope::kNone},
      {400, 1404078, 0, Kind::kTokenDead, Scope::kPage},
      {400, 300, 0, Kind::kRefused, Scope::kNone},
      {200, 300, 0, Kind::kUnknown, Scope::kNone},
  };
  for (const Row& row : rows) {
    const Verdict verdict =
        Classify(ErrorBody(row.http_status, row.code, row.subcode));
    EXPECT_EQ(Name(verdict.kind), Name(row.kind))
        << row.http_status << " " << row.code << "/" << row.subcode;
    EXPECT_EQ(verdict.scope, row.scope) << row.code << "/" << row.subcode;
    EXPECT_EQ(verdict.code, row.code);
    EXPECT_EQ(verdict.trace_id, "trace");
  }
}

TEST(Classify, A5xxProvesNothingWhateverItsBody) {
  for (int64_t code = 0; code <= 700; ++code) {
    for (const int http_status : {500, 502, 503, 504}) {
      ASSERT_EQ(Classify(ErrorBody(http_status, code)).kind, Kind::kUnknown)
          << http_status << " " << code;
    }
  }
}

TEST(Classify, ATransientErrorOfNoKnownCodeIsUnknown) {
  platform::RawOutcome outcome = ErrorBody(400, 300);
  outcome.error.is_transient = true;
  EXPECT_EQ(Classify(outcome).kind, Kind::kUnknown);
}

TEST(Classify, NoCodeIsEverMoreThanItsBodyAllows) {
  // Whatever the number: an error body never reads as accepted or not sent.
  for (int64_t code = -1; code <= 2000; ++code) {
    for (const int http_status : {200, 400, 429}) {
      const Kind kind = Classify(ErrorBody(http_status, code)).kind;
      ASSERT_NE(kind, Kind::kAccepted) << code;
      ASSERT_NE(kind, Kind::kNotSent) << code;
    }
  }
}

TEST(Classify, AThrottleLastsAsLongAsThePlatformSays) {
  platform::RawOutcome outcome = ErrorBody(400, 80001);
  outcome.usage.business_page = platform::Budget{100, 0, 0, absl::Minutes(17)};
  EXPECT_EQ(Classify(outcome).closed_for, absl::Minutes(17));
  EXPECT_EQ(Classify(ErrorBody(400, 80001)).closed_for, absl::Minutes(5));
}

TEST(Classify, ADeadTokenWaitsForAPersonAndASpamBlockForHours) {
  EXPECT_EQ(Classify(ErrorBody(400, 190)).closed_for, std::nullopt);
  EXPECT_EQ(Classify(ErrorBody(400, 368)).closed_for, absl::Hours(4));
}

}  // namespace
}  // namespace loa::publisher
