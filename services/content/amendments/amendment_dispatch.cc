#include "services/content/amendments/amendment_dispatch.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/platform/canonical_text.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amending.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/dispatch/batches.h"
#include "services/content/dispatch/begin_rules.h"
#include "services/content/errors.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using A = v1::Amendment;
using P = v1::Publication;
using Action = AmendmentAction;
using Outcome = v1::FinishAttemptsRequest;
using Sight = v1::SettleAmendmentsRequest;

constexpr int kDefaultDue = 100;
constexpr int kLapsesACall = 500;
constexpr absl::string_view kContent = "principals/content";

// An amendment with its publication, locked.
struct Locked {
  Publication publication;
  Amendment amendment;
};

absl::StatusOr<Locked> Lock(sql::Tx& tx, const std::string& publication,
                            const std::string& amendment) {
  Locked locked;
  ASSIGN_OR_RETURN(locked.publication, LockPublication(tx, publication));
  ASSIGN_OR_RETURN(locked.amendment, FindAmendment(tx, amendment));
  // Under the lock of another publication nothing of it may change.
  if (locked.amendment.publication != publication) {
    return AmendmentNotFound(amendment);
  }
  return locked;
}

Action ActionOf(Outcome::Kind kind) {
  switch (kind) {
    case Outcome::ACCEPTED:
      return Action::kDone;
    case Outcome::NOT_SENT:
    case Outcome::THROTTLED:
      return Action::kNotSent;
    case Outcome::REFUSED:
      return Action::kRefused;
    default:
      // Kinds that this release does not know prove nothing.
      return Action::kOutcomeUnknown;
  }
}

v1::FinishAmendmentsResponse::Result Answer(const Amendment& amendment) {
  v1::FinishAmendmentsResponse::Result result;
  result.set_state(amendment.state);
  return result;
}

Happening FactsOf(const rpc::RequestContext& context) {
  Happening facts;
  facts.at = context.now;
  facts.principal = context.principal.name;
  facts.not_before = context.now;
  return facts;
}

Happening FactsOf(const rpc::RequestContext& context,
                  const Outcome::Outcome& outcome) {
  Happening facts = FactsOf(context);
  facts.cause = "REFUSED";
  facts.http_status = outcome.http_status();
  facts.platform_code = outcome.platform_code();
  facts.platform_subcode = outcome.platform_subcode();
  facts.platform_trace_id = outcome.platform_trace_id();
  facts.evidence = outcome.detail();
  return facts;
}

}  // namespace

