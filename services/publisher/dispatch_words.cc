#include "services/publisher/dispatch_words.h"

#include <algorithm>
#include <string>

#include "libs/base/timestamp.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;

// Limits of the contract's fields, in bytes and so never more characters.
constexpr size_t kMaxDetail = 1000;
constexpr size_t kMaxTraceId = 128;
constexpr size_t kMaxPermalink = 1000;
constexpr int kMaxFoundIds = 20;

// The address, "" for one that content would not take: part of an address is
// none, and one item that is refused for its form would fail its whole batch.
std::string Fitting(const std::string& permalink) {
  return permalink.size() <= kMaxPermalink ? permalink : std::string();
}

content::FinishAttemptsRequest::Kind ToProto(Verdict::Kind kind) {
  using Request = content::FinishAttemptsRequest;
  switch (kind) {
    case Verdict::Kind::kAccepted:
      return Request::ACCEPTED;
    case Verdict::Kind::kRefused:
      return Request::REFUSED;
    case Verdict::Kind::kNotSent:
      return Request::NOT_SENT;
    case Verdict::Kind::kThrottled:
    case Verdict::Kind::kTokenDead:
    case Verdict::Kind::kSpamBlocked:
      return Request::THROTTLED;
    case Verdict::Kind::kUnknown:
      break;
  }
  return Request::OUTCOME_UNKNOWN;
}

content::SettleAttemptsRequest::Sight ToProto(Sight::Kind kind) {
  using Request = content::SettleAttemptsRequest;
  switch (kind) {
    case Sight::Kind::kFound:
      return Request::FOUND;
    case Sight::Kind::kAbsent:
      return Request::ABSENT;
    case Sight::Kind::kUnreadable:
      break;
  }
  return Request::UNREADABLE;
}

