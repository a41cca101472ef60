#include "services/metrics/digest/work_gateway.h"

#include <functional>
#include <utility>

#include "libs/status/status_macros.h"
#include "loa/work/v1/work_service.grpc.pb.h"

namespace loa::metrics {
namespace {

using work::v1::ListAllWorkRequest;
using work::v1::ListAllWorkResponse;
using work::v1::WorkItem;
using work::v1::WorkService;

constexpr int kPageSize = 500;

using ListPage = std::function<absl::StatusOr<ListAllWorkResponse>(
    const ListAllWorkRequest& request)>;

// Adds every page that `list` gives.
absl::Status AddAll(const ListPage& list, std::vector<WorkItem>& items) {
  ListAllWorkRequest request;
  request.set_page_size(kPageSize);
  do {
    ASSIGN_OR_RETURN(ListAllWorkResponse page, list(request));
    for (WorkItem& item : *page.mutable_items()) {
      items.push_back(std::move(item));
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> AllWork(
    const std::vector<WorkPeer>& peers, rpc::TokenSource* tokens,
    work::WorkList& own, absl::Time now) {
  std::vector<WorkItem> items;
  for (const WorkPeer& peer : peers) {
    const auto stub = WorkService::NewStub(peer.channel);
    rpc::CallOptions options;
    options.tokens = tokens;
    options.peer = peer.name;
    RETURN_IF_ERROR(AddAll(
        [&](const ListAllWorkRequest& request) {
          return rpc::CallUnary(*stub, &WorkService::Stub::ListAllWork, request,
                                options);
        },
        items));
  }
  rpc::RequestContext context;
  context.now = now;
  RETURN_IF_ERROR(AddAll(
      [&](const ListAllWorkRequest& request) {
        return own.ListAllWork(context, request);
      },
      items));
  return items;
}

}  // namespace loa::metrics
