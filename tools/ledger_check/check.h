#ifndef LOA_TOOLS_LEDGER_CHECK_CHECK_H_
#define LOA_TOOLS_LEDGER_CHECK_CHECK_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tools/ledger_check/publications.h"
#include "tools/pagesim/ledger.h"

namespace loa::ledger_check {

// What the ledger says about content's promise.
struct Findings {
  // Publications that must be visible: all but CANCELLED, FAILED and
  // NEEDS_ATTENTION.  One that is still on its way counts: check at rest.
  int64_t expected = 0;
  // Of those, the ones that were seen.
  int64_t visible = 0;

  // Violations.
  int64_t lost = 0;           // expected and never seen
  int64_t doubled = 0;        // posts beyond one a publication
  int64_t reordered = 0;      // seen after a later one of its page
  int64_t early = 0;          // seen before their due time
  int64_t after_cancel = 0;   // posts of CANCELLED publications
  int64_t failed_seen = 0;    // posts of FAILED publications
  int64_t misbound = 0;       // PUBLISHED with an id that is not the post's
  int64_t strays = 0;         // posts that belong to no publication
  int64_t still_visible = 0;  // WITHDRAWN and not deleted
  int64_t wrong_text = 0;     // the last text is not the one that content says
  int64_t vanished = 0;       // deleted, and content says that it is there

  // Not a violation: stopped, for a person to settle.
  int64_t needs_attention = 0;

  std::map<std::string, int64_t> faults_asked;
  std::map<std::string, int64_t> faults_fired;

  // One line each, of at most kMaxDetails violations.
  std::vector<std::string> details;
  static constexpr size_t kMaxDetails = 50;

  // No violation, and each fault that was asked for fired as often as asked.
  bool Clean() const;
};

// Compares.  A post belongs to the publication that names its id; else to the
// first one, in its page's order, of equal canonical text, link and photos that
// has none yet, live ones before cancelled and failed ones; else it is a double
// of one that has.  What was edited or deleted later was seen all the same; the
// newest text and whether it is still there must be what content says.  Posts
// that content adopted from outside (state OUTSIDE) and those that people put
// up by hand are nobody's promise: they are only no strays.
Findings Check(const std::vector<pagesim::Entry>& ledger,
               const std::vector<Publication>& publications);

// One JSON object, indented.
std::string ToJson(const Findings& findings);

}  // namespace loa::ledger_check

#endif  // LOA_TOOLS_LEDGER_CHECK_CHECK_H_
