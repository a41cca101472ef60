#include "services/publisher/core/sim/content_model.h"

#include <algorithm>
#include <utility>

#include "libs/queue/partition.h"

namespace loa::publisher::sim {
namespace {

constexpr absl::Duration kLease = absl::Seconds(6);
constexpr absl::Duration kDeadline = absl::Seconds(4);
constexpr absl::Duration kAhead = absl::Seconds(2);  // of the relay
constexpr absl::Duration kSweep = absl::Seconds(5);
constexpr absl::Duration kBackoff = absl::Seconds(1);

}  // namespace

ContentModel::ContentModel(int partitions, absl::Duration quiescence,
                           Control control)
    : partition_count_(partitions), quiescence_(quiescence), control_(control) {
  for (int p = 0; p < partitions; ++p) partitions_[p];
}

void ContentModel::Create(const std::string& name, const std::string& page,
                          absl::Time due) {
  Publication publication;
  publication.name = name;
  publication.page = page;
  // Never before anything begun on the page: late ones go behind.
  Page& place = pages_[page];
  due = std::max(due, place.last_begun);
  publication.due = publication.not_before = due;
  publication.sequence = next_sequence_++;
  place.all.push_back(name);
  publication.has_photos = publication.sequence % 3 == 0;
  place.open.insert(name);
  publications_[name] = publication;
  open_.insert(name);
}

bool ContentModel::Cancel(const std::string& name) {
  Publication& publication = publications_.at(name);
  if (publication.state == State::kScheduled) {
    publication.state = State::kCancelled;
    publication.cancel_acknowledged = true;
    return true;
  }
  if (publication.state == State::kSending ||
      publication.state == State::kUnknown) {
    publication.cancel_wanted = true;
  }
  return false;
}

void ContentModel::Tick(absl::Time now) {
  for (auto name = open_.begin(); name != open_.end();) {
    Publication& publication = publications_.at(*name);
    if (publication.state == State::kSending && now > publication.deadline) {
      ToUnknown(publication);
    }
    if (IsOpen(publication)) {
      ++name;
    } else {
      pages_[publication.page].open.erase(*name);
      name = open_.erase(name);
    }
  }
}

std::vector<queue::Entry> ContentModel::Relay(absl::Time now) {
  std::vector<queue::Entry> entries;
  for (const std::string& name : open_) {
    Publication& publication = publications_.at(name);
    if (publication.state != State::kScheduled) continue;
    if (publication.not_before > now + kAhead) continue;
    if (GateClosed(publication.page, now)) continue;
    const int partition =
        queue::PartitionOf(publication.page, partition_count_);
    const int64_t epoch = partitions_[partition].epoch;
    const bool fresh = publication.handed_epoch != epoch;
    const bool overdue =
        control_ != Control::kNoSweep && now > publication.handed_over + kSweep;
    if (!fresh && !overdue) continue;
    publication.handed_epoch = epoch;
    publication.handed_over = now;
    entries.push_back(
        {name, publication.page, absl::ToUnixMicros(publication.due), epoch});
  }
  return entries;
}

LeasesAnswered ContentModel::Lease(const std::string& owner,
                                   const RenewLeases& action, absl::Time now,
                                   int want) {
  LeasesAnswered answer;
  answer.ok = true;
  answer.lease = kLease;
  for (const queue::Holding& held : action.held) {
    Partition& partition = partitions_[held.partition];
    if (partition.owner != owner || partition.epoch != held.epoch ||
        partition.lease_until < now) {
      continue;
    }
    partition.lease_until = now + kLease;
    answer.held.push_back(held);
  }
  for (auto& [number, partition] : partitions_) {
    if (!action.take_more || static_cast<int>(answer.held.size()) >= want) {
      break;
    }
    if (partition.lease_until >= now) continue;
    partition = {owner, partition.epoch + 1, now + kLease};
    answer.held.push_back({number, partition.epoch});
  }
  for (const auto& [subject, open] : gates_) {
    if (now < open) answer.closed_gates.push_back({subject, open});
  }
  for (const std::string& page : action.recorded) unrecorded_.erase(page);
  for (const std::string& page : unrecorded_) {
    answer.first_posts.push_back({page, page, now});
  }
  return answer;
}

void ContentModel::Release(const std::string& owner) {
  for (auto& [number, partition] : partitions_) {
    if (partition.owner == owner) partition.lease_until = absl::InfinitePast();
  }
}

PublicationsLoaded ContentModel::Load(const LoadPublications& action) {
  using Kind = PublicationsLoaded::Item::Kind;
  PublicationsLoaded answer;
  for (const std::string& name : action.publications) {
    const Publication& publication = publications_.at(name);
    PublicationsLoaded::Item item;
    item.publication = name;
    // Reading is no guard: it may be stale by the time of the Begin.  The
    // control shows what happens when nothing else is one.
    const bool sendable = publication.state == State::kScheduled ||
                          control_ == Control::kNoCompareAndSet;
    item.kind = sendable ? Kind::kSendable : Kind::kNotSendable;
    item.page = publication.page;
    item.sequence = publication.sequence;
    item.attempt_count = publication.attempt;
    item.due = publication.due;
    item.not_before = publication.not_before;
    item.text = name;
    if (publication.has_photos) {
      item.photos = {{"media/a", "image/jpeg", ""},
                     {"media/b", "image/png", ""}};
    }
    answer.items.push_back(std::move(item));
  }
  return answer;
}

BeginsAnswered ContentModel::Begin(const std::string& owner,
                                   const BeginAttempts& action,
                                   absl::Time now) {
  BeginsAnswered answer;
  for (const BeginAttempts::Item& item : action.items) {
    answer.items.push_back(BeginOne(owner, item, now));
  }
  return answer;
}

BeginsAnswered::Item ContentModel::BeginOne(const std::string& owner,
                                            const BeginAttempts::Item& item,
                                            absl::Time now) {
  using Kind = BeginsAnswered::Item::Kind;
  BeginsAnswered::Item answer;
  answer.publication = item.publication;
  answer.attempt = item.attempt;
  Publication& publication = publications_.at(item.publication);
  const Partition& partition = partitions_[item.partition.partition];
  const bool repeated = publication.attempt == item.attempt &&
                        publication.attempt_epoch == item.partition.epoch;
  if (!repeated && control_ != Control::kNoCompareAndSet) {
    answer.kind = Kind::kRefused;
    if (partition.owner != owner || partition.epoch != item.partition.epoch) {
      answer.kind = Kind::kEpochStale;
      return answer;
    }
    const bool cancelled = publication.state == State::kCancelled &&
                           control_ == Control::kNoCancelCheck;
    if (publication.state != State::kScheduled && !cancelled) return answer;
    if (item.attempt != publication.attempt + 1) return answer;
    if (GateClosed(publication.page, now)) return answer;
    if (now < publication.not_before) {
      answer.kind = Kind::kNotDue;
      return answer;
    }
    if (Held(publication, now)) {
      answer.kind = Kind::kPageHeld;
      return answer;
    }
  }
  if (!repeated) {
    publication.state = State::kSending;
    open_.insert(publication.name);
    Page& place = pages_[publication.page];
    place.open.insert(publication.name);
    place.last_begun = std::max(place.last_begun, publication.due);
    publication.attempt = item.attempt;
    publication.attempt_epoch = item.partition.epoch;
    publication.begun = now;
    publication.deadline = now + kDeadline;
    publication.absent_reads = 0;
    publication.prepared_ids = item.prepared_ids;
  }
  answer.kind = Kind::kBegun;
  // A repeat never extends it.
  answer.deadline = std::max(publication.deadline - now, absl::ZeroDuration());
  return answer;
}

bool ContentModel::Held(const Publication& publication, absl::Time now) const {
  if (control_ == Control::kNoPageOrderCheck) return false;
  for (const std::string& name : pages_.at(publication.page).open) {
    if (name == publication.name) continue;
    const Publication& other = publications_.at(name);
    if (other.state == State::kSending || other.state == State::kUnknown) {
      return true;
    }
    if (other.state == State::kScheduled && other.due <= now &&
        std::pair(other.due, other.sequence) <
            std::pair(publication.due, publication.sequence)) {
      return true;
    }
  }
  return false;
}

FinishesAnswered ContentModel::Finish(const FinishAttempts& action,
                                      absl::Time now) {
  FinishesAnswered answer;
  for (const FinishAttempts::Item& item : action.items) {
    answer.items.push_back({item.publication, item.attempt, true});
    Publication& publication = publications_.at(item.publication);
    if (publication.attempt != item.attempt) continue;
    const Verdict::Kind kind = item.verdict.kind;
    if (kind == Verdict::Kind::kAccepted) {
      ToPublished(publication, item.verdict.post_id);
      continue;
    }
    const bool open = publication.state == State::kSending ||
                      publication.state == State::kUnknown;
    if (!open) continue;
    if (kind == Verdict::Kind::kUnknown) {
      if (publication.state == State::kSending) ToUnknown(publication);
    } else if (kind == Verdict::Kind::kRefused) {
      publication.state =
          publication.cancel_wanted ? State::kCancelled : State::kFailed;
      publication.cancel_acknowledged = publication.cancel_wanted;
    } else {
      ToScheduled(publication, now + std::max(item.retry_after, kBackoff));
    }
  }
  return answer;
}

UnsettledListed ContentModel::Unsettled(const ListUnsettled& action,
                                        absl::Time now) {
  UnsettledListed answer;
  answer.ok = true;
  for (const std::string& name : open_) {
    const Publication& publication = publications_.at(name);
    if (publication.state != State::kUnknown) continue;
    if (now < publication.next_read) continue;
    UnsettledListed::Item item;
    item.publication = name;
    item.page = publication.page;
    item.attempt = publication.attempt;
    item.reading = publication.absent_reads + 1;
    if (!publication.has_photos) item.sought.text = name;
    item.sought.prepared_ids = publication.prepared_ids;
    item.sought.begun = publication.begun;
    answer.items.push_back(std::move(item));
  }
  return answer;
}

SettlesAnswered ContentModel::Settle(const SettleAttempts& action,
                                     absl::Time now) {
  SettlesAnswered answer;
  for (const SettleAttempts::Item& item : action.items) {
    answer.items.push_back({item.publication, item.attempt, true});
    Publication& publication = publications_.at(item.publication);
    const Partition& partition = partitions_[item.partition.partition];
    if (publication.state != State::kUnknown ||
        publication.attempt != item.attempt ||
        partition.epoch != item.partition.epoch) {
      continue;
    }
    if (item.sight.kind == Sight::Kind::kFound) {
      ToPublished(publication, item.sight.post_ids.front());
    } else if (item.sight.kind == Sight::Kind::kAbsent &&
               item.reading == publication.absent_reads + 1 &&
               now >= publication.next_read) {
      publication.next_read = now + quiescence_;
      if (++publication.absent_reads < 2) continue;
      if (publication.resends++ == 0 || publication.cancel_wanted) {
        ToScheduled(publication, now);
      } else {
        publication.state = State::kNeedsAttention;
      }
    }
  }
  return answer;
}

void ContentModel::ToPublished(Publication& publication,
                               const std::string& post_id) {
  publication.state = State::kPublished;
  publication.post_id = post_id;
  if (shown_.insert(publication.page).second) {
    unrecorded_.insert(publication.page);
  }
}

void ContentModel::ToUnknown(Publication& publication) {
  if (control_ == Control::kResendOnTimeout) {
    ToScheduled(publication, publication.not_before);
    return;
  }
  publication.state = State::kUnknown;
  publication.next_read = publication.deadline + quiescence_;
}

void ContentModel::ToScheduled(Publication& publication,
                               absl::Time not_before) {
  publication.state =
      publication.cancel_wanted ? State::kCancelled : State::kScheduled;
  publication.cancel_acknowledged = publication.cancel_wanted;
  publication.not_before = not_before;
  publication.handed_epoch = 0;
}

void ContentModel::CloseGate(const GateClosure& closure, absl::Time now) {
  // The model's people open every gate after a while.
  gates_[closure.subject] =
      now +
      std::min(closure.duration.value_or(absl::Seconds(20)), absl::Seconds(20));
}

bool ContentModel::GateClosed(const std::string& page, absl::Time now) const {
  for (const std::string& subject : {page, std::string("app")}) {
    const auto gate = gates_.find(subject);
    if (gate != gates_.end() && now < gate->second) return true;
  }
  return false;
}

bool ContentModel::IsOpen(const Publication& publication) {
  return publication.state == State::kScheduled ||
         publication.state == State::kSending ||
         publication.state == State::kUnknown;
}

SweepsListed ContentModel::DueSweeps(absl::Time now) const {
  SweepsListed listed;
  listed.ok = true;
  for (const auto& [page, place] : pages_) {
    listed.items.push_back({page, now - absl::Minutes(1), now});
  }
  return listed;
}

void ContentModel::RecordOutside(const std::string& owner,
                                 const publisher::RecordOutside& action) {
  if (!Holds(owner, action.partition)) return;
  std::set<std::string> ours;  // ids, and texts of what is not settled
  for (const std::string& name : pages_[action.page].all) {
    const Publication& publication = publications_.at(name);
    if (!publication.post_id.empty()) ours.insert(publication.post_id);
    if (publication.state == State::kSending ||
        publication.state == State::kUnknown ||
        publication.state == State::kNeedsAttention) {
      ours.insert(name);
    }
  }
  for (const platform::Post& post : action.posts) {
    if (ours.contains(post.id) || ours.contains(post.message)) continue;
    adopted_.insert(post.message);
  }
}

bool ContentModel::Holds(const std::string& owner,
                         const queue::Holding& held) const {
  const Partition& partition = partitions_.at(held.partition);
  return partition.owner == owner && partition.epoch == held.epoch;
}

bool ContentModel::Settled() const {
  return std::none_of(open_.begin(), open_.end(), [&](const auto& name) {
    return IsOpen(publications_.at(name));
  });
}

}  // namespace loa::publisher::sim
