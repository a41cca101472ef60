#ifndef LOA_LIBS_STATUS_STATUS_MACROS_H_
#define LOA_LIBS_STATUS_STATUS_MACROS_H_

// The only two macros of the code base that change control flow.

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// RETURN_IF_ERROR(DoIt());
#define RETURN_IF_ERROR(expression)            \
  do {                                         \
    absl::Status loa_status_ = (expression);   \
    if (!loa_status_.ok()) return loa_status_; \
  } while (false)

// ASSIGN_OR_RETURN(const Unit unit, FindUnit(name));
#define ASSIGN_OR_RETURN(declaration, expression)                       \
  LOA_ASSIGN_OR_RETURN_(LOA_CONCAT_(loa_value_, __LINE__), declaration, \
                        expression)
#define LOA_ASSIGN_OR_RETURN_(temporary, declaration, expression) \
  auto temporary = (expression);                                  \
  if (!temporary.ok()) return std::move(temporary).status();      \
  declaration = *std::move(temporary)
#define LOA_CONCAT_(a, b) LOA_CONCAT_INNER_(a, b)
#define LOA_CONCAT_INNER_(a, b) a##b

#endif  // LOA_LIBS_STATUS_STATUS_MACROS_H_
