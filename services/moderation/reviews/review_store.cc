#include "services/moderation/reviews/review_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/moderation/errors.h"
#include "services/moderation/reviews/review_state.h"
#include "services/moderation/reviews/stages.h"

namespace loa::moderation {
namespace {

constexpr char kReviews[] = "reviews/";
constexpr char kPolicies[] = "policies/";

#define LOA_REVIEW_COLUMNS                                                 \
  "review_id, post, revision, unit, title, input_sha256, content_sha256, " \
  "audience_sha256, author, last_editor, screening, state, note, "         \
  "created_at, decided_at, sequence, approval_days, expires_at, "          \
  "look_due_at, look_verdict, looked_by, look_note, looked_at "

constexpr char kInsertInput[] = R"sql(
  INSERT INTO screening_input (input_sha256, content, recorded_at)
  VALUES ($1, $2, $3)
  ON CONFLICT (input_sha256) DO NOTHING)sql";

constexpr char kInsert[] = R"sql(
  INSERT INTO review (review_id, post, revision, unit, title, input_sha256,
                      content_sha256, audience_sha256, author, last_editor,
                      policy_id, screening, state, note, created_at,
                      decided_at, sequence, approval_days, expires_at,
                      look_due_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
          $16, $17, $18, $19, $20)
  ON CONFLICT (input_sha256, policy_id) WHERE state <> 'VOIDED' DO NOTHING)sql";

constexpr char kInsertStage[] = R"sql(
  INSERT INTO review_stage (review_id, position, stage_id, quorum)
  VALUES ($1, $2, $3, $4))sql";

constexpr char kFind[] =
    "SELECT " LOA_REVIEW_COLUMNS "FROM review WHERE review_id = $1";

constexpr char kFindLiving[] =
    "SELECT " LOA_REVIEW_COLUMNS
    "FROM review WHERE input_sha256 = $1 AND state <> 'VOIDED' "
    "ORDER BY review_id DESC LIMIT 1";

constexpr char kFindLivingBy[] =
    "SELECT " LOA_REVIEW_COLUMNS
    "FROM review WHERE input_sha256 = $1 AND policy_id = $2 "
    "AND state <> 'VOIDED' ORDER BY review_id DESC LIMIT 1";

constexpr char kLock[] =
    "UPDATE review SET review_id = review_id WHERE review_id = $1";

constexpr char kFindUnit[] = "SELECT unit FROM review WHERE review_id = $1";

constexpr char kUpdate[] = R"sql(
  UPDATE review
  SET state = $3, note = $4, decided_at = $5, sequence = $6, expires_at = $7,
      look_verdict = $8, looked_by = $9, look_note = $10, looked_at = $11
  WHERE review_id = $1 AND sequence = $2)sql";

constexpr char kPutVote[] = R"sql(
  INSERT INTO review_vote (review_id, position, principal, decision, note,
                           voted_at)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (review_id, position, principal) DO UPDATE SET
    decision = excluded.decision,
    note = excluded.note,
    voted_at = excluded.voted_at)sql";

constexpr char kList[] = "SELECT " LOA_REVIEW_COLUMNS R"sql(
  FROM review
  WHERE ($1 = 1 OR unit IN @texts($2))
    AND (CAST($3 AS TEXT) = '' OR state = $3)
    AND (CAST($4 AS TEXT) = '' OR post = $4)
    AND (CAST($5 AS TEXT) = '' OR review_id < $5)
  ORDER BY review_id DESC
  LIMIT $6)sql";

constexpr char kExpired[] = R"sql(
  SELECT review_id FROM review
  WHERE state = 'APPROVED' AND expires_at <= $1
  ORDER BY expires_at, review_id LIMIT $2)sql";

constexpr char kWaiting[] = "SELECT " LOA_REVIEW_COLUMNS R"sql(
  FROM review
  WHERE review_id > $1
    AND (state = 'OPEN'
         OR (looked_at IS NULL AND look_due_at IS NOT NULL
             AND state IN ('APPROVED', 'LAPSED')))
  ORDER BY review_id LIMIT $2)sql";

