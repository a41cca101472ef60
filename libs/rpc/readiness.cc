#include "libs/rpc/readiness.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/log.h"

namespace loa::rpc {
namespace {

constexpr absl::Duration kInterval = absl::Seconds(1);

}  // namespace

Readiness::Readiness(std::vector<ReadinessCheck> checks,
                     std::function<void(bool)> changed)
    : checks_(std::move(checks)),
      changed_(std::move(changed)),
      task_(kInterval, [this](std::stop_token) { Run(); }) {}

void Readiness::Drain() {
  task_.Stop();
  {
    base::MutexLock lock(mutex_);
    draining_ = true;
    ready_ = false;
    text_ = "draining\n";
  }
  changed_(false);
}

bool Readiness::ready() const {
  base::MutexLock lock(mutex_);
  return ready_;
}

std::string Readiness::Text() const {
  base::MutexLock lock(mutex_);
  return text_;
}

void Readiness::Run() {
  bool ready = true;
  std::string text;
  for (const ReadinessCheck& check : checks_) {
    const absl::Status status = check.check();
    ready = ready && status.ok();
    absl::StrAppend(&text, check.name, " ",
                    status.ok() ? "ok" : status.message(), "\n");
  }
  {
    base::MutexLock lock(mutex_);
    text_ = text;
    if (draining_ || ready == ready_) return;
    ready_ = ready;
  }
  base::Log(base::Severity::kInfo, ready ? "ready" : "not ready",
            {{"checks", text}});
  changed_(ready);
}

}  // namespace loa::rpc
