#include "services/publisher/content_gateway.h"

#include <utility>

#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "loa/content/v1/amendment_dispatch_service.grpc.pb.h"
#include "loa/content/v1/dispatch_service.grpc.pb.h"
#include "loa/content/v1/sweep_service.grpc.pb.h"
#include "services/publisher/amendment_words.h"
#include "services/publisher/dispatch_words.h"
#include "services/publisher/sweep_words.h"

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;
using content::AmendmentDispatchService;
using content::DispatchService;
using content::SweepService;

// At most so many are read back, or amended, at a time.
constexpr int kUnsettledLimit = 100;
constexpr int kAmendmentLimit = 100;
constexpr int kSweepLimit = 100;

void LogFailure(absl::string_view method, const absl::Status& status) {
  base::Log(base::Severity::kWarning, "content does not answer",
            {{"method", method}, {"status", status.ToString()}});
}

void LogRefusal(absl::string_view publication,
                const content::BeginAttemptsResponse::Result& result) {
  if (!result.has_error()) return;
  base::Log(
      base::Severity::kInfo, "content did not begin an attempt",
      {{"publication", publication}, {"error", result.error().message()}});
}

// The ends of a batch whose RPC failed: none was answered.
template <typename Items>
std::vector<Recorded> Unanswered(const Items& items) {
  std::vector<Recorded> recorded;
  for (const auto& item : items) {
    recorded.push_back({item.publication, item.attempt, false});
  }
  return recorded;
}

// Whatever content says of an item is its answer, except that it could not.
template <typename Result>
bool IsAnswer(const Result& result) {
  if (!result.has_error()) return true;
  const auto code = static_cast<absl::StatusCode>(result.error().code());
  return code != absl::StatusCode::kUnavailable &&
         code != absl::StatusCode::kInternal &&
         code != absl::StatusCode::kDeadlineExceeded;
}

template <typename Items, typename Response>
std::vector<Recorded> ToRecorded(const Items& items, const Response& response) {
  std::vector<Recorded> recorded = Unanswered(items);
  const int count = std::min<int>(recorded.size(), response.results_size());
  for (int i = 0; i < count; ++i) {
    recorded[i].answered = IsAnswer(response.results(i));
    if (!response.results(i).has_error()) continue;
    base::Log(base::Severity::kWarning, "content refused an attempt's end",
              {{"publication", items[i].publication},
               {"error", response.results(i).error().message()}});
  }
  return recorded;
}

// `response`: null when the RPC failed, and none was answered.
template <typename Items, typename Response>
AmendmentsTold ToTold(const Items& items, const Response* response) {
  AmendmentsTold told;
  for (size_t i = 0; i < items.size(); ++i) {
    AmendmentsTold::Item& item = told.items.emplace_back();
    item.amendment = items[i].amendment;
    if (response == nullptr ||
        static_cast<int>(i) >= response->results_size()) {
      continue;
    }
    const auto& result = response->results(static_cast<int>(i));
    item.answered = IsAnswer(result);
    if (!result.has_error()) continue;
    base::Log(
        base::Severity::kWarning, "content refused an amendment's end",
        {{"amendment", item.amendment}, {"error", result.error().message()}});
  }
  return told;
}

}  // namespace

struct ContentGateway::Stub {
  std::unique_ptr<DispatchService::Stub> dispatch;
  std::unique_ptr<AmendmentDispatchService::Stub> amendments;
  std::unique_ptr<SweepService::Stub> sweeps;
};

ContentGateway::ContentGateway(Options options,
                               std::shared_ptr<grpc::Channel> channel,
                               rpc::TokenSource* tokens,
                               const base::Clock& clock)
    : options_(std::move(options)),
      stub_(new Stub{DispatchService::NewStub(channel),
                     AmendmentDispatchService::NewStub(channel),
                     SweepService::NewStub(channel)}),
      tokens_(tokens),
      clock_(clock) {}

ContentGateway::~ContentGateway() = default;

rpc::CallOptions ContentGateway::Call() const {
  rpc::CallOptions options;
  options.peer = "content";
  options.timeout = options_.timeout;
  options.tokens = tokens_;
  return options;
}

LeasesAnswered ContentGateway::Do(const RenewLeases& action) {
  content::LeasePartitionsRequest request;
  request.set_owner(options_.owner);
  request.set_partition_count(options_.partitions);
  request.set_want(action.take_more ? options_.want
                                    : static_cast<int>(action.held.size()));
  request.mutable_recorded_first_posts()->Assign(action.recorded.begin(),
                                                 action.recorded.end());
  const absl::Duration sent = clock_.SinceBoot();
  const auto response =
      rpc::CallUnary(*stub_->dispatch, &DispatchService::Stub::LeasePartitions,
                     request, Call());
  if (response.ok()) return ToEvent(*response, sent);
  LogFailure("LeasePartitions", response.status());
  return LeasesAnswered();
}

