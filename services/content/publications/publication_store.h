#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_STORE_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

// The SQL of publications, their page's order and their timelines.
namespace loa::content {

// The columns of `publication` in the order that ReadPublication() takes them;
// statements of other files select them too.
#define LOA_PUBLICATION_COLUMNS                                             \
  "publication, post, page, unit, occurrence, kind, partition_number, "     \
  "revision, audience_sha256, text, link, adapter_version, "                \
  "rendition_sha256, state, due_at, sequence, not_before, attempt_count, "  \
  "failures, lapses, resends, deadline_at, absent_reads, last_read_at, "    \
  "next_read_at, cancel_wanted, cancelled_at, cause, platform_post_id, "    \
  "permalink, published_at, reconciled, handed_epoch, handed_at, version, " \
  "local_part, by_hand, edited_revision, edited_text, media"

// The states of IsVisible(), for `state IN`: 3 PUBLISHED, 8 EDITED,
// 11 REPORTED, 12 PROVEN.
#define LOA_VISIBLE_STATES "(3, 8, 11, 12)"

Publication ReadPublication(const sql::Row& row);
std::vector<Publication> ReadPublications(const sql::Rows& rows);

// PUBLICATION_NOT_FOUND.
absl::StatusOr<Publication> FindPublication(sql::Tx& tx,
                                            absl::string_view name);
// The same, and nobody else changes it until this transaction ends.
absl::StatusOr<Publication> LockPublication(sql::Tx& tx,
                                            absl::string_view name);

// Those of a post, in order of name.
absl::StatusOr<std::vector<std::string>> PublicationsOfPost(
    sql::Tx& tx, absl::string_view post);
// Does any page show the post?
absl::StatusOr<bool> IsPostVisible(sql::Tx& tx, absl::string_view post);

// Writes a new one. ALREADY_EXISTS never comes from here: a second row for
// (post, page, occurrence) changes nothing and answers false.
absl::StatusOr<bool> InsertPublication(sql::Tx& tx, const Publication& row);

// Writes all that can change of a locked one.
absl::Status SavePublication(sql::Tx& tx, const Publication& row);

// Locks the order of a page and answers the latest due time of what was begun
// on it: nothing may be scheduled before.
absl::StatusOr<absl::Time> LockPage(sql::Tx& tx, absl::string_view page);
absl::Status NoteBegun(sql::Tx& tx, absl::string_view page, absl::Time due_at);

// Who on the page has this id of the platform; "" nobody.
absl::StatusOr<std::string> HolderOfPlatformPost(sql::Tx& tx,
                                                 absl::string_view page,
                                                 absl::string_view post_id);

// One row of the timeline; `number` is the publication's version after it.
struct TimelineRow {
  std::string publication;
  int64_t number = 0;
  absl::Time happened_at;
  std::string kind;
  std::string principal;
  int64_t attempt = 0;
  PublicationState state = v1::Publication::STATE_UNSPECIFIED;
  int64_t http_status = 0;
  int64_t platform_code = 0;
  int64_t platform_subcode = 0;
  std::string platform_trace_id;
  std::string evidence;
};
absl::Status AppendTimeline(sql::Tx& tx, const TimelineRow& row);
// The first `limit` rows, the oldest first.
absl::StatusOr<std::vector<TimelineRow>> ReadTimeline(sql::Tx& tx,
                                                      absl::string_view name,
                                                      int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_STORE_H_
