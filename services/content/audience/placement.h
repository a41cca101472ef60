#ifndef LOA_SERVICES_CONTENT_AUDIENCE_PLACEMENT_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_PLACEMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/assignment_service.pb.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/publications/publication.h"

// How an approved post becomes a publication on one page.
namespace loa::content {

// What a page shows of a post, with the approved `part` of the page's people.
struct Rendered {
  std::string text;
  std::string link;
  std::string media;  // as Publication::media
};
// MEDIA_NOT_FOUND.
absl::StatusOr<Rendered> Render(sql::Tx& tx, const v1::Post& post,
                                const v1::LocalPart& part);

// Where and when.
struct Place {
  std::string page;
  std::string unit;
  // Not before this; later where now, or what has begun on the page, is later.
  absl::Time due_at;
  int64_t partitions = 0;
};

// The publication of `post`, with the approved `part` of the page's people
// unless that has no name. Locks the order of the page. Nothing is written:
// name and sequence are the caller's.
absl::StatusOr<Publication> PublicationAt(sql::Tx& tx, const v1::Post& post,
                                          const v1::LocalPart& part,
                                          const Place& place, absl::Time now);

// Writes it with the first line of its timeline; one that is there for (post,
// page, occurrence) stays.
absl::Status InsertPlaced(sql::Tx& tx, const Publication& publication,
                          absl::string_view principal, absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_PLACEMENT_H_
