#ifndef LOA_SERVICES_METRICS_SAMPLES_SAMPLES_H_
#define LOA_SERVICES_METRICS_SAMPLES_SAMPLES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/metrics/v1/sample_service.pb.h"
#include "services/metrics/register.h"
#include "services/metrics/samples/sample_check.h"

namespace loa::metrics {

// What the platform says.  Contracts and errors: sample_service.proto.
//
// A value counts for the unit that its page belongs to when the first value of
// its day comes in: the register's replica knows the tree of today alone, so a
// value that comes long after its day, for a page that moved in between, counts
// for the new unit.
class Samples {
 public:
  static constexpr int kMaxRows = 20'000;

  Samples(sql::Database& database, const Register& registry)
      : database_(database), registry_(registry) {}

  absl::StatusOr<v1::IngestResponse> IngestSamples(
      const rpc::RequestContext& context,
      const std::vector<v1::IngestSamplesRequest>& rows);
  absl::StatusOr<v1::IngestResponse> IngestCsv(
      const rpc::RequestContext& context, const v1::IngestCsvRequest& request);
  absl::StatusOr<v1::ListSamplesResponse> ListSamples(
      const rpc::RequestContext& context,
      const v1::ListSamplesRequest& request);

 private:
  // Records what `fill` gives to the check, as one mutation by `request`.
  absl::StatusOr<v1::IngestResponse> Ingest(
      const rpc::RequestContext& context,
      const google::protobuf::Message& request, const std::string& within,
      absl::FunctionRef<absl::Status(SampleCheck&)> fill);

  sql::Database& database_;
  const Register& registry_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_SAMPLES_H_
