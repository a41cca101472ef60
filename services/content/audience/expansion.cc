#include "services/content/audience/expansion.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/queue/partition.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/reach.h"
#include "services/content/audience/rendition.h"
#include "services/content/posts/post_rows.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

constexpr int kPostsAtOnce = 100;
constexpr absl::string_view kWho = "principals/content";

bool IsExpanding(const v1::Post& post) {
  return post.state() == v1::Post::APPROVED &&
         post.expansion().state() == v1::Expansion::PENDING;
}

// What all publications of a post have in common.
Publication Draft(const v1::Post& post) {
  Publication draft;
  draft.post = post.name();
  draft.kind = v1::Post::Kind_Name(post.kind());
  draft.revision = post.revision();
  draft.audience_sha256 = post.audience_sha256();
  draft.text = RenderText(post);
  draft.link = post.link();
  draft.version = 1;
  return draft;
}

absl::Status Insert(sql::Tx& tx, const Publication& publication,
                    absl::Time now) {
  ASSIGN_OR_RETURN(const bool inserted, InsertPublication(tx, publication));
  if (!inserted) return absl::OkStatus();
  return AppendTimeline(tx, {.publication = publication.name,
                             .number = publication.version,
                             .happened_at = now,
                             .kind = "SCHEDULED",
                             .principal = std::string(kWho),
                             .state = publication.state});
}

}  // namespace

void Expander::ExpandAll(std::stop_token stop) {
  std::vector<std::string> waiting;
  const absl::Status read = database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(waiting, ReadExpanding(tx, kPostsAtOnce));
    return absl::OkStatus();
  });
  if (!read.ok()) {
    base::Log(base::Severity::kError, "expansions cannot be read",
              {{"status", read.ToString()}});
  }
  for (const std::string& post : waiting) {
    if (stop.stop_requested()) return;
    const absl::Status expanded = Expand(post);
    if (expanded.ok()) continue;
    base::Log(base::Severity::kWarning, "an expansion waits",
              {{"post", post}, {"status", expanded.ToString()}});
  }
}

absl::Status Expander::Expand(absl::string_view post) {
  bool more = true;
  while (more) {
    ASSIGN_OR_RETURN(more, Step(post));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Expander::Step(absl::string_view post) {
  const std::shared_ptr<const RegistryView> registry = registry_.View();
  if (registry == nullptr) return rpc::DependencyUnavailable("units");
  bool more = false;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    more = false;
    ASSIGN_OR_RETURN(PostRecord record, LockPost(tx, post));
    if (!IsExpanding(record.post)) return absl::OkStatus();
    if (record.post.expansion().registry_sequence() == 0) {
      ASSIGN_OR_RETURN(more, WriteDownPages(tx, record, *registry));
    } else {
      ASSIGN_OR_RETURN(more, MakePublications(tx, record));
    }
    return SavePost(tx, record, clock_.Now());
  }));
  return more;
}

absl::StatusOr<bool> Expander::WriteDownPages(sql::Tx& tx, PostRecord& record,
                                              const RegistryView& registry) {
  v1::Post& post = record.post;
  v1::Expansion& expansion = *post.mutable_expansion();
  const Reach reach = ReachOf(registry, post.unit(), post.audience());
  const auto count = static_cast<int64_t>(reach.pages.size());
  if (count == 0 || (record.expected_page_count != 0 &&
                     record.expected_page_count != count)) {
    expansion.set_state(v1::Expansion::COUNT_CHANGED);
    return false;
  }
  const absl::Time first =
      std::max(base::TimeOf(post.audience().due_time()), clock_.Now());
  const absl::Duration spread = base::DurationOf(post.audience().spread());
  for (int64_t i = 0; i < count; ++i) {
    RETURN_IF_ERROR(
        InsertExpansionPage(tx, post.name(),
                            {i, reach.pages[i].page, reach.pages[i].unit,
                             DueAt(first, spread, i, count)}));
  }
  // 0 means "not yet"; a register that was never changed has nobody in it.
  expansion.set_registry_sequence(
      std::max<int64_t>(reach.registry_sequence, 1));
  return true;
}

absl::StatusOr<bool> Expander::MakePublications(sql::Tx& tx,
                                                PostRecord& record) {
  v1::Expansion& expansion = *record.post.mutable_expansion();
  ASSIGN_OR_RETURN(const std::vector<ExpansionPage> pages,
                   ReadExpansionPages(tx, record.post.name(), options_.chunk));
  const absl::Time now = clock_.Now();
  std::vector<Publication> made;
  for (const ExpansionPage& page : pages) {
    Publication& to = made.emplace_back(Draft(record.post));
    to.page = page.page;
    to.unit = page.unit;
    to.partition =
        queue::PartitionOf(page.page, static_cast<int>(options_.partitions));
    to.rendition_sha256 = RenditionHash(to);
    // Never before now, nor before what has begun on the page.
    ASSIGN_OR_RETURN(const absl::Time begun, LockPage(tx, page.page));
    to.due_at = std::max({page.due_at, now, begun});
    to.not_before = to.due_at;
    ASSIGN_OR_RETURN(to.occurrence, NextOccurrence(tx, to.post, to.page));
  }
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  for (Publication& publication : made) {
    publication.name = rpc::JoinName("publications", ids_.NewId());
    publication.sequence = sequence;
    RETURN_IF_ERROR(Insert(tx, publication, now));
  }
  expansion.set_page_count(expansion.page_count() +
                           static_cast<int32_t>(made.size()));
  int64_t left = 0;
  if (!pages.empty()) {
    ASSIGN_OR_RETURN(left, DropExpansionPages(tx, record.post.name(),
                                              pages.back().position));
  }
  if (left == 0) expansion.set_state(v1::Expansion::DONE);
  return left > 0;
}

}  // namespace loa::content
