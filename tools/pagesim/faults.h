#ifndef LOA_TOOLS_PAGESIM_FAULTS_H_
#define LOA_TOOLS_PAGESIM_FAULTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tools/pagesim/ledger.h"

namespace loa::pagesim {

inline constexpr absl::string_view kPublishThenDrop = "PUBLISH_THEN_DROP";
inline constexpr absl::string_view kPublishThen500 = "PUBLISH_THEN_500_CODE_2";
inline constexpr absl::string_view kPublishThen506 = "PUBLISH_THEN_506";
inline constexpr absl::string_view kReadThenClose =
    "READ_THEN_CLOSE_UNANSWERED";
inline constexpr absl::string_view kThrottle = "THROTTLE";
// Of edits and deletions.
inline constexpr absl::string_view kChangeThenDrop = "CHANGE_THEN_DROP";
inline constexpr absl::string_view kChangeThen500 = "CHANGE_THEN_500_CODE_2";
inline constexpr absl::string_view kChangeUnanswered =
    "CHANGE_CLOSE_UNANSWERED";

bool IsFault(absl::string_view kind);
// Does it strike edits and deletions, and no publishing?
bool IsOfChanges(absl::string_view kind);

// A fault that was asked for and fires on the next calls that it fits.
struct Arming {
  int64_t id = 0;
  std::string kind;
  int64_t remaining = 0;
  std::string page;            // "" for any
  int64_t after_posts = 0;     // not before so many posts were visible
  int64_t regain_seconds = 2;  // THROTTLE: how long the page stays throttled
  int64_t skipped = 0;
};

// Which faults are armed and how often each fired.  Not thread-safe.
class Faults {
 public:
  // READ_THEN_CLOSE_UNANSWERED waits for a kept-alive connection, where a
  // client may be tempted to repeat the request, this many calls long.
  static constexpr int64_t kMaxSkipped = 20;

  // Returns the entry that records it.
  Entry Arm(Arming arming);

  // The fault for this publishing call, nullopt for none; each is used up.
  std::optional<Arming> Take(const std::string& page, bool reused,
                             int64_t posts);
  // The same for a call that edits or deletes.
  std::optional<Arming> TakeForChange(const std::string& page, int64_t posts);

  // Rebuilds from the ledger.
  void Replay(const Entry& entry);

  std::map<std::string, int64_t> fired() const { return fired_; }
  const std::vector<Arming>& armed() const { return armed_; }

 private:
  Arming Use(std::vector<Arming>::iterator arming);

  int64_t last_id_ = 0;
  std::vector<Arming> armed_;  // in the order of arming
  std::map<std::string, int64_t> fired_;
};

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_FAULTS_H_
