#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDING_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDING_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "services/content/amendments/amendment.h"
#include "services/content/amendments/amendment_state.h"
#include "services/content/publications/publication.h"
#include "services/content/publications/transition.h"

namespace loa::content {

// One thing that happens to an amendment. Of `facts` it uses time, principal,
// cause, not_before, next_read_at and what was seen; `facts.action` is ignored.
struct AmendmentHappening {
  AmendmentAction action;
  Happening facts;
};

// Does what NextStep() says to an amendment of a publication that the
// transaction has locked: row, publication and the publication's timeline. A
// step that is refused or stays writes nothing.
absl::StatusOr<AmendmentStep> Apply(sql::Tx& tx, Publication& publication,
                                    Amendment& amendment,
                                    AmendmentHappening happening);

// What is wanted of a publication.
struct Wish {
  AmendmentKind kind = v1::Amendment::DELETE;
  std::string revision;  // EDIT
  std::string text;      // EDIT
  std::string reason;
  std::string principal;
  absl::Time now;
};

// Writes an amendment that waits, in the place of edits that wait. What is
// wanted already, and a DELETE that is, is answered as it is. The publication
// is locked and saved.
absl::StatusOr<Amendment> Want(sql::Tx& tx, base::IdSource& ids,
                               Publication& publication, const Wish& wish);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDING_H_
