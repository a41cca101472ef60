#ifndef LOA_SERVICES_METRICS_POSTS_POST_NEWS_H_
#define LOA_SERVICES_METRICS_POSTS_POST_NEWS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/clients/publication_feed.h"
#include "libs/sql/database.h"
#include "services/metrics/register.h"

namespace loa::metrics {

// Counts what content says that pages show.  Replicas may all listen: news that
// another one has applied change nothing.  A post keeps the branch that it was
// first counted for while content names the same unit.
class PostNews : public clients::PublicationSink {
 public:
  PostNews(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<clients::PublicationPosition> Position() override;
  absl::Status Apply(const clients::PublicationNews& news) override;

 private:
  sql::Database& database_;
  const Register& registry_;
  // Of the snapshot that is coming in; the feed's thread only.
  int64_t generation_ = 0;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_POSTS_POST_NEWS_H_
