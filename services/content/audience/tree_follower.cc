#include "services/content/audience/tree_follower.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/followed_cascades.h"
#include "services/content/audience/reach.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {
namespace {

constexpr int kPostsAtOnce = 100;

bool MayBeJoined(const v1::Post& post) {
  return post.state() == v1::Post::APPROVED &&
         post.audience().cascade().follow_tree() &&
         post.expansion().state() == v1::Expansion::DONE;
}

}  // namespace

absl::StatusOr<int64_t> TreeFollower::Follow(absl::Time now,
                                             std::stop_token stop) {
  const std::shared_ptr<const RegistryView> registry = registry_.View();
  if (registry == nullptr) return 0;
  std::vector<std::string> posts;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(LeaveClosedCascades(tx, now));
    ASSIGN_OR_RETURN(posts,
                     ReadFollowed(tx, registry->sequence(), kPostsAtOnce));
    return absl::OkStatus();
  }));
  int64_t joined = 0;
  for (const std::string& post : posts) {
    if (stop.stop_requested()) break;
    const absl::StatusOr<int64_t> one = FollowOne(post, *registry);
    if (one.ok()) {
      joined += *one;
      continue;
    }
    base::Log(base::Severity::kWarning, "a cascade does not follow the tree",
              {{"post", post}, {"status", one.status().ToString()}});
  }
  return joined;
}

absl::StatusOr<int64_t> TreeFollower::FollowOne(absl::string_view name,
                                                const RegistryView& registry) {
  int64_t joined = 0;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    joined = 0;
    ASSIGN_OR_RETURN(PostRecord record, LockPost(tx, name));
    v1::Post& post = record.post;
    if (!MayBeJoined(post)) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::set<std::string> known,
                     PagesOfCascade(tx, post));
    const absl::Time due = base::TimeOf(post.audience().due_time());
    for (const Reach::Page& page :
         ReachOf(registry, post.unit(), post.audience()).pages) {
      if (known.count(page.page) != 0) continue;
      RETURN_IF_ERROR(InsertExpansionPage(tx, post.name(),
                                          {joined, page.page, page.unit, due}));
      ++joined;
    }
    RETURN_IF_ERROR(FollowCascade(
        tx, post.name(), base::TimeOf(post.audience().cascade().close_time()),
        registry.sequence()));
    if (joined == 0) return absl::OkStatus();
    post.mutable_expansion()->set_state(v1::Expansion::PENDING);
    return SavePost(tx, record, base::TimeOf(post.update_time()));
  }));
  return joined;
}

}  // namespace loa::content
