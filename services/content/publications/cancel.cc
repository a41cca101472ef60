#include "services/content/publications/cancel.h"

#include <string>

#include "libs/status/status_macros.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/transition.h"

namespace loa::content {
namespace {

// 1 SCHEDULED, 2 SENDING, 4 UNKNOWN, 10 BY_HAND.
constexpr absl::string_view kOpen =
    "SELECT publication FROM publication WHERE post = $1"
    " AND state IN (1, 2, 4, 10) ORDER BY publication";

}  // namespace

absl::StatusOr<bool> HasOpenPublications(sql::Tx& tx, absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOpen, post));
  return !rows.empty();
}

absl::Status CancelOne(sql::Tx& tx, Publication& p, absl::string_view cause,
                       absl::string_view principal, absl::Time now) {
  return Apply(tx, p,
               {.action = PublicationAction::kCancel,
                .at = now,
                .principal = std::string(principal),
                .cause = std::string(cause)})
      .status();
}

absl::Status CancelAllOf(sql::Tx& tx, absl::string_view post,
                         absl::string_view cause, absl::string_view principal,
                         absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOpen, post));
  for (const sql::Row row : rows) {
    ASSIGN_OR_RETURN(Publication p, LockPublication(tx, row.Text(0)));
    RETURN_IF_ERROR(CancelOne(tx, p, cause, principal, now));
  }
  return absl::OkStatus();
}

}  // namespace loa::content
