#include "services/content/visible/visible_changes.h"

#include <utility>

#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/history/past_post_rows.h"

namespace loa::content {
namespace {

constexpr absl::string_view kNote =
    "INSERT INTO visible_change (name, sequence) VALUES ($1, $2)"
    " ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence";

constexpr absl::string_view kAfter =
    "SELECT sequence, name FROM visible_change"
    " WHERE (sequence, name) > ($1, $2) ORDER BY sequence, name LIMIT $3";

// The revision is the one that the page shows; the source is looked up once a
// save, for the post's present link. Amendments: kind 2 DELETE, state 3 DONE.
constexpr absl::string_view kPublications =
    "SELECT p.publication, p.post, p.page, p.unit, p.kind, p.state,"
    " p.published_at, p.permalink, r.content, o.source,"
    " (SELECT MAX(a.ended_at) FROM amendment a"
    " WHERE a.publication = p.publication AND a.kind = 2 AND a.state = 3)"
    " FROM publication p"
    " LEFT JOIN post_revision r ON r.post = p.post"
    " AND COALESCE(NULLIF(p.edited_revision, ''), p.revision) = r.post || "
    "'/revisions/' || CAST(r.number AS TEXT)"
    " LEFT JOIN post o ON o.post = p.post"
    " WHERE p.publication IN (@texts($1)) ORDER BY p.publication";

void SetTime(absl::Time time, absl::TimeZone zone, v1::VisiblePost& to) {
  *to.mutable_publish_time() = base::TimestampOf(time);
  to.set_published_on(base::FormatDate(base::DateAt(time, zone)));
}

// What the post says of itself.
void SetContent(const std::string& content, const std::string& source,
                v1::VisiblePost& to) {
  v1::Revision revision;
  revision.ParseFromString(content);
  to.set_title(revision.title());
  *to.mutable_topics() = revision.topics();
  *to.mutable_subject_bodies() = revision.subject_bodies();
  const bool shared = revision.origin() == v1::Post::SHARED;
  to.set_source_kind(shared ? "SHARED" : "ORIGINAL");
  if (shared) to.set_source(source.empty() ? revision.attribution() : source);
}

v1::VisiblePost PublicationOf(const sql::Row& row, absl::TimeZone zone) {
  v1::VisiblePost to;
  to.set_name(row.Text(0));
  to.set_post(row.Text(1));
  to.set_page(row.Text(2));
  to.set_unit(row.Text(3));
  to.set_origin("LOA");
  to.set_kind(row.Text(4));
  to.set_state(v1::Publication::State_Name(static_cast<int>(row.Int(5))));
  if (!row.IsNull(6)) SetTime(row.Time(6), zone, to);
  to.set_permalink(row.Text(7));
  if (row.Int(5) == v1::Publication::WITHDRAWN && !row.IsNull(10)) {
    to.set_withdrawn_on(base::FormatDate(base::DateAt(row.Time(10), zone)));
  }
  if (!row.IsNull(8)) {
    SetContent(row.Bytes(8), row.OptionalText(9).value_or(""), to);
  }
  return to;
}

// Found on the page, where nobody said what it is. What earlier releases kept
// of it was guessed.
bool IsUnknown(const PastPostRow& row) { return row.origin == kOutside; }

std::string SourceKindOf(const PastPostRow& row) {
  if (IsUnknown(row)) return "UNKNOWN";
  return row.shared ? "SHARED" : "ORIGINAL";
}

v1::VisiblePost PastPostOf(const PastPostRow& row, absl::TimeZone zone) {
  v1::VisiblePost to;
  to.set_name(row.name);
  to.set_page(row.page);
  to.set_unit(row.unit);
  to.set_origin(row.origin);
  to.set_kind(IsUnknown(row) ? "UNKNOWN" : row.kind);
  to.set_title(row.title);
  to.mutable_topics()->Assign(row.topics.begin(), row.topics.end());
  to.set_source_kind(SourceKindOf(row));
  to.set_source(row.attribution);
  to.mutable_subject_bodies()->Assign(row.subject_bodies.begin(),
                                      row.subject_bodies.end());
  to.set_state(v1::Publication::State_Name(v1::Publication::PUBLISHED));
  SetTime(row.published_at, zone, to);
  to.set_permalink(row.permalink);
  return to;
}

}  // namespace

bool WasEverVisible(PublicationState state) {
  switch (state) {
    case v1::Publication::STATE_UNSPECIFIED:
    case v1::Publication::SCHEDULED:
    case v1::Publication::SENDING:
    case v1::Publication::UNKNOWN:
    case v1::Publication::FAILED:
    case v1::Publication::CANCELLED:
    case v1::Publication::NEEDS_ATTENTION:
    case v1::Publication::BY_HAND:
      return false;
    default:
      return true;
  }
}

absl::Status NoteVisibleChange(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  return NoteVisibleChange(tx, name, sequence);
}

absl::Status NoteVisibleChange(sql::Tx& tx, absl::string_view name,
                               int64_t sequence) {
  return tx.Exec(kNote, name, sequence).status();
}

absl::StatusOr<std::vector<VisibleChange>> ChangesAfter(
    sql::Tx& tx, const VisibleChange& after, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kAfter, after.sequence, after.name, limit));
  std::vector<VisibleChange> changes;
  for (const sql::Row row : rows) {
    changes.push_back({row.Int(0), row.Text(1)});
  }
  return changes;
}

absl::StatusOr<std::map<std::string, v1::VisiblePost>> ReadVisible(
    sql::Tx& tx, const std::vector<VisibleChange>& changes,
    absl::TimeZone zone) {
  std::vector<std::string> names;
  for (const VisibleChange& change : changes) names.push_back(change.name);
  std::map<std::string, v1::VisiblePost> posts;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kPublications, sql::JsonArray(names)));
  for (const sql::Row row : rows) {
    posts.emplace(row.Text(0), PublicationOf(row, zone));
  }
  ASSIGN_OR_RETURN(const std::vector<PastPostRow> past,
                   ReadPastPosts(tx, names));
  for (const PastPostRow& row : past) {
    posts.emplace(row.name, PastPostOf(row, zone));
  }
  for (const VisibleChange& change : changes) {
    const auto found = posts.find(change.name);
    if (found != posts.end()) found->second.set_sequence(change.sequence);
  }
  return posts;
}

}  // namespace loa::content
