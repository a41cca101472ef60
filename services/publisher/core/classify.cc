#include "services/publisher/core/classify.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace loa::publisher {
namespace {

using Kind = Verdict::Kind;
using Scope = Verdict::Scope;

// How long a gate stays closed where the platform names no time.
constexpr absl::Duration kThrottlePause = absl::Minutes(5);
constexpr absl::Duration kSpamPause = absl::Hours(4);

struct Rule {
  int64_t code;     // 0: any
  int64_t subcode;  // 0: any
  Kind kind;
  Scope scope = Scope::kNone;
};

// The platform's table (its error reference and what other publishers met).
// The first row that fits decides, so rows with a subcode stand first.
constexpr Rule kBySubcode[] = {
    {1, 2853006, Kind::kTokenDead, Scope::kPage},  // permission after all
    {100, 33, Kind::kTokenDead, Scope::kPage},     // page gone or no right
    {200, 2069030, Kind::kRefused},                // endpoint unsupported
    {200, 2069031, Kind::kRefused},
    {200, 2069033, Kind::kRefused},
    {368, 4854002, Kind::kTokenDead, Scope::kPage},  // confirm identity
    {368, 1404082, Kind::kRefused},                  // community standards
    {0, 1346003, Kind::kRefused},
    {0, 1404102, Kind::kRefused},
    {0, 1390008, Kind::kSpamBlocked, Scope::kPage},  // posting too fast
    {0, 1366051, Kind::kUnknown},                    // photos posted already
    {0, 1363047, Kind::kUnknown},                    // service unavailable
    {0, 1609010, Kind::kUnknown},
    {0, 1609005, Kind::kRefused},  // link cannot be read
    {0, 1609008, Kind::kRefused},  // link to the platform itself
    {0, 2061006, Kind::kRefused},  // bad URL
    {0, 1366046, Kind::kRefused},  // photo or video refused
    {0, 2069019, Kind::kRefused},
    {0, 1363045, Kind::kRefused},
    {0, 1404078, Kind::kTokenDead, Scope::kPage},  // owner must authorise
    {0, 1404006, Kind::kTokenDead, Scope::kPage},  // security check
    {0, 1404112, Kind::kTokenDead, Scope::kPage},  // limited account
};

constexpr Rule kByCode[] = {
    {1, 0, Kind::kUnknown},
    {2, 0, Kind::kUnknown},
    {506, 0, Kind::kUnknown},  // duplicate: perhaps our own
    {4, 0, Kind::kThrottled, Scope::kApp},
    {341, 0, Kind::kThrottled, Scope::kApp},
    {17, 0, Kind::kThrottled, Scope::kPage},
    {32, 0, Kind::kThrottled, Scope::kPage},
    {613, 0, Kind::kThrottled, Scope::kPage},
    {80001, 0, Kind::kThrottled, Scope::kPage},
    {368, 0, Kind::kSpamBlocked, Scope::kPage},
    {10, 0, Kind::kTokenDead, Scope::kPage},
    {102, 0, Kind::kTokenDead, Scope::kPage},
    {190, 0, Kind::kTokenDead, Scope::kPage},
    {100, 0, Kind::kRefused},
    {197, 0, Kind::kRefused},
    {6000, 0, Kind::kRefused},
    {6001, 0, Kind::kRefused},
};

const Rule* FindRule(const platform::ApiError& error) {
  for (const Rule& rule : kBySubcode) {
    // Some of these numbers are seen as codes too.
    const bool numbered =
        rule.subcode == error.subcode ||
        (rule.code == 0 && error.subcode == 0 && rule.subcode == error.code);
    if (numbered && (rule.code == 0 || rule.code == error.code)) return &rule;
  }
  for (const Rule& rule : kByCode) {
    if (rule.code == error.code) return &rule;
  }
  // 200-299: a permission is missing.
  static constexpr Rule kPermission = {200, 0, Kind::kTokenDead, Scope::kPage};
  if (error.code >= 200 && error.code <= 299) return &kPermission;
  return nullptr;
}

void JudgeErrorBody(const platform::RawOutcome& outcome, Verdict& verdict) {
  const platform::ApiError& error = outcome.error;
  if (outcome.http_status >= 500) return;
  if (const Rule* rule = FindRule(error); rule != nullptr) {
    verdict.kind = rule->kind;
    verdict.scope = rule->scope;
  } else if (outcome.http_status == 429) {
    verdict.kind = Kind::kThrottled;
    verdict.scope = Scope::kPage;
  } else if (!error.is_transient && outcome.http_status >= 400) {
    verdict.kind = Kind::kRefused;
  }
  if (verdict.kind == Kind::kThrottled) {
    const absl::Duration told = outcome.usage.RegainAccess();
    verdict.closed_for = told > absl::ZeroDuration() ? told : kThrottlePause;
  } else if (verdict.kind == Kind::kSpamBlocked) {
    verdict.closed_for = kSpamPause;
  }
}

}  // namespace

absl::string_view Name(Verdict::Kind kind) {
  switch (kind) {
    case Kind::kAccepted:
      return "ACCEPTED";
    case Kind::kRefused:
      return "REFUSED";
    case Kind::kNotSent:
      return "NOT_SENT";
    case Kind::kThrottled:
      return "THROTTLED";
    case Kind::kTokenDead:
      return "TOKEN_DEAD";
    case Kind::kSpamBlocked:
      return "SPAM_BLOCKED";
    case Kind::kUnknown:
      return "UNKNOWN";
  }
  return "UNKNOWN";
}

Verdict Classify(const platform::RawOutcome& outcome) {
  Verdict verdict;
  verdict.http_status = outcome.http_status;
  verdict.code = outcome.error.code;
  verdict.subcode = outcome.error.subcode;
  verdict.trace_id = outcome.error.trace_id;
  verdict.first_byte = outcome.first_byte_since_boot;
  verdict.detail = outcome.why.empty() ? outcome.error.message : outcome.why;
  if (outcome.kind == platform::RawOutcome::Kind::kNotSent) {
    verdict.kind = Kind::kNotSent;
  } else if (outcome.Accepted()) {
    verdict.kind = Kind::kAccepted;
    verdict.post_id = outcome.post_id;
    verdict.permalink = outcome.permalink;
  } else if (outcome.kind == platform::RawOutcome::Kind::kAnswered &&
             outcome.body == platform::RawOutcome::Body::kError) {
    JudgeErrorBody(outcome, verdict);
  }
  return verdict;
}

Verdict ClassifyChange(const platform::RawOutcome& outcome) {
  Verdict verdict = Classify(outcome);
  if (outcome.Changed()) {
    verdict.kind = Kind::kAccepted;
  } else if (verdict.code == 100 && verdict.subcode == 33) {
    verdict.kind = Kind::kUnknown;
    verdict.scope = Scope::kNone;
  }
  return verdict;
}

}  // namespace loa::publisher
