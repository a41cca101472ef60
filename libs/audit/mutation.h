#ifndef LOA_LIBS_AUDIT_MUTATION_H_
#define LOA_LIBS_AUDIT_MUTATION_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "libs/status/status_macros.h"

namespace loa::audit {

// What a mutation says about itself in the audit log.
struct Subject {
  std::string resource;  // "pages/abc": what was changed
  std::string unit;      // "units/abc": whose it is
};

// The untyped half of Mutate().
absl::Status MutateMessage(
    sql::Database& database, const rpc::RequestContext& context,
    const google::protobuf::Message& request,
    google::protobuf::Message& response,
    absl::FunctionRef<absl::Status(sql::Tx&, Subject&)> body);

// The untyped half of FirstAnswer(); false when there is none.
absl::StatusOr<bool> FindFirstMessage(sql::Database& database,
                                      const rpc::RequestContext& context,
                                      const google::protobuf::Message& request,
                                      google::protobuf::Message& response);

// The first answer to a request whose `request_id` was there before; nullopt
// for a new one.  For a mutation that does something before its transaction
// which a repeat must not do again, such as asking a platform.  Error:
// REQUEST_ID_REUSED.
template <typename Response>
absl::StatusOr<std::optional<Response>> FirstAnswer(
    sql::Database& database, const rpc::RequestContext& context,
    const google::protobuf::Message& request) {
  Response response;
  ASSIGN_OR_RETURN(const bool found,
                   FindFirstMessage(database, context, request, response));
  if (!found) return std::nullopt;
  return response;
}

// Runs one mutation the way every mutation runs: in ONE transaction it answers
// a repeated `request_id` (a string field of the request, when it has one)
// with the first response, runs `body`, appends a row to the hash-chained
// audit log and remembers the response for a day per principal and method.
// The same request_id with another request: INVALID_ARGUMENT
// (REQUEST_ID_REUSED).  `body` sets `subject` and may run more than once.
//
//   return audit::Mutate<Page>(db, context, request,
//       [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<Page>
//       {...});
template <typename Response, typename Body>
absl::StatusOr<Response> Mutate(sql::Database& database,
                                const rpc::RequestContext& context,
                                const google::protobuf::Message& request,
                                Body&& body) {
  Response response;
  RETURN_IF_ERROR(
      MutateMessage(database, context, request, response,
                    [&](sql::Tx& tx, Subject& subject) -> absl::Status {
                      ASSIGN_OR_RETURN(response, body(tx, subject));
                      return absl::OkStatus();
                    }));
  return response;
}

}  // namespace loa::audit

#endif  // LOA_LIBS_AUDIT_MUTATION_H_
