#ifndef LOA_SERVICES_CONTENT_AUDIENCE_EXPANSION_STORE_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_EXPANSION_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"

// The SQL of pages that wait to become publications or to be asked.
namespace loa::content {

struct ExpansionPage {
  int64_t position = 0;
  std::string page;
  std::string unit;
  absl::Time due_at;
  // Its people have said yes: a publication also where the cascade asks.
  bool adopted = false;
};

absl::Status InsertExpansionPage(sql::Tx& tx, absl::string_view post,
                                 const ExpansionPage& page);

// The first `limit` that wait, in order of position.
absl::StatusOr<std::vector<ExpansionPage>> ReadExpansionPages(
    sql::Tx& tx, absl::string_view post, int limit);

// Those up to `position` are publications now. The number that still waits.
absl::StatusOr<int64_t> DropExpansionPages(sql::Tx& tx, absl::string_view post,
                                           int64_t position);

// All that waits of a post is given up.
absl::Status DropExpansion(sql::Tx& tx, absl::string_view post);

// The occurrence that a further showing of the post on the page would be.
absl::StatusOr<int64_t> NextOccurrence(sql::Tx& tx, absl::string_view post,
                                       absl::string_view page);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_EXPANSION_STORE_H_
