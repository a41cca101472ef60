#ifndef LOA_SERVICES_CONTENT_HAND_HAND_TAKING_H_
#define LOA_SERVICES_CONTENT_HAND_HAND_TAKING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// Makes tasks for people of what is due on pages without a connection: at its
// time and once for all, whatever becomes of the connection later. A round
// costs what these pages cost, not what waits on others: a backlog behind a
// gate is not read. What people paused, or what no approval covers any more,
// stays as it is. For one thread.
class HandTaking {
 public:
  // At most `pages_a_round` pages are looked at in one round; the others have
  // their turn in the next ones.
  HandTaking(sql::Database& database, const Registry& registry,
             size_t pages_a_round = 10'000)
      : database_(database),
        registry_(registry),
        pages_a_round_(pages_a_round) {}

  // One round; answers how many became tasks. Nothing until the register was
  // read once.
  absl::StatusOr<int> RunOnce(absl::Time now);

 private:
  void ReadPages(const RegistryView& view);
  // What is due on the pages whose turn it is.
  absl::StatusOr<std::vector<std::string>> FindDue(const RegistryView& view,
                                                   absl::Time now);
  // Those of `names` that are still SCHEDULED, and may go out, become tasks.
  absl::StatusOr<int> Take(const RegistryView& view,
                           const std::vector<std::string>& names,
                           absl::Time now);

  sql::Database& database_;
  const Registry& registry_;
  const size_t pages_a_round_;
  int64_t sequence_ = -1;           // of the register that `pages_` is of
  std::vector<std::string> pages_;  // without a connection, in order
  size_t next_ = 0;                 // whose turn it is
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_TAKING_H_
