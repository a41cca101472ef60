#ifndef LOA_SERVICES_MODERATION_POLICIES_ACTIVE_SCREENER_H_
#define LOA_SERVICES_MODERATION_POLICIES_ACTIVE_SCREENER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/base/mutex.h"
#include "libs/sql/database.h"
#include "services/moderation/screening/screener.h"

namespace loa::moderation {

// The active policy, compiled once a version.  Thread-safe.
class ActiveScreener {
 public:
  explicit ActiveScreener(sql::Database& database) : database_(database) {}

  // As the store has it now.  Errors: NO_ACTIVE_POLICY.
  absl::StatusOr<std::shared_ptr<const Screener>> Current();

 private:
  std::shared_ptr<const Screener> Compiled(const std::string& name);

  sql::Database& database_;
  base::Mutex mutex_;
  // Shared with the calls that screen by it.
  std::shared_ptr<const Screener> latest_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::moderation

#endif  // LOA_SERVICES_MODERATION_POLICIES_ACTIVE_SCREENER_H_
