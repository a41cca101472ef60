#include "services/content/dispatch/leases.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "libs/audit/log.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/content/dispatch/batches.h"
#include "services/content/errors.h"
#include "services/content/publications/first_posts.h"
#include "services/content/publications/gate_keeping.h"
#include "services/content/publications/gates.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

// More than these are asked for one by one, by BeginAttempts.
constexpr int kMaxGates = 1000;
// The others come with the next renewal.
constexpr int kMaxFirstPosts = 500;

std::vector<HeldPartition> HeldOf(
    const google::protobuf::RepeatedPtrField<v1::PartitionEpoch>& from) {
  std::vector<HeldPartition> held;
  for (const v1::PartitionEpoch& one : from) {
    held.push_back({one.partition(), one.epoch()});
  }
  return held;
}

}  // namespace

absl::Status Leases::Tell(sql::Tx& tx, const std::vector<HeldPartition>& held,
                          absl::Time now,
                          v1::LeasePartitionsResponse& response) const {
  std::vector<int64_t> numbers;
  std::vector<bool> holds(options_.partitions, false);
  for (const HeldPartition& one : held) {
    v1::PartitionEpoch& to = *response.add_held();
    to.set_partition(static_cast<int32_t>(one.number));
    to.set_epoch(one.epoch);
    holds[one.number] = true;
    numbers.push_back(one.number);
  }
  ASSIGN_OR_RETURN(const std::vector<ClosedGate> gates,
                   ListClosedGates(tx, now, "", kMaxGates));
  for (const ClosedGate& gate : gates) {
    if (absl::StartsWith(gate.subject, "pages/") &&
        !holds[PartitionOfPage(gate.subject, options_.partitions)]) {
      continue;
    }
    auto& to = *response.add_closed_gates();
    to.set_subject(gate.subject);
    if (gate.open_at)
      *to.mutable_open_time() = base::TimestampOf(*gate.open_at);
  }
  ASSIGN_OR_RETURN(const std::vector<FirstPost> posts,
                   ListUnrecordedFirstPosts(tx, numbers, kMaxFirstPosts));
  for (const FirstPost& post : posts) {
    auto& to = *response.add_first_posts();
    to.set_page(post.page);
    to.set_platform_post_id(post.platform_post_id);
    to.set_permalink(post.permalink);
    *to.mutable_begin_time() = base::TimestampOf(post.begun_at);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::LeasePartitionsResponse> Leases::LeasePartitions(
    const rpc::RequestContext& context,
    const v1::LeasePartitionsRequest& request) {
  if (request.partition_count() != options_.partitions) {
    return PartitionCountMismatch(request.partition_count(),
                                  options_.partitions);
  }
  v1::LeasePartitionsResponse response;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    for (const std::string& page : request.recorded_first_posts()) {
      RETURN_IF_ERROR(NoteRecorded(tx, page));
    }
    ASSIGN_OR_RETURN(Leased leased, Lease(tx, request.owner(), request.want(),
                                          context.now, options_.lease));
    if (options_.no_compare_and_set) {
      ASSIGN_OR_RETURN(leased.held, HeldByAnyone(tx, context.now));
    }
    RETURN_IF_ERROR(Tell(tx, leased.held, context.now, response));
    if (!leased.changed_hands) return absl::OkStatus();
    return audit::Append(tx, context, {.resource = "partitions"}, request);
  }));
  *response.mutable_lease() = base::ProtoDurationOf(options_.lease);
  return response;
}

absl::StatusOr<v1::ReleasePartitionsResponse> Leases::ReleasePartitions(
    const rpc::RequestContext& context,
    const v1::ReleasePartitionsRequest& request) {
  return audit::Mutate<v1::ReleasePartitionsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::ReleasePartitionsResponse> {
        subject.resource = "partitions";
        RETURN_IF_ERROR(Release(tx, request.owner(), HeldOf(request.held())));
        return v1::ReleasePartitionsResponse();
      });
}

absl::StatusOr<v1::LoadPublicationsResponse> Leases::LoadPublications(
    const rpc::RequestContext& context,
    const v1::LoadPublicationsRequest& request) {
  v1::LoadPublicationsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    for (const std::string& name : request.names()) {
      auto& result = *response.add_results();
      const absl::StatusOr<Publication> p = FindPublication(tx, name);
      if (p.ok()) {
        *result.mutable_publication() = ToProto(*p);
      } else if (AnswersOneItem(p.status())) {
        *result.mutable_error() = status::ToRpcStatus(p.status());
      } else {
        return p.status();
      }
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content
