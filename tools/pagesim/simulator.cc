#include "tools/pagesim/simulator.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/base/sha256.h"
#include "libs/status/status_macros.h"
#include "tools/pagesim/graph_answers.h"

namespace loa::pagesim {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kUsualPercent = 7;
constexpr int64_t kMaxPageSize = 100;
constexpr int64_t kDefaultPageSize = 25;

std::string TokenOf(const Request& request) {
  const auto header = request.headers.find("authorization");
  if (header == request.headers.end()) return "";
  absl::string_view value = header->second;
  return absl::ConsumePrefix(&value, "Bearer ") ? std::string(value) : "";
}

// "/v25.0/1/feed" -> {"1", "feed"}.
std::vector<std::string> Segments(absl::string_view path) {
  std::vector<std::string> segments =
      absl::StrSplit(path, '/', absl::SkipEmpty());
  double version = 0;
  if (!segments.empty() && segments[0][0] == 'v' &&
      absl::SimpleAtod(segments[0].substr(1), &version)) {
    segments.erase(segments.begin());
  }
  return segments;
}

int64_t NumberOr(const std::string& text, int64_t otherwise) {
  int64_t number = 0;
  return absl::SimpleAtoi(text, &number) ? number : otherwise;
}

std::string PageOf(const std::string& id) { return id.substr(0, id.find('_')); }

Reply NoSuchObject() {
  return ErrorReply(400, 100, 33,
                    "Unsupported request. Object does not exist, cannot be "
                    "loaded due to missing permissions");
}

Reply ServerError() {
  return ErrorReply(500, 2, 0,
                    "An unexpected error has occurred. Please retry your "
                    "request later.",
                    /*is_transient=*/true);
}

bool IsPage(const Bearer& bearer, const std::string& page) {
  return bearer.kind == Bearer::Kind::kPage && bearer.id == page;
}

Reply NotThePage() {
  return ErrorReply(403, 200, 0,
                    "(#200) Unpublished posts must be posted to a page as the "
                    "page itself.");
}

// By its first bytes and its size.
bool LooksLikeAPhoto(absl::string_view bytes) {
  constexpr size_t kMaxPhotoBytes = 4 << 20;
  return bytes.size() <= kMaxPhotoBytes &&
         (absl::StartsWith(bytes, "\xFF\xD8\xFF") ||
          absl::StartsWith(bytes, "\x89PNG"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Simulator>> Simulator::Open(
    const Options& options, const base::Clock& clock) {
  ASSIGN_OR_RETURN(std::unique_ptr<Ledger> ledger,
                   Ledger::Open(options.ledger));
  ASSIGN_OR_RETURN(const std::vector<Entry> past, ReadLedger(options.ledger));
  std::unique_ptr<Simulator> simulator(
      new Simulator(options, clock, std::move(ledger)));
  base::MutexLock lock(simulator->mutex_);
  for (const Entry& entry : past) {
    simulator->posts_.Apply(entry);
    simulator->faults_.Replay(entry);
  }
  return simulator;
}

int64_t Simulator::NowMicros() const {
  return absl::ToUnixMicros(clock_.Now());
}

Reply Simulator::Handle(const Request& request) {
  const std::vector<std::string> path = Segments(request.path);
  base::MutexLock lock(mutex_);
  if (!path.empty() && path[0] == "_sim") return Control(request, path);
  pending_.assign(1, {.kind = Entry::Kind::kRequest,
                      .time_us = NowMicros(),
                      .page = path.empty() ? "" : PageOf(path[0]),
                      .method = request.method,
                      .path = request.path,
                      .connection = request.connection,
                      .nth = request.nth});
  const std::string token = TokenOf(request);
  if (!token.empty()) {
    pending_[0].token_sha256 = base::Sha256Hex(token).substr(0, 16);
  }
  const Reply reply = Graph(request, path);
  pending_[0].status = reply.close_unanswered ? 0 : reply.status;
  ledger_->Append(std::move(pending_));
  return reply;
}

Reply Simulator::Graph(const Request& request,
                       const std::vector<std::string>& path) {
  const std::string token = TokenOf(request);
  const Bearer bearer = WhoIs(options_.page_token_secret, token);
  if (bearer.kind == Bearer::Kind::kNone) {
    return ErrorReply(401, 190, 467, "Invalid OAuth access token.");
  }
  if (request.Field("appsecret_proof") != HmacHex(options_.app_secret, token)) {
    return ErrorReply(400, 100, 0,
                      "API calls from the server require an appsecret_proof "
                      "argument");
  }
  if (path.size() == 1) {
    return absl::StrContains(path[0], '_') ? OnePost(request, bearer, path[0])
                                           : GetNode(request, bearer, path[0]);
  }
  if (path.size() != 2) return NoSuchObject();
  if (request.method == "GET" && path[0] == "me" && path[1] == "accounts") {
    return ListAccounts(request, bearer);
  }
  if (request.method == "POST" && path[1] == "feed") {
    return Feed(request, bearer, path[0]);
  }
  if (request.method == "POST" && path[1] == "photos") {
    return Upload(request, bearer, path[0]);
  }
  if (request.method == "GET" && path[1] == "published_posts") {
    return List(request, path[0]);
  }
  if (request.method == "GET" && path[1] == "insights") {
    return Insights(request, bearer, path[0]);
  }
  return NoSuchObject();
}

Reply Simulator::GetNode(const Request& request, const Bearer& bearer,
                         const std::string& id) {
  const bool is_user = bearer.kind == Bearer::Kind::kUser;
  const std::string self = id == "me" ? bearer.id : id;
  if (self.empty() || (is_user && self == bearer.id)) {
    return JsonReply({{"id", bearer.id}, {"name", "A person"}});
  }
  const Page page = pages_[self];
  const std::string name =
      page.name.empty() ? absl::StrCat("Page ", self) : page.name;
  Json json = {{"id", self},
               {"name", name},
               {"link", absl::StrCat("https://www.facebook.com/", self)}};
  // Anybody may see a page; what one may do there is the page's own to know.
  if (!is_user && self == bearer.id) json["tasks"] = page.tasks;
  AddCounters(request, page, json);
  return JsonReply(json);
}

Reply Simulator::ListAccounts(const Request& request, const Bearer& bearer) {
  if (bearer.kind != Bearer::Kind::kUser) {
    return ErrorReply(400, 100, 0,
                      "(#100) Tried accessing nonexisting field (accounts)");
  }
  const auto limit = static_cast<size_t>(std::clamp<int64_t>(
      NumberOr(request.Field("limit"), kDefaultPageSize), 1, kMaxPageSize));
  Json data = Json::array();
  bool more = false;
  for (auto it = pages_.upper_bound(request.Field("after"));
       it != pages_.end() && !more; ++it) {
    const auto& [id, page] = *it;
    if (page.holder != bearer.id) continue;
    more = data.size() == limit;
    if (more) continue;  // one more shows that the listing goes on
    data.push_back({{"id", id},
                    {"name", page.name},
                    {"link", absl::StrCat("https://www.facebook.com/", id)},
                    {"access_token", PageToken(options_.page_token_secret, id)},
                    {"tasks", page.tasks}});
  }
  Json answer = {{"data", data}};
  if (!data.empty()) {
    const std::string last = data.back()["id"];
    answer["paging"]["cursors"] = {{"before", data.front()["id"]},
                                   {"after", last}};
    if (more) {
      answer["paging"]["next"] = absl::StrCat(request.path, "?after=", last);
    }
  }
  return JsonReply(answer);
}

Reply Simulator::Feed(const Request& request, const Bearer& bearer,
                      const std::string& page) {
  if (!IsPage(bearer, page)) return NotThePage();
  const int64_t until = throttled_until_us_[page];
  if (NowMicros() < until) {
    return Throttle(page, (until - NowMicros() + 999999) / 1000000);
  }
  const auto photos = AttachedPhotos(request, page);
  if (!photos) return ErrorReply(400, 100, 0, "(#100) Invalid attached_media");
  if (photos->empty() && request.Field("message").empty() &&
      request.Field("link").empty()) {
    return ErrorReply(400, 197, 0, "(#197) This post appears to be blank.");
  }
  const auto fault = faults_.Take(page, request.nth > 1, posts_.count());
  if (!fault) return Publish(request, page, "");
  Fire(*fault, page);
  if (fault->kind == kReadThenClose) return {.close_unanswered = true};
  if (fault->kind == kThrottle) {
    throttled_until_us_[page] = NowMicros() + fault->regain_seconds * 1000000;
    return Throttle(page, fault->regain_seconds);
  }
  return Publish(request, page, fault->kind);
}

void Simulator::Fire(const Arming& fault, const std::string& page) {
  pending_[0].fault = fault.kind;
  pending_.push_back({.kind = Entry::Kind::kFault,
                      .time_us = NowMicros(),
                      .page = page,
                      .fault = fault.kind,
                      .arm = fault.id});
}

Reply Simulator::Throttle(const std::string& page, int64_t seconds) {
  Reply reply = ErrorReply(429, 32, 0, "(#32) Page request limit reached",
                           /*is_transient=*/true);
  AddUsage(page, 100, seconds, reply);
  return reply;
}

Reply Simulator::Publish(const Request& request, const std::string& page,
                         absl::string_view fault) {
  const std::string text = request.Field("message");
  const VisiblePost* const newest = posts_.Newest(page);
  if (options_.refuse_duplicates && newest != nullptr && newest->text == text) {
    return ErrorReply(400, 506, 0, "(#506) Duplicate status message");
  }
  const Entry post = posts_.Create(page, text, request.Field("link"),
                                   *AttachedPhotos(request, page), NowMicros());
  posts_.Apply(post);
  pending_.push_back(post);
  if (fault == kPublishThenDrop) return {.close_unanswered = true};
  Reply reply = JsonReply({{"id", post.post}});
  if (fault == kPublishThen500) {
    reply = ServerError();
  } else if (fault == kPublishThen506) {
    reply = ErrorReply(400, 506, 0, "(#506) Duplicate status message");
  }
  AddUsage(page, kUsualPercent, 0, reply);
  return reply;
}

std::optional<std::vector<std::string>> Simulator::AttachedPhotos(
    const Request& request, const std::string& page) {
  std::vector<std::string> photos;
  while (true) {
    const std::string reference =
        request.Field(absl::StrCat("attached_media[", photos.size(), "]"));
    if (reference.empty()) return photos;
    const Json json = Json::parse(reference, nullptr,
                                  /*allow_exceptions=*/false);
    const bool names = json.is_object() && json.contains("media_fbid") &&
                       json["media_fbid"].is_string();
    if (!names) return std::nullopt;
    photos.push_back(json["media_fbid"].get<std::string>());
    const Photo* const photo = posts_.FindPhoto(photos.back());
    if (photo == nullptr || photo->page != page || !photo->post.empty()) {
      return std::nullopt;
    }
  }
}

Reply Simulator::Upload(const Request& request, const Bearer& bearer,
                        const std::string& page) {
  if (!IsPage(bearer, page)) return NotThePage();
  const std::string bytes = request.Field("source");
  if (request.Field("published") != "false" || !LooksLikeAPhoto(bytes)) {
    return ErrorReply(400, 324, 1366046,
                      "(#324) Your photos couldn't be uploaded. Photos should "
                      "be less than 4 MB and saved as JPG or PNG files.");
  }
  const Entry photo =
      posts_.Upload(page, bytes, request.Field("alt_text_custom"), NowMicros());
  posts_.Apply(photo);
  pending_.push_back(photo);
  Reply reply = JsonReply({{"id", photo.photo}});
  AddUsage(page, kUsualPercent, 0, reply);
  return reply;
}

Reply Simulator::List(const Request& request, const std::string& page) {
  const int64_t limit = std::clamp<int64_t>(
      NumberOr(request.Field("limit"), kDefaultPageSize), 1, kMaxPageSize);
  bool more = false;
  const auto posts =
      posts_.List(page, NumberOr(request.Field("since"), 0),
                  request.Field("after"), static_cast<size_t>(limit), more);
  Json data = Json::array();
  for (const VisiblePost* post : posts) data.push_back(PostJson(*post));
  Json answer = {{"data", data}};
  if (!posts.empty()) {
    answer["paging"]["cursors"] = {{"before", posts.front()->id},
                                   {"after", posts.back()->id}};
    if (more) {
      answer["paging"]["next"] = absl::StrCat(request.path, "?limit=", limit,
                                              "&after=", posts.back()->id);
    }
  }
  Reply reply = JsonReply(answer);
  AddUsage(page, kUsualPercent, 0, reply);
  return reply;
}

Reply Simulator::OnePost(const Request& request, const Bearer& bearer,
                         const std::string& id) {
  const VisiblePost* const post = posts_.Find(id);
  if (post == nullptr) return NoSuchObject();
  if (request.method == "GET") return JsonReply(PostJson(*post));
  if (bearer.kind != Bearer::Kind::kPage || bearer.id != post->page) {
    return ErrorReply(403, 200, 0, "(#200) Permissions error");
  }
  Entry entry{.time_us = NowMicros(), .page = post->page, .post = id};
  if (request.method == "DELETE") {
    entry.kind = Entry::Kind::kDelete;
  } else if (request.method == "POST" && !request.Field("message").empty()) {
    entry.kind = Entry::Kind::kEdit;
    entry.text = request.Field("message");
  } else {
    return ErrorReply(400, 100, 0, "(#100) Invalid parameter");
  }
  const auto fault = faults_.TakeForChange(post->page, posts_.count());
  if (fault) Fire(*fault, post->page);
  if (fault && fault->kind == kChangeUnanswered) {
    return {.close_unanswered = true};
  }
  posts_.Apply(entry);
  pending_.push_back(entry);
  if (!fault) return JsonReply({{"success", true}});
  if (fault->kind == kChangeThenDrop) return {.close_unanswered = true};
  return ServerError();
}

}  // namespace loa::pagesim
