#ifndef LOA_SERVICES_CONTENT_TESTING_DISPATCH_WORLD_H_
#define LOA_SERVICES_CONTENT_TESTING_DISPATCH_WORLD_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/rpc/request_context.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "services/content/dispatch/attempts.h"
#include "services/content/dispatch/partitions.h"
#include "services/content/dispatch/settling.h"
#include "services/content/migrations.h"
#include "services/content/publications/publication.h"
#include "services/content/testing/fake_registry.h"

namespace loa::content {

// A store with one leased partition and publications in it: what the tests of
// dispatch begin with. Units: units/tinh > units/huyen > units/xa.
class DispatchWorld : public ::testing::TestWithParam<sql::Engine> {
 protected:
  static constexpr absl::string_view kOwner = "owner-1";

  DispatchWorld();

  rpc::RequestContext Context(
      absl::string_view principal = "principals/publisher") const;
  // A publication of an approved post, due `after` from now.
  std::string Schedule(absl::string_view name, absl::string_view page,
                       absl::Duration after = absl::ZeroDuration());
  Publication Get(absl::string_view name);
  std::vector<std::string> Timeline(absl::string_view name);
  void Approve(absl::string_view post, bool approved = true);
  void LeaseAll(absl::string_view owner);

  v1::BeginAttemptsRequest BeginRequest(const std::vector<std::string>& names,
                                        int attempt = 1,
                                        absl::string_view owner = kOwner);
  // The reason why not, or "" when it began.
  std::string Begin(absl::string_view name, int attempt = 1,
                    absl::string_view owner = kOwner);
  // The state after it, or the reason why not.
  std::string Finish(absl::string_view name,
                     v1::FinishAttemptsRequest::Kind kind, int attempt = 1,
                     absl::string_view post_id = "");
  std::string Settle(absl::string_view name,
                     v1::SettleAttemptsRequest::Sight sight, int attempt = 1,
                     const std::vector<std::string>& post_ids = {});
  // The same, of the reading that `number` says and not the next one.
  std::string SettleReading(absl::string_view name,
                            v1::SettleAttemptsRequest::Sight sight, int attempt,
                            const std::vector<std::string>& post_ids,
                            int number);
  // Begun, its worker died, and the deadline is over.
  void MakeUnknown(absl::string_view name, int attempt = 1);

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeClock clock_;
  FakeRegistry registry_;
  DispatchOptions options_{.partitions = 1};
  Attempts attempts_{*db_, registry_, options_};
  Settling settling_{*db_, registry_, options_};
  int64_t epoch_ = 0;
  int64_t sequence_ = 0;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_DISPATCH_WORLD_H_
