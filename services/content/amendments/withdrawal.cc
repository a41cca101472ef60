#include "services/content/amendments/withdrawal.h"

#include <vector>

#include "libs/status/status_macros.h"
#include "services/content/amendments/amending.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using P = v1::Publication;

}  // namespace

bool MayHaveToGo(PublicationState state) {
  return IsVisible(state) || state == P::SENDING || state == P::UNKNOWN ||
         state == P::NEEDS_ATTENTION || state == P::BY_HAND;
}

absl::StatusOr<Amendment> TakeDown(sql::Tx& tx, base::IdSource& ids,
                                   Publication& publication,
                                   absl::string_view cause,
                                   const std::string& reason, const Act& act) {
  RETURN_IF_ERROR(CancelOne(tx, publication, cause, act.principal, act.now));
  return Want(tx, ids, publication,
              {.kind = v1::Amendment::DELETE,
               .reason = reason,
               .principal = act.principal,
               .now = act.now});
}

absl::StatusOr<TakenBack> TakeBackFromPages(
    sql::Tx& tx, base::IdSource& ids, absl::string_view post,
    const std::string& reason, const Act& act,
    absl::FunctionRef<bool(const Publication&)> goes) {
  ASSIGN_OR_RETURN(const std::vector<std::string> names,
                   PublicationsOfPost(tx, post));
  TakenBack taken;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
    if (!goes(p)) continue;
    if (MayHaveToGo(p.state)) {
      RETURN_IF_ERROR(
          TakeDown(tx, ids, p, kPostWithdrawn, reason, act).status());
      ++taken.deletions;
      continue;
    }
    RETURN_IF_ERROR(CancelOne(tx, p, kPostWithdrawn, act.principal, act.now));
    if (p.state == P::CANCELLED) ++taken.cancelled;
  }
  return taken;
}

}  // namespace loa::content
