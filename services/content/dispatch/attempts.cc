#include "services/content/dispatch/attempts.h"

#include <algorithm>

#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/dispatch/batches.h"
#include "services/content/dispatch/begin_rules.h"
#include "services/content/errors.h"
#include "services/content/hand/hand_errors.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using P = v1::Publication;
using Outcome = v1::FinishAttemptsRequest;
using Action = PublicationAction;

// What is left of an attempt's deadline. A repeat never extends it, not even
// for a caller that has forgotten when it asked first.
absl::Duration LeftOf(const AttemptRow& attempt, absl::Time now) {
  return std::max(attempt.begun_at + attempt.deadline_after - now,
                  absl::ZeroDuration());
}

Action ActionOf(Outcome::Kind kind) {
  switch (kind) {
    case Outcome::ACCEPTED:
      return Action::kAccepted;
    case Outcome::NOT_SENT:
      return Action::kNotSent;
    case Outcome::REFUSED:
      return Action::kRefused;
    case Outcome::THROTTLED:
      return Action::kThrottled;
    default:
      // Kinds that this release does not know prove nothing.
      return Action::kOutcomeUnknown;
  }
}

}  // namespace

absl::Status Attempts::MayBegin(sql::Tx& tx, const Publication& p,
                                int64_t attempt, absl::Time now) {
  if (p.cancel_wanted) return CancelWanted(p.name);
  if (p.state != P::SCHEDULED || attempt != p.attempt_count + 1) {
    return NotScheduled(p.name, NameOf(p.state), p.attempt_count);
  }
  const absl::Time earliest = std::max(p.due_at, p.not_before);
  if (earliest > now) return NotDue(p.name, earliest, earliest - now);
  RETURN_IF_ERROR(CheckGates(tx, registry_, p.name, p.page, p.unit, now));
  const auto view = registry_.View();
  if (view != nullptr && IsByHand(*view, p.page)) {
    return PageByHand(p.name, p.page);
  }
  ASSIGN_OR_RETURN(const bool approved, IsApproved(tx, p, now));
  if (!approved) return NotApproved(p.name);
  RETURN_IF_ERROR(LockPage(tx, p.page).status());
  ASSIGN_OR_RETURN(const std::string holder, PageHolder(tx, p, now));
  if (!holder.empty()) return PageHeld(p.name, holder);
  return absl::OkStatus();
}

absl::StatusOr<Attempts::BeginResult> Attempts::BeginOne(
    sql::Tx& tx, const rpc::RequestContext& context,
    const v1::BeginAttemptsRequest& request,
    const v1::BeginAttemptsRequest::Attempt& item,
    const absl::Status& partition) {
  ASSIGN_OR_RETURN(Publication p, LockPublication(tx, item.publication()));
  ASSIGN_OR_RETURN(const auto before, FindAttempt(tx, p.name, item.attempt()));
  BeginResult result;
  if (before && before->owner == request.owner() &&
      before->epoch == item.partition().epoch()) {
    *result.mutable_deadline() =
        base::ProtoDurationOf(LeftOf(*before, context.now));
    return result;
  }
  *result.mutable_deadline() = base::ProtoDurationOf(options_.attempt_deadline);
  if (!options_.no_compare_and_set) {
    if (p.partition != item.partition().partition()) {
      return EpochStale(item.partition().partition(), item.partition().epoch(),
                        0);
    }
    RETURN_IF_ERROR(partition);
    RETURN_IF_ERROR(MayBegin(tx, p, item.attempt(), context.now));
  } else {
    p.state = P::SCHEDULED;
  }
  p.attempt_count = item.attempt();
  p.absent_reads = 0;
  p.last_read_at.reset();
  p.deadline_at = context.now + options_.attempt_deadline;
  RETURN_IF_ERROR(Apply(tx, p,
                        {.action = Action::kBegin,
                         .at = context.now,
                         .principal = context.principal.name,
                         .attempt = item.attempt()})
                      .status());
  RETURN_IF_ERROR(NoteBegun(tx, p.page, p.due_at));
  RETURN_IF_ERROR(InsertAttempt(
      tx,
      {.publication = p.name,
       .number = item.attempt(),
       .owner = request.owner(),
       .epoch = item.partition().epoch(),
       .begun_at = context.now,
       .deadline_after = options_.attempt_deadline,
       .prepared_ids = {item.prepared_ids().begin(), item.prepared_ids().end()},
       .rendition_sha256 = p.rendition_sha256}));
  return result;
}