absl::Status ContentGateway::Do(const ReleaseLeases& action) {
  content::ReleasePartitionsRequest request;
  request.set_owner(options_.owner);
  ToProto(action.held, request.mutable_held());
  return rpc::CallUnary(*stub_->dispatch,
                        &DispatchService::Stub::ReleasePartitions, request,
                        Call())
      .status();
}

PublicationsLoaded ContentGateway::Do(const LoadPublications& action) {
  content::LoadPublicationsRequest request;
  for (const std::string& name : action.publications) request.add_names(name);
  const auto response =
      rpc::CallUnary(*stub_->dispatch, &DispatchService::Stub::LoadPublications,
                     request, Call());
  if (!response.ok()) LogFailure("LoadPublications", response.status());
  PublicationsLoaded event;
  for (size_t i = 0; i < action.publications.size(); ++i) {
    if (response.ok() && static_cast<int>(i) < response->results_size()) {
      event.items.push_back(
          ToItem(action.publications[i], response->results(i)));
    } else {
      event.items.emplace_back().publication = action.publications[i];
    }
  }
  return event;
}

BeginsAnswered ContentGateway::Do(const BeginAttempts& action) {
  content::BeginAttemptsRequest request;
  request.set_owner(options_.owner);
  for (const BeginAttempts::Item& item : action.items) {
    auto* attempt = request.add_attempts();
    attempt->set_publication(item.publication);
    attempt->mutable_partition()->set_partition(item.partition.partition);
    attempt->mutable_partition()->set_epoch(item.partition.epoch);
    attempt->set_attempt(item.attempt);
    attempt->mutable_prepared_ids()->Assign(item.prepared_ids.begin(),
                                            item.prepared_ids.end());
  }
  const auto response = rpc::CallUnary(
      *stub_->dispatch, &DispatchService::Stub::BeginAttempts, request, Call());
  if (!response.ok()) LogFailure("BeginAttempts", response.status());
  BeginsAnswered event;
  for (size_t i = 0; i < action.items.size(); ++i) {
    if (response.ok() && static_cast<int>(i) < response->results_size()) {
      event.items.push_back(ToItem(action.items[i], response->results(i)));
      LogRefusal(action.items[i].publication, response->results(i));
    } else {
      BeginsAnswered::Item& item = event.items.emplace_back();
      item.publication = action.items[i].publication;
      item.attempt = action.items[i].attempt;
    }
  }
  return event;
}

FinishesAnswered ContentGateway::Do(const FinishAttempts& action) {
  content::FinishAttemptsRequest request;
  request.set_owner(options_.owner);
  for (const FinishAttempts::Item& item : action.items) {
    *request.add_outcomes() = ToOutcome(item, clock_);
  }
  const auto response =
      rpc::CallUnary(*stub_->dispatch, &DispatchService::Stub::FinishAttempts,
                     request, Call());
  if (response.ok()) return {ToRecorded(action.items, *response)};
  LogFailure("FinishAttempts", response.status());
  return {Unanswered(action.items)};
}

UnsettledListed ContentGateway::Do(const ListUnsettled& action) {
  content::ListUnsettledRequest request;
  request.set_owner(options_.owner);
  request.set_limit(kUnsettledLimit);
  ToProto(action.held, request.mutable_held());
  const auto response = rpc::CallUnary(
      *stub_->dispatch, &DispatchService::Stub::ListUnsettled, request, Call());
  UnsettledListed event;
  event.ok = response.ok();
  if (!event.ok) {
    LogFailure("ListUnsettled", response.status());
    return event;
  }
  for (const auto& unsettled : response->unsettled()) {
    event.items.push_back(ToItem(unsettled));
  }
  return event;
}

SettlesAnswered ContentGateway::Do(const SettleAttempts& action) {
  content::SettleAttemptsRequest request;
  request.set_owner(options_.owner);
  for (const SettleAttempts::Item& item : action.items) {
    *request.add_readings() = ToReading(item);
  }
  const auto response =
      rpc::CallUnary(*stub_->dispatch, &DispatchService::Stub::SettleAttempts,
                     request, Call());
  if (response.ok()) return {ToRecorded(action.items, *response)};
  LogFailure("SettleAttempts", response.status());
  return {Unanswered(action.items)};
}

