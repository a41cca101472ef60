#ifndef LOA_SERVICES_PUBLISHER_CORE_ACTION_H_
#define LOA_SERVICES_PUBLISHER_CORE_ACTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "libs/queue/owner.h"
#include "services/publisher/core/classify.h"
#include "services/publisher/core/match.h"

// What the core wants done.  Each action but ReleaseLeases is answered by
// exactly one event, whatever becomes of it.
namespace loa::publisher {

struct RenewLeases {  // -> LeasesAnswered
  std::vector<queue::Holding> held;
  bool take_more = true;              // false while draining
  std::vector<std::string> recorded;  // pages whose first post units has
};
struct ReleaseLeases {
  std::vector<queue::Holding> held;
};
struct TakeEntries {  // -> EntriesTaken
  std::vector<queue::Holding> held;
  int max = 0;  // stream entries a partition
};
struct LoadPublications {  // -> PublicationsLoaded
  std::vector<std::string> publications;
};
struct BeginAttempts {  // -> BeginsAnswered
  struct Item {
    std::string publication;
    queue::Holding partition;
    int attempt = 0;
  };
  std::vector<Item> items;
};
struct Call {  // -> CallFinished
  std::string publication;
  std::string page;
  int attempt = 0;
  std::string text;
  std::string link;
  absl::Duration deadline;  // boot time; no byte leaves after it
};
struct FinishAttempts {  // -> FinishesAnswered
  struct Item {
    std::string publication;
    int attempt = 0;
    Verdict verdict;
    absl::Duration retry_after;  // where a gate was closed
  };
  std::vector<Item> items;
};
struct ListUnsettled {  // -> UnsettledListed
  std::vector<queue::Holding> held;
};
struct ReadPage {  // -> PageRead
  std::string page;
  absl::Time since;
};
struct SettleAttempts {  // -> SettlesAnswered
  struct Item {
    std::string publication;
    queue::Holding partition;
    int attempt = 0;
    int reading = 1;  // as UnsettledListed said: a repeat counts once
    Sight sight;
  };
  std::vector<Item> items;
};
struct GateClosure {
  std::string subject;  // "pages/{page}" or "app"
  std::string cause;    // THROTTLED, TOKEN_DEAD, SPAM_BLOCKED
  std::optional<absl::Duration> duration;  // nullopt: until a person opens it
};
struct ReportGates {  // -> GatesReported
  std::vector<GateClosure> closures;
};
struct FirstPost {
  std::string page;
  std::string evidence;  // its address, or the platform's id of it
  absl::Time begun;      // when the attempt that shows it began
};
struct RecordFirstPosts {  // -> FactsRecorded
  std::vector<FirstPost> items;
};

using Action =
    std::variant<RenewLeases, ReleaseLeases, TakeEntries, LoadPublications,
                 BeginAttempts, Call, FinishAttempts, ListUnsettled, ReadPage,
                 SettleAttempts, ReportGates, RecordFirstPosts>;

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_ACTION_H_
