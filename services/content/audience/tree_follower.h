#ifndef LOA_SERVICES_CONTENT_AUDIENCE_TREE_FOLLOWER_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_TREE_FOLLOWER_H_

#include <stop_token>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"
#include "services/content/posts/post_record.h"

namespace loa::content {

// Lets pages that come, or can be reached, after the expansion join cascades
// that say follow_tree, until these close. A joiner waits as the pages of an
// expansion do, and the Expander makes of it what it makes of them.
// Thread-safe; two replicas may follow the same post.
class TreeFollower {
 public:
  TreeFollower(sql::Database& database, const Registry& registry)
      : database_(database), registry_(registry) {}

  // Compares every cascade that follows the tree with the register as it is
  // now; for a periodic task. How many pages joined. One that fails does not
  // keep the others back.
  absl::StatusOr<int64_t> Follow(absl::Time now, std::stop_token stop);

 private:
  absl::StatusOr<int64_t> FollowOne(absl::string_view post,
                                    const RegistryView& registry);

  sql::Database& database_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_TREE_FOLLOWER_H_
