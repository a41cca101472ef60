#include "services/publisher/core/sim/amendment_model.h"

#include <algorithm>

namespace loa::publisher::sim {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(4);
constexpr absl::Duration kBackoff = absl::Seconds(1);

using PublicationState = ContentModel::State;

}  // namespace

void AmendmentModel::Want(const std::string& name,
                          const std::string& publication, AmendmentKind kind,
                          absl::Time now) {
  std::vector<std::string>& others = of_[publication];
  for (const std::string& other : others) {
    if (amendments_.at(other).kind == AmendmentKind::kDelete) return;
  }
  for (const std::string& other : others) {
    if (amendments_.at(other).state == State::kWaiting) {
      amendments_.at(other).state = State::kVoid;
    }
  }
  Amendment amendment;
  amendment.name = name;
  amendment.publication = publication;
  amendment.kind = kind;
  amendment.text = kind == AmendmentKind::kEdit ? name : "";
  amendment.not_before = now;
  amendments_[name] = amendment;
  others.push_back(name);
}

void AmendmentModel::Tick(absl::Time now) {
  for (auto& [name, amendment] : amendments_) {
    if (amendment.state != State::kBegun || now <= amendment.deadline) continue;
    amendment.state = State::kUnknown;
    amendment.next_read = amendment.deadline + quiescence_;
  }
}

bool AmendmentModel::MayBegin(const Amendment& amendment,
                              absl::Time now) const {
  if (amendment.state != State::kWaiting || now < amendment.not_before) {
    return false;
  }
  if (PublicationOf(amendment).state != PublicationState::kPublished) {
    return false;
  }
  if (control_ == Control::kAmendTogether) return true;
  const std::vector<std::string>& others = of_.at(amendment.publication);
  return std::all_of(others.begin(), others.end(), [&](const auto& name) {
    const Amendment& other = amendments_.at(name);
    return other.state != State::kBegun && other.state != State::kUnknown &&
           (other.state != State::kWaiting || name >= amendment.name);
  });
}

AmendmentsListed AmendmentModel::Due(absl::Time now) const {
  AmendmentsListed listed;
  listed.ok = true;
  for (const auto& [name, amendment] : amendments_) {
    const bool read =
        amendment.state == State::kUnknown && now >= amendment.next_read;
    if (!read && !MayBegin(amendment, now)) continue;
    const ContentModel::Publication& publication = PublicationOf(amendment);
    listed.items.push_back({name, amendment.publication, publication.page,
                            amendment.kind, publication.post_id, amendment.text,
                            read, amendment.attempt + (read ? 0 : 1)});
  }
  return listed;
}

AmendmentsBegun AmendmentModel::Begin(const std::string& owner,
                                      const BeginAmendments& action,
                                      absl::Time now) {
  AmendmentsBegun begun;
  for (const BeginAmendments::Item& item : action.items) {
    AmendmentsBegun::Item& answer = begun.items.emplace_back();
    answer.amendment = item.amendment;
    answer.attempt = item.attempt;
    Amendment& amendment = amendments_.at(item.amendment);
    const bool repeated = amendment.state == State::kBegun &&
                          amendment.attempt == item.attempt &&
                          amendment.attempt_epoch == item.partition.epoch;
    if (!repeated) {
      if (!content_.Holds(owner, item.partition) || !MayBegin(amendment, now) ||
          item.attempt != amendment.attempt + 1) {
        continue;
      }
      amendment.state = State::kBegun;
      amendment.attempt = item.attempt;
      amendment.attempt_epoch = item.partition.epoch;
      amendment.deadline = now + kDeadline;
    }
    answer.begun = true;
    answer.deadline = amendment.deadline - now;
  }
  return begun;
}

void AmendmentModel::End(Amendment& amendment) {
  amendment.state = State::kDone;
  if (amendment.kind != AmendmentKind::kDelete) return;
  for (const std::string& name : of_.at(amendment.publication)) {
    Amendment& other = amendments_.at(name);
    if (other.state == State::kWaiting) other.state = State::kVoid;
  }
}

AmendmentsTold AmendmentModel::Finish(const FinishAmendments& action,
                                      absl::Time now) {
  AmendmentsTold told;
  for (const FinishAmendments::Item& item : action.items) {
    told.items.push_back({item.amendment, true});
    Amendment& amendment = amendments_.at(item.amendment);
    if (amendment.attempt != item.attempt) continue;
    if (item.verdict.kind == Verdict::Kind::kAccepted) {
      End(amendment);
    } else if (item.verdict.kind == Verdict::Kind::kUnknown) {
      if (amendment.state != State::kBegun) continue;
      amendment.state = State::kUnknown;
      amendment.next_read = amendment.deadline + quiescence_;
    } else if (amendment.state == State::kBegun ||
               amendment.state == State::kUnknown) {
      amendment.state = State::kWaiting;
      amendment.not_before = now + std::max(item.retry_after, kBackoff);
    }
  }
  return told;
}

AmendmentsTold AmendmentModel::Settle(const std::string& owner,
                                      const SettleAmendments& action,
                                      absl::Time now) {
  AmendmentsTold told;
  told.settles = true;
  for (const SettleAmendments::Item& item : action.items) {
    told.items.push_back({item.amendment, true});
    Amendment& amendment = amendments_.at(item.amendment);
    if (!content_.Holds(owner, item.partition) ||
        amendment.state != State::kUnknown ||
        amendment.attempt != item.attempt || now < amendment.next_read) {
      continue;
    }
    const bool shown = item.sight.kind == PostSight::Kind::kShown;
    const bool gone = item.sight.kind == PostSight::Kind::kGone;
    if (!shown && !gone) continue;
    const bool as_wanted = amendment.kind == AmendmentKind::kDelete
                               ? gone
                               : shown && item.sight.text == amendment.text;
    if (as_wanted) {
      End(amendment);
      continue;
    }
    amendment.state = State::kWaiting;
    // Overtaken meanwhile.
    if (of_.at(amendment.publication).back() != amendment.name) {
      amendment.state = State::kVoid;
    }
  }
  return told;
}

bool AmendmentModel::Settled() const {
  return std::all_of(
      amendments_.begin(), amendments_.end(), [&](const auto& one) {
        const Amendment& amendment = one.second;
        return amendment.state == State::kDone ||
               amendment.state == State::kVoid ||
               (amendment.state == State::kWaiting &&
                PublicationOf(amendment).state != PublicationState::kPublished);
      });
}

}  // namespace loa::publisher::sim
