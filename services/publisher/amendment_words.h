#ifndef LOA_SERVICES_PUBLISHER_AMENDMENT_WORDS_H_
#define LOA_SERVICES_PUBLISHER_AMENDMENT_WORDS_H_

#include "libs/base/clock.h"
#include "loa/content/v1/amendment_dispatch_service.pb.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"

// The words of dispatch_words.h for edits and deletions.
namespace loa::publisher {

AmendmentsListed::Item ToItem(
    const content::v1::ListDueAmendmentsResponse::Due& due);
content::v1::BeginAmendmentsRequest::Attempt ToAttempt(
    const BeginAmendments::Item& item);
content::v1::FinishAmendmentsRequest::Outcome ToOutcome(
    const FinishAmendments::Item& item, const base::Clock& clock);
content::v1::SettleAmendmentsRequest::Reading ToReading(
    const SettleAmendments::Item& item);

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_AMENDMENT_WORDS_H_
