// What the world does when a core asks for something; world.cc has the rest.

#include <utility>
#include <variant>

#include "services/publisher/core/sim/world.h"

namespace loa::publisher::sim {
namespace {

template <typename Items>
std::vector<Recorded> Unanswered(const Items& items) {
  std::vector<Recorded> recorded;
  for (const auto& item : items) {
    recorded.push_back({item.publication, item.attempt, false});
  }
  return recorded;
}

}  // namespace

// Turns each kind of action into the RPC that it stands for.
class World::Performer {
 public:
  Performer(World& world, Process& process)
      : world_(world), process_(process), owner_(process.owner()) {}

  void operator()(const Call& call) const {
    world_.PerformCall(process_, call);
  }
  void operator()(const Prepare& prepare) const {
    Prepared failure;
    failure.publication = prepare.publication;
    failure.attempt = prepare.attempt;
    failure.verdict.kind = Verdict::Kind::kNotSent;
    Rpc([&w = world_,
         prepare] { return w.platform_.Upload(prepare, w.faulty_); },
        failure);
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
  void operator()(const ListAmendments&) const {
    Rpc([&w = world_] { return w.amendments_.Due(w.now_); },
        AmendmentsListed());
  }
  void operator()(const BeginAmendments& begin) const {
    AmendmentsBegun failure;
    for (const BeginAmendments::Item& item : begin.items) {
      failure.items.push_back({item.amendment, item.attempt});
    }
    Rpc([&w = world_, owner = owner_,
         begin] { return w.amendments_.Begin(owner, begin, w.now_); },
        failure);
  }
  void operator()(const Amend& amend) const {
    world_.PerformAmend(process_, amend);
  }
  void operator()(const FinishAmendments& finish) const {
    AmendmentsTold failure;
    for (const auto& item : finish.items) {
      failure.items.push_back({item.amendment, false});
    }
    Rpc([&w = world_, finish] { return w.amendments_.Finish(finish, w.now_); },
        failure);
  }
  void operator()(const ReadPost& read) const {
    PostRead failure;
    failure.amendment = read.amendment;
    Rpc(
        [&w = world_, read] {
          PostRead event;
          event.amendment = read.amendment;
          event.sight = w.platform_.ReadOne(read, w.now_, w.faulty_);
          return event;
        },
        failure);
  }
  void operator()(const SettleAmendments& settle) const {
    AmendmentsTold failure;
    failure.settles = true;
    for (const auto& item : settle.items) {
      failure.items.push_back({item.amendment, false});
    }
    Rpc([&w = world_, owner = owner_,
         settle] { return w.amendments_.Settle(owner, settle, w.now_); },
        failure);
  }
  void operator()(const ListSweeps&) const {
    Rpc([&w = world_] { return w.content_.DueSweeps(w.now_); }, SweepsListed());
  }
  void operator()(const SweepPage& sweep) const {
    PageSwept failure;
    failure.page = sweep.page;
    Rpc(
        [&w = world_, sweep] {
          PageRead read =
              w.platform_.Read({sweep.page, sweep.since}, w.now_, w.faulty_);
          return PageSwept{sweep.page, read.readable && read.complete,
                           std::move(read.posts), std::nullopt};
        },
        failure);
  }
  void operator()(const RecordOutside& record) const {
    const OutsideRecorded done{record.page};
    Rpc(
        [&w = world_, owner = owner_, record, done] {
          w.content_.RecordOutside(owner, record);
          return done;
        },
        done);
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

void World::PerformAmend(Process& process, const Amend& amend) {
  const int life = process.life;
  At(Latency(), [this, &process, life, amend] {
    if (process.life != life) return;
    if (now_ < process.paused_until) {
      At(process.paused_until - now_, [this, &process, life, amend] {
        if (process.life == life) PerformAmend(process, amend);
      });
      return;
    }
    const absl::Duration boot = now_ - absl::UnixEpoch() + process.boot_offset;
    platform::RawOutcome outcome;
    outcome.kind = platform::RawOutcome::Kind::kNotSent;
    if (boot <= amend.deadline) {
      outcome = platform_.Change(amend, now_, now_ + (amend.deadline - boot),
                                 faulty_);
    }
    AmendFinished event{amend.amendment, amend.attempt,
                        ClassifyChange(outcome)};
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

}  // namespace loa::publisher::sim
