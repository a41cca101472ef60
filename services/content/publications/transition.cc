#include "services/content/publications/transition.h"

#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/outside/outside_store.h"
#include "services/content/publications/first_posts.h"
#include "services/content/publications/publication_store.h"
#include "services/content/search/shown_posts.h"
#include "services/content/visible/visible_changes.h"

namespace loa::content {
namespace {

using P = v1::Publication;
using Action = PublicationAction;

absl::string_view EventOf(Action action) {
  switch (action) {
    case Action::kBegin:
      return "ATTEMPT_BEGUN";
    case Action::kAccepted:
      return "ACCEPTED";
    case Action::kNotSent:
      return "NOT_SENT";
    case Action::kThrottled:
      return "THROTTLED";
    case Action::kRefused:
      return "REFUSED";
    case Action::kExhausted:
      return "RETRIES_EXHAUSTED";
    case Action::kOutcomeUnknown:
      return "OUTCOME_UNKNOWN";
    case Action::kLapse:
      return "ATTEMPT_LAPSED";
    case Action::kFound:
      return "READ_FOUND";
    case Action::kAbsent:
      return "ABSENCE_PROVEN";
    case Action::kUnreadableTooLong:
      return "UNREADABLE";
    case Action::kCancel:
      return "CANCELLED";
    case Action::kAdopt:
      return "ADOPTED";
    case Action::kSendAgain:
      return "SEND_AGAIN";
    case Action::kDrop:
      return "DROPPED";
    case Action::kEdited:
      return "EDITED";
    case Action::kWithdrawn:
      return "WITHDRAWN";
    case Action::kTakeByHand:
      return "TAKEN_BY_HAND";
    case Action::kReported:
      return "REPORTED";
    case Action::kNotPosted:
      return "NOT_POSTED";
    case Action::kProven:
      return "PROVEN";
  }
  return "";
}

void BecomePublished(Publication& p, const Happening& happening) {
  p.platform_post_id = happening.platform_post_id;
  p.permalink = happening.permalink;
  p.published_at = happening.at;
  p.reconciled = happening.action == Action::kFound;
  p.by_hand = false;
  p.cause.clear();
  p.cancelled_at.reset();
  p.next_read_at.reset();
}

void BecomeScheduled(Publication& p, const Happening& happening) {
  p.not_before = happening.not_before;
  p.handed_epoch = 0;
  p.next_read_at.reset();
  p.cause.clear();
  if (happening.action == Action::kAbsent) ++p.resends;
  if (happening.action == Action::kNotSent) ++p.failures;
  if (happening.action == Action::kSendAgain) {
    p.cancel_wanted = false;
    p.failures = 0;
  }
}

// The columns that follow from the new state.
void Become(Publication& p, PublicationState to, const Happening& happening) {
  p.state = to;
  switch (to) {
    case P::PUBLISHED:
      return BecomePublished(p, happening);
    case P::SCHEDULED:
      return BecomeScheduled(p, happening);
    case P::UNKNOWN:
      if (happening.action == Action::kLapse) ++p.lapses;
      p.failures = 0;  // something may have been sent
      p.absent_reads = 0;
      p.last_read_at.reset();
      p.next_read_at = happening.next_read_at;
      return;
    case P::CANCELLED:
      p.cancelled_at = happening.at;
      p.cause = happening.action == Action::kCancel || p.cause.empty()
                    ? happening.cause
                    : p.cause;
      p.next_read_at.reset();
      return;
    case P::EDITED:
      p.edited_revision = happening.edited_revision;
      p.edited_text = happening.edited_text;
      return;
    case P::BY_HAND:
      p.by_hand = true;
      return;
    case P::PROVEN:
      if (!happening.platform_post_id.empty()) {
        p.platform_post_id = happening.platform_post_id;
      }
      return;
    case P::REPORTED:
      p.platform_post_id = happening.platform_post_id;
      p.permalink = happening.permalink;
      p.published_at = happening.posted_at.value_or(happening.at);
      return;
    case P::FAILED:
    case P::NEEDS_ATTENTION:
      p.cause = happening.cause;
      p.next_read_at.reset();
      return;
    default:
      return;
  }
}

absl::Status Append(sql::Tx& tx, Publication& p, absl::string_view kind,
                    const Happening& happening) {
  ++p.version;
  return AppendTimeline(tx, {.publication = p.name,
                             .number = p.version,
                             .happened_at = happening.at,
                             .kind = std::string(kind),
                             .principal = happening.principal,
                             .attempt = happening.attempt,
                             .state = p.state,
                             .http_status = happening.http_status,
                             .platform_code = happening.platform_code,
                             .platform_subcode = happening.platform_subcode,
                             .platform_trace_id = happening.platform_trace_id,
                             .evidence = happening.evidence});
}

}  // namespace

absl::Status Note(sql::Tx& tx, Publication& publication, absl::string_view kind,
                  const Happening& happening) {
  return Append(tx, publication, kind, happening);
}

absl::Status NoteSecondPost(sql::Tx& tx, Publication& p, Happening happening,
                            absl::string_view post_id) {
  if (post_id == p.platform_post_id) return absl::OkStatus();
  happening.evidence = absl::StrCat("INCIDENT: the page shows it as ", post_id,
                                    " too, by ", EventOf(happening.action));
  RETURN_IF_ERROR(Append(tx, p, "SECOND_POST", happening));
  return SavePublication(tx, p);
}

absl::StatusOr<PublicationStep> Apply(sql::Tx& tx, Publication& p,
                                      const Happening& happening) {
  const PublicationStep step = NextStep(
      p.state, happening.action,
      {.cancel_wanted = p.cancel_wanted, .may_resend = happening.may_resend});
  const PublicationState from = p.state;
  switch (step.kind) {
    case PublicationStep::Kind::kStays:
    case PublicationStep::Kind::kRefused:
      return step;
    case PublicationStep::Kind::kWanted:
      if (p.cancel_wanted) return step;
      p.cancel_wanted = true;
      p.cause = happening.cause;
      RETURN_IF_ERROR(Append(tx, p, "CANCEL_WANTED", happening));
      break;
    case PublicationStep::Kind::kMoves:
      Become(p, step.to, happening);
      RETURN_IF_ERROR(Append(tx, p, EventOf(happening.action), happening));
      if (p.state == P::PUBLISHED || p.state == P::REPORTED) {
        RETURN_IF_ERROR(NoteFirstPost(tx, p));
        RETURN_IF_ERROR(NoteShown(tx, p));
        RETURN_IF_ERROR(ReviveAmendments(tx, p.name));
        // What the sweep took for somebody else's is ours.
        RETURN_IF_ERROR(DropOutsidePost(tx, p.page, p.platform_post_id));
      } else if (p.state == P::EDITED) {
        RETURN_IF_ERROR(NoteShown(tx, p));
      } else if (p.state == P::CANCELLED || p.state == P::FAILED) {
        RETURN_IF_ERROR(VoidWaiting(tx, p.name, kNothingVisible, happening.at));
      }
      break;
  }
  RETURN_IF_ERROR(SavePublication(tx, p));
  const bool changes = p.state != from || p.state == P::EDITED;
  if (changes && (WasEverVisible(from) || WasEverVisible(p.state))) {
    RETURN_IF_ERROR(NoteVisibleChange(tx, p.name));
  }
  return step;
}

}  // namespace loa::content
