#ifndef LOA_SERVICES_PUBLISHER_MEDIA_GATEWAY_H_
#define LOA_SERVICES_PUBLISHER_MEDIA_GATEWAY_H_

#include <grpcpp/channel.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/mutex.h"
#include "libs/rpc/client_call.h"

namespace loa::publisher {

// The bytes of photos, from content's MediaTransferService.  A cascade shows
// one photo on many pages: the last few are kept, which is safe since a photo
// is named by its bytes.  Blocking; thread-safe.
class MediaGateway {
 public:
  using Bytes = std::shared_ptr<const std::string>;

  // `tokens` may be null (tests) and outlives it.
  MediaGateway(std::shared_ptr<grpc::Channel> content,
               rpc::TokenSource* tokens);
  ~MediaGateway();

  // Of "media/{media}".  Errors are those of FetchMedia.
  absl::StatusOr<Bytes> BytesOf(const std::string& media);

 private:
  struct Stub;
  absl::StatusOr<std::string> Fetch(const std::string& media);
  Bytes Kept(const std::string& media);

  const std::unique_ptr<Stub> stub_;
  rpc::TokenSource* const tokens_;
  base::Mutex mutex_;
  std::deque<std::pair<std::string, Bytes>> kept_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_MEDIA_GATEWAY_H_
