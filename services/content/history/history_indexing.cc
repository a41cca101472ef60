#include "services/content/history/history_indexing.h"

#include <vector>

#include "libs/status/status_macros.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/search/index_words.h"
#include "services/content/search/search_index.h"

namespace loa::content {
namespace {

// Others wait for the change sequence meanwhile.
constexpr int kTakenARound = 50;

absl::Status Index(sql::Tx& tx, const PastPostRow& row) {
  if (row.permalink.empty() || row.origin != kImported) {
    return RemoveSearchEntry(tx, row.name);
  }
  SearchEntry entry;
  entry.name = row.name;
  entry.kind = v1::SearchHit::POST;
  entry.unit = row.unit;
  entry.at = row.published_at;
  entry.title = row.title;
  std::vector<IndexWord> more = {ShownInWord(row.unit)};
  const v1::Post::Kind kind = PostKindOf(row);
  if (kind != v1::Post::KIND_UNSPECIFIED) more.push_back(PostKindWord(kind));
  for (const std::string& topic : row.topics) more.push_back(TopicWord(topic));
  return PutSearchEntry(tx, entry, {row.title, row.attribution}, more).status();
}

}  // namespace

absl::StatusOr<int> HistoryIndexing::RunOnce() {
  bool any = false;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(any, HasUnindexed(tx));
    return absl::OkStatus();
  }));
  int taken = 0;
  if (!any) return taken;
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<PastPostRow> rows,
                     TakeUnindexed(tx, kTakenARound));
    for (const PastPostRow& row : rows) RETURN_IF_ERROR(Index(tx, row));
    taken = static_cast<int>(rows.size());
    return absl::OkStatus();
  }));
  return taken;
}

}  // namespace loa::content
