#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_FIGURES_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_FIGURES_H_

#include "absl/status/statusor.h"
#include "libs/auth/access.h"
#include "libs/rpc/request_context.h"
#include "loa/content/v1/publication_figures_service.pb.h"
#include "services/content/publications/publication_list.h"

namespace loa::content {

// What metrics reads for evaluations.  Contracts and errors:
// publication_figures_service.proto.
class PublicationFigures {
 public:
  // Both outlive it.
  PublicationFigures(PublicationList& list, const auth::AccessSource& access)
      : list_(list), access_(access) {}

  absl::StatusOr<v1::CountPublicationsResponse> Read(
      const rpc::RequestContext& context,
      const v1::ReadPublicationFiguresRequest& request);

 private:
  PublicationList& list_;
  const auth::AccessSource& access_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_FIGURES_H_
