#include "libs/audit/mutation.h"

#include <optional>

#include "libs/audit/errors.h"
#include "libs/audit/log.h"
#include "libs/audit/remembered_request.h"
#include "libs/base/deterministic.h"

namespace loa::audit {

absl::Status MutateMessage(
    sql::Database& database, const rpc::RequestContext& context,
    const google::protobuf::Message& request,
    google::protobuf::Message& response,
    absl::FunctionRef<absl::Status(sql::Tx&, Subject&)> body) {
  const std::string request_id = RequestIdOf(request);
  const std::string request_hash = base::HashOf(request);
  return database.Write([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    if (!request_id.empty()) {
      ASSIGN_OR_RETURN(const std::optional<std::string> first,
                       ClaimRequest(tx, context, request_id, request_hash));
      if (first) {
        return response.ParseFromString(*first)
                   ? absl::OkStatus()
                   : RememberedResponseUnreadable(request_id);
      }
    }
    Subject subject;
    RETURN_IF_ERROR(body(tx, subject));
    if (!request_id.empty()) {
      RETURN_IF_ERROR(RememberResponse(tx, context, request_id, response));
    }
    return Append(tx, context, subject, request);
  });
}

absl::StatusOr<bool> FindFirstMessage(sql::Database& database,
                                      const rpc::RequestContext& context,
                                      const google::protobuf::Message& request,
                                      google::protobuf::Message& response) {
  const std::string request_id = RequestIdOf(request);
  if (request_id.empty()) return false;
  const std::string request_hash = base::HashOf(request);
  std::optional<std::string> first;
  RETURN_IF_ERROR(database.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(first,
                     FindFirstAnswer(tx, context, request_id, request_hash));
    return absl::OkStatus();
  }));
  if (!first) return false;
  if (response.ParseFromString(*first)) return true;
  return RememberedResponseUnreadable(request_id);
}

}  // namespace loa::audit
