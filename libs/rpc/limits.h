#ifndef LOA_LIBS_RPC_LIMITS_H_
#define LOA_LIBS_RPC_LIMITS_H_

// What both ends of a connection must agree on, and what a server takes.
namespace loa::rpc {

// A client that pings more often than the server allows is sent away
// (too_many_pings): the client's time must not be below the server's least.
inline constexpr int kClientKeepaliveMillis = 30'000;
inline constexpr int kServerKeepaliveMillis = 30'000;
inline constexpr int kServerMinPingMillis = 10'000;
inline constexpr int kKeepaliveTimeoutMillis = 10'000;

inline constexpr int kMaxMessageBytes = 4 << 20;
inline constexpr int kMaxMetadataBytes = 16 << 10;
inline constexpr int kMaxStreamsPerConnection = 256;

// How often certificate files are read again.
inline constexpr unsigned kCertificateSeconds = 30;

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_LIMITS_H_
