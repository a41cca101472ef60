#include "services/content/sources/sources.h"

#include <string>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/sources/source_host.h"
#include "services/content/sources/source_rows.h"

namespace loa::content {

absl::StatusOr<v1::Source> Sources::CreateSource(
    const rpc::RequestContext& context,
    const v1::CreateSourceRequest& request) {
  v1::Source source;
  source.set_host(ParseHost(request.source().host()));
  if (source.host().empty()) return SourceHostInvalid(request.source().host());
  source.set_name(rpc::JoinName("sources", ids_.NewId()));
  source.set_display_name(request.source().display_name());
  source.set_creator(context.principal.name);
  *source.mutable_create_time() = base::TimestampOf(context.now);
  return audit::Mutate<v1::Source>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Source> {
        subject = {source.name(), std::string(auth::kOrganization)};
        RETURN_IF_ERROR(InsertSource(tx, source));
        return source;
      });
}

absl::StatusOr<v1::ListSourcesResponse> Sources::ListSources(
    const rpc::RequestContext&, const v1::ListSourcesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  std::vector<v1::Source> sources;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(sources,
                     ReadSources(tx, key.empty() ? "" : key[0], size + 1));
    return absl::OkStatus();
  }));
  v1::ListSourcesResponse response;
  for (const v1::Source& source : sources) {
    if (response.sources_size() == size) {
      const std::string& last = response.sources(size - 1).host();
      response.set_next_page_token(rpc::EncodePageToken(request, {last}));
      break;
    }
    *response.add_sources() = source;
  }
  return response;
}

absl::StatusOr<v1::DeleteSourceResponse> Sources::DeleteSource(
    const rpc::RequestContext& context,
    const v1::DeleteSourceRequest& request) {
  return audit::Mutate<v1::DeleteSourceResponse>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::DeleteSourceResponse> {
        subject = {request.name(), std::string(auth::kOrganization)};
        RETURN_IF_ERROR(RemoveSource(tx, request.name()));
        return v1::DeleteSourceResponse();
      });
}

}  // namespace loa::content
