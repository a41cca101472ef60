#ifndef LOA_LIBS_BLOB_S3_STORE_H_
#define LOA_LIBS_BLOB_S3_STORE_H_

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/blob/blob_store.h"
#include "libs/blob/s3_signature.h"

namespace loa::blob {

struct S3Options {
  std::string endpoint;  // "https://host:port", without a slash at the end
  std::string region = "us-east-1";
  std::string bucket;
  std::string prefix;  // "" or "media/": before each hash
  S3Key key;
  absl::Duration timeout = absl::Seconds(30);  // of one request
};

// A store that speaks S3: one object a blob, addressed by path. An object
// appears whole or not at all, as S3 promises. `clock` outlives the result.
std::unique_ptr<BlobStore> NewS3Store(S3Options options,
                                      const base::Clock& clock);

}  // namespace loa::blob

#endif  // LOA_LIBS_BLOB_S3_STORE_H_
