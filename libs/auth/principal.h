#ifndef LOA_LIBS_AUTH_PRINCIPAL_H_
#define LOA_LIBS_AUTH_PRINCIPAL_H_

#include <string>

namespace loa::auth {

// Who is calling, proven by a token.  Services are principals too.
struct Principal {
  enum class Kind { kPerson, kService };
  std::string name;  // "principals/abc"; services: "principals/content"
  Kind kind = Kind::kPerson;
};

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_PRINCIPAL_H_
