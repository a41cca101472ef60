#include "services/content/amendments/amending.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/publications/publication_store.h"
#include "services/content/search/shown_posts.h"
#include "services/content/visible/visible_changes.h"

namespace loa::content {
namespace {

using A = v1::Amendment;
using Action = AmendmentAction;

absl::string_view EventOf(Action action) {
  switch (action) {
    case Action::kBegin:
      return "BEGUN";
    case Action::kDone:
      return "DONE";
    case Action::kNotSent:
      return "NOT_SENT";
    case Action::kRefused:
      return "REFUSED";
    case Action::kOutcomeUnknown:
      return "OUTCOME_UNKNOWN";
    case Action::kLapse:
      return "LAPSED";
    case Action::kNotYet:
      return "READ_NOT_YET";
    case Action::kVoid:
      return "VOID";
    case Action::kRevive:
      return "WANTED";
  }
  return "";
}

std::string LineOf(AmendmentKind kind, absl::string_view event) {
  return absl::StrCat(A::Kind_Name(kind), "_", event);
}

// The columns that follow from the new state.
void Become(Amendment& a, AmendmentState to, Action action,
            const Happening& facts) {
  a.state = to;
  switch (to) {
    case A::WAITING:
      a.not_before = facts.not_before;
      a.next_read_at.reset();
      if (action == Action::kNotSent) ++a.failures;
      return;
    case A::UNKNOWN:
      a.failures = 0;  // something may have been sent
      a.next_read_at = facts.next_read_at;
      return;
    case A::DONE:
    case A::REFUSED:
    case A::VOID:
      a.cause = to == A::DONE ? "" : facts.cause;
      a.next_read_at.reset();
      a.ended_at = facts.at;
      return;
    default:
      return;
  }
}

// The publication shows what `a` wanted.
absl::Status Show(sql::Tx& tx, Publication& p, const Amendment& a,
                  Happening facts) {
  if (a.kind == A::DELETE) {
    facts.action = PublicationAction::kWithdrawn;
    RETURN_IF_ERROR(VoidWaiting(tx, p.name, kOvertaken, facts.at));
  } else {
    facts.action = PublicationAction::kEdited;
    facts.edited_revision = a.revision;
    facts.edited_text = a.text;
  }
  ASSIGN_OR_RETURN(const PublicationStep step, Apply(tx, p, facts));
  if (step.kind == PublicationStep::Kind::kMoves) return absl::OkStatus();
  // What people report of their page keeps the proof that it has.
  if (p.by_hand && a.kind == A::EDIT && IsVisible(p.state)) {
    p.edited_revision = a.revision;
    p.edited_text = a.text;
    RETURN_IF_ERROR(NoteShown(tx, p));
    RETURN_IF_ERROR(NoteVisibleChange(tx, p.name));
  }
  RETURN_IF_ERROR(Note(tx, p, LineOf(a.kind, "DONE"), facts));
  return SavePublication(tx, p);
}

}  // namespace

absl::StatusOr<AmendmentStep> Apply(sql::Tx& tx, Publication& p, Amendment& a,
                                    AmendmentHappening happening) {
  const AmendmentStep step = NextStep(a.state, happening.action);
  if (step.kind != AmendmentStep::Kind::kMoves) return step;
  happening.facts.attempt = a.attempt_count;
  Become(a, step.to, happening.action, happening.facts);
  RETURN_IF_ERROR(SaveAmendment(tx, a));
  if (step.to == A::DONE) {
    RETURN_IF_ERROR(Show(tx, p, a, std::move(happening.facts)));
    return step;
  }
  RETURN_IF_ERROR(
      Note(tx, p, LineOf(a.kind, EventOf(happening.action)), happening.facts));
  RETURN_IF_ERROR(SavePublication(tx, p));
  return step;
}

absl::StatusOr<Amendment> Want(sql::Tx& tx, base::IdSource& ids, Publication& p,
                               const Wish& wish) {
  ASSIGN_OR_RETURN(const std::vector<Amendment> open,
                   OpenAmendments(tx, p.name));
  for (const Amendment& before : open) {
    const bool same =
        before.kind == wish.kind && before.revision == wish.revision;
    if (same || before.kind == A::DELETE) return before;
  }
  RETURN_IF_ERROR(VoidWaitingEdits(tx, p.name, kOvertaken, wish.now));
  Amendment a;
  a.name = rpc::JoinName("amendments", ids.NewId());
  a.publication = p.name;
  a.post = p.post;
  a.page = p.page;
  a.unit = p.unit;
  a.partition = p.partition;
  a.kind = wish.kind;
  a.revision = wish.revision;
  a.text = wish.text;
  a.reason = wish.reason;
  a.by_hand = p.by_hand;
  a.principal = wish.principal;
  a.not_before = wish.now;
  a.created_at = wish.now;
  ASSIGN_OR_RETURN(a.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(InsertAmendment(tx, a));
  Happening facts;
  facts.at = wish.now;
  facts.principal = wish.principal;
  facts.evidence = wish.reason;
  RETURN_IF_ERROR(Note(tx, p, LineOf(a.kind, "WANTED"), facts));
  RETURN_IF_ERROR(SavePublication(tx, p));
  return a;
}

}  // namespace loa::content
