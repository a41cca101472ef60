#ifndef LOA_LIBS_RPC_SERVER_FLAGS_H_
#define LOA_LIBS_RPC_SERVER_FLAGS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/auth/token.h"
#include "libs/rpc/channel.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/server.h"

// The flags that every Loa server has: --listen, --admin, --allow_plaintext,
// --tls_certificate, --tls_key, --tls_client_ca, --port_file, --drain_accept,
// --drain_finish, --max_connection_age, --executor_threads, --executor_queue,
// --token_keys, --peer_ca, --peer_certificate, --peer_key, --log_level.
namespace loa::rpc {

// Parses the command line (exit 2 on a bad one), names the service in the log
// and blocks the shutdown signals.  First call of main().
void ParseServerFlags(int argc, char** argv, absl::string_view service);

ServerOptions ServerOptionsFromFlags();
Executor::Options ExecutorOptionsFromFlags();

// The verifier of the public keys in file --token_keys and of `own_key`, PEM:
// that of a service which signs itself and may do without the file, except
// while keys rotate and others sign with the one before.  Errors:
// FILE_UNREADABLE, TOKEN_KEYS_INVALID.
absl::StatusOr<std::unique_ptr<auth::TokenVerifier>> TokenVerifierFromFlags(
    absl::string_view own_key = "");

// Options for a channel to another Loa service at `target`
// ("dns:///units:7000"), with the TLS files of --peer_*.
ChannelOptions ChannelOptionsFromFlags(absl::string_view target);

// A whole file, such as a mounted secret; a trailing newline is kept.
// Errors: FILE_UNREADABLE.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_SERVER_FLAGS_H_
