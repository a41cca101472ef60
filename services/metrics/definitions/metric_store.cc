#include "services/metrics/definitions/metric_store.h"

#include <utility>

#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"

namespace loa::metrics {
namespace {

constexpr char kDefinitions[] = R"sql(
  SELECT metric_id, version, metric_class, valid_from, facebook_name, note,
         retired_at
  FROM metric_definition ORDER BY metric_id, version)sql";

constexpr char kDefinitionsOf[] = R"sql(
  SELECT metric_id, version, metric_class, valid_from, facebook_name, note,
         retired_at
  FROM metric_definition WHERE metric_id = $1 ORDER BY version)sql";

constexpr char kInsertMetric[] = R"sql(
  INSERT INTO metric (metric_id, display_name, created_at)
  VALUES ($1, $2, $3) ON CONFLICT (metric_id) DO NOTHING)sql";

constexpr char kInsertDefinition[] = R"sql(
  INSERT INTO metric_definition (metric_id, version, metric_class, valid_from,
                                 facebook_name, note, retired_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7))sql";

constexpr char kRetire[] = R"sql(
  UPDATE metric_definition SET retired_at = $3
  WHERE metric_id = $1 AND version = $2 AND retired_at IS NULL)sql";

constexpr char kLastDay[] = R"sql(
  SELECT CAST(MAX(day) AS BIGINT) FROM sample WHERE metric_id = $1)sql";

constexpr char kFind[] = R"sql(
  SELECT metric_id, display_name, created_at FROM metric
  WHERE metric_id = $1)sql";

constexpr char kList[] = R"sql(
  SELECT metric_id, display_name, created_at FROM metric
  WHERE metric_id > $1 ORDER BY metric_id LIMIT $2)sql";

constexpr char kDisplayNames[] =
    "SELECT metric_id, display_name FROM metric ORDER BY metric_id";

Definition DefinitionOf(const sql::Row& row) {
  Definition definition;
  definition.metric_id = row.Text(0);
  definition.version = row.Int(1);
  definition.metric_class = static_cast<v1::MetricClass>(row.Int(2));
  definition.valid_from = row.Int(3);
  definition.facebook_name = row.Text(4);
  definition.note = row.Text(5);
  if (!row.IsNull(6)) definition.retired_at = row.Time(6);
  return definition;
}

v1::MetricDefinition ProtoOf(const Definition& definition) {
  v1::MetricDefinition proto;
  proto.set_version(static_cast<int32_t>(definition.version));
  proto.set_metric_class(definition.metric_class);
  proto.set_valid_from(base::FormatDate(definition.valid_from));
  proto.set_facebook_name(definition.facebook_name);
  proto.set_note(definition.note);
  if (definition.retired_at) {
    *proto.mutable_retired_time() = base::TimestampOf(*definition.retired_at);
  }
  return proto;
}

absl::StatusOr<v1::Metric> WithDefinitions(sql::Tx& tx, const sql::Row& row) {
  v1::Metric metric;
  metric.set_name(rpc::JoinName("metrics", row.Text(0)));
  metric.set_display_name(row.Text(1));
  *metric.mutable_create_time() = base::TimestampOf(row.Time(2));
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kDefinitionsOf, row.Text(0)));
  for (const sql::Row definition : rows) {
    *metric.add_definitions() = ProtoOf(DefinitionOf(definition));
  }
  return metric;
}

}  // namespace

void Definitions::Add(Definition definition) {
  auto& versions = by_metric_[definition.metric_id];
  versions.push_back(std::move(definition));
}

const std::vector<Definition>* Definitions::Of(
    absl::string_view metric_id) const {
  const auto found = by_metric_.find(metric_id);
  return found == by_metric_.end() ? nullptr : &found->second;
}

const Definition* Definitions::On(absl::string_view metric_id,
                                  base::Days day) const {
  const std::vector<Definition>* versions = Of(metric_id);
  if (versions == nullptr) return nullptr;
  const Definition* holds = &versions->front();
  for (const Definition& definition : *versions) {
    if (definition.valid_from <= day) holds = &definition;
  }
  return holds;
}

absl::StatusOr<Definitions> ReadDefinitions(sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kDefinitions));
  Definitions definitions;
  for (const sql::Row row : rows) definitions.Add(DefinitionOf(row));
  return definitions;
}

absl::StatusOr<std::string> MetricIdOf(absl::string_view field,
                                       absl::string_view metric) {
  return rpc::ParseId(field, metric, "metrics");
}

absl::StatusOr<bool> InsertMetric(sql::Tx& tx, const std::string& metric_id,
                                  const std::string& display_name,
                                  absl::Time now) {
  ASSIGN_OR_RETURN(const int64_t inserted,
                   tx.Exec(kInsertMetric, metric_id, display_name, now));
  return inserted == 1;
}

absl::Status InsertDefinition(sql::Tx& tx, const Definition& d) {
  return tx
      .Exec(kInsertDefinition, d.metric_id, d.version,
            static_cast<int64_t>(d.metric_class), d.valid_from, d.facebook_name,
            d.note, d.retired_at)
      .status();
}

absl::Status RetireDefinition(sql::Tx& tx, const std::string& metric_id,
                              int64_t version, absl::Time now) {
  return tx.Exec(kRetire, metric_id, version, now).status();
}

absl::StatusOr<std::optional<base::Days>> LastSampleDay(
    sql::Tx& tx, const std::string& metric_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLastDay, metric_id));
  return rows[0].OptionalInt(0);
}

absl::StatusOr<std::optional<v1::Metric>> FindMetric(
    sql::Tx& tx, const std::string& metric_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, metric_id));
  if (rows.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(v1::Metric metric, WithDefinitions(tx, rows[0]));
  return metric;
}

absl::StatusOr<std::map<std::string, std::string>> MetricDisplayNames(
    sql::Tx& tx) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kDisplayNames));
  std::map<std::string, std::string> names;
  for (const sql::Row row : rows) names[row.Text(0)] = row.Text(1);
  return names;
}

absl::StatusOr<std::vector<v1::Metric>> ListMetricsAfter(
    sql::Tx& tx, const std::string& after, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kList, after, limit));
  std::vector<v1::Metric> metrics;
  for (const sql::Row row : rows) {
    ASSIGN_OR_RETURN(metrics.emplace_back(), WithDefinitions(tx, row));
  }
  return metrics;
}

}  // namespace loa::metrics
