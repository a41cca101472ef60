#include "libs/blob/s3_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/sha256.h"
#include "libs/blob/errors.h"
#include "libs/platform/http/client.h"
#include "libs/status/status_macros.h"

namespace loa::blob {
namespace {

namespace http = platform::http;

constexpr size_t kMaxBlobBytes = size_t{64} << 20;

class S3Store : public BlobStore {
 public:
  S3Store(S3Options options, const base::Clock& clock)
      : options_(std::move(options)),
        clock_(clock),
        client_({.max_body_bytes = kMaxBlobBytes}, clock) {}

  absl::Status Put(absl::string_view sha256, absl::string_view bytes) override;
  absl::StatusOr<std::string> Get(absl::string_view sha256) override;
  absl::Status Remove(absl::string_view sha256) override;

 private:
  // Signed and sent once; the answer of whatever status.
  absl::StatusOr<http::Response> Call(absl::string_view method,
                                      absl::string_view sha256,
                                      absl::string_view body);

  const S3Options options_;
  const base::Clock& clock_;
  http::Client client_;
};

std::string HostOf(absl::string_view endpoint) {
  if (!absl::ConsumePrefix(&endpoint, "https://")) {
    absl::ConsumePrefix(&endpoint, "http://");
  }
  return std::string(endpoint);
}

absl::Status ErrorOf(const http::Response& response) {
  // The body is XML for people; its beginning names the cause.
  const std::string why = absl::StrCat("status ", response.status, " ",
                                       response.body.substr(0, 300));
  const bool passing = response.status >= 500 || response.status == 429;
  return passing ? StoreUnreachable(why) : StoreRefused(why);
}

absl::StatusOr<http::Response> S3Store::Call(absl::string_view method,
                                             absl::string_view sha256,
                                             absl::string_view body) {
  S3Request request;
  request.method = std::string(method);
  request.path =
      absl::StrCat("/", options_.bucket, "/", options_.prefix, sha256);
  request.region = options_.region;
  request.payload_sha256 = base::Sha256Hex(body);
  request.headers = {{"host", HostOf(options_.endpoint)},
                     {"x-amz-content-sha256", request.payload_sha256},
                     {"x-amz-date", S3Time(clock_.Now())}};
  http::Request call;
  call.method = request.method;
  call.url = absl::StrCat(options_.endpoint, request.path);
  call.form = std::string(body);
  if (!body.empty()) call.content_type = "application/octet-stream";
  call.headers = {{"x-amz-content-sha256", request.payload_sha256},
                  {"x-amz-date", request.headers["x-amz-date"]},
                  {"Authorization", S3Authorization(request, options_.key)}};
  call.deadline = clock_.SinceBoot() + options_.timeout;
  http::Response response = client_.Call(call);
  if (response.kind != http::Response::Kind::kAnswered) {
    return StoreUnreachable(response.why);
  }
  return response;
}

absl::Status S3Store::Put(absl::string_view sha256, absl::string_view bytes) {
  ASSIGN_OR_RETURN(const http::Response response, Call("PUT", sha256, bytes));
  return response.status == 200 ? absl::OkStatus() : ErrorOf(response);
}

absl::StatusOr<std::string> S3Store::Get(absl::string_view sha256) {
  ASSIGN_OR_RETURN(http::Response response, Call("GET", sha256, ""));
  const bool no_key = response.status == 404 &&
                      response.body.find("NoSuchBucket") == std::string::npos;
  if (no_key) return BlobNotFound(sha256);
  if (response.status != 200) return ErrorOf(response);
  if (base::Sha256Hex(response.body) != sha256) return BlobDamaged(sha256);
  return std::move(response.body);
}

absl::Status S3Store::Remove(absl::string_view sha256) {
  ASSIGN_OR_RETURN(const http::Response response, Call("DELETE", sha256, ""));
  const bool gone = response.status == 204 || response.status == 200 ||
                    response.status == 404;
  return gone ? absl::OkStatus() : ErrorOf(response);
}

}  // namespace

std::unique_ptr<BlobStore> NewS3Store(S3Options options,
                                      const base::Clock& clock) {
  return std::make_unique<S3Store>(std::move(options), clock);
}

}  // namespace loa::blob
