#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/pagesim/graph_answers.h"
#include "tools/pagesim/simulator.h"

// The simulator's own endpoints, under /_sim.
namespace loa::pagesim {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t kMaxCount = 100000;

Reply BadRequest(absl::string_view what) {
  return JsonReply({{"error", std::string(what)}}, 400);
}

// nullopt when the field is there and is no text.
std::optional<std::string> Text(const Json& json, const char* name) {
  const auto it = json.find(name);
  if (it == json.end()) return "";
  if (!it->is_string()) return std::nullopt;
  return it->get<std::string>();
}

// nullopt when the field is there and is no number in [least, kMaxCount].
std::optional<int64_t> Number(const Json& json, const char* name, int64_t least,
                              int64_t otherwise) {
  const auto it = json.find(name);
  if (it == json.end()) return otherwise;
  if (!it->is_number_integer()) return std::nullopt;
  const int64_t number = it->get<int64_t>();
  if (number < least || number > kMaxCount) return std::nullopt;
  return number;
}

Json Parse(const std::string& body) {
  return Json::parse(body, nullptr, /*allow_exceptions=*/false);
}

}  // namespace

Reply Simulator::Control(const Request& request,
                         const std::vector<std::string>& path) {
  const std::string what = path.size() == 2 ? path[1] : "";
  const bool post = request.method == "POST";
  if (what == "token" && !post) return ShowToken(request);
  if (what == "faults") return post ? ArmFault(request) : ShowFaults();
  if (what == "pages" && post) return SetPage(request);
  if (what == "metrics" && post) return SetMetric(request);
  return JsonReply({{"error", "no such endpoint; see simulator.h"}}, 404);
}

Reply Simulator::ShowToken(const Request& request) {
  const std::string page = request.Field("page");
  const std::string user = request.Field("user");
  if (page.empty() == user.empty()) return BadRequest("give page or user");
  const std::string& secret = options_.page_token_secret;
  return JsonReply({{"token", page.empty() ? UserToken(secret, user)
                                           : PageToken(secret, page)},
                    {"app_secret", options_.app_secret}});
}

Reply Simulator::ArmFault(const Request& request) {
  const Json json = Parse(request.body);
  if (!json.is_object()) return BadRequest("the body is no JSON object");
  const auto kind = Text(json, "kind");
  const auto page = Text(json, "page");
  const auto count = Number(json, "count", 1, 1);
  const auto after_posts = Number(json, "after_posts", 0, 0);
  const auto regain_seconds = Number(json, "regain_seconds", 1, 2);
  if (!kind || !IsFault(*kind)) {
    return BadRequest(absl::StrCat(
        "kind is one of ", kPublishThenDrop, ", ", kPublishThen500, ", ",
        kPublishThen506, ", ", kReadThenClose, ", ", kThrottle, ", ",
        kChangeThenDrop, ", ", kChangeThen500, ", ", kChangeUnanswered));
  }
  if (!page || !count || !after_posts || !regain_seconds) {
    return BadRequest(
        "page is a text; count, after_posts and regain_seconds are whole "
        "numbers up to 100000");
  }
  Entry entry = faults_.Arm({.kind = *kind,
                             .remaining = *count,
                             .page = *page,
                             .after_posts = *after_posts,
                             .regain_seconds = *regain_seconds});
  entry.time_us = NowMicros();
  ledger_->Append({entry});
  return JsonReply({{"arm", entry.arm}});
}

Reply Simulator::ShowFaults() {
  Json armed = Json::array();
  for (const Arming& arming : faults_.armed()) {
    armed.push_back({{"kind", arming.kind},
                     {"count", arming.remaining},
                     {"page", arming.page},
                     {"after_posts", arming.after_posts}});
  }
  Json fired = Json::object();
  for (const auto& [kind, count] : faults_.fired()) fired[kind] = count;
  return JsonReply(
      {{"fired", fired}, {"armed", armed}, {"posts", posts_.count()}});
}

Reply Simulator::SetPage(const Request& request) {
  const Json json = Parse(request.body);
  if (!json.is_object()) return BadRequest("the body is no JSON object");
  const auto page = Text(json, "page");
  const auto name = Text(json, "name");
  const auto holder = Text(json, "holder");
  if (!page || page->empty() || !name || !holder) {
    return BadRequest("page, name and holder are texts, page is not empty");
  }
  Page set{.name = *name, .holder = *holder};
  if (const auto tasks = json.find("tasks"); tasks != json.end()) {
    if (!tasks->is_array()) return BadRequest("tasks is a list");
    set.tasks.clear();
    for (const Json& task : *tasks) {
      if (!task.is_string()) return BadRequest("a task is a text");
      set.tasks.push_back(task.get<std::string>());
    }
  }
  const auto followers = Number(json, "followers", 0, 0);
  const auto likes = Number(json, "likes", 0, 0);
  if (!followers || !likes) {
    return BadRequest("followers and likes are whole numbers up to 100000");
  }
  set.followers = *followers;
  set.likes = *likes;
  if (const auto insights = json.find("insights"); insights != json.end()) {
    if (!insights->is_object()) return BadRequest("insights is an object");
    for (const auto& [metric, value] : insights->items()) {
      if (!value.is_number_integer()) return BadRequest("a value is a number");
      set.insights[metric] = value.get<int64_t>();
    }
  }
  pages_[*page] = std::move(set);
  return JsonReply({{"page", *page}});
}

Reply Simulator::SetMetric(const Request& request) {
  const Json json = Parse(request.body);
  if (!json.is_object()) return BadRequest("the body is no JSON object");
  const auto metric = Text(json, "metric");
  const auto retired = json.find("retired");
  if (!metric || metric->empty() || retired == json.end() ||
      !retired->is_boolean()) {
    return BadRequest("metric is a text, retired true or false");
  }
  if (retired->get<bool>()) {
    retired_metrics_.insert(*metric);
  } else {
    retired_metrics_.erase(*metric);
  }
  return JsonReply({{"metric", *metric}});
}

}  // namespace loa::pagesim
