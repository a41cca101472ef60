#ifndef LOA_SERVICES_CONTENT_MEDIA_MEDIA_H_
#define LOA_SERVICES_CONTENT_MEDIA_MEDIA_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/base/mutex.h"
#include "libs/blob/blob_store.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/media_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/media/upload.h"

namespace loa::content {

// The use cases of MediaService and MediaTransferService; errors as their
// contract says, DEPENDENCY_UNAVAILABLE until the register was read once and
// while the store does not answer. The bytes are stored before their row is
// there, and removed after it is gone; both under one lock, so that a row has
// its bytes. Thread-safe.
class Media {
 public:
  // All outlive it.
  Media(sql::Database& database, const Registry& registry,
        blob::BlobStore& blobs)
      : database_(database), registry_(registry), blobs_(blobs) {}

  absl::StatusOr<v1::Media> UploadMedia(
      const rpc::RequestContext& context,
      const std::vector<v1::UploadMediaRequest>& messages);
  absl::StatusOr<v1::Media> GetMedia(const rpc::RequestContext& context,
                                     const v1::GetMediaRequest& request);
  absl::StatusOr<v1::ListMediaResponse> ListMedia(
      const rpc::RequestContext& context, const v1::ListMediaRequest& request);
  absl::StatusOr<std::vector<v1::DownloadMediaResponse>> DownloadMedia(
      const rpc::RequestContext& context,
      const v1::DownloadMediaRequest& request);
  absl::StatusOr<v1::Media> UpdateMedia(const rpc::RequestContext& context,
                                        const v1::UpdateMediaRequest& request);
  absl::StatusOr<v1::DeleteMediaResponse> DeleteMedia(
      const rpc::RequestContext& context,
      const v1::DeleteMediaRequest& request);
  absl::StatusOr<std::vector<v1::FetchMediaResponse>> FetchMedia(
      const rpc::RequestContext& context, const v1::FetchMediaRequest& request);

 private:
  absl::StatusOr<v1::Media> Keep(const rpc::RequestContext& context,
                                 const Upload& upload, const std::string& unit);
  // MEDIA_NOT_FOUND.
  absl::StatusOr<std::string> UnitOf(absl::string_view name);
  // MEDIA_LOST.
  absl::StatusOr<std::string> BytesOf(absl::string_view name);
  absl::Status RemoveBytes(absl::string_view name);

  sql::Database& database_;
  const Registry& registry_;
  blob::BlobStore& blobs_;
  // Decoding takes up to 200 MB for the largest pictures: one at a time.
  base::Mutex decoding_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_MEDIA_H_
