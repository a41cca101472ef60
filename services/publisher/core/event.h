#ifndef LOA_SERVICES_PUBLISHER_CORE_EVENT_H_
#define LOA_SERVICES_PUBLISHER_CORE_EVENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "libs/platform/platform.h"
#include "libs/queue/owner.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/classify.h"
#include "services/publisher/core/match.h"

// What happens to the core.  Batches are answered item by item; an item that
// got no answer (the call failed, its outcome unknown) comes as kUnavailable,
// and the core asks again with the same words.
namespace loa::publisher {

// The instant of an event, on both clocks.
struct Now {
  absl::Duration boot;  // CLOCK_BOOTTIME: leases and deadlines
  absl::Time wall;      // due times and gates
};

// Time passed.  At least every few milliseconds while anything waits.
struct Tick {};

struct LeasesAnswered {
  bool ok = false;
  absl::Duration sent;  // boot time just before the request left
  std::vector<queue::Holding> held;
  absl::Duration lease;  // counted from `sent`
  struct ClosedGate {
    std::string subject;             // "pages/{page}" or "app"; others ignored
    std::optional<absl::Time> open;  // nullopt: a person opens it
  };
  std::vector<ClosedGate> closed_gates;
  // Told again until content knows that units has them.
  std::vector<FirstPost> first_posts;
};

struct EntriesTaken {
  bool ok = false;
  std::vector<queue::Owner::Taken> entries;
};

struct PublicationsLoaded {
  struct Item {
    enum class Kind {
      kSendable,     // SCHEDULED, with a credential for its page
      kNotSendable,  // in another state, or gone: forget it
      kUnavailable,
    };
    std::string publication;
    Kind kind = Kind::kUnavailable;
    std::string page;
    int64_t sequence = 0;
    int attempt_count = 0;
    absl::Time due;
    absl::Time not_before;
    std::string text;
    std::string link;
    std::vector<PhotoToShow> photos;
  };
  std::vector<Item> items;
};

struct Prepared {
  std::string publication;
  int attempt = 0;
  // The platform's ids, in the order of the photos. Empty: it failed.
  std::vector<std::string> ids;
  // How it failed; never kUnknown, since nothing of it is seen.
  Verdict verdict;
};

struct BeginsAnswered {
  struct Item {
    enum class Kind {
      kBegun,
      kNotDue,
      kPageHeld,
      kEpochStale,
      kRefused,  // anything else that content says: forget it
      kUnavailable,
    };
    std::string publication;
    int attempt = 0;
    Kind kind = Kind::kUnavailable;
    absl::Duration deadline;  // kBegun: counted from the first sending
  };
  std::vector<Item> items;
};

struct CallFinished {
  std::string publication;
  int attempt = 0;
  Verdict verdict;
  // How full the budgets are, in percent; 0: not told.
  double page_usage = 0;
  double app_usage = 0;
};

// The end of one item of FinishAttempts or SettleAttempts.
struct Recorded {
  std::string publication;
  int attempt = 0;
  bool answered = false;  // false: ask again
};
struct FinishesAnswered {
  std::vector<Recorded> items;
};
struct SettlesAnswered {
  std::vector<Recorded> items;
};

struct UnsettledListed {
  bool ok = false;
  struct Item {
    std::string publication;
    std::string page;
    int attempt = 0;
    int reading = 1;  // which of the two complete ones is wanted
    Sought sought;
  };
  std::vector<Item> items;
};

struct PageRead {
  std::string page;
  bool readable = false;
  bool complete = false;
  std::vector<platform::Post> posts;
  std::string why;  // not readable: why
  // The platform answered that it is too much, or that the token is dead.
  std::optional<GateClosure> closure;
};

struct GatesReported {
  bool ok = false;
  std::vector<GateClosure> closures;
};

struct FactsRecorded {
  struct Item {
    std::string page;
    bool answered = false;
  };
  std::vector<Item> items;
};

struct AmendmentsListed {
  bool ok = false;
  struct Item {
    std::string amendment;
    std::string publication;
    std::string page;
    AmendmentKind kind = AmendmentKind::kDelete;
    std::string post_id;
    std::string text;   // kEdit
    bool read = false;  // read the post; else begin the next attempt
    int attempt = 0;    // read: the newest; else the next
  };
  std::vector<Item> items;
};

struct AmendmentsBegun {
  struct Item {
    std::string amendment;
    int attempt = 0;
    bool begun = false;       // false: refused, or not answered
    absl::Duration deadline;  // begun: counted from the sending
  };
  std::vector<Item> items;
};

struct AmendFinished {
  std::string amendment;
  int attempt = 0;
  Verdict verdict;
};

struct PostRead {
  std::string amendment;
  PostSight sight;
  // As in PageRead.
  std::optional<GateClosure> closure;
};

// The end of FinishAmendments or SettleAmendments, item by item.
struct AmendmentsTold {
  bool settles = false;  // of SettleAmendments
  struct Item {
    std::string amendment;
    bool answered = false;  // false: ask again
  };
  std::vector<Item> items;
};

struct SweepsListed {
  bool ok = false;
  struct Item {
    std::string page;
    absl::Time since;
    absl::Time sweep;  // given back when it is told
  };
  std::vector<Item> items;
};

struct PageSwept {
  std::string page;
  bool complete = false;
  std::vector<platform::Post> posts;
  // As in PageRead.
  std::optional<GateClosure> closure;
};

// Content was told, or could not be: it lists the page again then.
struct OutsideRecorded {
  std::string page;
};

// Stop: take and begin nothing more, end what is in flight.
struct Drain {};

using Event =
    std::variant<Tick, LeasesAnswered, EntriesTaken, PublicationsLoaded,
                 Prepared, BeginsAnswered, CallFinished, FinishesAnswered,
                 UnsettledListed, PageRead, SettlesAnswered, GatesReported,
                 FactsRecorded, AmendmentsListed, AmendmentsBegun,
                 AmendFinished, PostRead, AmendmentsTold, SweepsListed,
                 PageSwept, OutsideRecorded, Drain>;

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_CORE_EVENT_H_
