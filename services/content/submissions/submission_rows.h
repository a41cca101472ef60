#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_ROWS_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/submission_service.pb.h"

// The SQL of submissions.
namespace loa::content {

// A submission, complete but for its etag, with what callers do not see.
struct SubmissionRecord {
  v1::Submission submission;
  std::string sender_key;
  std::string repeat_key;  // "" is NULL
  int64_t version = 0;
};

// What callers see.
v1::Submission ToProto(const SubmissionRecord& record);
std::string EtagOf(const SubmissionRecord& record);

// SUBMISSION_NOT_FOUND.
absl::StatusOr<SubmissionRecord> FindSubmission(sql::Tx& tx,
                                                absl::string_view name);
// The same, and nobody else changes it until this transaction ends.
absl::StatusOr<SubmissionRecord> LockSubmission(sql::Tx& tx,
                                                absl::string_view name);
// SUBMISSION_NOT_FOUND.
absl::StatusOr<std::string> UnitOfSubmission(sql::Tx& tx,
                                             absl::string_view name);

// False when one with its repeat_key is there already.
absl::StatusOr<bool> InsertSubmission(sql::Tx& tx,
                                      const SubmissionRecord& record);
// Writes all that can change of a locked one, as a new version.
absl::Status SaveSubmission(sql::Tx& tx, SubmissionRecord& record);
// Counts a repeat of the one with this key, locks it and answers it; nullopt:
// there is none.
absl::StatusOr<std::optional<SubmissionRecord>> CountRepeat(
    sql::Tx& tx, absl::string_view repeat_key);

// How many came to `unit` after `since`, of one sender or ("") of all, and
// when the first of them did.
struct RecentSubmissions {
  int64_t count = 0;
  absl::Time first;
};
absl::StatusOr<RecentSubmissions> CountRecent(sql::Tx& tx,
                                              absl::string_view unit,
                                              absl::string_view sender_key,
                                              absl::Time since);

absl::Status InsertReceipt(sql::Tx& tx, absl::string_view receipt_sha256,
                           absl::string_view submission);
// SUBMISSION_RECEIPT_UNKNOWN.
absl::StatusOr<SubmissionRecord> FindByReceipt(
    sql::Tx& tx, absl::string_view receipt_sha256);

// Which submissions a list shows.
struct SubmissionFilter {
  std::optional<std::vector<std::string>> units;                    // any
  v1::Submission::State state = v1::Submission::STATE_UNSPECIFIED;  // any
  std::string editor;                                               // "" any
  // Only after this one, in the list's order. The default is the end of 9999.
  absl::Time before = absl::FromUnixSeconds(253402300799);
  std::string before_name;
};
// Up to `limit`, the newest first.
absl::StatusOr<std::vector<SubmissionRecord>> ReadSubmissions(
    sql::Tx& tx, const SubmissionFilter& filter, int limit);

// Up to `limit` that are RECEIVED or ASSIGNED, after (created_at, name) in that
// order.
absl::StatusOr<std::vector<SubmissionRecord>> ReadUndecided(
    sql::Tx& tx, absl::Time created_at, absl::string_view name, int limit);

// Up to `limit` that have what their sender wrote and are kept from before
// `before` on, the oldest first.
absl::StatusOr<std::vector<std::string>> ReadExpired(sql::Tx& tx,
                                                     absl::Time before,
                                                     int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_ROWS_H_
