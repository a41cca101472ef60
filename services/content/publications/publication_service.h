#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_SERVICE_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_SERVICE_H_

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/publications/gate_keeping.h"
#include "services/content/publications/publication_list.h"
#include "services/content/publications/publications.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::content {

// PublicationService and GateService on the wire. Everything outlives them.
std::unique_ptr<grpc::Service> NewPublicationService(const rpc::CallEnv& env,
                                                     Publications& publications,
                                                     PublicationList& list);
// See above.
std::unique_ptr<grpc::Service> NewGateService(const rpc::CallEnv& env,
                                              GateKeeping& gates);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_SERVICE_H_
