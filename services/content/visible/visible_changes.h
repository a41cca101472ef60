#ifndef LOA_SERVICES_CONTENT_VISIBLE_VISIBLE_CHANGES_H_
#define LOA_SERVICES_CONTENT_VISIBLE_VISIBLE_CHANGES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/publication_watch_service.pb.h"
#include "services/content/publications/publication.h"

// What watchers of publications are told: see publication_watch_service.proto.
namespace loa::content {

// Is a publication in this state on its page, or was it once?
bool WasEverVisible(PublicationState state);

// Notes that what a page shows of `name` changed, under a new change sequence
// or (many changes in one transaction) under `sequence`.  Call it late in the
// transaction: the sequence's lock is held to its end.
absl::Status NoteVisibleChange(sql::Tx& tx, absl::string_view name);
absl::Status NoteVisibleChange(sql::Tx& tx, absl::string_view name,
                               int64_t sequence);

// A place in the order of changes: after this one.
struct VisibleChange {
  int64_t sequence = 0;
  std::string name;
};

// In order of sequence and name.
absl::StatusOr<std::vector<VisibleChange>> ChangesAfter(
    sql::Tx& tx, const VisibleChange& after, int limit);

// The present state of each, by name; days are those of `zone`.
absl::StatusOr<std::map<std::string, v1::VisiblePost>> ReadVisible(
    sql::Tx& tx, const std::vector<VisibleChange>& changes,
    absl::TimeZone zone);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_VISIBLE_VISIBLE_CHANGES_H_
