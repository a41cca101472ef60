#include "services/metrics/posts/post_store.h"

#include <utility>

#include "libs/status/status_macros.h"
#include "services/metrics/posts/seen_post_rows.h"

namespace loa::metrics {
namespace {

constexpr char kCursor[] =
    "SELECT sequence, history_id, generation FROM publication_cursor"
    " WHERE id = 1";

constexpr char kLockCursor[] = R"sql(
  INSERT INTO publication_cursor (id, sequence, history_id, generation)
  VALUES (1, 0, '', 0)
  ON CONFLICT (id) DO UPDATE SET sequence = publication_cursor.sequence
  RETURNING sequence, history_id, generation)sql";

constexpr char kSaveCursor[] = R"sql(
  INSERT INTO publication_cursor (id, sequence, history_id, generation)
  VALUES (1, $1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET
    sequence = excluded.sequence,
    history_id = excluded.history_id,
    generation = excluded.generation)sql";

constexpr char kFind[] =
    "SELECT " LOA_SEEN_POST_COLUMNS("s") ", s.withdrawn_on" " FROM seen_post s WHERE s.name = $1";

constexpr char kSave[] = R"sql(
  INSERT INTO seen_post (name, post, page, unit, branch, kind, title, topics,
                         source_kind, source, subject_bodies, origin,
                         published_on, withdrawn_on, permalink, generation)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  ON CONFLICT (name) DO UPDATE SET
    post = excluded.post,
    page = excluded.page,
    unit = excluded.unit,
    branch = excluded.branch,
    kind = excluded.kind,
    title = excluded.title,
    topics = excluded.topics,
    source_kind = excluded.source_kind,
    source = excluded.source,
    subject_bodies = excluded.subject_bodies,
    origin = excluded.origin,
    published_on = excluded.published_on,
    withdrawn_on = excluded.withdrawn_on,
    permalink = excluded.permalink,
    generation = CASE WHEN seen_post.generation > excluded.generation
                      THEN seen_post.generation
                      ELSE excluded.generation END)sql";

constexpr char kStale[] = "SELECT " LOA_SEEN_POST_COLUMNS("s") ", s.withdrawn_on"
                          " FROM seen_post s WHERE s.generation < $1"
                          " ORDER BY s.generation, s.name LIMIT $2";

constexpr char kDelete[] = "DELETE FROM seen_post WHERE name = $1";

constexpr char kAdd[] = R"sql(
  INSERT INTO post_rollup (scope, dimension, label, published_on, day, posts)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (scope, dimension, label, published_on, day) DO UPDATE SET
    posts = post_rollup.posts + excluded.posts
  RETURNING posts)sql";

constexpr char kDeleteRow[] = R"sql(
  DELETE FROM post_rollup
  WHERE scope = $1 AND dimension = $2 AND label = $3 AND published_on = $4
    AND day = $5)sql";

constexpr char kCount[] = R"sql(
  SELECT label, CAST(SUM(posts) AS BIGINT) FROM post_rollup
  WHERE scope = $1 AND dimension = $2 AND published_on >= $3
    AND published_on <= $4 AND day <= $4
  GROUP BY label HAVING SUM(posts) <> 0 ORDER BY label)sql";

constexpr char kList[] =
    "SELECT " LOA_SEEN_POST_COLUMNS("s") ", s.withdrawn_on"
    " FROM branch_scope b JOIN seen_post s ON s.branch = b.branch"
    " WHERE b.scope = $1 AND s.published_on >= $2 AND s.published_on <= $3"
    " AND s.withdrawn_on > $3"
    " AND (CAST($4 AS TEXT) = '' OR s.kind = $4)"
    " AND (CAST($5 AS TEXT) = '' OR s.topics LIKE $5 ESCAPE '!')"
    " AND (CAST($6 AS TEXT) = '' OR s.source_kind = $6)"
    " AND (s.published_on < $7 OR (s.published_on = $7 AND s.name > $8))"
    " ORDER BY s.published_on DESC, s.name LIMIT $9";

