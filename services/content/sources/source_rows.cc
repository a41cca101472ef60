#include "services/content/sources/source_rows.h"

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/sources/source_host.h"

namespace loa::content {
namespace {

constexpr absl::string_view kInsert =
    "INSERT INTO source (source, host, display_name, creator, created_at)"
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (host) DO NOTHING";

constexpr absl::string_view kOfHost =
    "SELECT source FROM source WHERE host = $1";

constexpr absl::string_view kRemove = "DELETE FROM source WHERE source = $1";

constexpr absl::string_view kList =
    "SELECT source, host, display_name, creator, created_at FROM source"
    " WHERE host > $1 ORDER BY host LIMIT $2";

constexpr absl::string_view kLongest =
    "SELECT source FROM source WHERE host IN (@texts($1))"
    " ORDER BY LENGTH(host) DESC, host LIMIT 1";

}  // namespace

absl::Status InsertSource(sql::Tx& tx, const v1::Source& source) {
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, source.name(), source.host(), source.display_name(),
              source.creator(), base::TimeOf(source.create_time())));
  if (inserted == 1) return absl::OkStatus();
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kOfHost, source.host()));
  return SourceAlreadyExists(source.host(),
                             rows.empty() ? "" : rows[0].Text(0));
}

absl::Status RemoveSource(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const int64_t removed, tx.Exec(kRemove, name));
  return removed == 1 ? absl::OkStatus() : SourceNotFound(name);
}

absl::StatusOr<std::vector<v1::Source>> ReadSources(
    sql::Tx& tx, absl::string_view after_host, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kList, after_host, limit));
  std::vector<v1::Source> sources;
  for (const sql::Row row : rows) {
    v1::Source& source = sources.emplace_back();
    source.set_name(row.Text(0));
    source.set_host(row.Text(1));
    source.set_display_name(row.Text(2));
    source.set_creator(row.Text(3));
    *source.mutable_create_time() = base::TimestampOf(row.Time(4));
  }
  return sources;
}

absl::StatusOr<std::string> FindSourceOf(sql::Tx& tx, absl::string_view link) {
  const std::string host = HostOfLink(link);
  if (host.empty()) return std::string();
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kLongest, sql::JsonArray(HostAndParents(host))));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

}  // namespace loa::content
