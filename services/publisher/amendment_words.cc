#include "services/publisher/amendment_words.h"

#include "services/publisher/dispatch_words.h"

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;

// Limits of the contract's fields, in bytes and so never more characters.
constexpr size_t kMaxEvidence = 1000;
constexpr size_t kMaxText = 70'000;

void SetPartition(const queue::Holding& from, content::PartitionEpoch* to) {
  to->set_partition(from.partition);
  to->set_epoch(from.epoch);
}

content::SettleAmendmentsRequest::Sight ToProto(PostSight::Kind kind) {
  using Request = content::SettleAmendmentsRequest;
  switch (kind) {
    case PostSight::Kind::kShown:
      return Request::SHOWN;
    case PostSight::Kind::kGone:
      return Request::GONE;
    case PostSight::Kind::kUnreadable:
      break;
  }
  return Request::UNREADABLE;
}

}  // namespace

AmendmentsListed::Item ToItem(
    const content::ListDueAmendmentsResponse::Due& due) {
  const content::Amendment& amendment = due.amendment();
  AmendmentsListed::Item item;
  item.amendment = amendment.name();
  item.publication = amendment.publication();
  item.page = amendment.page();
  item.kind = amendment.kind() == content::Amendment::EDIT
                  ? AmendmentKind::kEdit
                  : AmendmentKind::kDelete;
  item.post_id = due.platform_post_id();
  item.text = amendment.text();
  item.read = amendment.state() == content::Amendment::UNKNOWN;
  item.attempt = amendment.attempt_count() + (item.read ? 0 : 1);
  return item;
}

content::BeginAmendmentsRequest::Attempt ToAttempt(
    const BeginAmendments::Item& item) {
  content::BeginAmendmentsRequest::Attempt attempt;
  attempt.set_amendment(item.amendment);
  attempt.set_publication(item.publication);
  SetPartition(item.partition, attempt.mutable_partition());
  attempt.set_attempt(item.attempt);
  return attempt;
}

content::FinishAmendmentsRequest::Outcome ToOutcome(
    const FinishAmendments::Item& item, const base::Clock& clock) {
  content::FinishAmendmentsRequest::Outcome outcome;
  outcome.set_amendment(item.amendment);
  *outcome.mutable_outcome() =
      ToOutcome(FinishAttempts::Item{item.publication, item.attempt,
                                     item.verdict, item.retry_after},
                clock);
  return outcome;
}

content::SettleAmendmentsRequest::Reading ToReading(
    const SettleAmendments::Item& item) {
  content::SettleAmendmentsRequest::Reading reading;
  reading.set_amendment(item.amendment);
  reading.set_publication(item.publication);
  SetPartition(item.partition, reading.mutable_partition());
  reading.set_attempt(item.attempt);
  reading.set_sight(ToProto(item.sight.kind));
  reading.set_text(Cut(item.sight.text, kMaxText));
  reading.set_evidence(Cut(item.sight.evidence, kMaxEvidence));
  return reading;
}

}  // namespace loa::publisher
