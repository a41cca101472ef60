#include "services/metrics/evaluations/vietnamese_words.h"

#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/civil_date.h"

namespace loa::metrics {
namespace {

constexpr char kMinus[] = "\xE2\x88\x92";  // U+2212
constexpr char kNoBreak[] = "\xC2\xA0";    // U+00A0

using Words = std::pair<absl::string_view, absl::string_view>;

template <size_t N>
std::string Lookup(const std::array<Words, N>& table, absl::string_view key,
                   absl::string_view fallback) {
  for (const auto& [known, words] : table) {
    if (known == key) return std::string(words);
  }
  return std::string(fallback.empty() ? key : fallback);
}

constexpr std::array<Words, 5> kKinds = {{{"NEWS_BRIEF", "Tin"},
                                          {"ARTICLE", "Bài"},
                                          {"PHOTO", "Ảnh"},
                                          {"VIDEO", "Video"},
                                          {"UNKNOWN", "Chưa rõ loại"}}};

constexpr std::array<Words, 4> kSources = {{{"ORIGINAL", "Tự viết"},
                                            {"SHARED", "Chia sẻ"},
                                            {"OUTSIDE", "Đăng ngoài hệ thống"},
                                            {"UNKNOWN", "Chưa rõ nguồn"}}};

constexpr std::array<Words, 8> kSubjectBodies = {
    {{"PARTY", "Cấp ủy Đảng"},
     {"GOVERNMENT", "Chính quyền"},
     {"FRONT", "Mặt trận Tổ quốc"},
     {"MEMBER_ORGANIZATION", "Tổ chức thành viên"},
     {"cap-uy", "Cấp ủy Đảng"},
     {"chinh-quyen", "Chính quyền"},
     {"mat-tran", "Mặt trận Tổ quốc"},
     {"to-chuc-thanh-vien", "Tổ chức thành viên"}}};

// For organisations that have not named their topics.
constexpr std::array<Words, 6> kTopics = {
    {{"phong-trao-thi-dua", "Phong trào thi đua"},
     {"cuoc-van-dong", "Cuộc vận động"},
     {"guong-nguoi-tot", "Gương người tốt, việc tốt"},
     {"cap-uy-chinh-quyen", "Hoạt động của cấp ủy, chính quyền"},
     {"mat-tran", "Hoạt động của Mặt trận"},
     {"to-chuc-thanh-vien", "Hoạt động của tổ chức thành viên"}}};

constexpr std::array<Words, 4> kOrigins = {
    {{"LOA", "Đăng qua Loa"},
     {"BY_HAND", "Đăng bằng tay theo việc được giao"},
     {"OUTSIDE", "Đăng ngoài hệ thống"},
     {"IMPORTED", "Nhập từ lịch sử trang"}}};

constexpr std::array<Words, 7> kStates = {
    {{"SCHEDULED", "Chờ đến giờ đăng"},
     {"SENDING", "Đang gửi"},
     {"PUBLISHED", "Đã đăng"},
     {"UNKNOWN", "Đang đối chiếu"},
     {"FAILED", "Không đăng được"},
     {"CANCELLED", "Đã hủy"},
     {"NEEDS_ATTENTION", "Cần người xử lý"}}};

constexpr std::array<Words, 6> kMilestones = {
    {{"PAGE_REGISTERED", "lập Trang cộng đồng"},
     {"HUNDRED_FOLLOWERS", "có 100 người theo dõi Trang cộng đồng"},
     {"FIRST_POST", "đăng bài đầu tiên trên Trang cộng đồng"},
     {"WEEKLY_RHYTHM", "đăng bài đều hằng tuần"},
     {"EFFECTIVE", "vận hành Trang cộng đồng có hiệu quả"},
     {"CONGRESS_HELD", "tổ chức xong đại hội"}}};

std::string AtLeast(v1::Bound bound, int64_t number) {
  return absl::StrCat(bound == v1::AT_LEAST ? "trên " : "", Grouped(number));
}

// Amount and Reach say the same of their sources.
template <typename Figure>
std::string SourcedPages(const Figure& figure) {
  return absl::StrCat(PagesWords(figure.covered_pages(), figure.pages()),
                      figure.reported() ? ", do người báo cáo" : "");
}

template <typename Figure>
std::string OtherWords(const Figure& figure, int64_t other) {
  return absl::StrCat(
      figure.reported() ? "; theo nền tảng: " : "; do người báo cáo: ",
      AtLeast(figure.other_bound(), other), " (", Grouped(figure.other_pages()),
      " trang)");
}

}  // namespace

std::string Grouped(int64_t number) {
  // The magnitude of the least int64 has no int64.
  uint64_t rest = number < 0 ? ~static_cast<uint64_t>(number) + 1
                             : static_cast<uint64_t>(number);
  std::string digits = absl::StrCat(rest);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<size_t>(i), 1, '.');
  }
  return absl::StrCat(number < 0 ? kMinus : "", digits);
}

std::string OneDecimal(int64_t hundredths) {
  const bool negative = hundredths < 0;
  const int64_t tenths = ((negative ? -hundredths : hundredths) + 5) / 10;
  return absl::StrCat(negative && tenths > 0 ? kMinus : "",
                      Grouped(tenths / 10), ",", tenths % 10);
}

