#ifndef LOA_SERVICES_UNITS_NAMES_H_
#define LOA_SERVICES_UNITS_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace loa::units {

// Names of resources from ids; "" from "", which is how optional references
// are stored and sent.
inline std::string NameIn(absl::string_view collection, absl::string_view id) {
  return id.empty() ? std::string() : absl::StrCat(collection, "/", id);
}
// The way back: "abc" of ("units", "units/abc"), "" of "".
inline std::string IdIn(absl::string_view collection, absl::string_view name) {
  absl::ConsumePrefix(&name, collection);
  absl::ConsumePrefix(&name, "/");
  return std::string(name);
}
inline std::string UnitName(absl::string_view id) {
  return NameIn("units", id);
}
inline std::string PageName(absl::string_view id) {
  return NameIn("pages", id);
}
inline std::string PlanName(absl::string_view id) {
  return NameIn("plans", id);
}
inline std::string ObstacleName(absl::string_view id) {
  return NameIn("obstacles", id);
}
inline std::string MeetingName(absl::string_view id) {
  return NameIn("meetings", id);
}
inline std::string PrincipalName(absl::string_view id) {
  return NameIn("principals", id);
}
inline std::string RoleBindingName(absl::string_view id) {
  return NameIn("roleBindings", id);
}

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_NAMES_H_
