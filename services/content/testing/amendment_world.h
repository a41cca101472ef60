#ifndef LOA_SERVICES_CONTENT_TESTING_AMENDMENT_WORLD_H_
#define LOA_SERVICES_CONTENT_TESTING_AMENDMENT_WORLD_H_

#include <string>
#include <vector>

#include "services/content/amendments/amendment_dispatch.h"
#include "services/content/amendments/amendments.h"
#include "services/content/dispatch/attempts.h"
#include "services/content/dispatch/settling.h"
#include "services/content/testing/post_world.h"

namespace loa::content {

// Posts that are visible on two pages, and a publisher that holds all
// partitions: what the tests of corrections and withdrawals begin with.
class AmendmentWorld : public PostWorld {
 protected:
  static constexpr absl::string_view kOwner = "owner-1";

  AmendmentWorld();

  rpc::RequestContext Manager() const {
    return Context("principals/minh",
                   options::v1::PERMISSION_MANAGE_PUBLICATIONS);
  }
  rpc::RequestContext Publisher() const { return Context("principals/x"); }

  // An approved post with a publication a page, not sent yet.
  v1::Post Expanded();
  // The same, visible on both pages as "{page}_1".
  v1::Post Published();
  // Begins an attempt of it, or fails the test.
  void Send(const Publication& publication,
            const std::vector<std::string>& prepared_ids = {});
  // The end of its first attempt.
  void EndSending(const Publication& publication,
                  v1::FinishAttemptsRequest::Kind kind);
  // Another title, approved.
  v1::Post Changed(const std::string& post, const std::string& title);

  absl::StatusOr<v1::WithdrawEverywhereResponse> Withdraw(
      const std::string& post);
  absl::StatusOr<v1::CorrectEverywhereResponse> Correct(
      const std::string& post);
  // In order of creation.
  std::vector<v1::Amendment> AmendmentsOf(const std::string& post);
  // What the publisher is to do now.
  std::vector<v1::ListDueAmendmentsResponse::Due> Due();
  // The reason why not, or "" when it began.
  std::string Begin(const v1::Amendment& amendment, int attempt = 1);
  // The state after it, or the reason why not.
  std::string Finish(const v1::Amendment& amendment,
                     v1::FinishAttemptsRequest::Kind kind, int attempt = 1);
  std::string Settle(const v1::Amendment& amendment,
                     v1::SettleAmendmentsRequest::Sight sight, int attempt = 1,
                     const std::string& text = "");
  // Begun, and done by the platform.
  void Do(const v1::Amendment& amendment);

  DispatchOptions options_{.partitions = 4};
  Attempts attempts_{*db_, registry_, options_};
  Settling settling_{*db_, registry_, options_};
  Amendments amendments_{
      *db_, ids_, registry_, {[this] { ++pokes_; }, [this] { ++pokes_; }}};
  AmendmentDispatch dispatch_{*db_, registry_, options_};

 private:
  void SetPartition(int64_t partition, v1::PartitionEpoch& to) const;

  int64_t epoch_ = 0;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_AMENDMENT_WORLD_H_
