#include "libs/platform/facebook/answers.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/platform/errors.h"
#include "libs/platform/untrusted_json.h"
#include "libs/status/status_macros.h"

namespace loa::platform::facebook {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxId = 128;
constexpr size_t kMaxMessage = 1000;

int64_t IntegerOr0(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_number_integer() ? it->get<int64_t>() : 0;
}

std::optional<ApiError> ErrorOf(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto it = json.find("error");
  if (it == json.end() || !it->is_object()) return std::nullopt;
  const auto code = it->find("code");
  if (code == it->end() || !code->is_number_integer()) return std::nullopt;
  ApiError error;
  error.code = code->get<int64_t>();
  error.subcode = IntegerOr0(*it, "error_subcode");
  const auto transient = it->find("is_transient");
  error.is_transient = transient != it->end() && transient->is_boolean() &&
                       transient->get<bool>();
  error.type = TextOrEmpty(*it, "type", kMaxId);
  error.message = TextOrEmpty(*it, "message", kMaxMessage);
  error.trace_id = TextOrEmpty(*it, "fbtrace_id", kMaxId);
  return error;
}

// "2022-06-01T00:00:00+0000": the offset has no colon.
bool ReadTime(const Json& object, const char* key, absl::Time& time) {
  std::string text;
  if (!ReadString(object, key, text) || text.empty()) return false;
  std::string error;
  return absl::ParseTime("%Y-%m-%dT%H:%M:%S%z", text, &time, &error);
}

// The id of what an attachment shows; false on a wrong type, "" for none.
bool ReadTarget(const Json& attachment, std::string& id) {
  const auto target = attachment.find("target");
  if (target == attachment.end()) return true;
  return target->is_object() && ReadString(*target, "id", id);
}

// The ids of the photos of an album.
bool ReadAlbum(const Json& attachment, std::vector<std::string>& photo_ids) {
  const auto album = attachment.find("subattachments");
  if (album == attachment.end()) return true;
  if (!album->is_object()) return false;
  const auto data = album->find("data");
  if (data == album->end()) return true;
  if (!data->is_array()) return false;
  for (const Json& one : *data) {
    std::string id;
    if (!one.is_object() || !ReadTarget(one, id)) return false;
    if (!id.empty()) photo_ids.push_back(std::move(id));
  }
  return true;
}

// What a post shows: its photos, or the link of its first attachment,
// unshimmed.  The address of a photo is no link that the post shares.
bool ReadAttachments(const Json& entry, Post& post) {
  const auto attachments = entry.find("attachments");
  if (attachments == entry.end()) return true;
  if (!attachments->is_object()) return false;
  const auto data = attachments->find("data");
  if (data == attachments->end()) return true;
  if (!data->is_array()) return false;
  if (data->empty()) return true;
  const Json& first = data->front();
  std::string type;
  if (!first.is_object() || !ReadString(first, "media_type", type)) {
    return false;
  }
  if (type == "album") return ReadAlbum(first, post.photo_ids);
  if (type != "photo") return ReadString(first, "unshimmed_url", post.link);
  std::string id;
  if (!ReadTarget(first, id)) return false;
  if (!id.empty()) post.photo_ids.push_back(std::move(id));
  return true;
}

bool ReadPost(const Json& entry, Post& post) {
  return entry.is_object() && ReadString(entry, "id", post.id) &&
         IsPlatformId(post.id) && ReadString(entry, "message", post.message) &&
         ReadString(entry, "permalink_url", post.permalink) &&
         ReadAttachments(entry, post) &&
         ReadTime(entry, "created_time", post.created);
}

absl::StatusOr<PageIdentity> IdentityOf(const Json& json) {
  PageIdentity identity;
  if (!ReadString(json, "id", identity.page_id) ||
      !IsPlatformId(identity.page_id) ||
      !ReadString(json, "name", identity.name) ||
      !ReadString(json, "link", identity.permalink)) {
    return Unreadable("the identity lacks a readable id, name or link");
  }
  const auto tasks = json.find("tasks");
  if (tasks == json.end()) return identity;
  if (!tasks->is_array()) return Unreadable("the tasks are not a list");
  for (const Json& task : *tasks) {
    if (!task.is_string()) return Unreadable("a task is not a word");
    identity.tasks.push_back(task.get<std::string>());
  }
  return identity;
}

// False when the listing says that it goes on but not where.
bool ReadCursor(const Json& json, std::string& cursor) {
  const auto paging = json.find("paging");
  if (paging == json.end()) return true;
  if (!paging->is_object()) return false;
  // `cursors.after` is there on the last page too; `next` is not.
  if (!paging->contains("next")) return true;
  const auto cursors = paging->find("cursors");
  return cursors != paging->end() && cursors->is_object() &&
         ReadString(*cursors, "after", cursor) && !cursor.empty();
}

// The entries of a listing.
absl::StatusOr<const Json*> ListedIn(const Json& json) {
  if (json.is_discarded() || !json.is_object()) {
    return Unreadable("the listing is not a JSON object");
  }
  const auto data = json.find("data");
  if (data == json.end() || !data->is_array()) {
    return Unreadable("the listing holds no data");
  }
  return &*data;
}

}  // namespace

