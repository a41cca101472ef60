#ifndef LOA_SERVICES_PUBLISHER_CORE_CORE_FIXTURE_H_
#define LOA_SERVICES_PUBLISHER_CORE_CORE_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/publisher/core/core.h"

namespace loa::publisher {

using BeginKind = BeginsAnswered::Item::Kind;
using LoadKind = PublicationsLoaded::Item::Kind;

// A core with one partition, and a clock that the test moves.
class CoreTest : public ::testing::Test {
 protected:
  CoreTest() { Grow({}); }

  void Grow(CoreConfig config) {
    config.reconcile.partitions = 1;
    core_ = std::make_unique<Core>(config);
    actions_.clear();
    Send(Tick());
    Send(Leased());
  }
  LeasesAnswered Leased() {
    LeasesAnswered event;
    event.ok = true;
    event.sent = boot_;
    event.held = {{0, 1}};
    event.lease = absl::Hours(1);
    return event;
  }
  void Send(const Event& event) {
    for (Action& action : core_->Step({boot_, wall_}, event)) {
      actions_.push_back(std::move(action));
    }
  }
  void Advance(absl::Duration time) {
    boot_ += time;
    wall_ += time;
    Send(Tick());
  }
  // Takes the actions of one kind out of what was asked for.
  template <typename T>
  std::vector<T> Asked() {
    std::vector<T> asked;
    std::vector<Action> others;
    for (Action& action : actions_) {
      if (auto* one = std::get_if<T>(&action)) {
        asked.push_back(std::move(*one));
      } else {
        others.push_back(std::move(action));
      }
    }
    actions_ = std::move(others);
    return asked;
  }
  void Take(const std::string& publication, const std::string& page,
            absl::Duration due_in = absl::ZeroDuration()) {
    EntriesTaken event;
    event.ok = true;
    event.entries = {
        {0, {publication, page, absl::ToUnixMicros(wall_ + due_in), 1}}};
    Send(event);
  }
  void Load(const std::string& publication, const std::string& page,
            int64_t sequence, absl::Duration due_in = absl::ZeroDuration(),
            int attempts = 0) {
    PublicationsLoaded::Item item;
    item.publication = publication;
    item.kind = LoadKind::kSendable;
    item.page = page;
    item.sequence = sequence;
    item.attempt_count = attempts;
    item.due = item.not_before = wall_ + due_in;
    item.text = "text of " + publication;
    Send(PublicationsLoaded{{item}});
  }
  void AnswerBegin(const std::string& publication, BeginKind kind,
                   absl::Duration deadline = absl::Seconds(10)) {
    Send(BeginsAnswered{{{publication, 1, kind, deadline}}});
  }
  void EndCall(const std::string& publication, Verdict verdict) {
    CallFinished event;
    event.publication = publication;
    event.attempt = 1;
    event.verdict = std::move(verdict);
    Send(event);
  }
  static Verdict Of(Verdict::Kind kind,
                    Verdict::Scope scope = Verdict::Scope::kNone) {
    Verdict verdict;
    verdict.kind = kind;
    verdict.scope = scope;
    verdict.post_id = kind == Verdict::Kind::kAccepted ? "1_2" : "";
    return verdict;
  }
  // From taken to the visible call.
  Call UntilCall(const std::string& publication, const std::string& page) {
    Take(publication, page);
    Load(publication, page, 1);
    AnswerBegin(publication, BeginKind::kBegun);
    const std::vector<Call> calls = Asked<Call>();
    EXPECT_THAT(calls, ::testing::SizeIs(1));
    return calls.empty() ? Call() : calls[0];
  }

  absl::Duration boot_ = absl::Hours(5);
  absl::Time wall_ = absl::FromUnixSeconds(1'653'955'200);
  std::unique_ptr<Core> core_;
  std::vector<Action> actions_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_CORE_FIXTURE_H_
