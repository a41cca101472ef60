#ifndef LOA_SERVICES_CONTENT_AUDIENCE_FOLLOWED_CASCADES_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_FOLLOWED_CASCADES_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/post.pb.h"

// The SQL of cascades that later pages may join until they close.
namespace loa::content {

// Pages may join the cascade of the post; the register was looked at as far as
// `registry_sequence`.
absl::Status FollowCascade(sql::Tx& tx, absl::string_view post,
                           absl::Time close_at, int64_t registry_sequence);
// They may no more.
absl::Status LeaveCascade(sql::Tx& tx, absl::string_view post);
absl::Status LeaveClosedCascades(sql::Tx& tx, absl::Time now);

// Up to `limit` posts whose cascade was not compared with the register at
// `registry_sequence` yet, in order of name.
absl::StatusOr<std::vector<std::string>> ReadFollowed(sql::Tx& tx,
                                                      int64_t registry_sequence,
                                                      int limit);

// Pages that the approved cascade of the post has reached already, as
// publications, assignments or pages that wait.
absl::StatusOr<std::set<std::string>> PagesOfCascade(sql::Tx& tx,
                                                     const v1::Post& post);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_FOLLOWED_CASCADES_H_
