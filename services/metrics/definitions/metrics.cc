#include "services/metrics/definitions/metrics.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/base/civil_date.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/definitions/default_metrics.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/errors.h"

namespace loa::metrics {
namespace {

absl::StatusOr<v1::Metric> MustFind(sql::Tx& tx, const std::string& metric_id) {
  ASSIGN_OR_RETURN(std::optional<v1::Metric> metric, FindMetric(tx, metric_id));
  if (!metric) {
    return MetricNotFound("name", rpc::JoinName("metrics", metric_id));
  }
  return *std::move(metric);
}

// What the contract cannot say: the platform's name fits the class.
absl::Status CheckName(const v1::MetricDefinition& definition) {
  constexpr char kField[] = "definition.facebook_name";
  if (definition.facebook_name().empty()) return absl::OkStatus();
  const bool two = absl::StrContains(definition.facebook_name(), '/');
  if (two == (definition.metric_class() == v1::RATIO)) return absl::OkStatus();
  return DefinitionInvalid(
      two ? rpc::FieldViolation{kField, "names two metrics: that is a RATIO",
                                "nêu hai chỉ số, chỉ dành cho loại RATIO (tỷ "
                                "lệ)"}
          : rpc::FieldViolation{kField,
                                "names one metric: a RATIO needs two, as "
                                "\"numerator/denominator\"",
                                "nêu một chỉ số; loại RATIO (tỷ lệ) cần hai, "
                                "dạng \"tử số/mẫu số\""});
}

Definition DefinitionOf(const std::string& metric_id, int64_t version,
                        const v1::MetricDefinition& proto) {
  Definition definition;
  definition.metric_id = metric_id;
  definition.version = version;
  definition.metric_class = proto.metric_class();
  definition.valid_from = base::ParseDate(proto.valid_from()).value_or(0);
  definition.facebook_name = proto.facebook_name();
  definition.note = proto.note();
  return definition;
}

// A new definition begins after the one before and after every value, so that
// no value changes its meaning.
absl::Status CheckBeginning(sql::Tx& tx, const v1::Metric& metric,
                            const std::string& metric_id,
                            const v1::MetricDefinition& definition) {
  constexpr char kField[] = "definition.valid_from";
  const std::optional<base::Days> from =
      base::ParseDate(definition.valid_from());
  if (!from) {
    return DefinitionInvalid(
        {kField, "must name the first day", "phải nêu ngày bắt đầu"});
  }
  const base::Days before =
      base::ParseDate(metric.definitions().rbegin()->valid_from()).value_or(0);
  if (*from <= before) {
    return DefinitionInvalid(
        {kField, absl::StrCat("must be after ", base::FormatDate(before)),
         absl::StrCat("phải sau ngày ", base::DayMonthYear(before))});
  }
  ASSIGN_OR_RETURN(const std::optional<base::Days> last,
                   LastSampleDay(tx, metric_id));
  if (last && *from <= *last) {
    return DefinitionInvalid(
        {kField,
         absl::StrCat("must be after ", base::FormatDate(*last),
                      ", for which a value is recorded"),
         absl::StrCat("phải sau ngày ", base::DayMonthYear(*last),
                      ", là ngày đã có số liệu")});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Metrics::EnsureDefaults(absl::Time now) {
  return database_.Write([&](sql::Tx& tx) -> absl::Status {
    for (const DefaultMetric& metric : DefaultMetrics()) {
      ASSIGN_OR_RETURN(const bool added,
                       InsertMetric(tx, metric.definitions[0].metric_id,
                                    metric.display_name, now));
      if (!added) continue;
      for (const Definition& definition : metric.definitions) {
        RETURN_IF_ERROR(InsertDefinition(tx, definition));
      }
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<v1::Metric> Metrics::GetMetric(
    const rpc::RequestContext& context, const v1::GetMetricRequest& request) {
  ASSIGN_OR_RETURN(const std::string metric_id,
                   MetricIdOf("name", request.name()));
  v1::Metric metric;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(metric, MustFind(tx, metric_id));
    return absl::OkStatus();
  }));
  return metric;
}

absl::StatusOr<v1::ListMetricsResponse> Metrics::ListMetrics(
    const rpc::RequestContext& context, const v1::ListMetricsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() > 1) return rpc::PageTokenInvalid();
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  std::vector<v1::Metric> metrics;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(metrics,
                     ListMetricsAfter(tx, key.empty() ? "" : key[0], size + 1));
    return absl::OkStatus();
  }));
  v1::ListMetricsResponse response;
  for (v1::Metric& metric : metrics) {
    if (response.metrics_size() == size) {
      const std::string& last = response.metrics(size - 1).name();
      ASSIGN_OR_RETURN(const std::string id, MetricIdOf("name", last));
      response.set_next_page_token(rpc::EncodePageToken(request, {id}));
      break;
    }
    *response.add_metrics() = std::move(metric);
  }
  return response;
}

absl::StatusOr<v1::Metric> Metrics::CreateMetric(
    const rpc::RequestContext& context,
    const v1::CreateMetricRequest& request) {
  RETURN_IF_ERROR(CheckName(request.definition()));
  return audit::Mutate<v1::Metric>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Metric> {
        subject = {rpc::JoinName("metrics", request.metric_id()),
                   std::string(auth::kOrganization)};
        ASSIGN_OR_RETURN(
            const bool added,
            InsertMetric(tx, request.metric_id(),
                         request.metric().display_name(), context.now));
        if (!added) return MetricAlreadyExists(subject.resource);
        RETURN_IF_ERROR(InsertDefinition(
            tx, DefinitionOf(request.metric_id(), 1, request.definition())));
        return MustFind(tx, request.metric_id());
      });
}

absl::StatusOr<v1::Metric> Metrics::DefineMetric(
    const rpc::RequestContext& context,
    const v1::DefineMetricRequest& request) {
  RETURN_IF_ERROR(CheckName(request.definition()));
  ASSIGN_OR_RETURN(const std::string metric_id,
                   MetricIdOf("name", request.name()));
  return audit::Mutate<v1::Metric>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Metric> {
        subject = {request.name(), std::string(auth::kOrganization)};
        ASSIGN_OR_RETURN(const v1::Metric metric, MustFind(tx, metric_id));
        RETURN_IF_ERROR(
            CheckBeginning(tx, metric, metric_id, request.definition()));
        RETURN_IF_ERROR(InsertDefinition(
            tx, DefinitionOf(metric_id, metric.definitions_size() + 1,
                             request.definition())));
        return MustFind(tx, metric_id);
      });
}

}  // namespace loa::metrics
