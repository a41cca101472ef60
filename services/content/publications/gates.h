#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_GATES_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_GATES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"

// Gates: rows that keep what is behind them from beginning. A gate stands
// before a page, a unit with all below it, or the app (everything). Closing
// waits for every transaction that is beginning attempts behind the gate, by
// the lock of the partitions; so once it is committed nothing begins any more.
namespace loa::content {

inline constexpr absl::string_view kApp = "app";
inline constexpr absl::string_view kPaused = "PAUSED";  // by a person

struct ClosedGate {
  std::string subject;  // "pages/a", "units/b" or kApp
  std::string cause;    // PAUSED, THROTTLED, TOKEN_DEAD, SPAM_BLOCKED
  std::string note;
  std::string principal;
  absl::Time closed_at;
  std::optional<absl::Time> open_at;  // nullopt: until a person opens it
};

// GATE_SUBJECT_INVALID unless `subject` is a page, a unit or the app.
absl::Status CheckGateSubject(absl::string_view subject);

// Closes; a gate that is closed already is replaced. `partition` is that of a
// page's gate; nullopt locks all partitions.
absl::Status CloseGate(sql::Tx& tx, const ClosedGate& gate,
                       std::optional<int64_t> partition);

// The platform's word never opens earlier what a person, or an earlier answer
// of the platform, closed for longer.
absl::Status CloseGateByPlatform(sql::Tx& tx, const ClosedGate& gate,
                                 std::optional<int64_t> partition);

// GATE_NOT_CLOSED.
absl::Status OpenGate(sql::Tx& tx, absl::string_view subject, absl::Time now);

// The first closed gate among `subjects`; where `cause` says one, of those
// alone.
absl::StatusOr<std::optional<ClosedGate>> FirstClosed(
    sql::Tx& tx, const std::vector<std::string>& subjects, absl::Time now,
    absl::string_view cause = "");

// Closed gates after `after_subject`, in order of subject.
absl::StatusOr<std::vector<ClosedGate>> ListClosedGates(
    sql::Tx& tx, absl::Time now, absl::string_view after_subject, int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_GATES_H_
