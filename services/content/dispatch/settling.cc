#include "services/content/dispatch/settling.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/dispatch/attempt_store.h"
#include "services/content/dispatch/batches.h"
#include "services/content/dispatch/partitions.h"
#include "services/content/errors.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/transition.h"

namespace loa::content {
namespace {

using P = v1::Publication;
using Action = PublicationAction;

constexpr int kDefaultUnsettled = 100;
constexpr int kBoundPostIds = 500;
constexpr int kLapsesACall = 500;
constexpr absl::string_view kContent = "principals/content";

v1::FinishAttemptsResponse::Result Answer(const Publication& publication) {
  v1::FinishAttemptsResponse::Result result;
  result.set_state(publication.state);
  return result;
}

Happening HappeningOf(const rpc::RequestContext& context, Action action,
                      const v1::SettleAttemptsRequest::Reading& reading) {
  return {.action = action,
          .at = context.now,
          .principal = context.principal.name,
          .attempt = reading.attempt(),
          .evidence = reading.evidence()};
}

}  // namespace

bool Settling::MayResend(const Publication& p) const {
  const auto view = registry_.View();
  return view != nullptr && view->ResendsOnceAfterUnknown() && p.resends == 0 &&
         p.lapses < options_.lapse_limit;
}

absl::StatusOr<Settling::Result> Settling::Found(
    sql::Tx& tx, const rpc::RequestContext& context, Publication& p,
    const Reading& reading) {
  std::vector<std::string> ours;
  for (const std::string& id : reading.platform_post_ids()) {
    ASSIGN_OR_RETURN(const std::string holder,
                     HolderOfPlatformPost(tx, p.page, id));
    if (holder.empty() || holder == p.name) ours.push_back(id);
  }
  // Every post that was read belongs to others by now: not a sight of ours.
  if (ours.empty()) return Unreadable(tx, context, p, reading);
  // Told again, it says nothing new.
  if (p.reconciled && p.platform_post_id == ours[0]) return Answer(p);
  Happening happening = HappeningOf(context, Action::kFound, reading);
  happening.platform_post_id = ours[0];
  if (ours[0] == reading.platform_post_ids(0)) {
    happening.permalink = reading.permalink();
  }
  RETURN_IF_ERROR(Apply(tx, p, happening).status());
  for (const std::string& id : ours) {
    RETURN_IF_ERROR(NoteSecondPost(tx, p, happening, id));
  }
  return Answer(p);
}

absl::StatusOr<Settling::Result> Settling::Absent(
    sql::Tx& tx, const rpc::RequestContext& context, Publication& p,
    const Reading& reading) {
  if (p.state != P::UNKNOWN) return Answer(p);
  // One reading counts once, however late its report is repeated.
  if (reading.reading() != p.absent_reads + 1) return Answer(p);
  const absl::Time earliest =
      p.absent_reads == 0
          ? p.deadline_at.value_or(context.now) + options_.quiet
          : p.last_read_at.value_or(context.now) + options_.quiet;
  // Too early to prove anything: A1 gives the platform q to show it.
  if (context.now < earliest) return Answer(p);
  ++p.absent_reads;
  p.last_read_at = context.now;
  p.next_read_at = context.now + options_.quiet;
  RETURN_IF_ERROR(Note(tx, p, "READ_ABSENT",
                       HappeningOf(context, Action::kAbsent, reading)));
  if (p.absent_reads < 2) {
    RETURN_IF_ERROR(SavePublication(tx, p));
    return Answer(p);
  }
  Happening happening = HappeningOf(context, Action::kAbsent, reading);
  happening.may_resend = MayResend(p);
  happening.not_before = context.now;
  happening.cause = p.cancel_wanted                    ? p.cause
                    : p.lapses >= options_.lapse_limit ? "POISON"
                                                       : "UNSETTLED";
  RETURN_IF_ERROR(Apply(tx, p, happening).status());
  return Answer(p);
}

absl::StatusOr<Settling::Result> Settling::Unreadable(
    sql::Tx& tx, const rpc::RequestContext& context, Publication& p,
    const Reading& reading) {
  if (p.state != P::UNKNOWN) return Answer(p);
  const absl::Time limit =
      p.deadline_at.value_or(context.now) + options_.unreadable_limit;
  if (context.now < limit) {
    p.next_read_at = context.now + options_.quiet;
    RETURN_IF_ERROR(SavePublication(tx, p));
    return Answer(p);
  }
  Happening happening =
      HappeningOf(context, Action::kUnreadableTooLong, reading);
  happening.cause = "UNREADABLE";
  RETURN_IF_ERROR(Apply(tx, p, happening).status());
  return Answer(p);
}

absl::StatusOr<Settling::Result> Settling::SettleOne(
    sql::Tx& tx, const rpc::RequestContext& context, const Reading& reading) {
  ASSIGN_OR_RETURN(Publication p, LockPublication(tx, reading.publication()));
  if (p.partition != reading.partition().partition()) {
    return EpochStale(reading.partition().partition(),
                      reading.partition().epoch(), 0);
  }
  if (reading.attempt() != p.attempt_count) {
    return AttemptUnknown(p.name, reading.attempt(), p.attempt_count);
  }
  switch (reading.sight()) {
    case v1::SettleAttemptsRequest::FOUND:
      return Found(tx, context, p, reading);
    case v1::SettleAttemptsRequest::ABSENT:
      return Absent(tx, context, p, reading);
    default:
      return Unreadable(tx, context, p, reading);
  }
}

absl::StatusOr<v1::SettleAttemptsResponse> Settling::Settle(
    const rpc::RequestContext& context,
    const v1::SettleAttemptsRequest& request) {
  return audit::Mutate<v1::SettleAttemptsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::SettleAttemptsResponse> {
        subject.resource = "publications";
        v1::SettleAttemptsResponse response;
        RETURN_IF_ERROR(AnswerEachHeld(
            tx, request.owner(), request.readings(), context.now, response,
            [&](const Reading& reading,
                const absl::Status& partition) -> absl::StatusOr<Result> {
              RETURN_IF_ERROR(partition);
              return SettleOne(tx, context, reading);
            }));
        return response;
      });
}

