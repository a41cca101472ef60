#ifndef LOA_SERVICES_UNITS_ERROR_SHAPES_H_
#define LOA_SERVICES_UNITS_ERROR_SHAPES_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/status/error.h"

// What the named errors of units are made of.
namespace loa::units {

// An error of the domain units.loa.
inline status::Error Named(absl::StatusCode code, absl::string_view reason,
                           absl::string_view message) {
  return status::Error(code, "units.loa", reason, message);
}

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_ERROR_SHAPES_H_
