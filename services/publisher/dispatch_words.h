#ifndef LOA_SERVICES_PUBLISHER_DISPATCH_WORDS_H_
#define LOA_SERVICES_PUBLISHER_DISPATCH_WORDS_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/queue/owner.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"

// The core's types and the contract's messages, both ways.  No gRPC in it.
namespace loa::publisher {

// The first `limit` bytes of `text`, without half a character at the end.
std::string Cut(absl::string_view text, size_t limit);

void ToProto(
    const std::vector<queue::Holding>& held,
    google::protobuf::RepeatedPtrField<content::v1::PartitionEpoch>* proto);

LeasesAnswered ToEvent(const content::v1::LeasePartitionsResponse& response,
                       absl::Duration sent);
PublicationsLoaded::Item ToItem(
    const std::string& publication,
    const content::v1::LoadPublicationsResponse::Result& result);
BeginsAnswered::Item ToItem(
    const BeginAttempts::Item& asked,
    const content::v1::BeginAttemptsResponse::Result& result);
UnsettledListed::Item ToItem(
    const content::v1::ListUnsettledResponse::Unsettled& unsettled);

// `clock` turns the boot time of the first byte into a wall time.
content::v1::FinishAttemptsRequest::Outcome ToOutcome(
    const FinishAttempts::Item& item, const base::Clock& clock);
content::v1::SettleAttemptsRequest::Reading ToReading(
    const SettleAttempts::Item& item);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_DISPATCH_WORDS_H_
