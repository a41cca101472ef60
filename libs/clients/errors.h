#ifndef LOA_LIBS_CLIENTS_ERRORS_H_
#define LOA_LIBS_CLIENTS_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Domain "loa".
namespace loa::clients {

// UNAVAILABLE REGISTRY_NOT_SYNCED: no snapshot of the register has arrived.
absl::Status RegistryNotSynced();

}  // namespace loa::clients

#endif  // LOA_LIBS_CLIENTS_ERRORS_H_
