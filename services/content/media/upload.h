#ifndef LOA_SERVICES_CONTENT_MEDIA_UPLOAD_H_
#define LOA_SERVICES_CONTENT_MEDIA_UPLOAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "loa/content/v1/media_service.pb.h"
#include "services/content/media/picture.h"

namespace loa::content {

// An upload that holds what its header says.
struct Upload {
  v1::UploadMediaRequest::Header header;
  Picture picture;
  std::string sha256;  // of the picture's bytes, hex
};

// Puts the messages of an upload together and reads the picture in them.
// Errors: MEDIA_UPLOAD_MALFORMED, MEDIA_TYPE_MISMATCH, MEDIA_HASH_MISMATCH and
// those of ReadPicture().
absl::StatusOr<Upload> ReadUpload(
    const std::vector<v1::UploadMediaRequest>& messages);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_UPLOAD_H_
