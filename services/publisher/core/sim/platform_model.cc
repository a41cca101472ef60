#include "services/publisher/core/sim/platform_model.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace loa::publisher::sim {
namespace {

using Kind = platform::RawOutcome::Kind;
using Body = platform::RawOutcome::Body;

struct Fault {
  const char* name;
  bool shows;  // the post becomes visible all the same
  Kind kind;
  Body body;
  int http_status;
  int64_t code;
};

constexpr Fault kFaults[] = {
    {"dropped after publishing", true, Kind::kNoAnswer, Body::kNone, 0, 0},
    {"closed unread", false, Kind::kNoAnswer, Body::kNone, 0, 0},
    {"500 after publishing", true, Kind::kAnswered, Body::kError, 500, 2},
    {"500", false, Kind::kAnswered, Body::kError, 500, 1},
    {"506 after publishing", true, Kind::kAnswered, Body::kError, 400, 506},
    {"unreadable 200", true, Kind::kAnswered, Body::kUnreadable, 200, 0},
    {"not sent", false, Kind::kNotSent, Body::kNone, 0, 0},
    {"throttled", false, Kind::kAnswered, Body::kError, 400, 80001},
    {"token dead", false, Kind::kAnswered, Body::kError, 400, 190},
    {"refused", false, Kind::kAnswered, Body::kError, 400, 100},
};

constexpr Fault kChangeFaults[] = {
    {"dropped after changing", true, Kind::kNoAnswer, Body::kNone, 0, 0},
    {"change closed unread", false, Kind::kNoAnswer, Body::kNone, 0, 0},
    {"500 after changing", true, Kind::kAnswered, Body::kError, 500, 2},
    {"change not sent", false, Kind::kNotSent, Body::kNone, 0, 0},
    {"change throttled", false, Kind::kAnswered, Body::kError, 400, 80001},
};

}  // namespace

void PlatformModel::PostOutside(const std::string& page,
                                const std::string& text, absl::Time now) {
  const std::string id = absl::StrCat("post", shown_.size());
  by_page_[page].push_back(shown_.size());
  by_id_[id] = shown_.size();
  shown_.push_back({page, text, id, {}, now, now, {}, true});
}

bool PlatformModel::Shown::DeletedBy(absl::Time now) const {
  return std::any_of(changes.begin(), changes.end(), [&](const Change& c) {
    return c.kind == AmendmentKind::kDelete && c.at <= now;
  });
}

std::string PlatformModel::Shown::TextAt(absl::Time now) const {
  const Change* newest = nullptr;
  for (const Change& change : changes) {
    if (change.kind != AmendmentKind::kEdit || change.at > now) continue;
    if (newest == nullptr || newest->at <= change.at) newest = &change;
  }
  return newest == nullptr ? text : newest->text;
}

platform::RawOutcome PlatformModel::Change(const Amend& amend, absl::Time sent,
                                           absl::Time deadline, bool faulty) {
  platform::RawOutcome outcome;
  outcome.kind = Kind::kAnswered;
  Shown& shown = shown_[by_id_.at(amend.post_id)];
  if (shown.DeletedBy(sent)) {
    outcome.body = Body::kError;
    outcome.http_status = 400;
    outcome.error.code = 100;
    outcome.error.subcode = 33;
    return outcome;
  }
  outcome.body = Body::kSuccess;
  outcome.http_status = 200;
  bool changes = true;
  absl::Time at = sent;
  if (faulty && dice_.Chance(0.4)) {
    const Fault& fault =
        kChangeFaults[dice_.Below(static_cast<int>(std::size(kChangeFaults)))];
    ++fired_[fault.name];
    changes = fault.shows;
    outcome.kind = fault.kind;
    outcome.body = fault.body;
    outcome.http_status = fault.http_status;
    outcome.error.code = fault.code;
    // Late, sometimes after we gave up, never after deadline + q.
    if (fault.kind == Kind::kNoAnswer) {
      at = sent +
           dice_.Within(absl::ZeroDuration(), deadline + quiescence_ - sent);
    }
  }
  if (changes) shown.changes.push_back({at, amend.kind, amend.text});
  return outcome;
}

