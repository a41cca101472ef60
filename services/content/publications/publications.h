#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATIONS_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATIONS_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/publication_service.pb.h"
#include "services/content/publications/publication.h"
#include "services/content/publications/transition.h"

namespace loa::content {

// What people do with one publication: look, stop, settle.
class Publications {
 public:
  explicit Publications(sql::Database& database) : database_(database) {}

  absl::StatusOr<v1::Publication> Get(const rpc::RequestContext& context,
                                      const v1::GetPublicationRequest& request);
  absl::StatusOr<v1::GetTimelineResponse> Timeline(
      const rpc::RequestContext& context,
      const v1::GetTimelineRequest& request);

  absl::StatusOr<v1::Publication> Cancel(
      const rpc::RequestContext& context,
      const v1::CancelPublicationRequest& request);
  absl::StatusOr<v1::Publication> Adopt(
      const rpc::RequestContext& context,
      const v1::AdoptPublicationRequest& request);
  absl::StatusOr<v1::Publication> SendAgain(
      const rpc::RequestContext& context,
      const v1::SendPublicationAgainRequest& request);
  absl::StatusOr<v1::Publication> Drop(
      const rpc::RequestContext& context,
      const v1::DropPublicationRequest& request);

  // The unit of a publication, for access. PUBLICATION_NOT_FOUND.
  absl::StatusOr<std::string> UnitOf(absl::string_view name);

 private:
  // Locks it, checks access and etag again, lets `decide` prepare what
  // happens, and answers what became of it.
  absl::StatusOr<v1::Publication> Change(
      const rpc::RequestContext& context,
      const google::protobuf::Message& request, absl::string_view name,
      absl::string_view etag,
      absl::FunctionRef<absl::StatusOr<Happening>(sql::Tx&, Publication&)>
          decide);

  sql::Database& database_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATIONS_H_
