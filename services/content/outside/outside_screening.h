#ifndef LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_SCREENING_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_SCREENING_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "loa/moderation/v1/review_service.pb.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/outside/outside_store.h"

// Posts made outside are screened afterwards, as those of Loa are before: same
// outbox, same policy, an input that is kept with its hash. Nobody can approve
// what the page shows already, so the review ends as soon as it is there. What
// a further stage would have had to see raises an alert; the machine takes
// nothing down.
namespace loa::content {

inline constexpr absl::string_view kOutsideFinding = "OUTSIDE_FINDING";

// Owes moderation the screening of `post`, which `row` tells watchers of. What
// is longer than moderation takes raises an alert by itself.
absl::Status OweScreening(sql::Tx& tx, base::IdSource& ids,
                          const PastPostRow& row, const OutsidePost& post);

// Takes what the screening of a past post found; once, however often it is
// told. Nothing where the post turned out to be a publication meanwhile.
absl::Status ApplyScreening(sql::Tx& tx, base::IdSource& ids,
                            const moderation::v1::Review& review,
                            absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_SCREENING_H_
