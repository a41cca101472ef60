#ifndef LOA_SERVICES_METRICS_TESTING_METRICS_WORLD_H_
#define LOA_SERVICES_METRICS_TESTING_METRICS_WORLD_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/clients/registry_draft.h"
#include "libs/rpc/request_context.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/fake_ids.h"
#include "services/metrics/definitions/metrics.h"
#include "services/metrics/figures/figures.h"
#include "services/metrics/figures/missing_reports.h"
#include "services/metrics/migrations.h"
#include "services/metrics/posts/post_counts.h"
#include "services/metrics/posts/post_news.h"
#include "services/metrics/register.h"
#include "services/metrics/rollups/rollups.h"
#include "services/metrics/samples/samples.h"

namespace loa::metrics {

// A register that a test builds by hand; every answer is the present state.
class FakeRegister : public Register {
 public:
  FakeRegister();

  // The root has the parent "".  Again: it moves.
  void AddUnit(const std::string& unit, const std::string& level,
               const std::string& parent);
  void AddPage(const std::string& page, const std::string& unit,
               const std::string& established_on = "2022-01-01");
  void Put(const units::v1::Page& page);
  void RegisterTopic(const std::string& id);
  void Bind(const std::string& principal, auth::Role role,
            const std::string& unit);

  absl::StatusOr<RegisterView> View() const override { return view_; }

 private:
  // Publishes `item` as the next state of the register.
  void Publish(const units::v1::WatchRegistryResponse& item);

  clients::RegistryDraft draft_;
  RegisterView view_;
  int64_t sequence_ = 0;
};

// The use cases of metrics over units/tinh > units/huyen > units/xa-1 and
// units/xa-2, units/tinh > units/thi-xa, with a page each ("pages/xa-1" on
// facebook as 1001, ...).  "principals/admin" may do everything; "principals/
// lan" writes in units/xa-1, "principals/minh" keeps units/huyen,
// "principals/chi" keeps units/xa-1.  Today is 2022-06-01.
class MetricsWorld : public ::testing::TestWithParam<sql::Engine> {
 protected:
  MetricsWorld();

  // A call of `principal` that needs `permission`.
  rpc::RequestContext Context(
      const std::string& principal = "principals/admin",
      auth::Permission permission = options::v1::PERMISSION_MANAGE_PAGES) const;

  // A sample of the platform, observed `minutes` after midnight of today.
  static v1::IngestSamplesRequest Row(const std::string& page,
                                      const std::string& metric,
                                      const std::string& day, int64_t value,
                                      int minutes = 0);
  // As a service takes them in.
  absl::StatusOr<v1::IngestResponse> Ingest(
      const std::vector<v1::IngestSamplesRequest>& rows);
  v1::Rollup Rollup(const std::string& unit, const std::string& metric,
                    const std::string& first_day, const std::string& last_day);
  // What one source says; empty when it says nothing.
  static v1::SourceTotal TotalOf(const v1::Rollup& rollup,
                                 v1::FigureSource source = v1::PLATFORM);

  // Every row of a table as text, in order: what must be equal.
  std::vector<std::string> Dump(absl::string_view table,
                                absl::string_view columns);

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeClock clock_;
  testing::FakeIds ids_;
  FakeRegister registry_;
  Metrics metrics_{*db_};
  Samples samples_{*db_, registry_};
  Figures figures_{*db_, ids_, registry_};
  MissingReports missing_{*db_, registry_};
  Rollups rollups_{*db_, registry_};
  PostCounts posts_{*db_, registry_};
  PostNews news_{*db_, registry_};
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_TESTING_METRICS_WORLD_H_
