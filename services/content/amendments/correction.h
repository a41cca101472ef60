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
  int publications = 0;  // pages that get one of their own now
};

// Brings the approved revision of a locked post to every page that shows, or
// may turn out to show, another one. A page that shows nothing, whose turn was
// lost with the old approval and which the audience still reaches waits to
// become a publication anew; where the cascade asks and is open, people whom it
// had asked in vain are asked again, and it follows the tree again if it did.
// The caller saves the record, and has it expanded.
// `wish` says who, when and why. Called again, it reaches what was settled
// meanwhile. POST_NOT_APPROVED when its approval has ended,
// NOTHING_TO_CORRECT, CORRECTION_CHANGES_LINK, CORRECTION_CHANGES_PHOTOS.
absl::StatusOr<Corrected> Correct(sql::Tx& tx, base::IdSource& ids,
                                  const RegistryView& registry,
                                  PostRecord& record, Wish wish);

// Is the page of `p` to show the approved revision of `post`, its post, as soon
// as it is known what it shows now?
absl::StatusOr<bool> AwaitsCorrection(sql::Tx& tx, const Publication& p,
                                      const v1::Post& post);

// The page of `p`, a publication of a locked post whose cancel has ended,
// waits to become one of the approved revision. The caller saves the record.
absl::Status PutBack(sql::Tx& tx, const RegistryView& registry,
                     PostRecord& record, const Publication& p, absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_CORRECTION_H_
