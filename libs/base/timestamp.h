#ifndef LOA_LIBS_BASE_TIMESTAMP_H_
#define LOA_LIBS_BASE_TIMESTAMP_H_

#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace loa::base {

// An instant as the contract sends it: to the microsecond, which is what is
// stored, rounded down before 1970 too.
google::protobuf::Timestamp TimestampOf(absl::Time time);

// And back.
absl::Time TimeOf(const google::protobuf::Timestamp& timestamp);

// The same of durations, to the nanosecond.
google::protobuf::Duration ProtoDurationOf(absl::Duration duration);
absl::Duration DurationOf(const google::protobuf::Duration& duration);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_TIMESTAMP_H_
