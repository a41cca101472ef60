#ifndef LOA_SERVICES_CONTENT_TIMES_H_
#define LOA_SERVICES_CONTENT_TIMES_H_

#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace loa::content {

// Instants and durations between the database (whole microseconds) and the
// contract.
inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp to;
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t seconds = micros / 1'000'000;
  if (micros % 1'000'000 < 0) --seconds;
  to.set_seconds(seconds);
  to.set_nanos(static_cast<int32_t>((micros - seconds * 1'000'000) * 1000));
  return to;
}

inline absl::Time FromTimestamp(const google::protobuf::Timestamp& from) {
  return absl::FromUnixSeconds(from.seconds()) +
         absl::Microseconds(from.nanos() / 1000);
}

inline google::protobuf::Duration ToDuration(absl::Duration duration) {
  google::protobuf::Duration to;
  const int64_t micros = absl::ToInt64Microseconds(duration);
  to.set_seconds(micros / 1'000'000);
  to.set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  return to;
}

inline absl::Duration FromDuration(const google::protobuf::Duration& from) {
  return absl::Seconds(from.seconds()) + absl::Nanoseconds(from.nanos());
}

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TIMES_H_
