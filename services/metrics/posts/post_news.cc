#include "services/metrics/posts/post_news.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "libs/status/status_macros.h"
#include "services/metrics/posts/post_store.h"
#include "services/metrics/samples/branch.h"

namespace loa::metrics {
namespace {

using content::v1::VisiblePost;

constexpr int kForgetBatch = 500;

SeenPost PostOf(const VisiblePost& visible) {
  SeenPost post;
  post.name = visible.name();
  post.post = visible.post();
  post.page = visible.page();
  post.unit = visible.unit();
  post.kind = visible.kind();
  post.title = visible.title();
  post.topics = {visible.topics().begin(), visible.topics().end()};
  post.source_kind = visible.source_kind();
  post.source = visible.source();
  post.subject_bodies = {visible.subject_bodies().begin(),
                         visible.subject_bodies().end()};
  post.origin = visible.origin();
  post.published_on = DayOf(visible.published_on());
  post.withdrawn_on = std::max(post.published_on,
                               DayOf(visible.withdrawn_on(), base::kForever));
  post.permalink = visible.permalink();
  return post;
}

// One transaction's worth of news.
class Applying {
 public:
  Applying(sql::Tx& tx, const clients::RegistryView& view, int64_t generation)
      : tx_(tx), view_(view), generation_(generation), branches_(tx) {}

  absl::Status Take(const VisiblePost& visible) {
    SeenPost post = PostOf(visible);
    ASSIGN_OR_RETURN(const std::optional<SeenPost> old,
                     FindSeenPost(tx_, post.name));
    if (old && old->unit == post.unit) {
      post.branch = old->branch;
    } else {
      const Branch branch = BranchOf(view_, post.unit);
      RETURN_IF_ERROR(SaveBranch(tx_, branch));
      post.branch = branch.name;
    }
    if (old) RETURN_IF_ERROR(Count(*old, -1));
    RETURN_IF_ERROR(Count(post, 1));
    return SaveSeenPost(tx_, post, generation_);
  }

  // What no part of the snapshot named.
  absl::Status ForgetOthers() {
    while (true) {
      ASSIGN_OR_RETURN(const std::vector<SeenPost> others,
                       PostsBefore(tx_, generation_, kForgetBatch));
      if (others.empty()) return absl::OkStatus();
      for (const SeenPost& post : others) {
        RETURN_IF_ERROR(Count(post, -1));
        RETURN_IF_ERROR(DeleteSeenPost(tx_, post.name));
      }
    }
  }

  absl::Status Finish() { return changes_.Apply(tx_); }

 private:
  absl::Status Count(const SeenPost& post, int times) {
    ASSIGN_OR_RETURN(const Branch* branch, branches_.Find(post.branch));
    changes_.Add(post, ScopesOf(*branch), times);
    return absl::OkStatus();
  }

  sql::Tx& tx_;
  const clients::RegistryView& view_;
  const int64_t generation_;
  BranchReader branches_;
  PostRollupChanges changes_;
};

}  // namespace

absl::StatusOr<clients::PublicationPosition> PostNews::Position() {
  clients::PublicationPosition position;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const PublicationCursor cursor, ReadPublicationCursor(tx));
    position = {cursor.sequence, cursor.history_id};
    return absl::OkStatus();
  }));
  return position;
}

absl::Status PostNews::Apply(const clients::PublicationNews& news) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  int64_t generation = generation_;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(PublicationCursor cursor, LockPublicationCursor(tx));
    const bool applied = !news.in_snapshot &&
                         cursor.history_id == news.position.history_id &&
                         cursor.sequence >= news.position.sequence;
    if (applied) return absl::OkStatus();
    if (news.begins_snapshot) {
      generation = ++cursor.generation;
    } else if (!news.in_snapshot) {
      generation = cursor.generation;
    }
    Applying applying(tx, *view, generation);
    for (const VisiblePost& post : news.posts) {
      RETURN_IF_ERROR(applying.Take(post));
    }
    if (news.ends_snapshot) RETURN_IF_ERROR(applying.ForgetOthers());
    RETURN_IF_ERROR(applying.Finish());
    cursor.sequence = news.position.sequence;
    cursor.history_id = news.position.history_id;
    return SavePublicationCursor(tx, cursor);
  }));
  generation_ = generation;
  return absl::OkStatus();
}

}  // namespace loa::metrics
