#ifndef LOA_LIBS_BLOB_ERRORS_H_
#define LOA_LIBS_BLOB_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Every error that libs/blob returns, domain "blob.loa".
namespace loa::blob {

// INVALID_ARGUMENT BLOB_ADDRESS_INVALID.
absl::Status AddressInvalid(absl::string_view why);
// UNAVAILABLE BLOB_STORE_UNREACHABLE: repeating it is harmless and may help.
absl::Status StoreUnreachable(absl::string_view why);
// FAILED_PRECONDITION BLOB_STORE_REFUSED: rights, keys, no such bucket.
absl::Status StoreRefused(absl::string_view why);
// NOT_FOUND BLOB_NOT_FOUND.
absl::Status BlobNotFound(absl::string_view sha256);
// DATA_LOSS BLOB_DAMAGED.
absl::Status BlobDamaged(absl::string_view sha256);

}  // namespace loa::blob

#endif  // LOA_LIBS_BLOB_ERRORS_H_
