#include "services/metrics/evaluations/evaluation_store.h"

#include <utility>

#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"
#include "services/metrics/evaluations/errors.h"
#include "services/metrics/posts/seen_post_rows.h"

namespace loa::metrics {
namespace {

constexpr char kInsert[] = R"sql(
  INSERT INTO evaluation (evaluation_id, unit, plan, created_at, frame, figures,
                          basis)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (evaluation_id) DO NOTHING)sql";

constexpr char kFind[] =
    "SELECT frame, figures FROM evaluation WHERE evaluation_id = $1";

constexpr char kFindUnit[] =
    "SELECT unit FROM evaluation WHERE evaluation_id = $1";

constexpr char kFindBasis[] =
    "SELECT basis FROM evaluation WHERE evaluation_id = $1";

constexpr char kList[] = R"sql(
  SELECT frame FROM evaluation
  WHERE (CAST($1 AS TEXT) = '' OR plan = $1)
    AND (created_at < $2 OR (created_at = $2 AND evaluation_id > $3))
  ORDER BY created_at DESC, evaluation_id LIMIT $4)sql";

constexpr char kKeep[] = R"sql(
  INSERT INTO evaluation_post (
    evaluation_id, published_on, name, post, page, unit, branch, kind, title,
    topics, source_kind, source, subject_bodies, origin, permalink)
  SELECT CAST($1 AS TEXT), s.published_on, s.name, s.post, s.page, s.unit, s.branch, s.kind,
    s.title, s.topics, s.source_kind, s.source, s.subject_bodies, s.origin,
    s.permalink
  FROM branch_scope b JOIN seen_post s ON s.branch = b.branch
  WHERE b.scope = $2 AND s.published_on >= $3 AND s.published_on <= $4
    AND s.withdrawn_on > $4)sql";

constexpr char kKept[] =
    "SELECT " LOA_SEEN_POST_COLUMNS("p")
    " FROM evaluation_post p WHERE p.evaluation_id = $1"
    " AND (p.published_on > $2 OR (p.published_on = $2 AND p.name > $3))"
    " ORDER BY p.published_on, p.name LIMIT $4";

constexpr char kKeptOf[] =
    "SELECT " LOA_SEEN_POST_COLUMNS("p")
    " FROM evaluation_post p"
    " JOIN branch_scope b ON b.branch = p.branch AND b.scope = $2"
    " WHERE p.evaluation_id = $1"
    " AND (p.published_on > $3 OR (p.published_on = $3 AND p.name > $4))"
    " ORDER BY p.published_on, p.name LIMIT $5";

absl::StatusOr<std::string> IdOf(absl::string_view field,
                                 absl::string_view name) {
  return rpc::ParseId(field, name, "evaluations");
}

sql::Value Bytes(const google::protobuf::Message& message) {
  return sql::Value::Bytes{base::DeterministicBytes(message)};
}

std::vector<SeenPost> PostsOf(const sql::Rows& rows) {
  std::vector<SeenPost> posts;
  for (const sql::Row row : rows) posts.push_back(ReadSeenPost(row));
  return posts;
}

}  // namespace

absl::StatusOr<bool> InsertEvaluation(sql::Tx& tx,
                                      const v1::Evaluation& evaluation,
                                      const stored::EvaluationBasis& basis) {
  ASSIGN_OR_RETURN(const std::string id, IdOf("name", evaluation.name()));
  v1::Evaluation frame = evaluation;
  frame.clear_figures();
  ASSIGN_OR_RETURN(const int64_t inserted,
                   tx.Exec(kInsert, id, evaluation.unit(), evaluation.plan(),
                           base::TimeOf(evaluation.create_time()), Bytes(frame),
                           Bytes(evaluation.figures()), Bytes(basis)));
  return inserted > 0;
}

absl::StatusOr<v1::Evaluation> FindEvaluation(sql::Tx& tx,
                                              absl::string_view field,
                                              absl::string_view name) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(field, name));
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, id));
  if (rows.empty()) return EvaluationNotFound(field, name);
  v1::Evaluation evaluation;
  if (!evaluation.ParseFromString(rows[0].Bytes(0)) ||
      !evaluation.mutable_figures()->ParseFromString(rows[0].Bytes(1))) {
    return StoredDataDamaged(name);
  }
  return evaluation;
}

absl::StatusOr<std::string> UnitOfEvaluation(sql::Tx& tx,
                                             absl::string_view name) {
  ASSIGN_OR_RETURN(const std::string id, IdOf("name", name));
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindUnit, id));
  if (rows.empty()) return EvaluationNotFound("name", name);
  return rows[0].Text(0);
}

absl::StatusOr<stored::EvaluationBasis> FindBasis(sql::Tx& tx,
                                                  absl::string_view name) {
  ASSIGN_OR_RETURN(const std::string id, IdOf("name", name));
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindBasis, id));
  stored::EvaluationBasis basis;
  if (rows.empty() || !basis.ParseFromString(rows[0].Bytes(0))) {
    return StoredDataDamaged(name);
  }
  return basis;
}

absl::StatusOr<std::vector<v1::Evaluation>> ListEvaluationsAfter(
    sql::Tx& tx, const std::string& plan, const EvaluationCursor& at,
    int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, plan, at.created_at, at.evaluation_id, limit));
  std::vector<v1::Evaluation> evaluations;
  for (const sql::Row row : rows) {
    v1::Evaluation& evaluation = evaluations.emplace_back();
    if (!evaluation.ParseFromString(row.Bytes(0))) {
      return StoredDataDamaged("evaluations");
    }
  }
  return evaluations;
}

absl::StatusOr<int64_t> KeepPosts(sql::Tx& tx, absl::string_view name,
                                  const std::string& scope, base::Days first,
                                  base::Days last) {
  ASSIGN_OR_RETURN(const std::string id, IdOf("name", name));
  return tx.Exec(kKeep, id, scope, first, last);
}

absl::StatusOr<std::vector<SeenPost>> KeptPosts(sql::Tx& tx,
                                                absl::string_view name,
                                                const KeptPostCursor& at,
                                                int limit) {
  ASSIGN_OR_RETURN(const std::string id, IdOf("name", name));
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kKept, id, at.published_on, at.name, limit));
  return PostsOf(rows);
}

absl::StatusOr<std::vector<SeenPost>> KeptPostsOf(sql::Tx& tx,
                                                  absl::string_view name,
                                                  const std::string& scope,
                                                  const KeptPostCursor& at,
                                                  int limit) {
  ASSIGN_OR_RETURN(const std::string id, IdOf("name", name));
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kKeptOf, id, scope, at.published_on, at.name, limit));
  return PostsOf(rows);
}

}  // namespace loa::metrics
