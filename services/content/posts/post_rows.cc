#include "services/content/posts/post_rows.h"

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/media/media_rows.h"

namespace loa::content {
namespace {

// In the order that ReadRecord() takes them.
#define LOA_POST_COLUMNS                                                  \
  "p.post, p.unit, p.author, p.state, p.revision_number, p.source, "      \
  "p.audience, p.audience_sha256, p.review, p.screening, p.note, "        \
  "p.input_sha256, p.refused_content_sha256, p.refused_audience_sha256, " \
  "p.expected_page_count, p.at_once, p.expansion_state, "                 \
  "p.registry_sequence, p.page_count, p.created_at, p.updated_at, "       \
  "p.version, r.content, r.content_sha256, r.editor"

#define LOA_POST_AND_REVISION                            \
  " FROM post p JOIN post_revision r ON r.post = p.post" \
  " AND r.number = p.revision_number"

constexpr absl::string_view kFind =
    "SELECT " LOA_POST_COLUMNS LOA_POST_AND_REVISION " WHERE p.post = $1";

constexpr absl::string_view kLock =
    "UPDATE post SET version = version WHERE post = $1";

constexpr absl::string_view kUnit = "SELECT unit FROM post WHERE post = $1";

constexpr absl::string_view kInsert =
    "INSERT INTO post (post, unit, author, state, revision_number, source,"
    " audience, audience_sha256, review, screening, note, input_sha256,"
    " refused_content_sha256, refused_audience_sha256, expected_page_count,"
    " at_once, expansion_state, registry_sequence, page_count, created_at,"
    " updated_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
    " $15, $16, $17, $18, $19, $20, $21, $22) ON CONFLICT (post) DO NOTHING";

constexpr absl::string_view kSave =
    "UPDATE post SET state = $2, revision_number = $3, source = $4,"
    " audience = $5, audience_sha256 = $6, review = $7, screening = $8,"
    " note = $9, input_sha256 = $10, refused_content_sha256 = $11,"
    " refused_audience_sha256 = $12, expected_page_count = $13, at_once = $14,"
    " expansion_state = $15, registry_sequence = $16, page_count = $17,"
    " updated_at = $18, version = $19 WHERE post = $1";

constexpr absl::string_view kInsertRevision =
    "INSERT INTO post_revision (post, number, content, content_sha256, editor,"
    " created_at) VALUES ($1, $2, $3, $4, $5, $6)";

constexpr absl::string_view kRevisions =
    "SELECT number, content, content_sha256, editor, created_at"
    " FROM post_revision WHERE post = $1 AND number < $2"
    " ORDER BY number DESC LIMIT $3";

#define LOA_POSTS_BEFORE                                            \
  " (CAST($1 AS BIGINT) = 0 OR p.state = $1)"                       \
  " AND (p.created_at < $2 OR (p.created_at = $2 AND p.post < $3))" \
  " ORDER BY p.created_at DESC, p.post DESC LIMIT $4"

constexpr absl::string_view kList =
    "SELECT " LOA_POST_COLUMNS LOA_POST_AND_REVISION " WHERE" LOA_POSTS_BEFORE;

constexpr absl::string_view kListOfUnits =
    "SELECT " LOA_POST_COLUMNS LOA_POST_AND_REVISION
    " WHERE p.unit IN (@texts($5)) AND" LOA_POSTS_BEFORE;

constexpr absl::string_view kExpanding =
    "SELECT post FROM post WHERE expansion_state = $1 ORDER BY post LIMIT $2";

sql::Value Serialised(const google::protobuf::Message& message) {
  return sql::Value::Bytes{message.SerializeAsString()};
}

sql::Value AudienceValue(const v1::Post& post) {
  if (!post.has_audience()) return sql::Value::Bytes{};
  return Serialised(post.audience());
}

void ReadContent(const std::string& content, v1::Post& post) {
  v1::Revision revision;
  revision.ParseFromString(content);
  SetContent(revision, post);
}

void ReadExpansion(int64_t state, int64_t registry_sequence, int64_t page_count,
                   v1::Post& post) {
  if (state == v1::Expansion::STATE_UNSPECIFIED) return;
  v1::Expansion& expansion = *post.mutable_expansion();
  expansion.set_state(static_cast<v1::Expansion::State>(state));
  expansion.set_registry_sequence(registry_sequence);
  expansion.set_page_count(static_cast<int32_t>(page_count));
}

PostRecord ReadRecord(const sql::Row& row) {
  PostRecord to;
  v1::Post& post = to.post;
  int c = 0;
  post.set_name(row.Text(c++));
  post.set_unit(row.Text(c++));
  post.set_author(row.Text(c++));
  post.set_state(static_cast<PostState>(row.Int(c++)));
  to.revision_number = row.Int(c++);
  post.set_revision(RevisionName(post.name(), to.revision_number));
  post.set_source(row.Text(c++));
  const std::string& audience = row.Bytes(c++);
  if (!audience.empty()) post.mutable_audience()->ParseFromString(audience);
  post.set_audience_sha256(row.Text(c++));
  post.set_review(row.Text(c++));
  to.screening.ParseFromString(row.Bytes(c++));
  post.set_note(row.Text(c++));
  to.input_sha256 = row.Text(c++);
  to.refused_content_sha256 = row.Text(c++);
  to.refused_audience_sha256 = row.Text(c++);
  to.expected_page_count = row.Int(c++);
  to.at_once = row.Bool(c++);
  ReadExpansion(row.Int(c), row.Int(c + 1), row.Int(c + 2), post);
  c += 3;
  *post.mutable_create_time() = base::TimestampOf(row.Time(c++));
  *post.mutable_update_time() = base::TimestampOf(row.Time(c++));
  to.version = row.Int(c++);
  ReadContent(row.Bytes(c++), post);
  post.set_content_sha256(row.Text(c++));
  post.set_last_editor(row.Text(c++));
  return to;
}

}  // namespace

absl::StatusOr<PostRecord> FindPost(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return PostNotFound(name);
  return ReadRecord(rows[0]);
}

absl::StatusOr<PostRecord> LockPost(sql::Tx& tx, absl::string_view name) {
  RETURN_IF_ERROR(tx.Exec(kLock, name).status());
  return FindPost(tx, name);
}

absl::StatusOr<std::string> UnitOfPost(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnit, name));
  if (rows.empty()) return PostNotFound(name);
  return rows[0].Text(0);
}