absl::StatusOr<v1::ListDueAmendmentsResponse> AmendmentDispatch::List(
    const rpc::RequestContext& context,
    const v1::ListDueAmendmentsRequest& request) {
  const int limit = request.limit() == 0 ? kDefaultDue : request.limit();
  v1::ListDueAmendmentsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(
        const std::vector<int64_t> partitions,
        PartitionsHeld(tx, request.owner(), request.held(), context.now));
    // What Begin() would refuse is not listed: it would keep back what comes
    // after it.
    ASSIGN_OR_RETURN(const std::vector<std::string> kept_back,
                     BehindGatesOfUnits(tx, registry_, context.now));
    ASSIGN_OR_RETURN(const std::vector<DueAmendment> all,
                     ListDue(tx, partitions, kept_back, context.now, limit));
    for (const DueAmendment& one : all) {
      auto& due = *response.add_due();
      *due.mutable_amendment() = ToProto(one.amendment);
      due.set_platform_post_id(one.platform_post_id);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::Status AmendmentDispatch::MayBegin(sql::Tx& tx, const Publication& p,
                                         const Amendment& a, int64_t attempt,
                                         absl::Time now) {
  if (a.by_hand || a.state != A::WAITING || attempt != a.attempt_count + 1) {
    return AmendmentNotWaiting(a.name, NameOf(a.state), a.attempt_count);
  }
  if (a.not_before > now) {
    return NotDue(p.name, a.not_before, a.not_before - now);
  }
  // Never before its creation is settled.
  if (p.state != P::PUBLISHED && p.state != P::EDITED) {
    return AmendmentHeld(a.name, p.name);
  }
  ASSIGN_OR_RETURN(const std::vector<Amendment> open,
                   OpenAmendments(tx, p.name));
  for (const Amendment& other : open) {
    if (other.name == a.name) continue;
    const bool earlier = other.sequence < a.sequence;
    if (IsUnderWay(other.state) || earlier) {
      return AmendmentHeld(a.name, other.name);
    }
  }
  RETURN_IF_ERROR(CheckGates(tx, registry_, p.name, p.page, p.unit, now));
  if (a.kind == A::DELETE) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool approved,
                   IsRevisionApproved(tx, p.post, a.revision, now));
  return approved ? absl::OkStatus() : NotApproved(p.name);
}

absl::StatusOr<AmendmentDispatch::BeginResult> AmendmentDispatch::BeginOne(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::BeginAmendmentsRequest& request,
    const v1::BeginAmendmentsRequest::Attempt& item,
    const absl::Status& partition) {
  ASSIGN_OR_RETURN(Locked locked,
                   Lock(tx, item.publication(), item.amendment()));
  auto& [p, a] = locked;
  BeginResult result;
  if (a.state == A::BEGUN && a.attempt_count == item.attempt() &&
      a.owner == request.owner() && a.epoch == item.partition().epoch()) {
    const absl::Duration left =
        a.deadline_at.value_or(context.now) - context.now;
    *result.mutable_deadline() =
        base::ProtoDurationOf(std::max(left, absl::ZeroDuration()));
    return result;
  }
  if (p.partition != item.partition().partition()) {
    return EpochStale(item.partition().partition(), item.partition().epoch(),
                      0);
  }
  RETURN_IF_ERROR(partition);
  RETURN_IF_ERROR(MayBegin(tx, p, a, item.attempt(), context.now));
  a.attempt_count = item.attempt();
  a.owner = request.owner();
  a.epoch = item.partition().epoch();
  a.deadline_at = context.now + options_.attempt_deadline;
  RETURN_IF_ERROR(Apply(tx, p, a, {Action::kBegin, FactsOf(context)}).status());
  *result.mutable_deadline() = base::ProtoDurationOf(options_.attempt_deadline);
  return result;
}

absl::StatusOr<v1::BeginAmendmentsResponse> AmendmentDispatch::Begin(
    const rpc::RequestContext& context,
    const v1::BeginAmendmentsRequest& request) {
  return audit::Mutate<v1::BeginAmendmentsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::BeginAmendmentsResponse> {
        subject.resource = "amendments";
        v1::BeginAmendmentsResponse response;
        RETURN_IF_ERROR(AnswerEachHeld(
            tx, request.owner(), request.attempts(), context.now, response,
            [&](const auto& item, const absl::Status& partition) {
              return BeginOne(tx, context, request, item, partition);
            }));
        return response;
      });
}

absl::StatusOr<AmendmentDispatch::Result> AmendmentDispatch::FinishOne(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::FinishAmendmentsRequest::Outcome& item) {
  const Outcome::Outcome& outcome = item.outcome();
  ASSIGN_OR_RETURN(Locked locked,
                   Lock(tx, outcome.publication(), item.amendment()));
  auto& [p, a] = locked;
  if (outcome.attempt() != a.attempt_count) {
    return AmendmentAttemptUnknown(a.name, outcome.attempt(), a.attempt_count);
  }
  Action action = ActionOf(outcome.kind());
  Happening facts = FactsOf(context, outcome);
  const absl::Duration asked = PauseAsked(outcome.retry_after());
  facts.not_before =
      context.now + std::max(asked, Backoff(options_, a.failures));
  facts.next_read_at = a.deadline_at.value_or(context.now) + options_.quiet;
  if (outcome.kind() == Outcome::NOT_SENT &&
      a.failures + 1 >= options_.failure_limit) {
    action = Action::kRefused;
    facts.cause = "RETRIES_EXHAUSTED";
  }
  RETURN_IF_ERROR(Apply(tx, p, a, {action, facts}).status());
  return Answer(a);
}

absl::StatusOr<v1::FinishAmendmentsResponse> AmendmentDispatch::Finish(
    const rpc::RequestContext& context,
    const v1::FinishAmendmentsRequest& request) {
  return audit::Mutate<v1::FinishAmendmentsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::FinishAmendmentsResponse> {
        subject.resource = "amendments";
        v1::FinishAmendmentsResponse response;
        RETURN_IF_ERROR(AnswerEach(
            request.outcomes(), response,
            [&](const auto& item) { return FinishOne(tx, context, item); }));
        return response;
      });
}

