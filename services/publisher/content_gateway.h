#ifndef LOA_SERVICES_PUBLISHER_CONTENT_GATEWAY_H_
#define LOA_SERVICES_PUBLISHER_CONTENT_GATEWAY_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/rpc/client_call.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"

namespace loa::publisher {

// Content's dispatch services in the core's words: each call makes an action's
// RPC once and gives the event that answers it.  An RPC that fails is an event
// whose items are all unanswered; the core decides whether to ask again.
// Blocking; thread-safe.
class ContentGateway {
 public:
  struct Options {
    std::string owner;                          // random, one life of a process
    int partitions = 64;                        // as content counts
    int want = 64;                              // to hold at once
    absl::Duration timeout = absl::Seconds(5);  // of one RPC
  };

  // `tokens` may be null (tests).  `clock` and `tokens` outlive it.
  ContentGateway(Options options, std::shared_ptr<grpc::Channel> channel,
                 rpc::TokenSource* tokens, const base::Clock& clock);
  ~ContentGateway();

  LeasesAnswered Do(const RenewLeases& action);
  absl::Status Do(const ReleaseLeases& action);
  PublicationsLoaded Do(const LoadPublications& action);
  BeginsAnswered Do(const BeginAttempts& action);
  FinishesAnswered Do(const FinishAttempts& action);
  UnsettledListed Do(const ListUnsettled& action);
  SettlesAnswered Do(const SettleAttempts& action);
  GatesReported Do(const ReportGates& action);
  AmendmentsListed Do(const ListAmendments& action);
  AmendmentsBegun Do(const BeginAmendments& action);
  AmendmentsTold Do(const FinishAmendments& action);
  AmendmentsTold Do(const SettleAmendments& action);
  SweepsListed Do(const ListSweeps& action);
  // In parts, the oldest posts first; what was told stays told when one fails.
  OutsideRecorded Do(const RecordOutside& action);

 private:
  struct Stub;
  rpc::CallOptions Call() const;

  const Options options_;
  const std::unique_ptr<Stub> stub_;
  rpc::TokenSource* const tokens_;
  const base::Clock& clock_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CONTENT_GATEWAY_H_