absl::Status InsertPost(sql::Tx& tx, const PostRecord& record) {
  const v1::Post& post = record.post;
  const v1::Expansion& expansion = post.expansion();
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, post.name(), post.unit(), post.author(),
              static_cast<int64_t>(post.state()), record.revision_number,
              post.source(), AudienceValue(post), post.audience_sha256(),
              post.review(), Serialised(record.screening), post.note(),
              record.input_sha256, record.refused_content_sha256,
              record.refused_audience_sha256, record.expected_page_count,
              record.at_once, static_cast<int64_t>(expansion.state()),
              expansion.registry_sequence(), int64_t{expansion.page_count()},
              base::TimeOf(post.create_time()),
              base::TimeOf(post.update_time()), record.version));
  return inserted == 1 ? absl::OkStatus() : PostAlreadyExists(post.name());
}

absl::Status SavePost(sql::Tx& tx, PostRecord& record, absl::Time now) {
  v1::Post& post = record.post;
  const v1::Expansion& expansion = post.expansion();
  *post.mutable_update_time() = base::TimestampOf(now);
  ++record.version;
  return tx
      .Exec(kSave, post.name(), static_cast<int64_t>(post.state()),
            record.revision_number, post.source(), AudienceValue(post),
            post.audience_sha256(), post.review(), Serialised(record.screening),
            post.note(), record.input_sha256, record.refused_content_sha256,
            record.refused_audience_sha256, record.expected_page_count,
            record.at_once, static_cast<int64_t>(expansion.state()),
            expansion.registry_sequence(), int64_t{expansion.page_count()}, now,
            record.version)
      .status();
}

absl::Status InsertRevision(sql::Tx& tx, const PostRecord& record,
                            absl::Time now) {
  const v1::Post& post = record.post;
  for (const v1::PostMedia& media : post.media()) {
    RETURN_IF_ERROR(UseMedia(tx, media.media(), post.revision()));
  }
  return tx
      .Exec(kInsertRevision, post.name(), record.revision_number,
            Serialised(ContentOf(post)), post.content_sha256(),
            post.last_editor(), now)
      .status();
}

absl::StatusOr<std::vector<v1::Revision>> ReadRevisions(sql::Tx& tx,
                                                        absl::string_view post,
                                                        int64_t before_number,
                                                        int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kRevisions, post, before_number, limit));
  std::vector<v1::Revision> revisions;
  for (const sql::Row row : rows) {
    v1::Revision& revision = revisions.emplace_back();
    revision.ParseFromString(row.Bytes(1));
    revision.set_name(RevisionName(post, row.Int(0)));
    revision.set_content_sha256(row.Text(2));
    revision.set_editor(row.Text(3));
    *revision.mutable_create_time() = base::TimestampOf(row.Time(4));
  }
  return revisions;
}

absl::StatusOr<std::vector<PostRecord>> ReadPosts(sql::Tx& tx,
                                                  const PostFilter& filter,
                                                  int limit) {
  const auto state = static_cast<int64_t>(filter.state);
  const absl::StatusOr<sql::Rows> rows =
      filter.units
          ? tx.Run(kListOfUnits, state, filter.before, filter.before_name,
                   limit, sql::JsonArray(*filter.units))
          : tx.Run(kList, state, filter.before, filter.before_name, limit);
  if (!rows.ok()) return rows.status();
  std::vector<PostRecord> posts;
  for (const sql::Row row : *rows) posts.push_back(ReadRecord(row));
  return posts;
}

absl::StatusOr<std::vector<std::string>> ReadExpanding(sql::Tx& tx, int limit) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kExpanding, static_cast<int64_t>(v1::Expansion::PENDING), limit));
  std::vector<std::string> posts;
  for (const sql::Row row : rows) posts.push_back(row.Text(0));
  return posts;
}

}  // namespace loa::content