absl::Status AmendmentDispatch::NotYet(sql::Tx& tx, Publication& p,
                                       Amendment& a, const Happening& facts) {
  RETURN_IF_ERROR(Apply(tx, p, a, {Action::kNotYet, facts}).status());
  if (a.kind == A::DELETE) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Amendment> open,
                   OpenAmendments(tx, p.name));
  ASSIGN_OR_RETURN(const bool approved,
                   IsRevisionApproved(tx, p.post, a.revision, facts.at));
  if (open.size() == 1 && approved) return absl::OkStatus();
  AmendmentHappening late{Action::kVoid, facts};
  late.facts.cause = std::string(approved ? kOvertaken : kApprovalVoided);
  return Apply(tx, p, a, late).status();
}

absl::StatusOr<AmendmentDispatch::Result> AmendmentDispatch::SettleOne(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::SettleAmendmentsRequest::Reading& reading) {
  ASSIGN_OR_RETURN(Locked locked,
                   Lock(tx, reading.publication(), reading.amendment()));
  auto& [p, a] = locked;
  if (p.partition != reading.partition().partition()) {
    return EpochStale(reading.partition().partition(),
                      reading.partition().epoch(), 0);
  }
  if (reading.attempt() != a.attempt_count) {
    return AmendmentAttemptUnknown(a.name, reading.attempt(), a.attempt_count);
  }
  if (a.state != A::UNKNOWN) return Answer(a);
  Happening facts = FactsOf(context);
  facts.evidence = reading.evidence();
  const bool shown = reading.sight() == Sight::SHOWN;
  const bool gone = reading.sight() == Sight::GONE;
  // Until the platform's time is over a late call may still take effect.
  const bool early =
      context.now < a.deadline_at.value_or(context.now) + options_.quiet;
  if (early || (!shown && !gone)) {
    a.next_read_at = context.now + options_.quiet;
    RETURN_IF_ERROR(SaveAmendment(tx, a));
    return Answer(a);
  }
  const bool as_wanted =
      a.kind == A::DELETE ? gone
                          : shown && platform::CanonicalText(reading.text()) ==
                                         platform::CanonicalText(a.text);
  if (as_wanted) {
    RETURN_IF_ERROR(Apply(tx, p, a, {Action::kDone, facts}).status());
  } else if (gone) {
    facts.cause = "POST_GONE";
    RETURN_IF_ERROR(Apply(tx, p, a, {Action::kRefused, facts}).status());
  } else {
    RETURN_IF_ERROR(NotYet(tx, p, a, facts));
  }
  return Answer(a);
}

absl::StatusOr<v1::SettleAmendmentsResponse> AmendmentDispatch::Settle(
    const rpc::RequestContext& context,
    const v1::SettleAmendmentsRequest& request) {
  return audit::Mutate<v1::SettleAmendmentsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::SettleAmendmentsResponse> {
        subject.resource = "amendments";
        v1::SettleAmendmentsResponse response;
        RETURN_IF_ERROR(AnswerEachHeld(
            tx, request.owner(), request.readings(), context.now, response,
            [&](const auto& reading,
                const absl::Status& partition) -> absl::StatusOr<Result> {
              RETURN_IF_ERROR(partition);
              return SettleOne(tx, context, reading);
            }));
        return response;
      });
}

absl::StatusOr<int> AmendmentDispatch::LapseOverdue(absl::Time now) {
  int lapsed = 0;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    lapsed = 0;
    ASSIGN_OR_RETURN(const std::vector<Amendment> overdue,
                     OverdueAmendments(tx, now, kLapsesACall));
    for (const Amendment& one : overdue) {
      ASSIGN_OR_RETURN(Locked locked, Lock(tx, one.publication, one.name));
      auto& [p, a] = locked;
      // It may have ended, or begun anew, while this waited for the lock.
      if (a.state != A::BEGUN || a.deadline_at >= now) continue;
      AmendmentHappening happening{Action::kLapse, {}};
      happening.facts.at = now;
      happening.facts.principal = std::string(kContent);
      happening.facts.next_read_at = *a.deadline_at + options_.quiet;
      happening.facts.evidence =
          "its worker reported no end before the deadline";
      RETURN_IF_ERROR(Apply(tx, p, a, happening).status());
      ++lapsed;
    }
    return absl::OkStatus();
  }));
  return lapsed;
}

}  // namespace loa::content
