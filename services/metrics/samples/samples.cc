#include "services/metrics/samples/samples.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/wrappers.pb.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"
#include "services/metrics/samples/csv.h"
#include "services/metrics/samples/recording.h"
#include "services/metrics/samples/sample_store.h"

namespace loa::metrics {
namespace {

// What the audit log hashes: all rows, each with its length.
google::protobuf::BytesValue WholeRequest(
    const std::vector<v1::IngestSamplesRequest>& rows) {
  google::protobuf::BytesValue whole;
  for (const v1::IngestSamplesRequest& row : rows) {
    const std::string bytes = row.SerializeAsString();
    absl::StrAppend(whole.mutable_value(), bytes.size(), ":", bytes);
  }
  return whole;
}

v1::IngestResponse ToProto(const RecordCounts& counts) {
  v1::IngestResponse response;
  response.set_added(counts.added);
  response.set_corrected(counts.corrected);
  response.set_unchanged(counts.unchanged);
  return response;
}

absl::StatusOr<SampleKey> KeyIn(const v1::ListSamplesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  SampleKey after;
  if (key.empty()) return after;
  if (key.size() != 4 || !absl::SimpleAtoi(key[1], &after.day) ||
      !absl::SimpleAtoi(key[2], &after.source) ||
      !absl::SimpleAtoi(key[3], &after.version)) {
    return rpc::PageTokenInvalid();
  }
  after.metric_id = key[0];
  return after;
}

std::string TokenAfter(const v1::ListSamplesRequest& request,
                       const Sample& last) {
  return rpc::EncodePageToken(
      request, {last.series.metric_id, absl::StrCat(last.point.day),
                absl::StrCat(static_cast<int>(last.series.source)),
                absl::StrCat(last.series.version)});
}

absl::StatusOr<v1::Sample> ToProto(const Sample& sample,
                                   BranchReader& branches) {
  v1::Sample proto;
  proto.set_page(sample.series.page);
  proto.set_metric(rpc::JoinName("metrics", sample.series.metric_id));
  proto.set_day(base::FormatDate(sample.point.day));
  proto.set_value(sample.point.value);
  proto.set_denominator(sample.point.denominator);
  proto.set_lower_bound(sample.point.lower_bound);
  proto.set_source(sample.series.source);
  *proto.mutable_observed_time() = base::TimestampOf(sample.observed_at);
  proto.set_version(static_cast<int32_t>(sample.series.version));
  ASSIGN_OR_RETURN(const Branch* branch, branches.Find(sample.point.branch));
  proto.set_unit(branch->path[0]);
  return proto;
}

}  // namespace

absl::StatusOr<v1::IngestResponse> Samples::Ingest(
    const rpc::RequestContext& context,
    const google::protobuf::Message& request, const std::string& within,
    absl::FunctionRef<absl::Status(SampleCheck&)> fill) {
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string unit, UnitIn(*view, "within", within));
  return audit::Mutate<v1::IngestResponse>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::IngestResponse> {
        subject = {unit, unit};
        RETURN_IF_ERROR(context.access.Check(unit));
        ASSIGN_OR_RETURN(const Definitions definitions, ReadDefinitions(tx));
        SampleCheck check(*view, definitions, unit, context.now,
                          context.principal);
        RETURN_IF_ERROR(fill(check));
        RETURN_IF_ERROR(check.Result());
        for (const auto& [name, branch] : check.branches()) {
          RETURN_IF_ERROR(SaveBranch(tx, branch));
        }
        ASSIGN_OR_RETURN(const RecordCounts counts,
                         RecordSamples(tx, std::move(check.samples())));
        return ToProto(counts);
      });
}

absl::StatusOr<v1::IngestResponse> Samples::IngestSamples(
    const rpc::RequestContext& context,
    const std::vector<v1::IngestSamplesRequest>& rows) {
  return Ingest(context, WholeRequest(rows), rows[0].within(),
                [&](SampleCheck& check) {
                  int row = 0;
                  for (const v1::IngestSamplesRequest& request : rows) {
                    check.Add(++row, request.sample());
                  }
                  return absl::OkStatus();
                });
}

absl::StatusOr<v1::IngestResponse> Samples::IngestCsv(
    const rpc::RequestContext& context, const v1::IngestCsvRequest& request) {
  return Ingest(context, request, request.within(),
                [&](SampleCheck& check) -> absl::Status {
                  std::vector<rpc::FieldViolation> faults;
                  ASSIGN_OR_RETURN(const std::vector<CsvSample> samples,
                                   ReadSampleFile(request.content(), faults));
                  check.AddFaults(std::move(faults));
                  for (const CsvSample& sample : samples) {
                    check.Add(sample.line, sample.sample);
                  }
                  return absl::OkStatus();
                });
}

absl::StatusOr<v1::ListSamplesResponse> Samples::ListSamples(
    const rpc::RequestContext& context, const v1::ListSamplesRequest& request) {
  ASSIGN_OR_RETURN(const SampleKey after, KeyIn(request));
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const units::v1::Page* page,
                   PageIn(*view, "page", request.page()));
  std::string metric_id;
  if (!request.metric().empty()) {
    ASSIGN_OR_RETURN(metric_id, MetricIdOf("metric", request.metric()));
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListSamplesResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const std::vector<Sample> samples,
                     ListSamplesAfter(tx, page->name(), metric_id,
                                      DayOf(request.first_day()),
                                      DayOf(request.last_day(), base::kForever),
                                      after, size + 1));
    BranchReader branches(tx);
    for (const Sample& sample : samples) {
      if (response.samples_size() == size) {
        response.set_next_page_token(
            TokenAfter(request, samples[static_cast<size_t>(size) - 1]));
        break;
      }
      ASSIGN_OR_RETURN(*response.add_samples(), ToProto(sample, branches));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::metrics
