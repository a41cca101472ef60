#include "libs/blob/s3_signature.h"

#include <gtest/gtest.h>

#include "libs/base/sha256.h"

namespace loa::blob {
namespace {

// The worked example of Amazon's own description of the signature.
TEST(S3Signature, IsTheOneOfThePublishedExample) {
  const absl::Time time =
      absl::FromCivil(absl::CivilSecond(2013, 5, 24), absl::UTCTimeZone());
  S3Request request;
  request.method = "GET";
  request.path = "/test.txt";
  request.region = "us-east-1";
  request.payload_sha256 = base::Sha256Hex("");
  request.headers = {{"host", "examplebucket.s3.amazonaws.com"},
                     {"range", "bytes=0-9"},
                     {"x-amz-content-sha256", request.payload_sha256},
                     {"x-amz-date", S3Time(time)}};
  EXPECT_EQ(
      S3Authorization(request, {"AKIAIOSFODNN7EXAMPLE",
                                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}),
      "AWS4-HMAC-SHA256 "
      "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
      "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
      "Signature="
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

}  // namespace
}  // namespace loa::blob
