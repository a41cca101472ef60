#include "tools/pagesim/faults.h"

#include <algorithm>
#include <utility>

namespace loa::pagesim {

bool IsFault(absl::string_view kind) {
  return kind == kPublishThenDrop || kind == kPublishThen500 ||
         kind == kPublishThen506 || kind == kReadThenClose ||
         kind == kThrottle || IsOfChanges(kind);
}

bool IsOfChanges(absl::string_view kind) {
  return kind == kChangeThenDrop || kind == kChangeThen500 ||
         kind == kChangeUnanswered;
}

Entry Faults::Arm(Arming arming) {
  arming.id = ++last_id_;
  armed_.push_back(arming);
  return {.kind = Entry::Kind::kArm,
          .page = arming.page,
          .fault = arming.kind,
          .arm = arming.id,
          .count = arming.remaining,
          .after_posts = arming.after_posts,
          .regain_seconds = arming.regain_seconds};
}

Arming Faults::Use(std::vector<Arming>::iterator arming) {
  Arming taken = *arming;
  ++fired_[taken.kind];
  if (--arming->remaining == 0) armed_.erase(arming);
  return taken;
}

std::optional<Arming> Faults::TakeForChange(const std::string& page,
                                            int64_t posts) {
  for (auto it = armed_.begin(); it != armed_.end(); ++it) {
    if (!IsOfChanges(it->kind) || posts < it->after_posts) continue;
    if (it->page.empty() || it->page == page) return Use(it);
  }
  return std::nullopt;
}

std::optional<Arming> Faults::Take(const std::string& page, bool reused,
                                   int64_t posts) {
  for (auto it = armed_.begin(); it != armed_.end(); ++it) {
    if (IsOfChanges(it->kind) || posts < it->after_posts) continue;
    if (!it->page.empty() && it->page != page) continue;
    if (it->kind == kReadThenClose && !reused && it->skipped++ < kMaxSkipped) {
      continue;
    }
    return Use(it);
  }
  return std::nullopt;
}

void Faults::Replay(const Entry& entry) {
  if (entry.kind == Entry::Kind::kArm) {
    last_id_ = std::max(last_id_, entry.arm);
    armed_.push_back({.id = entry.arm,
                      .kind = entry.fault,
                      .remaining = entry.count,
                      .page = entry.page,
                      .after_posts = entry.after_posts,
                      .regain_seconds = entry.regain_seconds});
    return;
  }
  if (entry.kind != Entry::Kind::kFault) return;
  ++fired_[entry.fault];
  const auto it =
      std::find_if(armed_.begin(), armed_.end(),
                   [&](const Arming& a) { return a.id == entry.arm; });
  if (it != armed_.end() && --it->remaining == 0) armed_.erase(it);
}

}  // namespace loa::pagesim
