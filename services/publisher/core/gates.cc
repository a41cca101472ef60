#include "services/publisher/core/gates.h"

namespace loa::publisher {

void Gates::Close(const GateClosure& closure, absl::Duration now) {
  Local& local = local_[closure.subject];
  local.until = now + closure.duration.value_or(absl::InfiniteDuration());
  local.told = absl::InfiniteDuration();
}

void Gates::Told(const GatesReported& reported, absl::Duration now) {
  for (const GateClosure& closure : reported.closures) {
    const auto local = local_.find(closure.subject);
    if (local != local_.end()) local->second.told = now;
  }
}

void Gates::Update(const LeasesAnswered& answer) {
  contents_.clear();
  for (const LeasesAnswered::ClosedGate& gate : answer.closed_gates) {
    contents_[gate.subject] = gate.open.value_or(absl::InfiniteFuture());
  }
  absl::erase_if(local_, [&](const auto& item) {
    return item.second.told <= answer.sent;
  });
}

bool Gates::Closed(absl::string_view page, const Now& now) const {
  return SubjectClosed("app", now) || SubjectClosed(page, now);
}

bool Gates::SubjectClosed(absl::string_view subject, const Now& now) const {
  const auto local = local_.find(subject);
  if (local != local_.end() && now.boot < local->second.until) return true;
  const auto open = contents_.find(subject);
  return open != contents_.end() && now.wall < open->second;
}

}  // namespace loa::publisher
