#ifndef LOA_LIBS_BLOB_DIRECTORY_STORE_H_
#define LOA_LIBS_BLOB_DIRECTORY_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/blob/blob_store.h"

namespace loa::blob {

// A store in `directory`, which is made if need be: a file a blob, in 256
// folders. A blob is written beside, synced and renamed into its place, so a
// crash leaves at most a file in "unfinished/", which the next opening removes.
absl::StatusOr<std::unique_ptr<BlobStore>> OpenDirectoryStore(
    const std::string& directory);

}  // namespace loa::blob

#endif  // LOA_LIBS_BLOB_DIRECTORY_STORE_H_