// Whether asking again with the same words could help.
bool IsPassing(const google::rpc::Status& error) {
  switch (static_cast<absl::StatusCode>(error.code())) {
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kAborted:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string Cut(absl::string_view text, size_t limit) {
  if (text.size() > limit) {
    while (limit > 0 && (text[limit] & 0xc0) == 0x80) --limit;
    text = text.substr(0, limit);
  }
  return std::string(text);
}

void ToProto(
    const std::vector<queue::Holding>& held,
    google::protobuf::RepeatedPtrField<content::PartitionEpoch>* proto) {
  for (const queue::Holding& holding : held) {
    content::PartitionEpoch* one = proto->Add();
    one->set_partition(holding.partition);
    one->set_epoch(holding.epoch);
  }
}

LeasesAnswered ToEvent(const content::LeasePartitionsResponse& response,
                       absl::Duration sent) {
  LeasesAnswered event;
  event.ok = true;
  event.sent = sent;
  event.lease = base::DurationOf(response.lease());
  for (const content::PartitionEpoch& held : response.held()) {
    event.held.push_back({held.partition(), held.epoch()});
  }
  for (const auto& gate : response.closed_gates()) {
    LeasesAnswered::ClosedGate closed;
    closed.subject = gate.subject();
    if (gate.has_open_time()) closed.open = base::TimeOf(gate.open_time());
    event.closed_gates.push_back(std::move(closed));
  }
  for (const auto& post : response.first_posts()) {
    event.first_posts.push_back(
        {post.page(),
         post.permalink().empty() ? post.platform_post_id() : post.permalink(),
         base::TimeOf(post.begin_time())});
  }
  return event;
}

PublicationsLoaded::Item ToItem(
    const std::string& publication,
    const content::LoadPublicationsResponse::Result& result) {
  using Kind = PublicationsLoaded::Item::Kind;
  PublicationsLoaded::Item item;
  item.publication = publication;
  if (!result.has_publication()) {
    item.kind =
        IsPassing(result.error()) ? Kind::kUnavailable : Kind::kNotSendable;
    return item;
  }
  const content::Publication& loaded = result.publication();
  const bool sendable = loaded.state() == content::Publication::SCHEDULED &&
                        !loaded.cancel_wanted();
  item.kind = sendable ? Kind::kSendable : Kind::kNotSendable;
  item.page = loaded.page();
  item.sequence = loaded.sequence();
  item.attempt_count = loaded.attempt_count();
  item.due = base::TimeOf(loaded.due_time());
  item.not_before = base::TimeOf(loaded.not_before_time());
  item.text = loaded.rendition().text();
  item.link = loaded.rendition().link();
  for (const content::RenditionMedia& media : loaded.rendition().media()) {
    item.photos.push_back({media.media(), media.mime_type(), media.alt_text()});
  }
  return item;
}

BeginsAnswered::Item ToItem(
    const BeginAttempts::Item& asked,
    const content::BeginAttemptsResponse::Result& result) {
  using Kind = BeginsAnswered::Item::Kind;
  BeginsAnswered::Item item;
  item.publication = asked.publication;
  item.attempt = asked.attempt;
  if (!result.has_error()) {
    item.kind = Kind::kBegun;
    item.deadline = base::DurationOf(result.deadline());
    return item;
  }
  const std::string reason =
      status::ReasonOf(status::FromRpcStatus(result.error()));
  if (reason == "NOT_DUE") {
    item.kind = Kind::kNotDue;
  } else if (reason == "PAGE_HELD") {
    item.kind = Kind::kPageHeld;
  } else if (reason == "EPOCH_STALE") {
    item.kind = Kind::kEpochStale;
  } else {
    item.kind = IsPassing(result.error()) ? Kind::kUnavailable : Kind::kRefused;
  }
  return item;
}

UnsettledListed::Item ToItem(
    const content::ListUnsettledResponse::Unsettled& unsettled) {
  UnsettledListed::Item item;
  item.publication = unsettled.publication().name();
  item.page = unsettled.publication().page();
  item.attempt = unsettled.attempt();
  item.reading = unsettled.reading();
  item.sought.text = unsettled.publication().rendition().text();
  item.sought.link = unsettled.publication().rendition().link();
  item.sought.begun = base::TimeOf(unsettled.begin_time());
  item.sought.prepared_ids.assign(unsettled.prepared_ids().begin(),
                                  unsettled.prepared_ids().end());
  item.sought.bound_post_ids.assign(unsettled.bound_post_ids().begin(),
                                    unsettled.bound_post_ids().end());
  return item;
}

content::FinishAttemptsRequest::Outcome ToOutcome(
    const FinishAttempts::Item& item, const base::Clock& clock) {
  const Verdict& verdict = item.verdict;
  content::FinishAttemptsRequest::Outcome outcome;
  outcome.set_publication(item.publication);
  outcome.set_attempt(item.attempt);
  outcome.set_kind(ToProto(verdict.kind));
  outcome.set_platform_post_id(verdict.post_id);
  outcome.set_permalink(Fitting(verdict.permalink));
  if (item.retry_after > absl::ZeroDuration()) {
    *outcome.mutable_retry_after() = base::ProtoDurationOf(item.retry_after);
  }
  outcome.set_http_status(verdict.http_status);
  outcome.set_platform_code(static_cast<int32_t>(verdict.code));
  outcome.set_platform_subcode(static_cast<int32_t>(verdict.subcode));
  outcome.set_platform_trace_id(Cut(verdict.trace_id, kMaxTraceId));
  outcome.set_detail(Cut(verdict.detail, kMaxDetail));
  if (verdict.first_byte.has_value()) {
    *outcome.mutable_send_time() = base::TimestampOf(
        clock.Now() - (clock.SinceBoot() - *verdict.first_byte));
  }
  return outcome;
}

content::SettleAttemptsRequest::Reading ToReading(
    const SettleAttempts::Item& item) {
  content::SettleAttemptsRequest::Reading reading;
  reading.set_publication(item.publication);
  reading.mutable_partition()->set_partition(item.partition.partition);
  reading.mutable_partition()->set_epoch(item.partition.epoch);
  reading.set_attempt(item.attempt);
  reading.set_reading(item.reading);
  reading.set_sight(ToProto(item.sight.kind));
  for (const std::string& id : item.sight.post_ids) {
    if (reading.platform_post_ids_size() == kMaxFoundIds) break;
    reading.add_platform_post_ids(id);
  }
  reading.set_permalink(Fitting(item.sight.permalink));
  reading.set_evidence(Cut(item.sight.evidence, kMaxDetail));
  return reading;
}

}  // namespace loa::publisher
