#include "services/content/publications/publication_figures.h"

#include <memory>

#include "libs/auth/whole_view.h"
#include "libs/status/status_macros.h"

namespace loa::content {

absl::StatusOr<v1::CountPublicationsResponse> PublicationFigures::Read(
    const rpc::RequestContext& context,
    const v1::ReadPublicationFiguresRequest& request) {
  RETURN_IF_ERROR(access_.Ready());
  rpc::RequestContext whole = context;
  whole.access =
      auth::Access(std::make_shared<auth::WholeView>(access_.Current()),
                   context.principal, options::v1::PERMISSION_READ_POSTS);
  v1::CountPublicationsRequest count;
  count.set_within(request.within());
  return list_.Count(whole, count);
}

}  // namespace loa::content
