#ifndef LOA_LIBS_BLOB_S3_SIGNATURE_H_
#define LOA_LIBS_BLOB_S3_SIGNATURE_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::blob {

// An access key of an S3-compatible store.
struct S3Key {
  std::string id;
  std::string secret;
};

// What a signature covers.
struct S3Request {
  std::string method;
  std::string path;  // percent-encoded, from the first slash
  std::string region;
  std::string payload_sha256;
  // Lower-case names; "host", "x-amz-date" and "x-amz-content-sha256" are
  // among them.
  std::map<std::string, std::string> headers;
};

// "20130524T000000Z", as x-amz-date wants it.
std::string S3Time(absl::Time time);

// The Authorization header of AWS signature version 4 for a request without a
// query.
std::string S3Authorization(const S3Request& request, const S3Key& key);

}  // namespace loa::blob

#endif  // LOA_LIBS_BLOB_S3_SIGNATURE_H_
