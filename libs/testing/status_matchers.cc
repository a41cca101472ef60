#include "libs/testing/status_matchers.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace loa::testing {

std::string DescribeStatus(const absl::Status& status) {
  if (status.ok()) return "OK";
  return absl::StrCat(absl::StatusCodeToString(status.code()), ": ",
                      status.message(), " [reason ", status::ReasonOf(status),
                      ", fields ", absl::StrJoin(status::FieldsOf(status), ","),
                      "]");
}

}  // namespace loa::testing
