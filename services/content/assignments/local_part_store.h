#ifndef LOA_SERVICES_CONTENT_ASSIGNMENTS_LOCAL_PART_STORE_H_
#define LOA_SERVICES_CONTENT_ASSIGNMENTS_LOCAL_PART_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "loa/content/v1/assignment_service.pb.h"

// The SQL of local parts. Whoever writes one has locked its assignment.
namespace loa::content {

// The number that a further local part of the assignment would have.
absl::StatusOr<int64_t> NextLocalPartNumber(sql::Tx& tx,
                                            absl::string_view assignment);
absl::Status InsertLocalPart(sql::Tx& tx, absl::string_view assignment,
                             const v1::LocalPart& part,
                             absl::string_view input_sha256);
// Writes what moderation says of it: state, review, findings and note.
absl::Status SaveLocalPart(sql::Tx& tx, const v1::LocalPart& part);

// Opening line and photo of a part that is approved; an empty one when it is
// not, or when the name is "".
absl::StatusOr<v1::LocalPart> FindApprovedPart(sql::Tx& tx,
                                               absl::string_view part);

// -> VOIDED for what is not shown yet of one part, or of all parts of a post.
// The hashes of the inputs whose review is not wanted any more.
absl::StatusOr<std::vector<std::string>> VoidLocalPart(sql::Tx& tx,
                                                       absl::string_view part);
absl::StatusOr<std::vector<std::string>> VoidLocalPartsOf(
    sql::Tx& tx, absl::string_view post);

// A part that is approved and has no publication yet.
struct UnplacedPart {
  std::string local_part;
  std::string assignment;
  std::string post;
};
// Up to `limit`, in order of name.
absl::StatusOr<std::vector<UnplacedPart>> ReadUnplacedParts(sql::Tx& tx,
                                                            int limit);
// Nothing is owed to it any more.
absl::Status NotePlaced(sql::Tx& tx, absl::string_view part);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ASSIGNMENTS_LOCAL_PART_STORE_H_
