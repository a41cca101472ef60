#include "libs/platform/webhook/answers.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/platform/errors.h"
#include "libs/platform/untrusted_json.h"

namespace loa::platform::webhook {
namespace {

using Json = nlohmann::json;

// Facebook's numbers, which the publisher's table knows.
constexpr int64_t kTokenRefused = 190;
constexpr int64_t kThrottled = 32;
constexpr int64_t kInvalid = 100;
constexpr size_t kMaxMessage = 1000;
constexpr size_t kMaxAddress = 2000;

bool IsSuccess(int status) { return status >= 200 && status <= 299; }

// The code of the error that a status means; 0 for none that is certain.
int64_t CodeOf(int status) {
  switch (status) {
    case 401:
    case 403:
      return kTokenRefused;
    case 429:
      return kThrottled;
    case 408:
    case 409:
    case 425:
      return 0;
    default:
      return status >= 400 && status <= 499 ? kInvalid : 0;
  }
}

absl::Duration RetryAfter(const http::Response& response) {
  for (const auto& [name, value] : response.headers) {
    int64_t seconds = 0;
    if (absl::EqualsIgnoreCase(name, "Retry-After") &&
        absl::SimpleAtoi(value, &seconds) && seconds > 0) {
      return absl::Seconds(seconds);
    }
  }
  return absl::ZeroDuration();
}

ApiError ErrorOf(const http::Response& response) {
  ApiError error;
  error.code = CodeOf(response.status);
  error.type = "WEBHOOK";
  const Json json = ParseUntrusted(response.body);
  if (!json.is_object()) return error;
  const auto it = json.find("error");
  if (it != json.end() && it->is_object()) {
    error.message = TextOrEmpty(*it, "message", kMaxMessage);
  }
  return error;
}

bool ReadPost(const Json& entry, Post& post) {
  std::string created;
  std::string error;
  return entry.is_object() && ReadString(entry, "id", post.id) &&
         IsPlatformId(post.id) && ReadString(entry, "text", post.message) &&
         ReadString(entry, "link", post.link) &&
         ReadString(entry, "url", post.permalink) &&
         ReadString(entry, "created_at", created) &&
         absl::ParseTime(absl::RFC3339_full, created, &post.created, &error);
}

}  // namespace

void ReadPublishAnswer(const http::Response& response, RawOutcome& outcome) {
  outcome.body = RawOutcome::Body::kUnreadable;
  if (!IsSuccess(response.status)) {
    if (CodeOf(response.status) == 0) {
      outcome.why = absl::StrCat("HTTP status ", response.status);
      return;
    }
    outcome.body = RawOutcome::Body::kError;
    outcome.error = ErrorOf(response);
    const absl::Duration wait = RetryAfter(response);
    if (wait > absl::ZeroDuration()) {
      outcome.usage.page = Budget{.call_count = 100, .regain_access = wait};
    }
    return;
  }
  const Json json = ParseUntrusted(response.body);
  std::string id;
  if (!json.is_object() || !ReadString(json, "id", id) || !IsPlatformId(id)) {
    outcome.why = "the answer holds no post id";
    return;
  }
  outcome.body = RawOutcome::Body::kId;
  outcome.post_id = std::move(id);
  outcome.permalink = TextOrEmpty(json, "url", kMaxAddress);
}

absl::Status ReadStatus(const http::Response& response) {
  if (IsSuccess(response.status)) return absl::OkStatus();
  const ApiError error = ErrorOf(response);
  if (error.code == 0) {
    return Unreachable(absl::StrCat("HTTP status ", response.status));
  }
  return ReadError(error, RetryAfter(response));
}

absl::StatusOr<Listing> ReadListing(absl::string_view body) {
  const Json json = ParseUntrusted(body);
  if (json.is_discarded() || !json.is_object()) {
    return Unreadable("the listing is not a JSON object");
  }
  Listing listing;
  const auto page = json.find("page");
  if (page == json.end() || !page->is_object() ||
      !ReadString(*page, "id", listing.page.page_id) ||
      !ReadString(*page, "name", listing.page.name)) {
    return Unreadable("the listing does not say whose it is");
  }
  const auto posts = json.find("posts");
  if (posts == json.end() || !posts->is_array()) {
    return Unreadable("the listing holds no posts");
  }
  for (const Json& entry : *posts) {
    Post post;
    if (!ReadPost(entry, post)) {
      return Unreadable(absl::StrCat("post ", listing.posts.posts.size() + 1,
                                     " of the listing is malformed"));
    }
    listing.posts.posts.push_back(std::move(post));
  }
  if (!ReadString(json, "next", listing.posts.next_cursor)) {
    return Unreadable("the listing goes on without a cursor");
  }
  return listing;
}

}  // namespace loa::platform::webhook