PostSight PlatformModel::ReadOne(const ReadPost& action, absl::Time now,
                                 bool faulty) {
  PostSight sight;
  if (faulty && dice_.Chance(0.1)) {
    ++fired_["post unreadable"];
    return sight;
  }
  const Shown& shown = shown_[by_id_.at(action.post_id)];
  if (shown.DeletedBy(now)) {
    sight.kind = PostSight::Kind::kGone;
  } else {
    sight.kind = PostSight::Kind::kShown;
    sight.text = shown.TextAt(now);
  }
  return sight;
}

platform::RawOutcome PlatformModel::Publish(const Call& call, absl::Time sent,
                                            absl::Time deadline, bool faulty) {
  platform::RawOutcome outcome;
  outcome.kind = Kind::kAnswered;
  outcome.body = Body::kId;
  outcome.http_status = 200;
  bool shows = true;
  absl::Time visible =
      sent + dice_.Within(absl::ZeroDuration(), absl::Milliseconds(200));
  if (faulty && dice_.Chance(0.3)) {
    const Fault& fault =
        kFaults[dice_.Below(static_cast<int>(std::size(kFaults)))];
    ++fired_[fault.name];
    shows = fault.shows;
    outcome.kind = fault.kind;
    outcome.body = fault.body;
    outcome.http_status = fault.http_status;
    outcome.error.code = fault.code;
    // Late, sometimes after we gave up, never after deadline + q.
    if (fault.kind == Kind::kNoAnswer) {
      visible = sent + dice_.Within(absl::ZeroDuration(),
                                    deadline + quiescence_ - sent);
    }
  }
  if (shows) {
    const std::string id = absl::StrCat("post", shown_.size());
    if (outcome.body == Body::kId) outcome.post_id = id;
    by_page_[call.page].push_back(shown_.size());
    by_id_[id] = shown_.size();
    shown_.push_back(
        {call.page, call.text, id, call.photo_ids, sent, visible, {}, false});
  }
  return outcome;
}

Prepared PlatformModel::Upload(const Prepare& action, bool faulty) {
  Prepared prepared;
  prepared.publication = action.publication;
  prepared.attempt = action.attempt;
  if (faulty && dice_.Chance(0.2)) {
    const bool throttled = dice_.Chance(0.5);
    ++fired_[throttled ? "upload throttled" : "upload failed"];
    prepared.verdict.kind =
        throttled ? Verdict::Kind::kThrottled : Verdict::Kind::kNotSent;
    if (throttled) {
      prepared.verdict.scope = Verdict::Scope::kPage;
      prepared.verdict.closed_for = absl::Seconds(2);
    }
    return prepared;
  }
  for (size_t i = 0; i < action.photos.size(); ++i) {
    prepared.ids.push_back(absl::StrCat("photo", uploads_++));
  }
  return prepared;
}

PageRead PlatformModel::Read(const ReadPage& action, absl::Time now,
                             bool faulty) {
  PageRead read;
  read.page = action.page;
  if (faulty && dice_.Chance(0.1)) {
    ++fired_["listing failed"];
    read.why = "the model does not answer";
    return read;
  }
  read.readable = true;
  read.complete = !(faulty && dice_.Chance(0.1));
  if (!read.complete) ++fired_["listing cut"];
  for (const size_t index : by_page_[action.page]) {
    const Shown& shown = shown_[index];
    if (shown.visible > now || shown.visible < action.since) continue;
    if (shown.DeletedBy(now)) continue;
    // A listing may be stale for young posts, or cut.
    const bool young = now - shown.visible < quiescence_;
    if (faulty && (young || !read.complete) && dice_.Chance(0.3)) {
      ++fired_["listing stale"];
      continue;
    }
    platform::Post& post = read.posts.emplace_back();
    post.id = shown.id;
    post.created = shown.visible;
    post.photo_ids = shown.photo_ids;
    if (shown.photo_ids.empty()) post.message = shown.TextAt(now);
  }
  return read;
}

}  // namespace loa::publisher::sim
