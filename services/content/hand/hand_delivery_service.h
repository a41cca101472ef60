#ifndef LOA_SERVICES_CONTENT_HAND_HAND_DELIVERY_SERVICE_H_
#define LOA_SERVICES_CONTENT_HAND_HAND_DELIVERY_SERVICE_H_

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/hand/hand_delivery.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace loa::content {

// HandDeliveryService on the wire. Everything outlives it.
std::unique_ptr<grpc::Service> NewHandDeliveryService(const rpc::CallEnv& env,
                                                      HandDelivery& delivery);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HAND_HAND_DELIVERY_SERVICE_H_
