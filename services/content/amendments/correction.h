#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_CORRECTION_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_CORRECTION_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "services/content/amendments/amending.h"
#include "services/content/audience/registry.h"
#include "services/content/posts/post_record.h"

namespace loa::content {

struct Corrected {
  int edits = 0;         // publications that are to be edited
  int publications = 0;  // pages that get one of their own
};

// Brings the approved revision of a locked post to every page that shows, or
// may turn out to show, another one. A page that shows nothing and whose turn
// was lost with the old approval waits to become a publication anew; the
// caller saves the record, and has it expanded. `wish` says who, when and why.
// NOTHING_TO_CORRECT, CORRECTION_CHANGES_LINK, CORRECTION_CHANGES_PHOTOS.
absl::StatusOr<Corrected> Correct(sql::Tx& tx, base::IdSource& ids,
                                  const RegistryView& registry,
                                  PostRecord& record, Wish wish);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_CORRECTION_H_
