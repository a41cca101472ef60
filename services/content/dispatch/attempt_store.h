#ifndef LOA_SERVICES_CONTENT_DISPATCH_ATTEMPT_STORE_H_
#define LOA_SERVICES_CONTENT_DISPATCH_ATTEMPT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

// The SQL of attempts: their rows, and the questions that beginning asks.
namespace loa::content {

struct AttemptRow {
  std::string publication;
  int64_t number = 0;
  std::string owner;
  int64_t epoch = 0;
  absl::Time begun_at;
  absl::Duration deadline_after;
  std::vector<std::string> prepared_ids;
  std::string rendition_sha256;
  // Set once it was finished: the answer that was given.
  std::optional<int64_t> outcome;
  PublicationState answered_state = v1::Publication::STATE_UNSPECIFIED;
};

absl::StatusOr<std::optional<AttemptRow>> FindAttempt(
    sql::Tx& tx, absl::string_view publication, int64_t number);
absl::Status InsertAttempt(sql::Tx& tx, const AttemptRow& row);
absl::Status FinishAttempt(sql::Tx& tx, const AttemptRow& row,
                           std::optional<absl::Time> sent_at);

// Who holds the page back from `publication`: an earlier one by (due_at,
// sequence) that is due and waits, or any that is SENDING or UNKNOWN. ""
// nobody. The caller has locked the page.
absl::StatusOr<std::string> PageHolder(sql::Tx& tx,
                                       const Publication& publication,
                                       absl::Time now);

// UNKNOWN ones of these partitions whose page is to be read by now.
absl::StatusOr<std::vector<Publication>> ReadingsDue(
    sql::Tx& tx, const std::vector<int64_t>& partitions, absl::Time now,
    int limit);

// Ids of the page's posts that belong to publications, the newest first.
absl::StatusOr<std::vector<std::string>> BoundPostIds(sql::Tx& tx,
                                                      absl::string_view page,
                                                      int limit);

// SENDING ones whose deadline is over.
absl::StatusOr<std::vector<std::string>> Overdue(sql::Tx& tx, absl::Time now,
                                                 int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DISPATCH_ATTEMPT_STORE_H_
