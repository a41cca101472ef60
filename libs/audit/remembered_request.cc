#include "libs/audit/remembered_request.h"

#include "libs/audit/errors.h"
#include "libs/status/status_macros.h"

namespace loa::audit {
namespace {

using google::protobuf::FieldDescriptor;

constexpr absl::string_view kForgetThis =
    "DELETE FROM remembered_request WHERE principal = $1 AND method = $2"
    " AND request_id = $3 AND recorded_at < $4";
// Few at a time: each request pays for its own row twice over at most.
constexpr absl::string_view kForgetSome =
    "DELETE FROM remembered_request"
    " WHERE (principal, method, request_id) IN ("
    "  SELECT principal, method, request_id FROM remembered_request"
    "  WHERE recorded_at < $1"
    "  ORDER BY recorded_at, principal, method, request_id LIMIT 20)";
constexpr absl::string_view kClaim =
    "INSERT INTO remembered_request (principal, method, request_id,"
    " request_hash, response, recorded_at) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (principal, method, request_id) DO NOTHING";
constexpr absl::string_view kFind =
    "SELECT request_hash, response FROM remembered_request "
    "WHERE principal = $1 AND method = $2 AND request_id = $3"
    " AND recorded_at >= $4";
constexpr absl::string_view kRemember =
    "UPDATE remembered_request SET response = $4 "
    "WHERE principal = $1 AND method = $2 AND request_id = $3";

}  // namespace

std::string RequestIdOf(const google::protobuf::Message& request) {
  const FieldDescriptor* const field =
      request.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || field->is_repeated() ||
      field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return "";
  }
  return request.GetReflection()->GetString(request, field);
}

absl::StatusOr<std::optional<std::string>> ClaimRequest(
    sql::Tx& tx, const rpc::RequestContext& context,
    absl::string_view request_id, absl::string_view request_hash) {
  const std::string& principal = context.principal.name;
  const absl::Time forget_before = context.now - kRememberFor;
  RETURN_IF_ERROR(
      tx.Exec(kForgetThis, principal, context.method, request_id, forget_before)
          .status());
  RETURN_IF_ERROR(tx.Exec(kForgetSome, forget_before).status());
  ASSIGN_OR_RETURN(const int64_t claimed,
                   tx.Exec(kClaim, principal, context.method, request_id,
                           request_hash, sql::Value::Bytes{}, context.now));
  if (claimed == 1) return std::nullopt;
  ASSIGN_OR_RETURN(std::optional<std::string> first,
                   FindFirstAnswer(tx, context, request_id, request_hash));
  if (!first) return RequestIdReused(request_id);
  return first;
}

absl::StatusOr<std::optional<std::string>> FindFirstAnswer(
    sql::Tx& tx, const rpc::RequestContext& context,
    absl::string_view request_id, absl::string_view request_hash) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFind, context.principal.name, context.method,
                          request_id, context.now - kRememberFor));
  if (rows.empty()) return std::nullopt;
  if (rows[0].Text(0) != request_hash) return RequestIdReused(request_id);
  return rows[0].Bytes(1);
}

absl::Status RememberResponse(sql::Tx& tx, const rpc::RequestContext& context,
                              absl::string_view request_id,
                              const google::protobuf::Message& response) {
  return tx
      .Exec(kRemember, context.principal.name, context.method, request_id,
            sql::Value::Bytes{response.SerializeAsString()})
      .status();
}

}  // namespace loa::audit
