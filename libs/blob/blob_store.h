#ifndef LOA_LIBS_BLOB_BLOB_STORE_H_
#define LOA_LIBS_BLOB_BLOB_STORE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"

namespace loa::blob {

// Keeps bytes under their own SHA-256, hex. What is there is whole: nobody
// ever sees half a blob, whatever crashed. Blocking; thread-safe. Errors of
// all: UNAVAILABLE BLOB_STORE_UNREACHABLE, FAILED_PRECONDITION
// BLOB_STORE_REFUSED.
class BlobStore {
 public:
  virtual ~BlobStore() = default;

  // Durable when it answers; again changes nothing. `sha256` is that of
  // `bytes`.
  virtual absl::Status Put(absl::string_view sha256,
                           absl::string_view bytes) = 0;
  // NOT_FOUND BLOB_NOT_FOUND; DATA_LOSS BLOB_DAMAGED where other bytes stand
  // under the hash.
  virtual absl::StatusOr<std::string> Get(absl::string_view sha256) = 0;
  // OK where there is none.
  virtual absl::Status Remove(absl::string_view sha256) = 0;
};

// Opens the store of an address:
//   file:///var/lib/loa/media
//       a directory of this machine, made if need be; one process at a time
//   s3://bucket/prefix?endpoint=https://host:port&region=ap-southeast-1
//       an S3-compatible store, spoken to as endpoint/bucket/prefix/hash;
//       region is us-east-1 unless it is said. `credentials_file` holds the
//       access key's id and its secret, a line each.
// INVALID_ARGUMENT BLOB_ADDRESS_INVALID. `clock` outlives the result.
absl::StatusOr<std::unique_ptr<BlobStore>> OpenBlobStore(
    absl::string_view address, const std::string& credentials_file,
    const base::Clock& clock);

}  // namespace loa::blob

#endif  // LOA_LIBS_BLOB_BLOB_STORE_H_