constexpr char kUnits[] = "SELECT DISTINCT unit FROM review ORDER BY unit";

constexpr char kDecided[] =
    "SELECT " LOA_REVIEW_COLUMNS
    "FROM review WHERE sequence > $1 AND state <> 'OPEN' "
    "ORDER BY sequence LIMIT $2";

constexpr char kStages[] = R"sql(
  SELECT review_id, position, stage_id, quorum
  FROM review_stage
  WHERE review_id IN @texts($1)
  ORDER BY review_id, position)sql";

constexpr char kVotes[] = R"sql(
  SELECT review_id, position, principal, decision, note, voted_at
  FROM review_vote
  WHERE review_id IN @texts($1)
  ORDER BY review_id, position, voted_at, principal)sql";

#undef LOA_REVIEW_COLUMNS

std::string ReviewId(const v1::Review& review) {
  return std::string(absl::StripPrefix(review.name(), kReviews));
}

ReviewState StateOf(const std::string& name) {
  ReviewState state = v1::Review::STATE_UNSPECIFIED;
  v1::Review::State_Parse(name, &state);
  return state;
}

void ReadLook(const sql::Row& row, v1::Review& review) {
  if (row.IsNull(18)) return;
  v1::Review::Look& look = *review.mutable_look();
  *look.mutable_due_time() = base::TimestampOf(row.Time(18));
  v1::Review::Verdict verdict = v1::Review::VERDICT_UNSPECIFIED;
  v1::Review::Verdict_Parse(row.Text(19), &verdict);
  look.set_verdict(verdict);
  look.set_principal(row.Text(20));
  look.set_note(row.Text(21));
  if (row.IsNull(22)) return;
  *look.mutable_look_time() = base::TimestampOf(row.Time(22));
}

absl::StatusOr<StoredReview> ReviewOf(const sql::Row& row) {
  StoredReview stored;
  v1::Review& review = stored.review;
  review.set_name(absl::StrCat(kReviews, row.Text(0)));
  review.set_post(row.Text(1));
  review.set_revision(row.Text(2));
  review.set_unit(row.Text(3));
  review.set_title(row.Text(4));
  review.set_input_sha256(row.Text(5));
  review.set_content_sha256(row.Text(6));
  review.set_audience_sha256(row.Text(7));
  stored.author = row.Text(8);
  stored.last_editor = row.Text(9);
  if (!review.mutable_screening()->ParseFromString(row.Bytes(10))) {
    return StoredDataDamaged(review.name());
  }
  review.set_state(StateOf(row.Text(11)));
  review.set_note(row.Text(12));
  *review.mutable_create_time() = base::TimestampOf(row.Time(13));
  if (!row.IsNull(14)) {
    *review.mutable_decide_time() = base::TimestampOf(row.Time(14));
  }
  review.set_sequence(row.Int(15));
  review.set_etag(rpc::EtagOf(review.sequence()));
  stored.approval_days = row.Int(16);
  if (!row.IsNull(17)) {
    *review.mutable_approval_expire_time() = base::TimestampOf(row.Time(17));
  }
  ReadLook(row, review);
  return stored;
}

// The review with id `id` among `reviews`; rows of stages and votes name it.
v1::Review* Named(std::vector<StoredReview>& reviews, absl::string_view id) {
  for (StoredReview& stored : reviews) {
    if (absl::StripPrefix(stored.review.name(), kReviews) == id) {
      return &stored.review;
    }
  }
  return nullptr;
}