absl::StatusOr<v1::BeginAttemptsResponse> Attempts::Begin(
    const rpc::RequestContext& context,
    const v1::BeginAttemptsRequest& request) {
  return audit::Mutate<v1::BeginAttemptsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::BeginAttemptsResponse> {
        subject.resource = "publications";
        v1::BeginAttemptsResponse response;
        RETURN_IF_ERROR(AnswerEachHeld(
            tx, request.owner(), request.attempts(), context.now, response,
            [&](const auto& item, const absl::Status& partition) {
              return BeginOne(tx, context, request, item, partition);
            }));
        return response;
      });
}

absl::StatusOr<Happening> Attempts::HappeningOf(
    sql::Tx& tx, const rpc::RequestContext& context, const Publication& p,
    const Outcome::Outcome& outcome) {
  const Action action = ActionOf(outcome.kind());
  Happening happening{.action = action,
                      .at = context.now,
                      .principal = context.principal.name,
                      .attempt = outcome.attempt(),
                      .platform_post_id = outcome.platform_post_id(),
                      .permalink = outcome.permalink(),
                      .cause = "REFUSED",
                      .http_status = outcome.http_status(),
                      .platform_code = outcome.platform_code(),
                      .platform_subcode = outcome.platform_subcode(),
                      .platform_trace_id = outcome.platform_trace_id(),
                      .evidence = outcome.detail()};
  const absl::Duration asked = PauseAsked(outcome.retry_after());
  happening.not_before =
      context.now + (action == Action::kNotSent
                         ? Backoff(options_, p.failures)
                         : std::max(asked, options_.first_backoff));
  happening.next_read_at = p.deadline_at.value_or(context.now) + options_.quiet;
  if (action == Action::kNotSent && p.failures + 1 >= options_.failure_limit) {
    happening.action = Action::kExhausted;
    happening.cause = "RETRIES_EXHAUSTED";
  }
  if (action != Action::kAccepted) return happening;
  // An id that another publication has proves nothing about this one.
  ASSIGN_OR_RETURN(
      const std::string holder,
      HolderOfPlatformPost(tx, p.page, outcome.platform_post_id()));
  if (outcome.platform_post_id().empty() ||
      (!holder.empty() && holder != p.name)) {
    happening.action = Action::kOutcomeUnknown;
    happening.evidence = "the platform's answer names no post of its own";
  }
  return happening;
}

absl::StatusOr<Attempts::FinishResult> Attempts::FinishOne(
    sql::Tx& tx, const rpc::RequestContext& context,
    const Outcome::Outcome& outcome) {
  ASSIGN_OR_RETURN(Publication p, LockPublication(tx, outcome.publication()));
  ASSIGN_OR_RETURN(auto attempt, FindAttempt(tx, p.name, outcome.attempt()));
  FinishResult result;
  if (attempt && attempt->outcome) {
    result.set_state(attempt->answered_state);
    return result;
  }
  const bool newest = attempt && attempt->number == p.attempt_count;
  if (!attempt || (!newest && outcome.kind() != Outcome::ACCEPTED)) {
    return AttemptUnknown(p.name, outcome.attempt(), p.attempt_count);
  }
  ASSIGN_OR_RETURN(const Happening happening,
                   HappeningOf(tx, context, p, outcome));
  if (newest) RETURN_IF_ERROR(Apply(tx, p, happening).status());
  if (happening.action == Action::kAccepted) {
    RETURN_IF_ERROR(
        NoteSecondPost(tx, p, happening, happening.platform_post_id));
  }
  attempt->outcome = outcome.kind();
  attempt->answered_state = p.state;
  std::optional<absl::Time> sent_at;
  if (outcome.has_send_time()) sent_at = base::TimeOf(outcome.send_time());
  RETURN_IF_ERROR(FinishAttempt(tx, *attempt, sent_at));
  result.set_state(p.state);
  return result;
}

absl::StatusOr<v1::FinishAttemptsResponse> Attempts::Finish(
    const rpc::RequestContext& context,
    const v1::FinishAttemptsRequest& request) {
  return audit::Mutate<v1::FinishAttemptsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::FinishAttemptsResponse> {
        subject.resource = "publications";
        v1::FinishAttemptsResponse response;
        RETURN_IF_ERROR(
            AnswerEach(request.outcomes(), response, [&](const auto& outcome) {
              return FinishOne(tx, context, outcome);
            }));
        return response;
      });
}

}  // namespace loa::content
