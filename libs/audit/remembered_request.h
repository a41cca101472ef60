#ifndef LOA_LIBS_AUDIT_REMEMBERED_REQUEST_H_
#define LOA_LIBS_AUDIT_REMEMBERED_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"

namespace loa::audit {

// How long a first answer is given again.
inline constexpr absl::Duration kRememberFor = absl::Hours(24);

// The request's `request_id`, "" when it has none.
std::string RequestIdOf(const google::protobuf::Message& request);

// Takes `request_id` for the caller and method, or finds the bytes of the
// first answer.  On PostgreSQL a concurrent holder of the same id is waited
// for.  Error: REQUEST_ID_REUSED.  Forgets some requests older than a day.
absl::StatusOr<std::optional<std::string>> ClaimRequest(
    sql::Tx& tx, const rpc::RequestContext& context,
    absl::string_view request_id, absl::string_view request_hash);

// The bytes of the first answer to `request_id`, nullopt when it is new.  Takes
// nothing.  Error: REQUEST_ID_REUSED.
absl::StatusOr<std::optional<std::string>> FindFirstAnswer(
    sql::Tx& tx, const rpc::RequestContext& context,
    absl::string_view request_id, absl::string_view request_hash);

// Stores the answer of a request claimed in the same transaction.
absl::Status RememberResponse(sql::Tx& tx, const rpc::RequestContext& context,
                              absl::string_view request_id,
                              const google::protobuf::Message& response);

}  // namespace loa::audit

#endif  // LOA_LIBS_AUDIT_REMEMBERED_REQUEST_H_
