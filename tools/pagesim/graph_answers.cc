#include "tools/pagesim/graph_answers.h"

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace loa::pagesim {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string NextTraceId() {
  static std::atomic<int64_t> last{0};
  return absl::StrCat("Asim", ++last);
}

Json PhotoJson(const std::string& id) {
  const std::string url = absl::StrCat("https://www.facebook.com/photo/", id);
  return {{"media_type", "photo"},
          {"target", {{"id", id}, {"url", url}}},
          {"unshimmed_url", url}};
}

// One photo is an attachment; more of them are an album.
Json PhotosJson(const std::vector<std::string>& photos) {
  if (photos.size() == 1) return PhotoJson(photos[0]);
  Json data = Json::array();
  for (const std::string& photo : photos) data.push_back(PhotoJson(photo));
  return {{"media_type", "album"}, {"subattachments", {{"data", data}}}};
}

}  // namespace

Reply JsonReply(const Json& body, int status) {
  return {.status = status, .body = Dump(body)};
}

Reply ErrorReply(int status, int code, int subcode, absl::string_view message,
                 bool is_transient) {
  Json error = {{"message", std::string(message)},
                {"type", "OAuthException"},
                {"code", code}};
  if (subcode != 0) error["error_subcode"] = subcode;
  error["is_transient"] = is_transient;
  error["fbtrace_id"] = NextTraceId();
  return JsonReply({{"error", error}}, status);
}

Json PostJson(const VisiblePost& post) {
  Json json = {{"id", post.id}};
  if (!post.text.empty()) json["message"] = post.text;
  json["created_time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%S+0000",
                                          absl::FromUnixMicros(post.created_us),
                                          absl::UTCTimeZone());
  json["permalink_url"] = absl::StrCat("https://www.facebook.com/", post.id);
  if (!post.photos.empty()) {
    json["attachments"] = {{"data", Json::array({PhotosJson(post.photos)})}};
  } else if (!post.link.empty()) {
    Json attachment = {{"unshimmed_url", post.link}};
    json["attachments"] = {{"data", Json::array({attachment})}};
  }
  return json;
}

void AddUsage(const std::string& page, int percent, int64_t regain_seconds,
              Reply& reply) {
  const Json app = {{"call_count", percent / 2},
                    {"total_time", percent / 4},
                    {"total_cputime", percent / 4}};
  const Json bucket = {{"type", "pages"},
                       {"call_count", percent},
                       {"total_cputime", percent / 2},
                       {"total_time", percent / 2},
                       {"estimated_time_to_regain_access",
                        static_cast<double>(regain_seconds) / 60.0}};
  reply.headers.emplace_back("X-App-Usage", Dump(app));
  reply.headers.emplace_back("X-Business-Use-Case-Usage",
                             Dump({{page, Json::array({bucket})}}));
}

}  // namespace loa::pagesim
