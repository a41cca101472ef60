#include "services/content/feeds/feed_items.h"

#include <string>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/posts/post_record.h"

namespace loa::content {
namespace {

constexpr absl::string_view kContent =
    "SELECT content FROM post_revision WHERE post = $1 AND number = $2";

absl::StatusOr<v1::Revision> ReadPastContent(sql::Tx& tx,
                                             const std::string& name) {
  ASSIGN_OR_RETURN(const std::vector<PastPostRow> rows,
                   ReadPastPosts(tx, {name}));
  v1::Revision content;
  for (const PastPostRow& row : rows) {
    content.set_kind(PostKindOf(row));
    content.mutable_topics()->Assign(row.topics.begin(), row.topics.end());
  }
  return content;
}

}  // namespace

absl::StatusOr<v1::Revision> ReadShownContent(sql::Tx& tx,
                                              const SearchEntry& entry) {
  if (IsPastPost(entry.name)) return ReadPastContent(tx, entry.name);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kContent, entry.name, RevisionNumber(entry.revision)));
  v1::Revision content;
  if (!rows.empty()) content.ParseFromString(rows[0].Bytes(0));
  return content;
}

absl::StatusOr<v1::FeedItem> ReadFeedItem(sql::Tx& tx, const SearchEntry& entry,
                                          const ShownPlace& shown,
                                          const RegistryView& registry) {
  ASSIGN_OR_RETURN(const v1::Revision content, ReadShownContent(tx, entry));
  v1::FeedItem item;
  item.set_post(entry.name);
  item.set_title(entry.title);
  item.set_unit(entry.unit);
  item.set_place(registry.DisplayNameOf(entry.unit));
  *item.mutable_time() = base::TimestampOf(entry.at);
  item.set_permalink(shown.permalink);
  item.set_page(shown.page);
  item.set_kind(content.kind());
  *item.mutable_topics() = content.topics();
  return item;
}

}  // namespace loa::content
