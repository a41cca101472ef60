#ifndef LOA_SERVICES_CONTENT_TESTING_POST_WORLD_H_
#define LOA_SERVICES_CONTENT_TESTING_POST_WORLD_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/rpc/request_context.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/tree_view.h"
#include "services/content/assignments/assignment_reads.h"
#include "services/content/assignments/assignment_rounds.h"
#include "services/content/assignments/assignments.h"
#include "services/content/audience/expansion.h"
#include "services/content/audience/tree_follower.h"
#include "services/content/migrations.h"
#include "services/content/posts/decisions.h"
#include "services/content/posts/post_reads.h"
#include "services/content/posts/posts.h"
#include "services/content/posts/review_outbox.h"
#include "services/content/publications/publication.h"
#include "services/content/testing/fake_registry.h"

namespace loa::content {

// Moderation as a test wants it: one review an input, in a chosen state.
class FakeDesk : public ReviewDesk {
 public:
  absl::StatusOr<moderation::v1::Review> OpenReview(
      const moderation::v1::OpenReviewRequest& request) override;
  absl::StatusOr<moderation::v1::Review> VoidReview(
      const moderation::v1::VoidReviewRequest& request) override;

  absl::Status failure;      // what every call answers unless OK
  std::string refused_post;  // whose reviews alone cannot be opened
  std::function<void()> while_opening = [] {};
  moderation::v1::Review::State answer = moderation::v1::Review::OPEN;
  std::vector<moderation::v1::OpenReviewRequest> opened;
  std::vector<std::string> voided;
};

// Posts of units/tinh > units/huyen > units/xa-1, units/xa-2, with one page a
// commune, and what happens to them. "principals/lan" is author in units/tinh,
// "principals/minh" editor and manager, "principals/xa" author in units/xa-1.
class PostWorld : public ::testing::TestWithParam<sql::Engine> {
 protected:
  PostWorld();

  // A call of `principal` that needs `permission`.
  rpc::RequestContext Context(
      absl::string_view principal = "principals/lan",
      auth::Permission permission = options::v1::PERMISSION_WRITE_POSTS) const;

  // An article of units/tinh for all its communes, due `after` from now.
  v1::Post Draft(absl::Duration after = absl::Hours(1)) const;
  v1::Post Create(const v1::Post& post);
  v1::Post Create() { return Create(Draft()); }
  absl::StatusOr<v1::Post> Submit(const std::string& post, int expected = 2);
  absl::StatusOr<v1::Post> SetTitle(const std::string& post,
                                    const std::string& title);
  absl::StatusOr<v1::Post> SetDue(const std::string& post, absl::Time due);
  absl::StatusOr<v1::Post> Schedule(const std::string& post, absl::Time due,
                                    int expected = 2);
  v1::Post Get(const std::string& post);

  // What moderation would send of the post as it was submitted last.
  moderation::v1::Review ReviewOf(const std::string& post,
                                  moderation::v1::Review::State state);
  // Applies it, as the stream of decisions does.
  void Decide(const std::string& post, moderation::v1::Review::State state);
  // A post that was created, submitted and approved.
  v1::Post Approved(absl::Duration after = absl::Hours(1));
  // In order of page, then occurrence.
  std::vector<Publication> PublicationsOf(const std::string& post);

  // What moderation says of the input that it was asked about last: a local
  // part's, say.
  moderation::v1::Review ReviewOfLast(moderation::v1::Review::State state);
  // Applies it, as the stream of decisions does.
  void ApplyReview(const moderation::v1::Review& review);
  void DecidePart(moderation::v1::Review::State state) {
    ApplyReview(ReviewOfLast(state));
  }

  // A photo of units/tinh, as a post names it; nobody has its bytes.
  v1::PostMedia KeptPhoto(const std::string& id,
                          const std::string& alt_text = "");

  // An approved post whose cascade asks and was expanded.
  v1::Post Asked(v1::Audience::Mode mode = v1::Audience::RECOMMENDED,
                 v1::Audience::LocalPartRule rule = v1::Audience::LOCKED);
  // In order of page, then occurrence.
  std::vector<v1::Assignment> AssignmentsOf(const std::string& post);
  // A call that answers assignments, of the people of units/xa-1.
  rpc::RequestContext Answering(
      absl::string_view principal = "principals/xa") const;
  absl::StatusOr<v1::Assignment> Adopt(
      const std::string& assignment, const std::string& opening_line = "",
      absl::string_view principal = "principals/xa");
  absl::StatusOr<v1::Assignment> Decline(
      const std::string& assignment, const std::string& reason = "Trùng tin",
      absl::string_view principal = "principals/xa");

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeClock clock_;
  testing::FakeIds ids_;
  FakeRegistry registry_;
  std::shared_ptr<testing::TreeView> tree_ =
      std::make_shared<testing::TreeView>();
  FakeDesk desk_;
  int pokes_ = 0;
  ReviewOutbox outbox_{*db_, ids_, clock_, desk_, [this] { ++pokes_; }};
  Posts posts_{*db_,
               ids_,
               registry_,
               outbox_,
               {[this] { ++pokes_; }, [this] { ++pokes_; }}};
  PostReads reads_{*db_, registry_};
  Expander expander_{*db_, registry_, ids_, clock_, {.partitions = 4}};
  Assignments assignments_{*db_, ids_, outbox_, 4};
  AssignmentReads assignment_reads_{*db_, registry_};
  AssignmentRounds rounds_{*db_, ids_, 4};
  TreeFollower follower_{*db_, registry_};
  DecisionApplier applier_{*db_, ids_, clock_, [this] { ++pokes_; }};
  int64_t decision_ = 0;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_POST_WORLD_H_
