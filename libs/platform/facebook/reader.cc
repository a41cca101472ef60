#include "libs/platform/facebook/reader.h"

#include "absl/strings/str_cat.h"
#include "libs/platform/errors.h"
#include "libs/platform/facebook/answers.h"
#include "libs/platform/facebook/requests.h"

namespace loa::platform::facebook {

absl::StatusOr<http::Response> Reader::Read(const Credential& credential,
                                            absl::string_view path,
                                            absl::string_view query) {
  const std::string proof =
      FormEncode({{"appsecret_proof",
                   AppSecretProof(credential.app_secret, credential.token)}});
  http::Response response =
      client_.Call({.method = "GET",
                    .url = absl::StrCat(options_.base_url, "/", path, "?",
                                        query, "&", proof),
                    .bearer_token = credential.token,
                    .deadline = clock_.SinceBoot() + options_.read_timeout});
  if (response.kind != http::Response::Kind::kAnswered) {
    return Unreachable(response.why);
  }
  if (const auto error = ReadApiError(response.body)) {
    return ReadError(*error,
                     UsageOf(response, credential.page_id).RegainAccess());
  }
  if (response.status == 429)
    return Throttled(ApiError(), absl::ZeroDuration());
  if (response.status < 200 || response.status > 299) {
    return Unreachable(absl::StrCat("HTTP status ", response.status));
  }
  return response;
}

Usage UsageOf(const http::Response& response, absl::string_view page_id) {
  Usage usage;
  for (const auto& [name, value] : response.headers) {
    ReadUsageHeader(name, value, page_id, usage);
  }
  return usage;
}

}  // namespace loa::platform::facebook
