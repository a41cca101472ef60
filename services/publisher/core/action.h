#ifndef LOA_SERVICES_PUBLISHER_CORE_ACTION_H_
#define LOA_SERVICES_PUBLISHER_CORE_ACTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "libs/platform/platform.h"
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
// A photo of a rendition.
struct PhotoToShow {
  std::string media;  // content's name of it
  std::string mime_type;
  std::string alt_text;
};
// Puts on the page, unseen, what the visible call is going to name.
struct Prepare {  // -> Prepared
  std::string publication;
  std::string page;
  int attempt = 0;
  std::vector<PhotoToShow> photos;
};
struct BeginAttempts {  // -> BeginsAnswered
  struct Item {
    std::string publication;
    queue::Holding partition;
    int attempt = 0;
    std::vector<std::string> prepared_ids;
  };
  std::vector<Item> items;
};
struct Call {  // -> CallFinished
  std::string publication;
  std::string page;
  int attempt = 0;
  std::string text;
  std::string link;
  std::vector<std::string> photo_ids;  // as they were prepared
  absl::Duration deadline;             // boot time; no byte leaves after it
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
// Edits and deletions of what is visible; "amendment" in content's words.
enum class AmendmentKind { kEdit, kDelete };
struct ListAmendments {  // -> AmendmentsListed
  std::vector<queue::Holding> held;
};
struct BeginAmendments {  // -> AmendmentsBegun
  struct Item {
    std::string amendment;
    std::string publication;
    queue::Holding partition;
    int attempt = 0;
  };
  std::vector<Item> items;
};
struct Amend {  // -> AmendFinished
  std::string amendment;
  AmendmentKind kind = AmendmentKind::kDelete;
  std::string page;
  std::string post_id;
  std::string text;  // kEdit
  int attempt = 0;
  absl::Duration deadline;  // boot time; no byte leaves after it
};
struct FinishAmendments {  // -> AmendmentsTold
  struct Item {
    std::string amendment;
    std::string publication;
    int attempt = 0;
    Verdict verdict;
    absl::Duration retry_after;  // where a gate was closed
  };
  std::vector<Item> items;
};
struct ReadPost {  // -> PostRead
  std::string amendment;
  std::string page;
  std::string post_id;
};
// What reading one post by its id showed.
struct PostSight {
  enum class Kind { kShown, kGone, kUnreadable };
  Kind kind = Kind::kUnreadable;
  std::string text;      // kShown
  std::string evidence;  // in words
};
struct SettleAmendments {  // -> AmendmentsTold
  struct Item {
    std::string amendment;
    std::string publication;
    queue::Holding partition;
    int attempt = 0;
    PostSight sight;
  };
  std::vector<Item> items;
};
// The daily reading of every connected page.
struct ListSweeps {  // -> SweepsListed
  std::vector<queue::Holding> held;
};
struct SweepPage {  // -> PageSwept
  std::string page;
  absl::Time since;
};
struct RecordOutside {  // -> OutsideRecorded
  std::string page;
  queue::Holding partition;
  absl::Time sweep;       // as SweepsListed said
  bool complete = false;  // the listing was read to its end
  std::vector<platform::Post> posts;
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
                 Prepare, BeginAttempts, Call, FinishAttempts, ListUnsettled,
                 ReadPage, SettleAttempts, ReportGates, RecordFirstPosts,
                 ListAmendments, BeginAmendments, Amend, FinishAmendments,
                 ReadPost, SettleAmendments, ListSweeps, SweepPage,
                 RecordOutside>;

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_ACTION_H_
