#ifndef LOA_SERVICES_METRICS_EVALUATIONS_VIETNAMESE_WORDS_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_VIETNAMESE_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "loa/metrics/v1/evaluation_figures.pb.h"

// Numbers, days and figures as Vietnamese papers write them.
namespace loa::metrics {

// What stands where a figure is not known: never 0.
inline constexpr absl::string_view kNoFigure = "chưa có số liệu";
inline constexpr absl::string_view kNoFigureShort = "chưa có";

// 1234567 -> "1.234.567"; a minus is U+2212.
std::string Grouped(int64_t number);

// Hundredths with one digit, halves up: 8756 -> "87,6"; 8700 -> "87,0".
std::string OneDecimal(int64_t hundredths);

// Thousandths as percent with a no-break space: 655 -> "65,5 %", 700 ->
// "70,0 %"; 0 and 1000 are "0 %" and "100 %".
std::string Percent(int64_t per_mille);

// A difference with its sign: "+12", "−3"; "0" without one.
std::string Signed(int64_t difference);

// "2022-05-31" -> "31/05/2022"; what is no date stays as it is.
std::string ShortDate(absl::string_view date);

// "2022-05-31" -> "ngày 31 tháng 5 năm 2022"; days below 10 and the months
// January and February have a 0 before them.
std::string LongDate(absl::string_view date);

// "241", "trên 240", or kNoFigure.
std::string AmountWords(const v1::Amount& amount);

// "6.201", "trên 6.200", "từ 6.200 đến 9.300", "trên 6.200 (cộng các trang:
// trên 9.300)", or kNoFigure.
std::string ReachWords(const v1::Reach& reach);

// The same for the cells of wide tables: "930–2.310", or kNoFigureShort.
std::string ShortAmount(const v1::Amount& amount);
std::string ShortReach(const v1::Reach& reach);

// What a figure rests on: "1/1 trang", "1/1 trang, do người báo cáo", and what
// the other source says: "98/116 trang; do người báo cáo: trên 240 (2 trang)".
std::string CoverageWords(const v1::Amount& amount);
std::string CoverageWords(const v1::Reach& reach);
// "135/136 trang".
std::string PagesWords(int pages, int all);

// "NEWS_BRIEF" -> "Tin"; the display name or the key of an unknown kind.
std::string KindWords(const v1::Tally& kind);

// "ORIGINAL" -> "Tự viết"; the display name or the key of a source.
std::string SourceWords(const v1::Tally& source);

// "PUBLISHED" -> "Đã đăng".
std::string StateWords(const v1::Tally& state);

// What a target asks for: "PAGE_REGISTERED" -> "lập Trang cộng đồng".
std::string MilestoneWords(const v1::TargetFigures& target);

// The level in a sentence: "cấp xã".
std::string LevelWords(const v1::TargetFigures& target);

// A topic's or a subject body's name; "" has none.
std::string TopicWords(const v1::Tally& topic);
std::string SubjectBodyWords(const v1::Tally& body);

// "IMPORTED" -> "Lịch sử đã nhập".
std::string OriginWords(const v1::Tally& origin);

// Where an obstacle or a direction stands.
std::string ObstacleStateWords(const v1::ObstacleLine& obstacle);
std::string DirectionStateWords(const v1::DirectionLine& direction);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_VIETNAMESE_WORDS_H_