absl::StatusOr<v1::ListUnsettledResponse> Settling::List(
    const rpc::RequestContext& context,
    const v1::ListUnsettledRequest& request) {
  v1::ListUnsettledResponse response;
  const int limit = request.limit() == 0 ? kDefaultUnsettled : request.limit();
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(
        const std::vector<int64_t> partitions,
        PartitionsHeld(tx, request.owner(), request.held(), context.now));
    ASSIGN_OR_RETURN(const std::vector<Publication> due,
                     ReadingsDue(tx, partitions, context.now, limit));
    for (const Publication& p : due) {
      ASSIGN_OR_RETURN(const auto attempt,
                       FindAttempt(tx, p.name, p.attempt_count));
      ASSIGN_OR_RETURN(const std::vector<std::string> bound,
                       BoundPostIds(tx, p.page, kBoundPostIds));
      auto& unsettled = *response.add_unsettled();
      *unsettled.mutable_publication() = ToProto(p);
      unsettled.set_attempt(static_cast<int32_t>(p.attempt_count));
      unsettled.set_reading(static_cast<int32_t>(p.absent_reads + 1));
      if (attempt) {
        *unsettled.mutable_begin_time() = base::TimestampOf(attempt->begun_at);
        for (const std::string& id : attempt->prepared_ids) {
          unsettled.add_prepared_ids(id);
        }
      }
      for (const std::string& id : bound) unsettled.add_bound_post_ids(id);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<int> Settling::LapseOverdue(absl::Time now) {
  int lapsed = 0;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    lapsed = 0;
    ASSIGN_OR_RETURN(const std::vector<std::string> overdue,
                     Overdue(tx, now, kLapsesACall));
    for (const std::string& name : overdue) {
      ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
      // It may have ended, or begun anew, while this waited for the lock.
      if (p.state != P::SENDING || p.deadline_at >= now) continue;
      RETURN_IF_ERROR(
          Apply(tx, p,
                {.action = Action::kLapse,
                 .at = now,
                 .principal = std::string(kContent),
                 .attempt = p.attempt_count,
                 .next_read_at = *p.deadline_at + options_.quiet,
                 .evidence = "its worker reported no end before the deadline"})
              .status());
      ++lapsed;
    }
    return absl::OkStatus();
  }));
  return lapsed;
}

}  // namespace loa::content
