#ifndef LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENTS_H_
#define LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENTS_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/document_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The use cases of DocumentService; errors as its contract says, and
// DEPENDENCY_UNAVAILABLE until the register was read once. Thread-safe.
class Documents {
 public:
  Documents(sql::Database& database, base::IdSource& ids,
            const Registry& registry)
      : database_(database), ids_(ids), registry_(registry) {}

  absl::StatusOr<v1::Document> CreateDocument(
      const rpc::RequestContext& context,
      const v1::CreateDocumentRequest& request);
  absl::StatusOr<v1::Document> GetDocument(
      const rpc::RequestContext& context,
      const v1::GetDocumentRequest& request);
  absl::StatusOr<v1::ListDocumentsResponse> ListDocuments(
      const rpc::RequestContext& context,
      const v1::ListDocumentsRequest& request);
  absl::StatusOr<v1::Document> UpdateDocument(
      const rpc::RequestContext& context,
      const v1::UpdateDocumentRequest& request);
  absl::StatusOr<v1::Document> WithdrawDocument(
      const rpc::RequestContext& context,
      const v1::WithdrawDocumentRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
  const Registry& registry_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENTS_H_
