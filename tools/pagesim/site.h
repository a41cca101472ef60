#ifndef LOA_TOOLS_PAGESIM_SITE_H_
#define LOA_TOOLS_PAGESIM_SITE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "tools/pagesim/http_server.h"

namespace loa::pagesim {

// A web site that takes signed posts, as libs/platform/webhook/webhook.h asks
// of one: it checks signature and age of each request, shows posts newest first
// and keeps them in memory.  Thread-safe.
class Site {
 public:
  struct Post {
    std::string id;
    std::string text;
    std::string link;
    absl::Time created;
  };

  // `clock` outlives it.
  Site(std::string id, std::string secret, const base::Clock& clock)
      : id_(std::move(id)), secret_(std::move(secret)), clock_(clock) {}

  Reply Handle(const Request& request);

  // The next `count` posts are shown, but their requests stay unanswered.
  void DropAnswers(int count);
  // Oldest first.
  std::vector<Post> posts() const;

 private:
  bool IsSigned(const Request& request) const;
  Reply Take(const Request& request) LOA_REQUIRES(mutex_);
  Reply List(const Request& request) LOA_REQUIRES(mutex_);

  const std::string id_;
  const std::string secret_;
  const base::Clock& clock_;
  mutable base::Mutex mutex_;
  std::vector<Post> posts_ LOA_GUARDED_BY(mutex_);
  int dropping_ LOA_GUARDED_BY(mutex_) = 0;
};

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_SITE_H_
