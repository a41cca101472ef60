#ifndef LOA_SERVICES_CONTENT_VISIBLE_PUBLICATION_WATCH_H_
#define LOA_SERVICES_CONTENT_VISIBLE_PUBLICATION_WATCH_H_

#include <functional>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/watch.h"
#include "libs/sql/database.h"
#include "loa/content/v1/publication_watch_service.pb.h"

namespace loa::content {

// News of what pages show.  Contract and errors: publication_watch_service.
class PublicationWatch {
 public:
  using Source = rpc::WatchSource<v1::WatchPublicationsResponse>;
  // The organisation's zone, whose days are told; an error while the register
  // is not known ends the stream.
  using Zone = std::function<absl::StatusOr<absl::TimeZone>()>;

  PublicationWatch(sql::Database& database, const base::Clock& clock, Zone zone)
      : database_(database), clock_(clock), zone_(std::move(zone)) {}

  absl::StatusOr<std::unique_ptr<Source>> WatchPublications(
      const rpc::RequestContext& context,
      const v1::WatchPublicationsRequest& request);

 private:
  sql::Database& database_;
  const base::Clock& clock_;
  const Zone zone_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_VISIBLE_PUBLICATION_WATCH_H_
