#include "services/content/search/shown_posts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/status/status_macros.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/posts/post_record.h"
#include "services/content/search/search_index.h"

namespace loa::content {
namespace {

constexpr absl::string_view kRevision =
    "SELECT p.unit, r.content FROM post p JOIN post_revision r"
    " ON r.post = p.post WHERE p.post = $1 AND r.number = $2";

// Is what is kept of the post right when `p` is shown too?
bool IsCurrent(const SearchEntry& entry, const Publication& p) {
  return RevisionNumber(entry.revision) >= RevisionNumber(ShownRevision(p)) &&
         entry.at <= *p.published_at;
}

absl::Status PutPost(sql::Tx& tx, const Publication& p,
                     const std::optional<SearchEntry>& old) {
  SearchEntry entry;
  entry.name = p.post;
  entry.kind = v1::SearchHit::POST;
  entry.at = old ? std::min(old->at, *p.published_at) : *p.published_at;
  entry.revision = ShownRevision(p);
  if (old && RevisionNumber(old->revision) > RevisionNumber(ShownRevision(p))) {
    entry.revision = old->revision;
  }
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kRevision, p.post, RevisionNumber(entry.revision)));
  if (rows.empty()) return absl::OkStatus();
  entry.unit = rows[0].Text(0);
  v1::Revision content;
  content.ParseFromString(rows[0].Bytes(1));
  entry.title = content.title();
  std::vector<IndexWord> more = {PostKindWord(content.kind())};
  for (const std::string& topic : content.topics()) {
    more.push_back(TopicWord(topic));
  }
  return PutSearchEntry(
             tx, entry,
             {content.title(), content.body(), content.attribution()}, more)
      .status();
}

}  // namespace

absl::Status NoteShown(sql::Tx& tx, const Publication& p) {
  ASSIGN_OR_RETURN(std::optional<SearchEntry> entry,
                   FindSearchEntry(tx, p.post));
  if (entry && !IsCurrent(*entry, p)) {
    ASSIGN_OR_RETURN(entry, LockSearchEntry(tx, p.post));
  }
  if (!entry || !IsCurrent(*entry, p)) {
    RETURN_IF_ERROR(PutPost(tx, p, entry));
    ASSIGN_OR_RETURN(entry, FindSearchEntry(tx, p.post));
  }
  if (!entry) return absl::OkStatus();
  return AddSearchWord(tx, *entry, ShownInWord(p.unit));
}

}  // namespace loa::content
