#ifndef LOA_SERVICES_UNITS_TIMESTAMPS_H_
#define LOA_SERVICES_UNITS_TIMESTAMPS_H_

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace loa::units {

// An instant, to the microsecond, as the contract sends it.
inline google::protobuf::Timestamp TimestampOf(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(micros / 1'000'000);
  timestamp.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
  return timestamp;
}

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_TIMESTAMPS_H_