GatesReported ContentGateway::Do(const ReportGates& action) {
  content::ReportGatesRequest request;
  for (const GateClosure& closure : action.closures) {
    auto* closed = request.add_closures();
    closed->set_subject(closure.subject);
    closed->set_cause(closure.cause);
    if (closure.duration.has_value()) {
      *closed->mutable_duration() = base::ProtoDurationOf(*closure.duration);
    }
  }
  const auto response = rpc::CallUnary(
      *stub_->dispatch, &DispatchService::Stub::ReportGates, request, Call());
  if (!response.ok()) LogFailure("ReportGates", response.status());
  return {response.ok(), action.closures};
}

AmendmentsListed ContentGateway::Do(const ListAmendments& action) {
  content::ListDueAmendmentsRequest request;
  request.set_owner(options_.owner);
  request.set_limit(kAmendmentLimit);
  ToProto(action.held, request.mutable_held());
  const auto response = rpc::CallUnary(
      *stub_->amendments, &AmendmentDispatchService::Stub::ListDueAmendments,
      request, Call());
  AmendmentsListed event;
  event.ok = response.ok();
  if (!event.ok) {
    LogFailure("ListDueAmendments", response.status());
    return event;
  }
  for (const auto& due : response->due()) event.items.push_back(ToItem(due));
  return event;
}

AmendmentsBegun ContentGateway::Do(const BeginAmendments& action) {
  content::BeginAmendmentsRequest request;
  request.set_owner(options_.owner);
  for (const BeginAmendments::Item& item : action.items) {
    *request.add_attempts() = ToAttempt(item);
  }
  const auto response = rpc::CallUnary(
      *stub_->amendments, &AmendmentDispatchService::Stub::BeginAmendments,
      request, Call());
  if (!response.ok()) LogFailure("BeginAmendments", response.status());
  AmendmentsBegun event;
  for (size_t i = 0; i < action.items.size(); ++i) {
    AmendmentsBegun::Item& item = event.items.emplace_back();
    item.amendment = action.items[i].amendment;
    item.attempt = action.items[i].attempt;
    if (!response.ok() || static_cast<int>(i) >= response->results_size()) {
      continue;
    }
    const auto& result = response->results(static_cast<int>(i));
    item.begun = !result.has_error();
    item.deadline = base::DurationOf(result.deadline());
  }
  return event;
}

AmendmentsTold ContentGateway::Do(const FinishAmendments& action) {
  content::FinishAmendmentsRequest request;
  request.set_owner(options_.owner);
  for (const FinishAmendments::Item& item : action.items) {
    *request.add_outcomes() = ToOutcome(item, clock_);
  }
  const auto response = rpc::CallUnary(
      *stub_->amendments, &AmendmentDispatchService::Stub::FinishAmendments,
      request, Call());
  if (!response.ok()) LogFailure("FinishAmendments", response.status());
  return ToTold(action.items, response.ok() ? &*response : nullptr);
}

AmendmentsTold ContentGateway::Do(const SettleAmendments& action) {
  content::SettleAmendmentsRequest request;
  request.set_owner(options_.owner);
  for (const SettleAmendments::Item& item : action.items) {
    *request.add_readings() = ToReading(item);
  }
  const auto response = rpc::CallUnary(
      *stub_->amendments, &AmendmentDispatchService::Stub::SettleAmendments,
      request, Call());
  if (!response.ok()) LogFailure("SettleAmendments", response.status());
  AmendmentsTold told =
      ToTold(action.items, response.ok() ? &*response : nullptr);
  told.settles = true;
  return told;
}

SweepsListed ContentGateway::Do(const ListSweeps& action) {
  content::ListDueSweepsRequest request;
  request.set_owner(options_.owner);
  request.set_limit(kSweepLimit);
  ToProto(action.held, request.mutable_held());
  const auto response = rpc::CallUnary(
      *stub_->sweeps, &SweepService::Stub::ListDueSweeps, request, Call());
  if (response.ok()) return ToEvent(*response);
  LogFailure("ListDueSweeps", response.status());
  return SweepsListed();
}

OutsideRecorded ContentGateway::Do(const RecordOutside& action) {
  for (content::RecordOutsidePostsRequest& request : ToRequests(action)) {
    request.set_owner(options_.owner);
    const auto response =
        rpc::CallUnary(*stub_->sweeps, &SweepService::Stub::RecordOutsidePosts,
                       request, Call());
    if (response.ok()) continue;
    LogFailure("RecordOutsidePosts", response.status());
    break;
  }
  return {action.page};
}

}  // namespace loa::publisher
