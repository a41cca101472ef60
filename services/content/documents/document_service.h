#ifndef LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_SERVICE_H_
#define LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_SERVICE_H_

#include <grpcpp/impl/service_type.h>

#include <memory>

#include "libs/rpc/call_env.h"
#include "services/content/documents/documents.h"

namespace loa::content {

// The transport of DocumentService. Everything outlives the result.
std::unique_ptr<grpc::Service> NewDocumentService(const rpc::CallEnv& env,
                                                  Documents& documents);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_SERVICE_H_