void ReadPublishAnswer(absl::string_view body, RawOutcome& outcome) {
  const Json json = ParseUntrusted(body);
  outcome.body = RawOutcome::Body::kUnreadable;
  if (json.is_discarded() || !json.is_object()) {
    outcome.why = "the answer is not a JSON object";
    return;
  }
  const bool has_error = json.contains("error");
  std::string id;
  const bool has_id = ReadString(json, "id", id) && IsPlatformId(id);
  if (has_id && !has_error) {
    outcome.body = RawOutcome::Body::kId;
    outcome.permalink = TextOrEmpty(json, "permalink_url", 2000);
    if (outcome.permalink.empty()) {
      outcome.permalink = absl::StrCat("https://www.facebook.com/", id);
    }
    outcome.post_id = std::move(id);
    return;
  }
  const std::optional<ApiError> error = ErrorOf(json);
  if (error && !json.contains("id")) {
    outcome.body = RawOutcome::Body::kError;
    outcome.error = *error;
    return;
  }
  outcome.why = has_error ? "the answer holds no clear error"
                          : "the answer holds no post id";
}

void ReadChangeAnswer(absl::string_view body, RawOutcome& outcome) {
  const Json json = ParseUntrusted(body);
  outcome.body = RawOutcome::Body::kUnreadable;
  if (json.is_discarded() || !json.is_object()) {
    outcome.why = "the answer is not a JSON object";
    return;
  }
  const auto success = json.find("success");
  const bool has_success = success != json.end();
  const std::optional<ApiError> error = ErrorOf(json);
  if (error && !has_success) {
    outcome.body = RawOutcome::Body::kError;
    outcome.error = *error;
  } else if (has_success && success->is_boolean() && success->get<bool>() &&
             !json.contains("error")) {
    outcome.body = RawOutcome::Body::kSuccess;
  } else {
    outcome.why = "the answer holds neither a success nor a clear error";
  }
}

std::optional<ApiError> ReadApiError(absl::string_view body) {
  return ErrorOf(ParseUntrusted(body));
}

absl::StatusOr<PageIdentity> ReadIdentity(absl::string_view body) {
  const Json json = ParseUntrusted(body);
  if (json.is_discarded() || !json.is_object()) {
    return Unreadable("the identity is not a JSON object");
  }
  return IdentityOf(json);
}

absl::StatusOr<Post> ReadOnePost(absl::string_view body) {
  const Json json = ParseUntrusted(body);
  Post post;
  if (json.is_discarded() || !ReadPost(json, post)) {
    return Unreadable("the post is malformed");
  }
  return post;
}

absl::StatusOr<PostList> ReadPostList(absl::string_view body) {
  const Json json = ParseUntrusted(body);
  ASSIGN_OR_RETURN(const Json* const data, ListedIn(json));
  PostList list;
  for (const Json& entry : *data) {
    Post post;
    if (!ReadPost(entry, post)) {
      return Unreadable(absl::StrCat("post ", list.posts.size() + 1,
                                     " of the listing is malformed"));
    }
    list.posts.push_back(std::move(post));
  }
  if (!ReadCursor(json, list.next_cursor)) {
    return Unreadable("the listing goes on without a cursor");
  }
  return list;
}

absl::StatusOr<PageListing> ReadPageListing(absl::string_view body) {
  const Json json = ParseUntrusted(body);
  ASSIGN_OR_RETURN(const Json* const data, ListedIn(json));
  PageListing listing;
  for (const Json& entry : *data) {
    ListedPage page;
    if (!entry.is_object()) return Unreadable("a listed page is no object");
    ASSIGN_OR_RETURN(page.identity, IdentityOf(entry));
    if (!ReadString(entry, "access_token", page.token)) {
      return Unreadable("the token of a listed page is no text");
    }
    listing.pages.push_back(std::move(page));
  }
  if (!ReadCursor(json, listing.next_cursor)) {
    return Unreadable("the listing goes on without a cursor");
  }
  return listing;
}

}  // namespace loa::platform::facebook
