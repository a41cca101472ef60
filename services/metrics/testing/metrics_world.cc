#include "services/metrics/testing/metrics_world.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"

namespace loa::metrics {

using ::loa::testing::IsOk;
using units::v1::WatchRegistryResponse;

FakeRegister::FakeRegister() {
  draft_.Begin(nullptr);
  WatchRegistryResponse item;
  item.mutable_organization()->set_time_zone("Asia/Ho_Chi_Minh");
  Publish(item);
}

void FakeRegister::AddUnit(const std::string& unit, const std::string& level,
                           const std::string& parent) {
  WatchRegistryResponse item;
  item.mutable_unit()->set_name(unit);
  item.mutable_unit()->set_level(level);
  item.mutable_unit()->set_parent(parent);
  Publish(item);
}

void FakeRegister::AddPage(const std::string& page, const std::string& unit,
                           const std::string& established_on) {
  units::v1::Page put;
  put.set_name(page);
  put.set_unit(unit);
  put.set_platform(units::v1::PLATFORM_FACEBOOK);
  put.set_platform_page_id(absl::StrCat(1000 + (*View())->page_count() + 1));
  put.set_established_on(established_on);
  put.set_display_name(absl::StrCat("Trang ", page));
  put.set_state(units::v1::Page::ACTIVE);
  put.set_connection(units::v1::Page::CONNECTED);
  Put(put);
}

void FakeRegister::Put(const units::v1::Page& page) {
  WatchRegistryResponse item;
  *item.mutable_page() = page;
  Publish(item);
}

void FakeRegister::RegisterTopic(const std::string& id) {
  WatchRegistryResponse item;
  *item.mutable_organization() = view_->organization();
  item.mutable_organization()->add_topics()->set_id(id);
  Publish(item);
}

void FakeRegister::Bind(const std::string& principal, auth::Role role,
                        const std::string& unit) {
  WatchRegistryResponse item;
  auto& binding = *item.mutable_role_binding();
  binding.set_name(absl::StrCat("roleBindings/", sequence_));
  binding.set_principal(principal);
  binding.set_role(role);
  binding.set_unit(unit);
  Publish(item);
}

void FakeRegister::Publish(const WatchRegistryResponse& item) {
  draft_.Take(item);
  WatchRegistryResponse end;
  end.mutable_bookmark()->set_sequence(++sequence_);
  end.mutable_bookmark()->set_history_id("h");
  end.mutable_bookmark()->set_snapshot_complete(true);
  view_ = draft_.Take(end);
}

MetricsWorld::MetricsWorld() {
  registry_.AddUnit("units/tinh", "province", "");
  registry_.AddUnit("units/huyen", "district", "units/tinh");
  registry_.AddUnit("units/thi-xa", "district", "units/tinh");
  registry_.AddUnit("units/xa-1", "commune", "units/huyen");
  registry_.AddUnit("units/xa-2", "commune", "units/huyen");
  for (const char* unit : {"tinh", "huyen", "thi-xa", "xa-1", "xa-2"}) {
    registry_.AddPage(absl::StrCat("pages/", unit),
                      absl::StrCat("units/", unit));
  }
  registry_.Bind("principals/admin", options::v1::ROLE_ADMIN, "units/tinh");
  registry_.Bind("principals/lan", options::v1::ROLE_AUTHOR, "units/xa-1");
  registry_.Bind("principals/chi", options::v1::ROLE_MANAGER, "units/xa-1");
  registry_.Bind("principals/minh", options::v1::ROLE_MANAGER, "units/huyen");
  EXPECT_THAT(metrics_.EnsureDefaults(clock_.Now()), IsOk());
}

rpc::RequestContext MetricsWorld::Context(const std::string& principal,
                                          auth::Permission permission) const {
  rpc::RequestContext context;
  context.principal.name = principal;
  context.access =
      auth::Access(*registry_.View(), context.principal, permission);
  context.method = "loa.metrics.v1.Test";
  context.now = clock_.Now();
  return context;
}

v1::IngestSamplesRequest MetricsWorld::Row(const std::string& page,
                                           const std::string& metric,
                                           const std::string& day,
                                           int64_t value, int minutes) {
  v1::IngestSamplesRequest row;
  row.mutable_sample()->set_page(page);
  row.mutable_sample()->set_metric(metric);
  row.mutable_sample()->set_day(day);
  row.mutable_sample()->set_value(value);
  *row.mutable_sample()->mutable_observed_time() = base::TimestampOf(
      absl::FromUnixSeconds(1'654'000'000) + absl::Minutes(minutes));
  return row;
}

absl::StatusOr<v1::IngestResponse> MetricsWorld::Ingest(
    const std::vector<v1::IngestSamplesRequest>& rows) {
  rpc::RequestContext context = Context();
  context.principal.kind = auth::Principal::Kind::kService;
  return samples_.IngestSamples(context, rows);
}

v1::Rollup MetricsWorld::Rollup(const std::string& unit,
                                const std::string& metric,
                                const std::string& first_day,
                                const std::string& last_day) {
  v1::GetRollupRequest request;
  request.set_unit(unit);
  request.set_metric(metric);
  request.set_first_day(first_day);
  request.set_last_day(last_day);
  const auto rollup = rollups_.GetRollup(Context(), request);
  EXPECT_THAT(rollup, IsOk());
  return rollup.value_or(v1::Rollup());
}

v1::SourceTotal MetricsWorld::TotalOf(const v1::Rollup& rollup,
                                      v1::FigureSource source) {
  for (const v1::SourceTotal& total : rollup.totals()) {
    if (total.source() == source) return total;
  }
  return v1::SourceTotal();
}

std::vector<std::string> MetricsWorld::Dump(absl::string_view table,
                                            absl::string_view columns) {
  std::vector<std::string> rows;
  const auto commas = std::count(columns.begin(), columns.end(), ',');
  const absl::Status read = db_->Read([&](sql::Tx& tx) -> absl::Status {
    rows.clear();
    const auto result =
        tx.Run(absl::StrCat("SELECT ", columns, " FROM ", table));
    if (!result.ok()) return result.status();
    for (const sql::Row row : *result) {
      std::string text;
      for (int c = 0; c <= commas; ++c) {
        const auto& cell = row.Cell(c).data();
        if (std::holds_alternative<int64_t>(cell)) {
          absl::StrAppend(&text, std::get<int64_t>(cell), "|");
        } else if (std::holds_alternative<std::string>(cell)) {
          absl::StrAppend(&text, std::get<std::string>(cell), "|");
        }
      }
      rows.push_back(std::move(text));
    }
    return absl::OkStatus();
  });
  EXPECT_THAT(read, IsOk());
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace loa::metrics
