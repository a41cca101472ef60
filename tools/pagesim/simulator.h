#ifndef LOA_TOOLS_PAGESIM_SIMULATOR_H_
#define LOA_TOOLS_PAGESIM_SIMULATOR_H_

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "tools/pagesim/faults.h"
#include "tools/pagesim/http_server.h"
#include "tools/pagesim/ledger.h"
#include "tools/pagesim/posts.h"
#include "tools/pagesim/tokens.h"

namespace loa::pagesim {

struct Options {
  std::string ledger;  // path
  std::string page_token_secret;
  std::string app_secret;
  // Answer 506 to a text that equals the page's newest post.
  bool refuse_duplicates = false;
};

// A page platform in the Graph API's shapes, whose ledger is the truth of what
// is visible.  Whatever an answer says is on disk before the answer leaves.
//
//   GET    /me, /{page}                  fields id, name, link, tasks
//   GET    /me/accounts                  a person's pages; after, limit (25)
//   POST   /{page}/photos                source (multipart), published=false,
//                                        alt_text_custom -> {id}; unseen
//   POST   /{page}/feed                  message, link, attached_media[i] of
//                                        such photos -> {id}
//   GET    /{page}/published_posts       since, after, limit
//   GET    /{page}/insights              metric, period=day, since, until
//   GET, POST, DELETE /{page}_{post}     read, edit message, delete
// each under an optional "/v25.0", with a bearer token and appsecret_proof.
//
//   GET    /_sim/token?page=1 (or user=1) -> {token, app_secret}
//   POST   /_sim/faults  {kind, count, page?, after_posts?, regain_seconds?}
//   GET    /_sim/faults  -> {fired: {kind: n}, armed: [...], posts: n}
//   POST   /_sim/pages   {page, name?, tasks?, holder?, followers?, likes?,
//                        insights?}: not kept over a restart; holder is the
//                        person who has it in /me/accounts
//   POST   /_sim/metrics {metric, retired}: not kept over a restart
// for tests and demonstrations, without credentials.  Thread-safe.
class Simulator {
 public:
  // Continues the ledger if there is one.  `clock` outlives the result.
  static absl::StatusOr<std::unique_ptr<Simulator>> Open(
      const Options& options, const base::Clock& clock);

  Reply Handle(const Request& request);

 private:
  struct Page {
    std::string name;
    std::vector<std::string> tasks = {"ANALYZE", "CREATE_CONTENT", "MODERATE"};
    std::string holder;
    int64_t followers = 0;
    int64_t likes = 0;                        // below 100: no insights
    std::map<std::string, int64_t> insights;  // by metric: of every day
  };

  Simulator(const Options& options, const base::Clock& clock,
            std::unique_ptr<Ledger> ledger)
      : options_(options), clock_(clock), ledger_(std::move(ledger)) {}

  // simulator.cc
  Reply Graph(const Request& request, const std::vector<std::string>& path)
      LOA_REQUIRES(mutex_);
  Reply GetNode(const Request& request, const Bearer& bearer,
                const std::string& id) LOA_REQUIRES(mutex_);
  Reply ListAccounts(const Request& request, const Bearer& bearer)
      LOA_REQUIRES(mutex_);
  Reply Feed(const Request& request, const Bearer& bearer,
             const std::string& page) LOA_REQUIRES(mutex_);
  Reply Publish(const Request& request, const std::string& page,
                absl::string_view fault) LOA_REQUIRES(mutex_);
  // Writes down that a fault strikes the request being handled.
  void Fire(const Arming& fault, const std::string& page) LOA_REQUIRES(mutex_);
  Reply Upload(const Request& request, const Bearer& bearer,
               const std::string& page) LOA_REQUIRES(mutex_);
  // The photos that a request names; nullopt where one is not the page's to
  // show, or is shown already.
  std::optional<std::vector<std::string>> AttachedPhotos(
      const Request& request, const std::string& page) LOA_REQUIRES(mutex_);
  Reply Throttle(const std::string& page, int64_t seconds) LOA_REQUIRES(mutex_);
  Reply List(const Request& request, const std::string& page)
      LOA_REQUIRES(mutex_);
  Reply OnePost(const Request& request, const Bearer& bearer,
                const std::string& id) LOA_REQUIRES(mutex_);
  int64_t NowMicros() const;

  // insights.cc
  Reply Insights(const Request& request, const Bearer& bearer,
                 const std::string& page) LOA_REQUIRES(mutex_);
  // The page's counters of itself, where the call asks for them.
  void AddCounters(const Request& request, const Page& page,
                   nlohmann::ordered_json& to) const LOA_REQUIRES(mutex_);

  // control.cc
  Reply Control(const Request& request, const std::vector<std::string>& path)
      LOA_REQUIRES(mutex_);
  Reply ArmFault(const Request& request) LOA_REQUIRES(mutex_);
  Reply ShowFaults() LOA_REQUIRES(mutex_);
  Reply ShowToken(const Request& request) LOA_REQUIRES(mutex_);
  Reply SetPage(const Request& request) LOA_REQUIRES(mutex_);
  Reply SetMetric(const Request& request) LOA_REQUIRES(mutex_);

  const Options options_;
  const base::Clock& clock_;
  base::Mutex mutex_;
  const std::unique_ptr<Ledger> ledger_ LOA_GUARDED_BY(mutex_);
  Posts posts_ LOA_GUARDED_BY(mutex_);
  Faults faults_ LOA_GUARDED_BY(mutex_);
  std::map<std::string, Page> pages_ LOA_GUARDED_BY(mutex_);
  std::set<std::string> retired_metrics_ LOA_GUARDED_BY(mutex_);
  std::map<std::string, int64_t> throttled_until_us_ LOA_GUARDED_BY(mutex_);
  // What the request being handled adds to the ledger.
  std::vector<Entry> pending_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_SIMULATOR_H_
