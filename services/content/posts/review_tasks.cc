#include "services/content/posts/review_tasks.h"

#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kOwe =
    "INSERT INTO review_task (input_sha256, post, input, created_at, review,"
    " void_wanted, done) VALUES ($1, $2, $3, $4, '', 0, 0)"
    " ON CONFLICT (input_sha256) DO NOTHING";

constexpr absl::string_view kVoid =
    "UPDATE review_task SET void_wanted = 1, done = 0"
    " WHERE input_sha256 = $1 AND void_wanted = 0";

#define LOA_TASK_COLUMNS "input_sha256, post, input, review, void_wanted"

constexpr absl::string_view kOwed =
    "SELECT " LOA_TASK_COLUMNS
    " FROM review_task WHERE done = 0"
    " ORDER BY created_at, input_sha256 LIMIT $1";

constexpr absl::string_view kOwedOf =
    "SELECT " LOA_TASK_COLUMNS
    " FROM review_task WHERE done = 0 AND post = $1"
    " ORDER BY created_at, input_sha256";

constexpr absl::string_view kOpened =
    "UPDATE review_task SET review = $2, done = 1 - void_wanted"
    " WHERE input_sha256 = $1";

constexpr absl::string_view kVoided =
    "UPDATE review_task SET done = 1 WHERE input_sha256 = $1";

std::vector<ReviewTask> ReadTasks(const sql::Rows& rows) {
  std::vector<ReviewTask> tasks;
  for (const sql::Row row : rows) {
    ReviewTask& task = tasks.emplace_back();
    task.input_sha256 = row.Text(0);
    task.post = row.Text(1);
    task.input.ParseFromString(row.Bytes(2));
    task.review = row.Text(3);
    task.void_wanted = row.Bool(4);
  }
  return tasks;
}

}  // namespace

absl::StatusOr<bool> OweReview(sql::Tx& tx,
                               const moderation::v1::ScreeningInput& input,
                               absl::string_view input_sha256, absl::Time now) {
  ASSIGN_OR_RETURN(const int64_t inserted,
                   tx.Exec(kOwe, input_sha256, input.post(),
                           sql::Value::Bytes{input.SerializeAsString()}, now));
  return inserted == 1;
}

absl::Status OweVoid(sql::Tx& tx, absl::string_view input_sha256) {
  return tx.Exec(kVoid, input_sha256).status();
}

absl::StatusOr<std::vector<ReviewTask>> ReadOwed(sql::Tx& tx, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOwed, limit));
  return ReadTasks(rows);
}

absl::StatusOr<std::vector<ReviewTask>> ReadOwedOf(sql::Tx& tx,
                                                   absl::string_view post) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOwedOf, post));
  return ReadTasks(rows);
}

absl::Status NoteOpened(sql::Tx& tx, absl::string_view input_sha256,
                        absl::string_view review) {
  return tx.Exec(kOpened, input_sha256, review).status();
}

absl::Status NoteVoided(sql::Tx& tx, absl::string_view input_sha256) {
  return tx.Exec(kVoided, input_sha256).status();
}

}  // namespace loa::content