absl::Status ReadStages(sql::Tx& tx, std::vector<StoredReview>& reviews) {
  if (reviews.empty()) return absl::OkStatus();
  std::vector<std::string> ids;
  for (const StoredReview& stored : reviews) {
    ids.push_back(ReviewId(stored.review));
  }
  const std::string list = sql::JsonArray(ids);
  ASSIGN_OR_RETURN(const sql::Rows stages, tx.Run(kStages, list));
  for (const sql::Row row : stages) {
    v1::Review::Stage& stage = *Named(reviews, row.Text(0))->add_stages();
    stage.set_id(row.Text(2));
    stage.set_quorum(static_cast<int32_t>(row.Int(3)));
  }
  ASSIGN_OR_RETURN(const sql::Rows votes, tx.Run(kVotes, list));
  for (const sql::Row row : votes) {
    v1::Review& review = *Named(reviews, row.Text(0));
    v1::Review::Vote& vote =
        *review.mutable_stages(static_cast<int>(row.Int(1)))->add_votes();
    vote.set_principal(row.Text(2));
    vote.set_decision(StateOf(row.Text(3)));
    vote.set_note(row.Text(4));
    *vote.mutable_vote_time() = base::TimestampOf(row.Time(5));
  }
  for (StoredReview& stored : reviews) CountVotes(stored.review);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<StoredReview>> ReviewsOf(sql::Tx& tx,
                                                    const sql::Rows& rows) {
  std::vector<StoredReview> reviews;
  for (const sql::Row row : rows) {
    ASSIGN_OR_RETURN(StoredReview stored, ReviewOf(row));
    reviews.push_back(std::move(stored));
  }
  RETURN_IF_ERROR(ReadStages(tx, reviews));
  return reviews;
}

absl::StatusOr<std::optional<StoredReview>> OneOf(sql::Tx& tx,
                                                  const sql::Rows& rows) {
  ASSIGN_OR_RETURN(std::vector<StoredReview> reviews, ReviewsOf(tx, rows));
  if (reviews.empty()) return std::nullopt;
  return std::move(reviews.front());
}

// NULL for a time that is not set.
sql::Value TimeOrNull(bool is_set, const google::protobuf::Timestamp& time) {
  if (!is_set) return sql::Value();
  return base::TimeOf(time);
}

// NULL while the review is open.
sql::Value DecidedAt(const v1::Review& review) {
  return TimeOrNull(review.has_decide_time(), review.decide_time());
}

// NULL without an approval that ends.
sql::Value ExpiresAt(const v1::Review& review) {
  return TimeOrNull(review.has_approval_expire_time(),
                    review.approval_expire_time());
}

// "" while nobody has looked.
std::string VerdictName(const v1::Review::Look& look) {
  if (look.verdict() == v1::Review::VERDICT_UNSPECIFIED) return "";
  return v1::Review::Verdict_Name(look.verdict());
}

}  // namespace

absl::Status InsertInput(sql::Tx& tx, const std::string& input_sha256,
                         const std::string& bytes, absl::Time now) {
  return tx.Exec(kInsertInput, input_sha256, sql::Value::Bytes{bytes}, now)
      .status();
}

absl::StatusOr<bool> InsertReview(sql::Tx& tx, StoredReview& stored) {
  v1::Review& review = stored.review;
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  const std::string review_id = ReviewId(review);
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, review_id, review.post(), review.revision(),
              review.unit(), review.title(), review.input_sha256(),
              review.content_sha256(), review.audience_sha256(), stored.author,
              stored.last_editor,
              absl::StripPrefix(review.screening().policy(), kPolicies),
              sql::Value::Bytes{base::DeterministicBytes(review.screening())},
              v1::Review::State_Name(review.state()), review.note(),
              base::TimeOf(review.create_time()), DecidedAt(review), sequence,
              stored.approval_days, ExpiresAt(review),
              TimeOrNull(review.has_look(), review.look().due_time())));
  if (inserted == 0) return false;
  for (int i = 0; i < review.stages_size(); ++i) {
    RETURN_IF_ERROR(tx.Exec(kInsertStage, review_id, i, review.stages(i).id(),
                            review.stages(i).quorum())
                        .status());
  }
  review.set_sequence(sequence);
  review.set_etag(rpc::EtagOf(sequence));
  return true;
}

