#ifndef LOA_SERVICES_PUBLISHER_UNITS_GATEWAY_H_
#define LOA_SERVICES_PUBLISHER_UNITS_GATEWAY_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "libs/platform/platform.h"
#include "libs/rpc/client_call.h"
#include "services/publisher/core/action.h"
#include "services/publisher/core/event.h"

namespace loa::publisher {

// What the publisher needs of units: the credential of a page, kept for a
// while since every opening is audited, and a place to record first posts.
// Blocking; thread-safe.
class UnitsGateway {
 public:
  struct Options {
    std::string app_secret;  // of the app that all page tokens belong to
    absl::TimeZone zone = absl::UTCTimeZone();  // of civil dates
    absl::Duration keep_credentials = absl::Minutes(10);
    absl::Duration timeout = absl::Seconds(5);  // of one RPC
  };

  // `tokens` may be null (tests).  `clock` and `tokens` outlive it.
  UnitsGateway(Options options, std::shared_ptr<grpc::Channel> channel,
               rpc::TokenSource* tokens, const base::Clock& clock);
  ~UnitsGateway();

  // The credential of "pages/{page}".  Errors are those of OpenPageCredential.
  absl::StatusOr<platform::Credential> CredentialOf(const std::string& page);
  // The platform refused it: the next CredentialOf() asks units again.
  void Forget(const std::string& page);

  // Idempotent: units keeps the first of a page.
  FactsRecorded Do(const RecordFirstPosts& action);

 private:
  struct Stubs;
  struct Kept {
    platform::Credential credential;
    absl::Duration until;  // boot time
  };
  rpc::CallOptions Call() const;

  const Options options_;
  const std::unique_ptr<Stubs> stubs_;
  rpc::TokenSource* const tokens_;
  const base::Clock& clock_;
  base::Mutex mutex_;
  absl::flat_hash_map<std::string, Kept> kept_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_UNITS_GATEWAY_H_
