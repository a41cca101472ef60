#ifndef LOA_LIBS_CLIENTS_SERVICE_TOKEN_H_
#define LOA_LIBS_CLIENTS_SERVICE_TOKEN_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/base/mutex.h"
#include "libs/rpc/client_call.h"

namespace loa::clients {

// The bearer token of a service principal: exchanges a secret for a token
// through IssueToken of units, keeps it, and gets a new one before it ends.
// Thread-safe; one exchange at a time.
class ServiceToken : public rpc::TokenSource {
 public:
  // A token with less life than this is exchanged for a new one.
  static constexpr absl::Duration kMinLife = absl::Minutes(3);
  // Between failed exchanges while the kept token is good.
  static constexpr absl::Duration kPause = absl::Seconds(20);

  // `service` is "content"; `secret_file` is read at every exchange, so that a
  // rotated secret needs no restart.  `clock` outlives it.
  ServiceToken(std::shared_ptr<grpc::Channel> units, absl::string_view service,
               std::string secret_file, const base::Clock& clock);
  ~ServiceToken() override;

  // Errors: FILE_UNREADABLE, DEPENDENCY_UNAVAILABLE; INTERNAL when units
  // refuses the secret.  While units is away the kept token serves to its very
  // end.
  absl::StatusOr<std::string> Token() override;

 private:
  struct Stub;
  absl::Status Exchange() LOA_REQUIRES(mutex_);

  const std::unique_ptr<Stub> stub_;
  const std::string principal_;
  const std::string secret_file_;
  const base::Clock& clock_;
  base::Mutex mutex_;
  std::string token_ LOA_GUARDED_BY(mutex_);
  absl::Time expires_ LOA_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time ask_again_ LOA_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_SERVICE_TOKEN_H_
