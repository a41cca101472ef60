#ifndef LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_STORE_H_
#define LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

// The SQL of posts made outside and of sweeps.
namespace loa::content {

struct OutsidePost {
  std::string page;
  std::string platform_post_id;
  std::string unit;
  std::string text;
  std::string link;
  std::string permalink;
  std::vector<std::string> photo_ids;  // by what it is known; not kept
  absl::Time posted_at;
  absl::Time adopted_at;
  int64_t sequence = 0;
};

// False when the page's post is there already.
absl::StatusOr<bool> InsertOutsidePost(sql::Tx& tx, const OutsidePost& post);
// It turned out to be a publication of ours; nothing to do when there is none.
absl::Status DropOutsidePost(sql::Tx& tx, absl::string_view page,
                             absl::string_view platform_post_id);
// How many of the page appeared from `from` to `to`.
absl::StatusOr<int64_t> CountOutsidePosts(sql::Tx& tx, absl::string_view page,
                                          absl::Time from, absl::Time to);
// After (sequence, page, id), in this order; `page` "": of all.
absl::StatusOr<std::vector<OutsidePost>> ReadOutsidePosts(
    sql::Tx& tx, absl::string_view page, const OutsidePost& after, int limit);
// (page, unit) with their numbers, in order of page.
struct OutsideCount {
  std::string page;
  std::string unit;
  int64_t count = 0;
};
absl::StatusOr<std::vector<OutsideCount>> CountOutsidePostsByPage(sql::Tx& tx);

// Publications of the page that a post on it may turn out to be: SENDING,
// UNKNOWN, NEEDS_ATTENTION and BY_HAND; and REPORTED ones, which it may prove.
absl::StatusOr<std::vector<Publication>> ListUndecided(sql::Tx& tx,
                                                       absl::string_view page);

// Pages whose next sweep is later than `now`.
absl::StatusOr<std::vector<std::string>> ListNotDue(sql::Tx& tx,
                                                    absl::Time now);
// How far the page was swept; nullopt: never.
absl::StatusOr<std::optional<absl::Time>> SweptUntil(sql::Tx& tx,
                                                     absl::string_view page);
absl::Status NoteSwept(sql::Tx& tx, absl::string_view page, absl::Time until,
                       absl::Time next);
// Tries again at `next`; what was swept stays.
absl::Status PutOffSweep(sql::Tx& tx, absl::string_view page, absl::Time next);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_OUTSIDE_OUTSIDE_STORE_H_