std::string Percent(int64_t per_mille) {
  const std::string whole = Grouped(per_mille / 10);
  // Nothing and all need no digit after the comma, the rest line up.
  if (per_mille == 0 || per_mille == 1000) {
    return absl::StrCat(whole, kNoBreak, "%");
  }
  return absl::StrCat(whole, ",", per_mille % 10, kNoBreak, "%");
}

std::string Signed(int64_t difference) {
  return absl::StrCat(difference > 0 ? "+" : "", Grouped(difference));
}

std::string ShortDate(absl::string_view date) {
  if (!base::ParseDate(date)) return std::string(date);
  return absl::StrCat(date.substr(8, 2), "/", date.substr(5, 2), "/",
                      date.substr(0, 4));
}

std::string LongDate(absl::string_view date) {
  int month = 0;
  if (!base::ParseDate(date) || !absl::SimpleAtoi(date.substr(5, 2), &month)) {
    return std::string(date);
  }
  return absl::StrCat("ngày ", date.substr(8, 2), " tháng ",
                      month < 3 ? "0" : "", month, " năm ", date.substr(0, 4));
}

std::string AmountWords(const v1::Amount& amount) {
  if (!amount.has_value()) return std::string(kNoFigure);
  return AtLeast(amount.bound(), amount.value());
}

std::string ReachWords(const v1::Reach& reach) {
  if (!reach.has_max()) return std::string(kNoFigure);
  if (!reach.has_sum() || reach.sum() == reach.max()) {
    return AtLeast(reach.bound(), reach.max());
  }
  // Above "over 6,200" there is no upper end to name.
  if (reach.bound() == v1::AT_LEAST) {
    return absl::StrCat("trên ", Grouped(reach.max()),
                        " (cộng các trang: trên ", Grouped(reach.sum()), ")");
  }
  return absl::StrCat("từ ", Grouped(reach.max()), " đến ",
                      Grouped(reach.sum()));
}

std::string ShortReach(const v1::Reach& reach) {
  if (!reach.has_max()) return std::string(kNoFigureShort);
  if (!reach.has_sum() || reach.sum() == reach.max()) {
    return AtLeast(reach.bound(), reach.max());
  }
  if (reach.bound() == v1::AT_LEAST) return AtLeast(reach.bound(), reach.max());
  return absl::StrCat(Grouped(reach.max()), "–", Grouped(reach.sum()));
}

std::string ShortAmount(const v1::Amount& amount) {
  return amount.has_value() ? AmountWords(amount) : std::string(kNoFigureShort);
}

std::string PagesWords(int pages, int all) {
  return absl::StrCat(Grouped(pages), "/", Grouped(all), " trang");
}

std::string CoverageWords(const v1::Amount& amount) {
  std::string words = SourcedPages(amount);
  if (amount.has_other_value()) {
    absl::StrAppend(&words, OtherWords(amount, amount.other_value()));
  }
  return words;
}

std::string CoverageWords(const v1::Reach& reach) {
  std::string words = SourcedPages(reach);
  if (reach.has_other_max()) {
    absl::StrAppend(&words, OtherWords(reach, reach.other_max()));
  }
  return words;
}

std::string KindWords(const v1::Tally& kind) {
  return Lookup(kKinds, kind.key(), kind.display_name());
}

std::string SourceWords(const v1::Tally& source) {
  return Lookup(kSources, source.key(), source.display_name());
}

std::string StateWords(const v1::Tally& state) {
  return Lookup(kStates, state.key(), state.display_name());
}

std::string MilestoneWords(const v1::TargetFigures& target) {
  // What units report is named by its target.
  if (target.milestone() == "REPORTED" && !target.milestone_name().empty()) {
    return absl::StrCat("hoàn thành ", target.milestone_name());
  }
  return Lookup(kMilestones, target.milestone(), target.milestone_name());
}

std::string LevelWords(const v1::TargetFigures& target) {
  std::string words =
      target.level_name().empty() ? target.level() : target.level_name();
  // "Cấp xã" begins a title; inside a sentence it is "cấp xã".
  if (absl::StartsWith(words, "Cấp")) words[0] = 'c';
  return words;
}

std::string TopicWords(const v1::Tally& topic) {
  if (topic.key().empty()) return "Chưa gắn chủ đề";
  if (!topic.display_name().empty()) return topic.display_name();
  return Lookup(kTopics, topic.key(), "");
}

std::string SubjectBodyWords(const v1::Tally& body) {
  if (body.key().empty()) return "Chưa ghi cơ quan, tổ chức";
  return Lookup(kSubjectBodies, body.key(), body.display_name());
}

std::string OriginWords(const v1::Tally& origin) {
  return Lookup(kOrigins, origin.key(), origin.display_name());
}

std::string ObstacleStateWords(const v1::ObstacleLine& obstacle) {
  if (obstacle.settled()) {
    return obstacle.settled_on().empty()
               ? "Đã giải quyết"
               : absl::StrCat("Đã giải quyết ngày ",
                              ShortDate(obstacle.settled_on()));
  }
  return "Đang chờ giải quyết";
}

std::string DirectionStateWords(const v1::DirectionLine& direction) {
  if (direction.done()) return "Đã thực hiện";
  return direction.late() ? "Quá hạn" : "Đang thực hiện";
}

}  // namespace loa::metrics
