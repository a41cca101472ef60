#ifndef LOA_SERVICES_UNITS_FLEET_PERSONAL_DATA_H_
#define LOA_SERVICES_UNITS_FLEET_PERSONAL_DATA_H_

#include <string>

#include "absl/strings/string_view.h"
#include "libs/rpc/request_context.h"

namespace loa::units {

// May the caller know who the people of `unit` ("units/abc") are: does he
// manage pages or write posts there?
bool MayKnowPeople(const rpc::RequestContext& context, absl::string_view unit);

// "N. T. L." of "Nguyễn Thị Lan".
std::string Initials(absl::string_view full_name);

// "*********678" of "+84912345678": the last three digits tell two people
// apart and call nobody.  "" of "".
std::string MaskedPhone(absl::string_view phone);

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_FLEET_PERSONAL_DATA_H_
