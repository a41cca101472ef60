#include "libs/blob/s3_signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/sha256.h"

namespace loa::blob {
namespace {

constexpr absl::string_view kAlgorithm = "AWS4-HMAC-SHA256";

std::string Mac(absl::string_view key, absl::string_view message) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       mac, &size);
  return std::string(reinterpret_cast<const char*>(mac), size);
}

std::string SignedNames(const S3Request& request) {
  return absl::StrJoin(
      request.headers, ";",
      [](std::string* out, const auto& header) { out->append(header.first); });
}

std::string CanonicalHash(const S3Request& request) {
  std::string headers;
  for (const auto& [name, value] : request.headers) {
    absl::StrAppend(&headers, name, ":", value, "\n");
  }
  return base::Sha256Hex(
      absl::StrCat(request.method, "\n", request.path, "\n\n", headers, "\n",
                   SignedNames(request), "\n", request.payload_sha256));
}

}  // namespace

std::string S3Time(absl::Time time) {
  return absl::FormatTime("%Y%m%dT%H%M%SZ", time, absl::UTCTimeZone());
}

std::string S3Authorization(const S3Request& request, const S3Key& key) {
  const std::string& time = request.headers.at("x-amz-date");
  const std::string day = time.substr(0, 8);
  const std::string scope =
      absl::StrCat(day, "/", request.region, "/s3/aws4_request");
  const std::string to_sign = absl::StrCat(kAlgorithm, "\n", time, "\n", scope,
                                           "\n", CanonicalHash(request));
  std::string signing = absl::StrCat("AWS4", key.secret);
  for (const absl::string_view part :
       {absl::string_view(day), absl::string_view(request.region),
        absl::string_view("s3"), absl::string_view("aws4_request")}) {
    signing = Mac(signing, part);
  }
  return absl::StrCat(kAlgorithm, " Credential=", key.id, "/", scope,
                      ",SignedHeaders=", SignedNames(request), ",Signature=",
                      absl::BytesToHexString(Mac(signing, to_sign)));
}

}  // namespace loa::blob