absl::StatusOr<std::optional<StoredReview>> FindReview(
    sql::Tx& tx, const std::string& review_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, review_id));
  return OneOf(tx, rows);
}

absl::StatusOr<std::optional<StoredReview>> FindLivingReview(
    sql::Tx& tx, const std::string& input_sha256) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindLiving, input_sha256));
  return OneOf(tx, rows);
}

absl::StatusOr<std::optional<StoredReview>> FindLivingReviewBy(
    sql::Tx& tx, const std::string& input_sha256, absl::string_view policy) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFindLivingBy, input_sha256,
                          absl::StripPrefix(policy, kPolicies)));
  return OneOf(tx, rows);
}

absl::Status LockReview(sql::Tx& tx, const std::string& review_id) {
  return tx.Exec(kLock, review_id).status();
}

absl::StatusOr<std::string> FindReviewUnit(sql::Tx& tx,
                                           const std::string& review_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindUnit, review_id));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

absl::StatusOr<bool> UpdateReview(sql::Tx& tx, v1::Review& review) {
  ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
  ASSIGN_OR_RETURN(const int64_t changed,
                   tx.Exec(kUpdate, ReviewId(review), review.sequence(),
                           v1::Review::State_Name(review.state()),
                           review.note(), DecidedAt(review), sequence,
                           ExpiresAt(review), VerdictName(review.look()),
                           review.look().principal(), review.look().note(),
                           TimeOrNull(review.look().has_look_time(),
                                      review.look().look_time())));
  if (changed == 0) return false;
  review.set_sequence(sequence);
  review.set_etag(rpc::EtagOf(sequence));
  return true;
}

absl::Status PutVote(sql::Tx& tx, const std::string& review_name, int position,
                     const v1::Review::Vote& vote) {
  return tx
      .Exec(kPutVote, absl::StripPrefix(review_name, kReviews), position,
            vote.principal(), v1::Review::State_Name(vote.decision()),
            vote.note(), base::TimeOf(vote.vote_time()))
      .status();
}

absl::StatusOr<ReviewPage> ListReviewPage(sql::Tx& tx,
                                          const ReviewFilter& filter,
                                          const std::string& before_id,
                                          int page_size) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kList, filter.all_units, sql::JsonArray(filter.units),
                          filter.state, filter.post, before_id, page_size + 1));
  ASSIGN_OR_RETURN(std::vector<StoredReview> reviews, ReviewsOf(tx, rows));
  ReviewPage page;
  page.more = reviews.size() > static_cast<size_t>(page_size);
  if (page.more) reviews.pop_back();
  for (StoredReview& stored : reviews) {
    page.reviews.push_back(std::move(stored.review));
  }
  return page;
}

absl::StatusOr<std::vector<std::string>> ExpiredApprovals(sql::Tx& tx,
                                                          absl::Time now,
                                                          int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kExpired, now, limit));
  std::vector<std::string> ids;
  for (const sql::Row row : rows) ids.push_back(row.Text(0));
  return ids;
}

absl::StatusOr<std::vector<StoredReview>> WaitingReviews(
    sql::Tx& tx, const std::string& review_id, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kWaiting, review_id, limit));
  return ReviewsOf(tx, rows);
}

absl::StatusOr<std::vector<std::string>> ReviewUnits(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnits));
  std::vector<std::string> units;
  for (const sql::Row row : rows) units.push_back(row.Text(0));
  return units;
}

absl::StatusOr<std::vector<v1::Review>> DecidedReviews(sql::Tx& tx,
                                                       int64_t after_sequence,
                                                       int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kDecided, after_sequence, limit));
  ASSIGN_OR_RETURN(std::vector<StoredReview> stored, ReviewsOf(tx, rows));
  std::vector<v1::Review> reviews;
  for (StoredReview& one : stored) reviews.push_back(std::move(one.review));
  return reviews;
}

}  // namespace loa::moderation