SeenPost PostOf(const sql::Row& row) {
  SeenPost post = ReadSeenPost(row);
  post.withdrawn_on = row.Int(14);
  return post;
}

std::vector<SeenPost> PostsOf(const sql::Rows& rows) {
  std::vector<SeenPost> posts;
  for (const sql::Row row : rows) posts.push_back(PostOf(row));
  return posts;
}

// A pattern that finds `topic` as a whole item of a JSON array.
std::string TopicPattern(const std::string& topic) {
  if (topic.empty()) return "";
  std::string pattern = "%";
  for (const char c : sql::JsonArray(std::vector<std::string>{topic})) {
    if (c == '[' || c == ']') continue;
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c);
  }
  return pattern + "%";
}

}  // namespace

absl::StatusOr<PublicationCursor> ReadPublicationCursor(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCursor));
  if (rows.empty()) return PublicationCursor();
  return PublicationCursor{rows[0].Int(0), rows[0].Text(1), rows[0].Int(2)};
}

absl::StatusOr<PublicationCursor> LockPublicationCursor(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLockCursor));
  return PublicationCursor{rows[0].Int(0), rows[0].Text(1), rows[0].Int(2)};
}

absl::Status SavePublicationCursor(sql::Tx& tx,
                                   const PublicationCursor& cursor) {
  return tx
      .Exec(kSaveCursor, cursor.sequence, cursor.history_id, cursor.generation)
      .status();
}

absl::StatusOr<std::optional<SeenPost>> FindSeenPost(sql::Tx& tx,
                                                     const std::string& name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return std::nullopt;
  return PostOf(rows[0]);
}

absl::Status SaveSeenPost(sql::Tx& tx, const SeenPost& p, int64_t generation) {
  return tx
      .Exec(kSave, p.name, p.post, p.page, p.unit, p.branch, p.kind, p.title,
            sql::JsonArray(p.topics), p.source_kind, p.source,
            sql::JsonArray(p.subject_bodies), p.origin, p.published_on,
            p.withdrawn_on, p.permalink, generation)
      .status();
}

absl::StatusOr<std::vector<SeenPost>> PostsBefore(sql::Tx& tx,
                                                  int64_t generation,
                                                  int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kStale, generation, limit));
  return PostsOf(rows);
}

absl::Status DeleteSeenPost(sql::Tx& tx, const std::string& name) {
  return tx.Exec(kDelete, name).status();
}

void PostRollupChanges::Add(const SeenPost& post,
                            const std::vector<std::string>& scopes, int times) {
  for (const auto& [dimension, label] : LabelsOf(post)) {
    for (const std::string& scope : scopes) {
      changes_[{scope, NameOf(dimension), label, post.published_on,
                post.published_on}] += times;
      if (post.withdrawn_on == base::kForever) continue;
      changes_[{scope, NameOf(dimension), label, post.published_on,
                post.withdrawn_on}] -= times;
    }
  }
}

absl::Status PostRollupChanges::Apply(sql::Tx& tx) const {
  for (const auto& [key, posts] : changes_) {
    if (posts == 0) continue;
    const auto& [scope, dimension, label, published_on, day] = key;
    ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kAdd, scope, dimension, label,
                                                  published_on, day, posts));
    if (rows[0].Int(0) != 0) continue;
    RETURN_IF_ERROR(
        tx.Exec(kDeleteRow, scope, dimension, label, published_on, day)
            .status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<LabelCount>> CountByLabel(
    sql::Tx& tx, const PostQuestion& question, Dimension dimension) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kCount, question.scope, NameOf(dimension),
                          question.first, question.last));
  std::vector<LabelCount> counts;
  for (const sql::Row row : rows) counts.push_back({row.Text(0), row.Int(1)});
  return counts;
}

absl::StatusOr<std::vector<SeenPost>> ListSeenPosts(
    sql::Tx& tx, const PostQuestion& question, const PostFilter& filter,
    base::Days published_on, const std::string& name, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, question.scope, question.first, question.last,
                          filter.kind, TopicPattern(filter.topic),
                          filter.source_kind, published_on, name, limit));
  return PostsOf(rows);
}

}  // namespace loa::metrics
