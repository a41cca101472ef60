#include "services/content/media/upload.h"

#include <cstdint>

#include "libs/base/sha256.h"
#include "libs/status/status_macros.h"
#include "services/content/media/media_errors.h"

namespace loa::content {
namespace {

absl::StatusOr<std::string> FileOf(
    const std::vector<v1::UploadMediaRequest>& messages) {
  if (messages.empty() || !messages[0].has_header()) {
    return MediaUploadMalformed(0);
  }
  std::string file;
  for (size_t i = 1; i < messages.size(); ++i) {
    if (messages[i].part_case() != v1::UploadMediaRequest::kChunk) {
      return MediaUploadMalformed(static_cast<int64_t>(i));
    }
    file += messages[i].chunk();
  }
  return file;
}

}  // namespace

absl::StatusOr<Upload> ReadUpload(
    const std::vector<v1::UploadMediaRequest>& messages) {
  ASSIGN_OR_RETURN(const std::string file, FileOf(messages));
  Upload upload;
  upload.header = messages[0].header();
  const std::string arrived = base::Sha256Hex(file);
  const std::string& declared = upload.header.sha256();
  if (!file.empty() && !declared.empty() && declared != arrived) {
    return MediaHashMismatch(declared, arrived);
  }
  ASSIGN_OR_RETURN(upload.picture, ReadPicture(file));
  const std::string& type = upload.header.mime_type();
  if (!type.empty() && type != upload.picture.mime_type) {
    return MediaTypeMismatch(type, upload.picture.mime_type);
  }
  upload.sha256 = base::Sha256Hex(upload.picture.bytes);
  return upload;
}

}  // namespace loa::content
