#include "services/content/dispatch/hand_over.h"

#include <utility>

#include "libs/status/status_macros.h"
#include "services/content/publications/gates.h"

namespace loa::content {
namespace {

// How far ahead of its time a publication is handed over.
constexpr absl::Duration kAhead = absl::Seconds(2);
constexpr int kRowsABatch = 1000;
// What a round hands over before it marks; the others come in the next one.
constexpr size_t kMostARound = 20'000;

// $1 nearly due, $2 now, $3 the sweep's bound; from (not_before, name) $4, $5.
constexpr absl::string_view kReady =
    "SELECT p.publication, p.page, p.unit, p.not_before, l.epoch"
    " FROM publication p JOIN partition_lease l"
    " ON l.partition_number = p.partition_number"
    " WHERE p.state = 1 AND p.not_before <= $1"
    " AND (p.not_before > $4 OR (p.not_before = $4 AND p.publication > $5))"
    " AND l.lease_until > $2"
    " AND (p.handed_epoch <> l.epoch OR"
    " (p.handed_at <= $3 AND p.not_before <= $3))"
    " AND NOT EXISTS (SELECT 1 FROM gate g WHERE g.subject IN ('app', p.page)"
    " AND (g.open_at IS NULL OR g.open_at > $2))"
    " ORDER BY p.not_before, p.publication LIMIT $6";

constexpr absl::string_view kMark =
    "UPDATE publication SET handed_epoch = $2, handed_at = $3"
    " WHERE publication = $1 AND state = 1";

struct Ready {
  std::string publication;
  queue::Entry entry;
};

// Gates of units; those of pages and of the app are in the statement.
absl::StatusOr<std::vector<std::string>> ClosedUnits(sql::Tx& tx,
                                                     absl::Time now) {
  std::vector<std::string> units;
  ASSIGN_OR_RETURN(const std::vector<ClosedGate> gates,
                   ListClosedGates(tx, now, "units/", kRowsABatch));
  for (const ClosedGate& gate : gates) units.push_back(gate.subject);
  return units;
}

bool Behind(const std::vector<std::string>& closed, const RegistryView* view,
            absl::string_view unit) {
  for (const std::string& gate : closed) {
    if (unit == gate || view == nullptr || view->IsWithin(unit, gate)) {
      return true;
    }
  }
  return false;
}

}  // namespace

absl::StatusOr<int> HandOver::RunOnce(absl::Time now) {
  const auto view = registry_.View();
  std::vector<Ready> ready;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ready.clear();
    ASSIGN_OR_RETURN(const std::vector<std::string> closed,
                     ClosedUnits(tx, now));
    absl::Time from = absl::UnixEpoch() - absl::Hours(24);
    std::string after;
    // What a closed unit keeps back does not count: it must not keep back
    // others.
    while (ready.size() < kMostARound) {
      ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReady, now + kAhead, now,
                                                    now - options_.sweep_after,
                                                    from, after, kRowsABatch));
      for (const sql::Row row : rows) {
        after = row.Text(0);
        from = row.Time(3);
        if (Behind(closed, view.get(), row.Text(2))) continue;
        if (view != nullptr && IsByHand(*view, row.Text(1))) continue;
        ready.push_back({after,
                         {.publication = after,
                          .page = row.Text(1),
                          .due_micros = row.Int(3),
                          .epoch = row.Int(4)}});
      }
      if (rows.size() < kRowsABatch) break;
    }
    return absl::OkStatus();
  }));
  if (ready.empty()) return 0;
  std::vector<queue::Entry> entries;
  for (const Ready& one : ready) entries.push_back(one.entry);
  RETURN_IF_ERROR(sink_(entries));
  RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
    for (const Ready& one : ready) {
      RETURN_IF_ERROR(
          tx.Exec(kMark, one.publication, one.entry.epoch, now).status());
    }
    return absl::OkStatus();
  }));
  return static_cast<int>(ready.size());
}

}  // namespace loa::content
