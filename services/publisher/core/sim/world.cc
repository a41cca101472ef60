#include "services/publisher/core/sim/world.h"

#include <algorithm>
#include <variant>

#include "absl/strings/str_cat.h"
#include "libs/queue/partition.h"
#include "services/publisher/core/sim/checker.h"

namespace loa::publisher::sim {
namespace {

constexpr absl::Duration kTick = absl::Milliseconds(50);
constexpr absl::Duration kContentPeriod = absl::Milliseconds(100);
constexpr absl::Duration kPeoplePeriod = absl::Milliseconds(400);
constexpr absl::Duration kMisfortunePeriod = absl::Seconds(1);
// After healing everything must come to its end within this.
constexpr absl::Duration kHealingLimit = absl::Minutes(10);

}  // namespace

std::string Process::owner() const {
  return absl::StrCat("owner", number, "life", life);
}

World::World(const SimulationConfig& config)
    : config_(config),
      dice_(config.seed),
      content_(config.partitions, quiescence_, config.control),
      amendments_(content_, quiescence_, config.control),
      platform_(quiescence_, dice_),
      processes_(config.publishers) {
  for (Process& process : processes_) {
    process.number = static_cast<int>(&process - processes_.data());
    Boot(process);
    Tick(process);
  }
  ContentWorks();
  PeopleWork();
  Misfortune();
}

void World::Boot(Process& process) {
  ++process.life;
  process.boot_offset = dice_.Within(absl::ZeroDuration(), absl::Hours(1000));
  process.wall_skew =
      dice_.Within(absl::Milliseconds(-300), absl::Milliseconds(300));
  CoreConfig core;
  core.max_calls = 8;
  core.page_rate = {absl::Milliseconds(200), 3};
  core.app_rate = {absl::Milliseconds(10), 10};
  core.reconcile.interval = absl::Milliseconds(500);
  core.reconcile.skew = absl::Seconds(2);
  core.reconcile.partitions = config_.partitions;
  core.sweep.interval = absl::Seconds(2);
  core.sweep.partitions = config_.partitions;
  core.amend.interval = absl::Milliseconds(500);
  core.amend.partitions = config_.partitions;
  process.core = std::make_unique<Core>(core);
}

void World::At(absl::Duration delay, Task task) {
  tasks_.emplace(std::pair(now_ + delay, next_task_++), std::move(task));
}

bool World::RunOne() {
  if (tasks_.empty()) return false;
  auto first = tasks_.begin();
  now_ = first->first.first;
  Task task = std::move(first->second);
  tasks_.erase(first);
  ++steps_;
  task();
  return true;
}

void World::RunFaulty() {
  while (steps_ < config_.steps && RunOne()) {
  }
}

void World::RunHealed() {
  faulty_ = false;
  const absl::Time limit = now_ + kHealingLimit;
  const auto at_rest = [&] {
    return content_.Settled() && amendments_.Settled() &&
           content_.unrecorded().empty();
  };
  while (now_ < limit && !at_rest() && RunOne()) {
  }
}

SimulationResult World::Result() const {
  SimulationResult result;
  result.violations = violations_;
  for (std::string& violation :
       Check(content_, amendments_, platform_, facts_)) {
    result.violations.push_back(std::move(violation));
  }
  result.steps = steps_;
  result.publications = content_.publications().size();
  result.shown = platform_.shown().size();
  result.adopted = content_.adopted().size();
  result.fired = fired_;
  result.fired.insert(platform_.fired().begin(), platform_.fired().end());
  return result;
}

void World::Tick(Process& process) {
  Deliver(process, process.life, publisher::Tick());
  At(kTick, [this, &process] { Tick(process); });
}

void World::ContentWorks() {
  content_.Tick(now_);
  amendments_.Tick(now_);
  for (const queue::Entry& entry : content_.Relay(now_)) {
    if (faulty_ && dice_.Chance(0.02)) {
      ++fired_["entry lost"];
      continue;
    }
    redis_[queue::PartitionOf(entry.page, config_.partitions)].push_back(entry);
    // A hand-over whose outcome was unknown is repeated.
    if (faulty_ && dice_.Chance(0.05)) {
      redis_[queue::PartitionOf(entry.page, config_.partitions)].push_back(
          entry);
    }
  }
  At(kContentPeriod, [this] { ContentWorks(); });
}

void World::PeopleWork() {
  if (faulty_) {
    const std::string name =
        absl::StrCat("publication", 1'000'000 + created_++);
    const std::string page = absl::StrCat("pages/", dice_.Below(config_.pages));
    content_.Create(
        name, page,
        now_ + dice_.Within(absl::ZeroDuration(), absl::Seconds(10)));
    if (dice_.Chance(0.1)) {
      At(dice_.Within(absl::ZeroDuration(), absl::Seconds(12)),
         [this, name] { content_.Cancel(name); });
    }
  }
  if (faulty_) PeopleAmend();
  if (faulty_ && dice_.Chance(0.1)) {
    platform_.PostOutside(absl::StrCat("pages/", dice_.Below(config_.pages)),
                          absl::StrCat("outside", outside_++), now_);
  }
  At(kPeoplePeriod, [this] { PeopleWork(); });
}

// Something young, visible or on its way, is corrected or taken back; often
// the same again, before the last wish came true.
void World::PeopleAmend() {
  if (!dice_.Chance(0.4)) return;
  if (!dice_.Chance(0.6)) {
    amended_ = std::max(created_ - 1 - dice_.Below(60), 0);
  }
  amendments_.Want(
      absl::StrCat("amendment", 1'000'000 + wanted_++),
      absl::StrCat("publication", 1'000'000 + amended_),
      dice_.Chance(0.2) ? AmendmentKind::kDelete : AmendmentKind::kEdit, now_);
}

void World::Misfortune() {
  if (faulty_) {
    Process& process = processes_[dice_.Below(config_.publishers)];
    if (dice_.Chance(0.05)) {
      ++fired_["publisher killed"];
      Boot(process);
    }
    if (dice_.Chance(0.05)) {
      ++fired_["publisher paused"];
      process.paused_until =
          now_ + dice_.Within(absl::Seconds(1), absl::Seconds(15));
    }
    if (dice_.Chance(0.03)) {
      ++fired_["Redis erased"];
      redis_.clear();
    }
    if (dice_.Chance(0.02)) {
      ++fired_["wall clock set"];
      process.wall_skew = dice_.Within(absl::Seconds(-20), absl::Seconds(20));
    }
  }
  At(kMisfortunePeriod, [this] { Misfortune(); });
}

void World::Deliver(Process& process, int life, const Event& event) {
  if (process.life != life) return;
  if (now_ < process.paused_until) {
    if (std::holds_alternative<publisher::Tick>(event)) return;
    At(process.paused_until - now_,
       [this, &process, life, event] { Deliver(process, life, event); });
    return;
  }
  const Now now = {now_ - absl::UnixEpoch() + process.boot_offset,
                   now_ + process.wall_skew};
  for (const Action& action : process.core->Step(now, event)) {
    Perform(process, action);
  }
}

void World::Rpc(Process& process, std::function<Event()> effect,
                Event failure) {
  const int life = process.life;
  const auto answer = [this, &process, life](Event event) {
    At(Latency(), [this, &process, life, event = std::move(event)] {
      Deliver(process, life, event);
    });
  };
  const int die = faulty_ ? dice_.Below(100) : 99;
  if (die < 3) {
    ++fired_["request lost"];
    answer(std::move(failure));
  } else if (die < 6) {
    ++fired_["answer lost"];
    At(Latency(), [effect, answer, failure = std::move(failure)] {
      effect();
      answer(failure);
    });
  } else if (die < 9) {
    // Arrives when the caller has given up, and perhaps asked again.
    ++fired_["request late"];
    answer(std::move(failure));
    At(dice_.Within(absl::ZeroDuration(), absl::Seconds(2)),
       [effect] { effect(); });
  } else {
    At(Latency(), [effect, answer] { answer(effect()); });
  }
}

void World::Violation(const std::string& what, const std::string& name) {
  violations_.push_back(absl::StrCat(what, ": ", name));
}

}  // namespace loa::publisher::sim
