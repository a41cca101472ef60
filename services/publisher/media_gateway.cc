#include "services/publisher/media_gateway.h"

#include "libs/status/grpc_status.h"
#include "libs/status/status_macros.h"
#include "loa/content/v1/media_service.grpc.pb.h"

namespace loa::publisher {
namespace {

using content::v1::FetchMediaRequest;
using content::v1::FetchMediaResponse;
using content::v1::MediaTransferService;

// Of 4 MB each at most.
constexpr size_t kKeptPhotos = 16;
constexpr absl::Duration kTimeout = absl::Seconds(20);
constexpr absl::string_view kPeer = "content";

}  // namespace

struct MediaGateway::Stub {
  std::unique_ptr<MediaTransferService::Stub> media;
};

MediaGateway::MediaGateway(std::shared_ptr<grpc::Channel> content,
                           rpc::TokenSource* tokens)
    : stub_(new Stub{MediaTransferService::NewStub(std::move(content))}),
      tokens_(tokens) {}

MediaGateway::~MediaGateway() = default;

absl::StatusOr<MediaGateway::Bytes> MediaGateway::BytesOf(
    const std::string& media) {
  if (Bytes kept = Kept(media); kept != nullptr) return kept;
  ASSIGN_OR_RETURN(std::string fetched, Fetch(media));
  Bytes bytes = std::make_shared<const std::string>(std::move(fetched));
  base::MutexLock lock(mutex_);
  kept_.emplace_back(media, bytes);
  if (kept_.size() > kKeptPhotos) kept_.pop_front();
  return bytes;
}

MediaGateway::Bytes MediaGateway::Kept(const std::string& media) {
  base::MutexLock lock(mutex_);
  for (const auto& [name, bytes] : kept_) {
    if (name == media) return bytes;
  }
  return nullptr;
}

absl::StatusOr<std::string> MediaGateway::Fetch(const std::string& media) {
  rpc::CallOptions options;
  options.timeout = kTimeout;
  options.tokens = tokens_;
  grpc::ClientContext context;
  RETURN_IF_ERROR(rpc::PrepareCall(options, context));
  FetchMediaRequest request;
  request.set_name(media);
  const auto stream = stub_->media->FetchMedia(&context, request);
  std::string bytes;
  FetchMediaResponse response;
  while (stream->Read(&response)) bytes += response.chunk();
  const absl::Status status = status::FromGrpc(stream->Finish());
  if (!status.ok()) return rpc::FromPeer(status, kPeer);
  return bytes;
}

}  // namespace loa::publisher
