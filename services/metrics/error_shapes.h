#ifndef LOA_SERVICES_METRICS_ERROR_SHAPES_H_
#define LOA_SERVICES_METRICS_ERROR_SHAPES_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/status/error.h"

// What the named errors of metrics are made of.
namespace loa::metrics {

// An error of the domain metrics.loa.
inline status::Error Named(absl::StatusCode code, absl::string_view reason,
                           absl::string_view message) {
  return status::Error(code, "metrics.loa", reason, message);
}

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_ERROR_SHAPES_H_
