#ifndef LOA_SERVICES_UNITS_REGISTRY_REGISTER_INDEX_H_
#define LOA_SERVICES_UNITS_REGISTRY_REGISTER_INDEX_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "libs/auth/access.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "libs/sql/database.h"

namespace loa::units {

// The tree as it stands today and who holds which role in it, in memory: what
// every access decision of units is made over.  Thread-safe.
class RegisterIndex : public auth::AccessSource {
 public:
  RegisterIndex(sql::Database& database, const base::Clock& clock);

  std::shared_ptr<const auth::AccessView> Current() const override;

  // Reads units and role bindings anew when the register has changed since.
  // Every use case that changes them calls it after its commit and before its
  // answer, so that a role that was taken away is gone once the answer is
  // there; a background task calls it for what other replicas change.
  absl::Status Refresh();

 private:
  sql::Database& database_;
  const base::Clock& clock_;
  mutable base::Mutex mutex_;
  std::shared_ptr<const auth::AccessView> view_ LOA_GUARDED_BY(mutex_);
  int64_t sequence_ LOA_GUARDED_BY(mutex_) = -1;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_REGISTRY_REGISTER_INDEX_H_
