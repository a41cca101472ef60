#include "services/content/audience/preview.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "services/content/audience/reach.h"

namespace loa::content {
namespace {

using Response = v1::PreviewCascadeResponse;

constexpr int kShownAtMost = 1000;
constexpr absl::Duration kLongestSpread = absl::Hours(24);
// More of the same text within a minute is what a person on a phone could not
// do, and what platforms look for.
constexpr int64_t kLikeTextsAMinute = 12;

// The most of the pages that are due within one minute.
int64_t MostInAMinute(const std::vector<absl::Time>& due) {
  size_t most = 0;
  for (size_t first = 0, last = 0; last < due.size(); ++last) {
    while (due[last] - due[first] >= absl::Minutes(1)) ++first;
    most = std::max(most, last - first + 1);
  }
  return static_cast<int64_t>(most);
}

void WarnOfLikeTexts(const std::vector<absl::Time>& due, Response& to) {
  const int64_t most = MostInAMinute(due);
  if (most <= kLikeTextsAMinute) return;
  const auto count = static_cast<int64_t>(due.size());
  // One minute more than the pages fill, for the first is due at once.
  const int64_t minutes = std::min(count / kLikeTextsAMinute + 1,
                                   absl::ToInt64Minutes(kLongestSpread));
  Response::SimilarityWarning& warning = *to.mutable_similarity_warning();
  warning.set_page_count(static_cast<int32_t>(count));
  warning.set_most_in_a_minute(static_cast<int32_t>(most));
  *warning.mutable_advised_spread() =
      base::ProtoDurationOf(absl::Minutes(minutes));
  warning.set_message(absl::StrCat(
      count, " trang đăng cùng một nội dung, có lúc ", most,
      " trang trong một phút; nền tảng có thể coi là tin rác. Nên giãn ra ít "
      "nhất ",
      minutes, " phút."));
  warning.set_message_en(absl::StrCat(
      count, " pages show the same text, up to ", most,
      " of them within a minute; the platform may take it for spam. Spread it "
      "over ",
      minutes, " minutes at least."));
}

void ShowLeftOut(const Reach& reach, Response& to) {
  to.set_left_out_count(static_cast<int32_t>(reach.left_out.size()));
  for (const Reach::LeftOut& from : reach.left_out) {
    if (to.left_out_size() == kShownAtMost) break;
    Response::LeftOut& left_out = *to.add_left_out();
    left_out.set_unit(from.unit);
    left_out.set_page(from.page);
    left_out.set_cause(from.cause);
  }
}

void ShowReached(const Reach& reach, const std::vector<absl::Time>& due,
                 Response& to) {
  to.set_page_count(static_cast<int32_t>(due.size()));
  for (size_t i = 0; i < due.size() && i < kShownAtMost; ++i) {
    Response::Reached& reached = *to.add_reached();
    reached.set_page(reach.pages[i].page);
    reached.set_unit(reach.pages[i].unit);
    reached.set_by_hand(reach.pages[i].by_hand);
    *reached.mutable_due_time() = base::TimestampOf(due[i]);
  }
  to.set_by_hand_count(static_cast<int32_t>(
      std::count_if(reach.pages.begin(), reach.pages.end(),
                    [](const Reach::Page& page) { return page.by_hand; })));
  if (due.empty()) return;
  *to.mutable_first_due_time() = base::TimestampOf(due.front());
  *to.mutable_last_due_time() = base::TimestampOf(due.back());
}

}  // namespace

Response Previewed(const v1::Post& post, const RegistryView& registry,
                   absl::Time now) {
  const v1::Audience& audience = post.audience();
  Reach reach = ReachOf(registry, post.unit(), audience);
  const absl::Duration spread = base::DurationOf(audience.spread());
  PutInOrderOfDue(post.name(), spread, reach);
  const absl::Time first = std::max(base::TimeOf(audience.due_time()), now);
  const auto count = static_cast<int64_t>(reach.pages.size());
  std::vector<absl::Time> due;
  for (int64_t i = 0; i < count; ++i) {
    due.push_back(DueAt(first, spread, i, count));
  }
  Response response;
  response.set_registry_sequence(reach.registry_sequence);
  ShowReached(reach, due, response);
  ShowLeftOut(reach, response);
  WarnOfLikeTexts(due, response);
  if (audience.cascade().has_close_time()) {
    *response.mutable_close_time() = audience.cascade().close_time();
  }
  return response;
}

}  // namespace loa::content
