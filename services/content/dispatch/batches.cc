#include "services/content/dispatch/batches.h"

#include <string>

#include "libs/status/error.h"

namespace loa::content {

bool AnswersOneItem(const absl::Status& status) {
  static const auto& kReasons =
      *new std::vector<std::string>{"PUBLICATION_NOT_FOUND",
                                    "NOT_SCHEDULED",
                                    "NOT_DUE",
                                    "EPOCH_STALE",
                                    "PAGE_HELD",
                                    "CANCEL_WANTED",
                                    "GATE_CLOSED",
                                    "NOT_APPROVED",
                                    "ATTEMPT_UNKNOWN",
                                    "AMENDMENT_NOT_FOUND",
                                    "AMENDMENT_NOT_WAITING",
                                    "AMENDMENT_HELD",
                                    "AMENDMENT_ATTEMPT_UNKNOWN",
                                    "PAGE_BY_HAND"};
  const std::string reason = status::ReasonOf(status);
  return std::find(kReasons.begin(), kReasons.end(), reason) != kReasons.end();
}

absl::StatusOr<HeldLocks> LockAllHeld(sql::Tx& tx, absl::string_view owner,
                                      HeldLocks wanted, absl::Time now) {
  for (auto& [held, status] : wanted) {
    status = LockHeld(tx, owner, {held.first, held.second}, now);
    if (!status.ok() && !AnswersOneItem(status)) return status;
  }
  return wanted;
}

}  // namespace loa::content
