#ifndef LOA_LIBS_AUTH_RESPONSIBLE_H_
#define LOA_LIBS_AUTH_RESPONSIBLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/auth/access.h"

// Who is to do something, of all who may: a superior may do what a unit may,
// but it is the unit's to do while it has somebody for it.
namespace loa::auth {

// The unit whose people are to do what needs `permission` at `unit`: the
// nearest, from `unit` upwards, where somebody holds it by a role given there
// and is not of `excluded` (the author of a post does not approve it).  Roles
// on the whole organisation come after the root unit; then the answer is
// kOrganization.  "" when there is nobody.
std::string ResponsibleUnit(const AccessView& view, Permission permission,
                            absl::string_view unit,
                            const std::vector<std::string>& excluded = {});

// Does `principal` hold `permission` by a role given on `unit` itself (or on
// kOrganization)?
bool HoldsThere(const AccessView& view, absl::string_view principal,
                Permission permission, absl::string_view unit);

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_RESPONSIBLE_H_
