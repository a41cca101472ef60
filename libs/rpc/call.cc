#include "libs/rpc/call.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/auth/errors.h"
#include "libs/base/log.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/trace.h"
#include "libs/status/error.h"
#include "libs/status/grpc_status.h"
#include "libs/status/status_macros.h"

namespace loa::rpc {
namespace {

using google::protobuf::Message;
using options::v1::Access;

constexpr char kAuthorizationKey[] = "authorization";
constexpr absl::string_view kBearer = "bearer ";

absl::string_view MetadataOf(const grpc::CallbackServerContext& grpc,
                             const char* key) {
  const auto& all = grpc.client_metadata();
  const auto found = all.find(key);
  if (found == all.end()) return "";
  return {found->second.data(), found->second.size()};
}

absl::Time DeadlineOf(const grpc::CallbackServerContext& grpc,
                      absl::Duration fallback) {
  const auto deadline = grpc.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) {
    return absl::Now() + fallback;
  }
  return absl::FromChrono(deadline);
}

bool IsAlias(const std::string& name) {
  return name.find(':') != std::string::npos;
}

base::Severity SeverityOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return base::Severity::kError;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
      return base::Severity::kWarning;
    default:
      return base::Severity::kInfo;
  }
}

}  // namespace

Call::Call(const CallEnv& env, grpc::CallbackServerContext* grpc,
           const MethodRules& rules, absl::Duration default_deadline)
    : env_(env),
      grpc_(grpc),
      rules_(rules),
      started_(std::chrono::steady_clock::now()) {
  env.metrics.Started();
  context_.method = rules.method;
  context_.now = env.clock.Now();
  context_.deadline = DeadlineOf(*grpc, default_deadline);
  context_.trace_id = TraceIdOf(MetadataOf(*grpc, kTraceParentKey));
  if (context_.trace_id.empty()) context_.trace_id = NewTraceId();
  context_.cancelled = [grpc] { return grpc->IsCancelled(); };
  grpc->AddTrailingMetadata(kTraceIdKey, context_.trace_id);
}

absl::Status Call::Authenticate() {
  if (rules_.access.scope() == Access::CREDENTIAL) return absl::OkStatus();
  absl::string_view header = MetadataOf(*grpc_, kAuthorizationKey);
  if (header.empty()) return auth::TokenMissing();
  if (!absl::StartsWithIgnoreCase(header, kBearer)) {
    return auth::TokenMalformed("authorization must be \"Bearer TOKEN\"");
  }
  header.remove_prefix(kBearer.size());
  ASSIGN_OR_RETURN(context_.principal,
                   env_.verifier.Verify(header, context_.now));
  if (rules_.access.scope() == Access::SERVICE) return CheckService();
  RETURN_IF_ERROR(env_.access.Ready());
  context_.access = auth::Access(env_.access.Current(), context_.principal,
                                 rules_.access.permission());
  return absl::OkStatus();
}

absl::Status Call::CheckService() const {
  const auth::Principal& caller = context_.principal;
  const auto& services = rules_.access.services();
  absl::string_view name = caller.name;
  if (caller.kind == auth::Principal::Kind::kService &&
      absl::ConsumePrefix(&name, "principals/")) {
    for (const std::string& service : services) {
      if (name == service) return absl::OkStatus();
    }
  }
  return ServiceOnly({services.begin(), services.end()});
}

bool Call::AccessIsInline(const Message& request) const {
  switch (rules_.access.scope()) {
    case Access::RESOURCE:
      return false;
    case Access::FIELD:
      for (const std::string& unit : ValuesAt(rules_, request)) {
        if (IsAlias(unit)) return false;
      }
      return true;
    default:
      return true;
  }
}

absl::Status Call::CheckAccess(const Message& request) {
  switch (rules_.access.scope()) {
    case Access::ORGANIZATION:
      return context_.access.Check(auth::kOrganization);
    case Access::FIELD:
      for (const std::string& unit : ValuesAt(rules_, request)) {
        RETURN_IF_ERROR(CheckUnit(unit));
      }
      return absl::OkStatus();
    case Access::RESOURCE:
      for (const std::string& name : ValuesAt(rules_, request)) {
        RETURN_IF_ERROR(CheckOwner(name));
      }
      return absl::OkStatus();
    default:  // SERVICE was checked with the token, FILTERED is the handler's
      return absl::OkStatus();
  }
}

absl::Status Call::CheckUnit(const std::string& unit) const {
  if (unit.empty()) return context_.access.Check(auth::kOrganization);
  if (IsAlias(unit)) return CheckOwner(unit);
  return context_.access.Check(unit);
}

absl::Status Call::CheckOwner(const std::string& name) const {
  if (name.empty())
    return FieldInvalid(rules_.access.field(), "is required", "là bắt buộc");
  const absl::StatusOr<std::string> owner = env_.owners.OwnerOf(name);
  if (owner.ok()) return context_.access.Check(*owner);
  // Only who may see everything learns that a name does not exist.
  if (absl::IsNotFound(owner.status())) {
    RETURN_IF_ERROR(context_.access.Check(auth::kOrganization));
  }
  return owner.status();
}

absl::Status Call::CheckDeadline() const {
  if (grpc_->IsCancelled()) return Cancelled();
  return absl::Now() < context_.deadline ? absl::OkStatus() : DeadlinePassed();
}

grpc::Status Call::End(const absl::Status& status) {
  const auto took = std::chrono::steady_clock::now() - started_;
  const absl::Duration duration = absl::FromChrono(took);
  const std::string reason = status::ReasonOf(status);
  const bool unnamed = !status.ok() && reason.empty();
  const absl::Status sent = unnamed ? Internal(context_.trace_id) : status;
  env_.metrics.Finished(rules_.method, sent.code(), duration);
  base::Log(SeverityOf(sent.code()), unnamed ? status.message() : "rpc",
            {{"method", rules_.method},
             {"code", absl::StatusCodeToString(sent.code())},
             {"reason", unnamed ? "INTERNAL" : reason},
             {"ms", absl::ToDoubleMilliseconds(duration)},
             {"principal", context_.principal.name},
             {"trace_id", context_.trace_id}});
  return status::ToGrpc(sent);
}

}  // namespace loa::rpc
