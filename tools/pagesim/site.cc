#include "tools/pagesim/site.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "tools/pagesim/graph_answers.h"
#include "tools/pagesim/tokens.h"

namespace loa::pagesim {
namespace {

using Json = nlohmann::ordered_json;

constexpr absl::Duration kMaxAge = absl::Minutes(5);
constexpr size_t kListed = 2;  // small, so that listings have pages

std::string Header(const Request& request, const std::string& name) {
  const auto header = request.headers.find(name);
  return header == request.headers.end() ? "" : header->second;
}

Reply Refusal(int status, absl::string_view message) {
  return JsonReply({{"error", {{"message", std::string(message)}}}}, status);
}

Json PostJson(const Site::Post& post) {
  return {{"id", post.id},
          {"text", post.text},
          {"link", post.link},
          {"url", absl::StrCat("https://site.example/", post.id)},
          {"created_at", absl::FormatTime(absl::RFC3339_full, post.created,
                                          absl::UTCTimeZone())}};
}

}  // namespace

bool Site::IsSigned(const Request& request) const {
  const std::string timestamp = Header(request, "x-loa-timestamp");
  int64_t seconds = 0;
  if (!absl::SimpleAtoi(timestamp, &seconds)) return false;
  const absl::Duration age = clock_.Now() - absl::FromUnixSeconds(seconds);
  if (absl::AbsDuration(age) > kMaxAge) return false;
  // A real site compares in constant time.
  return Header(request, "x-loa-signature") ==
         absl::StrCat("sha256=", HmacHex(secret_, absl::StrCat(timestamp, ".",
                                                               request.body)));
}

Reply Site::Handle(const Request& request) {
  if (!IsSigned(request)) return Refusal(401, "the signature is wrong or old");
  base::MutexLock lock(mutex_);
  return request.method == "POST" ? Take(request) : List(request);
}

Reply Site::Take(const Request& request) {
  const Json json = Json::parse(request.body, nullptr, false);
  if (!json.is_object() || !json.contains("text") ||
      !json["text"].is_string()) {
    return Refusal(422, "a post is a JSON object with a text");
  }
  Post post{.id = absl::StrCat("p-", posts_.size() + 1),
            .text = json["text"],
            .link = json.value("link", ""),
            .created = clock_.Now()};
  posts_.push_back(post);
  if (dropping_ > 0) {
    --dropping_;
    return {.close_unanswered = true};
  }
  return JsonReply(PostJson(post), 201);
}

Reply Site::List(const Request& request) {
  int64_t since = 0;
  if (!absl::SimpleAtoi(request.Field("since"), &since)) since = 0;
  const std::string after = request.Field("after");
  Json posts = Json::array();
  Json answer = {{"page", {{"id", id_}, {"name", "Trang tin"}}}};
  bool passed = after.empty();
  for (auto post = posts_.rbegin(); post != posts_.rend(); ++post) {
    if (post->created < absl::FromUnixSeconds(since)) break;
    if (passed && posts.size() == kListed) {
      answer["next"] = posts.back()["id"];
      break;
    }
    if (passed) posts.push_back(PostJson(*post));
    passed = passed || post->id == after;
  }
  answer["posts"] = posts;
  return JsonReply(answer);
}

void Site::DropAnswers(int count) {
  base::MutexLock lock(mutex_);
  dropping_ = count;
}

std::vector<Site::Post> Site::posts() const {
  base::MutexLock lock(mutex_);
  return posts_;
}

}  // namespace loa::pagesim
