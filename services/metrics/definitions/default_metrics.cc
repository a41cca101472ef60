#include "services/metrics/definitions/default_metrics.h"

#include "libs/base/civil_date.h"

namespace loa::metrics {
namespace {

// The days on which the Graph API put views in the place of impressions.
constexpr char kViews[] = "2025-11-15";
constexpr char kUniqueViews[] = "2026-06-15";

Definition First(const char* id, v1::MetricClass metric_class,
                 const char* facebook_name) {
  Definition definition;
  definition.metric_id = id;
  definition.metric_class = metric_class;
  definition.facebook_name = facebook_name;
  return definition;
}

Definition Later(const Definition& before, const char* valid_from,
                 const char* facebook_name) {
  Definition definition = before;
  ++definition.version;
  definition.valid_from = base::ParseDate(valid_from).value_or(0);
  definition.facebook_name = facebook_name;
  definition.note = "the platform counts another thing from this day on";
  return definition;
}

}  // namespace

std::vector<DefaultMetric> DefaultMetrics() {
  const Definition views = First("media-views", v1::FLOW, "page_impressions");
  const Definition reach =
      First("reach", v1::UNIQUE, "page_impressions_unique");
  const Definition rate = First("engagement-rate", v1::RATIO,
                                "page_post_engagements/page_impressions");
  return {
      {"Người theo dõi",
       {First("followers", v1::STOCK, "field:followers_count")}},
      {"Lượt tiếp cận",
       {reach, Later(reach, kUniqueViews, "page_total_media_view_unique")}},
      {"Lượt xem nội dung", {views, Later(views, kViews, "page_media_view")}},
      {"Lượt tương tác",
       {First("engagements", v1::FLOW, "page_post_engagements")}},
      {"Lượt xem trang", {First("page-views", v1::FLOW, "page_views_total")}},
      {"Người theo dõi mới",
       {First("new-followers", v1::FLOW, "page_daily_follows_unique")}},
      {"Tỷ lệ tương tác",
       {rate, Later(rate, kViews, "page_post_engagements/page_media_view")}}};
}

}  // namespace loa::metrics
