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

template <typename Items>
std::vector<Recorded> Unanswered(const Items& items) {
  std::vector<Recorded> recorded;
  for (const auto& item : items) {
    recorded.push_back({item.publication, item.attempt, false});
  }
  return recorded;
}

}  // namespace

std::string Process::owner() const {
  return absl::StrCat("owner", number, "life", life);
}

World::World(const SimulationConfig& config)
    : config_(config),
      dice_(config.seed),
      content_(config.partitions, quiescence_, config.control),
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
    return content_.Settled() && content_.unrecorded().empty();
  };
  while (now_ < limit && !at_rest() && RunOne()) {
  }
}

SimulationResult World::Result() const {
  SimulationResult result;
  result.violations = violations_;
  for (std::string& violation : Check(content_, platform_, facts_)) {
    result.violations.push_back(std::move(violation));
  }
  result.steps = steps_;
  result.publications = content_.publications().size();
  result.shown = platform_.shown().size();
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
  At(kPeoplePeriod, [this] { PeopleWork(); });
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

// Turns each kind of action into the RPC that it stands for.
class World::Performer {
 public:
  Performer(World& world, Process& process)
      : world_(world), process_(process), owner_(process.owner()) {}

  void operator()(const Call& call) const {
    world_.PerformCall(process_, call);
  }
  void operator()(const ReleaseLeases&) const {}
  void operator()(const TakeEntries& take) const {
    Rpc([&w = world_, take] { return w.TakeFromRedis(take); }, EntriesTaken());
  }
  void operator()(const RenewLeases& renew) const {
    const SimulationConfig& config = world_.config_;
    const absl::Duration sent =
        world_.now_ - absl::UnixEpoch() + process_.boot_offset;
    const int want =
        (config.partitions + config.publishers - 1) / config.publishers;
    Rpc(
        [&w = world_, owner = owner_, renew, sent, want] {
          LeasesAnswered event = w.content_.Lease(owner, renew, w.now_, want);
          event.sent = sent;
          return event;
        },
        LeasesAnswered());
  }
  void operator()(const LoadPublications& load) const {
    PublicationsLoaded failure;
    for (const std::string& name : load.publications) {
      failure.items.emplace_back().publication = name;
    }
    Rpc([&w = world_, load] { return w.content_.Load(load); }, failure);
  }
  void operator()(const BeginAttempts& begin) const {
    BeginsAnswered failure;
    for (const BeginAttempts::Item& item : begin.items) {
      failure.items.push_back({item.publication, item.attempt});
    }
    Rpc([&w = world_, owner = owner_,
         begin] { return w.content_.Begin(owner, begin, w.now_); },
        failure);
  }
  void operator()(const FinishAttempts& finish) const {
    Rpc([&w = world_, finish] { return w.content_.Finish(finish, w.now_); },
        FinishesAnswered{Unanswered(finish.items)});
  }
  void operator()(const ListUnsettled& list) const {
    Rpc([&w = world_, list] { return w.content_.Unsettled(list, w.now_); },
        UnsettledListed());
  }
  void operator()(const ReadPage& read) const {
    PageRead failure;
    failure.page = read.page;
    Rpc([&w = world_,
         read] { return w.platform_.Read(read, w.now_, w.faulty_); },
        failure);
  }
  void operator()(const SettleAttempts& settle) const {
    Rpc([&w = world_, settle] { return w.content_.Settle(settle, w.now_); },
        SettlesAnswered{Unanswered(settle.items)});
  }
  void operator()(const ReportGates& gates) const {
    Rpc(
        [&w = world_, gates] {
          for (const GateClosure& closure : gates.closures) {
            w.content_.CloseGate(closure, w.now_);
          }
          return GatesReported{true, gates.closures};
        },
        GatesReported{false, gates.closures});
  }
  void operator()(const RecordFirstPosts& facts) const {
    FactsRecorded done, failure;
    std::vector<std::string> pages;
    for (const FirstPost& item : facts.items) {
      done.items.push_back({item.page, true});
      failure.items.push_back({item.page, false});
      pages.push_back(item.page);
    }
    Rpc(
        [&w = world_, done, pages] {
          w.facts_.insert(pages.begin(), pages.end());
          return done;
        },
        failure);
  }

 private:
  template <typename Effect>
  void Rpc(Effect effect, Event failure) const {
    world_.Rpc(
        process_, [effect] { return Event(effect()); }, std::move(failure));
  }

  World& world_;
  Process& process_;
  const std::string owner_;
};

void World::Perform(Process& process, const Action& action) {
  std::visit(Performer(*this, process), action);
}

void World::PerformCall(Process& process, const Call& call) {
  const int life = process.life;
  At(Latency(), [this, &process, life, call] {
    if (process.life != life) return;
    if (now_ < process.paused_until) {
      At(process.paused_until - now_, [this, &process, life, call] {
        // What was killed while it was stopped never goes on.
        if (process.life == life) PerformCall(process, call);
      });
      return;
    }
    const absl::Duration boot = now_ - absl::UnixEpoch() + process.boot_offset;
    platform::RawOutcome outcome;
    outcome.kind = platform::RawOutcome::Kind::kNotSent;
    if (boot <= call.deadline) {
      const auto& publication = content_.publications().at(call.publication);
      if (publication.attempt == call.attempt && now_ > publication.deadline) {
        Violation("sent after the deadline", call.publication);
      }
      outcome =
          platform_.Publish(call, now_, now_ + (call.deadline - boot), faulty_);
    }
    CallFinished event;
    event.publication = call.publication;
    event.attempt = call.attempt;
    event.verdict = Classify(outcome);
    At(Latency() * 4,
       [this, &process, life, event] { Deliver(process, life, event); });
  });
}

EntriesTaken World::TakeFromRedis(const TakeEntries& action) {
  EntriesTaken taken;
  taken.ok = true;
  for (const queue::Holding& held : action.held) {
    for (const queue::Entry& entry : redis_[held.partition]) {
      if (entry.epoch == held.epoch) {
        taken.entries.push_back({held.partition, entry});
      }
    }
    redis_[held.partition].clear();
  }
  return taken;
}

void World::Violation(const std::string& what, const std::string& name) {
  violations_.push_back(absl::StrCat(what, ": ", name));
}

}  // namespace loa::publisher::sim
