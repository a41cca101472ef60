#include "services/moderation/reviews/review_work.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/status/status_macros.h"
#include "services/moderation/reviews/review_store.h"

namespace loa::moderation {
namespace {

using options::v1::PERMISSION_DECIDE_REVIEWS;
using work::v1::WorkItem;

constexpr int kReviewsABatch = 500;

// Author, last editor and whoever has approved a stage cannot go on.
std::vector<std::string> Excluded(const StoredReview& stored) {
  std::vector<std::string> excluded = {stored.author, stored.last_editor};
  for (const v1::Review::Stage& stage : stored.review.stages()) {
    for (const v1::Review::Vote& vote : stage.votes()) {
      if (vote.decision() != v1::Review::APPROVED) continue;
      excluded.push_back(vote.principal());
    }
  }
  return excluded;
}

// Where the people of a look begin: above the unit, or at it where nothing is
// above.
std::string SuperiorOf(const auth::AccessView& view, const std::string& unit) {
  const std::vector<std::string> path = view.PathToRoot(unit);
  return path.size() < 2 ? unit : path[1];
}

WorkItem ItemOf(const v1::Review& review) {
  WorkItem item;
  item.set_resource(review.name());
  item.set_unit(review.unit());
  if (review.state() == v1::Review::OPEN) {
    item.set_kind(WorkItem::REVIEW);
    item.set_title(absl::StrCat("Duyệt bài: ", review.title()));
    item.set_method("loa.moderation.v1.ReviewService/ApproveReview");
    *item.mutable_since_time() = review.create_time();
  } else {
    item.set_kind(WorkItem::LOOK);
    item.set_title(absl::StrCat("Hậu kiểm bài đã đăng: ", review.title()));
    item.set_method("loa.moderation.v1.DeskService/RecordLook");
    *item.mutable_since_time() = review.decide_time();
    *item.mutable_due_time() = review.look().due_time();
  }
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> ReviewWork::Waiting(
    const work::Duty& duty, absl::Time) {
  const std::shared_ptr<const auth::AccessView> view = access_.Current();
  std::vector<WorkItem> items;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    items.clear();
    std::vector<StoredReview> waiting;
    std::string last;
    do {
      ASSIGN_OR_RETURN(waiting, WaitingReviews(tx, last, kReviewsABatch));
      for (const StoredReview& stored : waiting) {
        last = std::string(absl::StripPrefix(stored.review.name(), "reviews/"));
        const v1::Review& review = stored.review;
        const std::string from = review.state() == v1::Review::OPEN
                                     ? review.unit()
                                     : SuperiorOf(*view, review.unit());
        const std::optional<std::string> responsible =
            duty.Responsible(PERMISSION_DECIDE_REVIEWS, from, Excluded(stored));
        if (!responsible) continue;
        if (items.size() >= work::kMaxOfAKind) return absl::OkStatus();
        items.push_back(ItemOf(review));
        items.back().set_responsible_unit(*responsible);
      }
    } while (waiting.size() == kReviewsABatch);
    return absl::OkStatus();
  }));
  return items;
}

}  // namespace loa::moderation
