#ifndef LOA_SERVICES_CONTENT_AUDIENCE_REPLICA_REGISTRY_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_REPLICA_REGISTRY_H_

#include <memory>

#include "libs/clients/registry_replica.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The register as the replica has it. Thread-safe.
class ReplicaRegistry : public Registry {
 public:
  explicit ReplicaRegistry(const clients::RegistryReplica& replica)
      : replica_(replica) {}

  std::shared_ptr<const RegistryView> View() const override;

 private:
  const clients::RegistryReplica& replica_;
};

// One view of it as content reads it.
std::shared_ptr<const RegistryView> ViewOf(
    std::shared_ptr<const clients::RegistryView> replica);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_REPLICA_REGISTRY_H_
