#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_GATE_KEEPING_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_GATE_KEEPING_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "loa/content/v1/publication_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// The partition of a page by its whole name, "pages/a".
int64_t PartitionOfPage(absl::string_view page, int64_t partitions);

// Closes and opens gates, for people and for the platform.
class GateKeeping {
 public:
  GateKeeping(sql::Database& database, const Registry& registry,
              int64_t partitions)
      : database_(database), registry_(registry), partitions_(partitions) {}

  absl::StatusOr<v1::Gate> Close(const rpc::RequestContext& context,
                                 const v1::CloseGateRequest& request);
  absl::StatusOr<v1::OpenGateResponse> Open(const rpc::RequestContext& context,
                                            const v1::OpenGateRequest& request);
  absl::StatusOr<v1::ListGatesResponse> List(
      const rpc::RequestContext& context, const v1::ListGatesRequest& request);
  absl::StatusOr<v1::ReportGatesResponse> Report(
      const rpc::RequestContext& context,
      const v1::ReportGatesRequest& request);

  // The unit at which a gate is kept: the page's, the unit itself, or the
  // organisation for the app. GATE_SUBJECT_INVALID.
  absl::StatusOr<std::string> UnitOf(absl::string_view subject) const;

 private:
  // The partition that a page's gate concerns; nullopt: all of them.
  std::optional<int64_t> PartitionBehind(absl::string_view subject) const;

  sql::Database& database_;
  const Registry& registry_;
  const int64_t partitions_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_GATE_KEEPING_H_
