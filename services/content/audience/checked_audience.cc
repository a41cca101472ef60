#include "services/content/audience/checked_audience.h"

#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {
namespace {

using v1::Audience;

constexpr absl::Duration kMaxSpread = absl::Hours(24);
constexpr absl::Duration kClosesAfter = absl::Hours(7 * 24);
constexpr absl::Duration kClosesWithin = absl::Hours(366 * 24);
constexpr int kOpeningLineChars = 200;

absl::StatusOr<Audience::PageList> CheckedPages(
    const RegistryView& registry, absl::string_view unit,
    const Audience::PageList& from) {
  if (from.pages().empty()) {
    return rpc::FieldInvalid("post.audience.page_list.pages",
                             "must name at least one page",
                             "phải nêu ít nhất một trang");
  }
  std::set<std::string> names;
  for (int i = 0; i < from.pages_size(); ++i) {
    const std::optional<RegistryPage> page = registry.FindPage(from.pages(i));
    if (!page) {
      return PageUnknown(absl::StrCat("post.audience.page_list.pages[", i, "]"),
                         from.pages(i));
    }
    if (!registry.IsWithin(page->unit, unit)) {
      return AudienceOutsideUnit(unit, page->name);
    }
    names.insert(page->name);
  }
  Audience::PageList to;
  for (const std::string& name : names) to.add_pages(name);
  return to;
}

// Mode, close time and local parts, written out.
absl::Status TakeAsking(const Audience::Cascade& from, absl::Time due,
                        Audience::Cascade& to) {
  const bool mandatory = from.mode() == Audience::MANDATORY;
  const bool open = from.local_part_rule() == Audience::OPEN;
  if (mandatory && open) return LocalPartNeedsAdoption();
  to.set_mode(from.mode() == Audience::MODE_UNSPECIFIED ? Audience::RECOMMENDED
                                                        : from.mode());
  to.set_follow_tree(from.follow_tree());
  if (!mandatory) {
    to.set_local_part_rule(open ? Audience::OPEN : Audience::LOCKED);
  }
  if (open) {
    const int chars = from.opening_line_max_chars();
    to.set_opening_line_max_chars(chars == 0 ? kOpeningLineChars : chars);
  }
  if (mandatory && !from.follow_tree()) return absl::OkStatus();
  const absl::Time close = from.has_close_time()
                               ? base::TimeOf(from.close_time())
                               : due + kClosesAfter;
  if (close <= due || close > due + kClosesWithin) {
    return CloseTimeInvalid(close);
  }
  *to.mutable_close_time() = base::TimestampOf(close);
  return absl::OkStatus();
}

absl::StatusOr<Audience::Cascade> CheckedCascade(
    const RegistryView& registry, absl::string_view unit, absl::Time due,
    const Audience::Cascade& from) {
  const absl::string_view asked =
      from.within().empty() ? unit : absl::string_view(from.within());
  const std::optional<std::string> within = registry.FindUnit(asked);
  if (!within) return UnitUnknown("post.audience.cascade.within", asked);
  if (!registry.IsWithin(*within, unit)) {
    return AudienceOutsideUnit(unit, *within);
  }
  Audience::Cascade to;
  to.set_within(*within);
  const std::set<std::string> levels(from.levels().begin(),
                                     from.levels().end());
  for (const std::string& level : levels) to.add_levels(level);
  RETURN_IF_ERROR(TakeAsking(from, due, to));
  return to;
}

}  // namespace

absl::StatusOr<Audience> CheckedAudience(const RegistryView& registry,
                                         absl::string_view unit,
                                         const Audience& audience) {
  if (!audience.has_due_time()) {
    return rpc::FieldInvalid("post.audience.due_time", "must be set",
                             "phải có lịch đăng");
  }
  const absl::Duration spread = base::DurationOf(audience.spread());
  if (spread < absl::ZeroDuration() || spread > kMaxSpread) {
    return SpreadInvalid();
  }
  Audience checked = audience;
  switch (audience.reach_case()) {
    case Audience::kPageList: {
      ASSIGN_OR_RETURN(*checked.mutable_page_list(),
                       CheckedPages(registry, unit, audience.page_list()));
      return checked;
    }
    case Audience::kCascade: {
      ASSIGN_OR_RETURN(
          *checked.mutable_cascade(),
          CheckedCascade(registry, unit, base::TimeOf(audience.due_time()),
                         audience.cascade()));
      return checked;
    }
    case Audience::REACH_NOT_SET:
      break;
  }
  return rpc::FieldInvalid("post.audience",
                           "must have a page_list or a cascade",
                           "phải có danh sách trang hoặc nhánh đơn vị");
}

bool IsAssigned(const Audience& audience) {
  return audience.has_cascade() &&
         audience.cascade().mode() != Audience::MANDATORY;
}

std::string AudienceHash(const Audience& audience) {
  Audience timeless = audience;
  timeless.clear_due_time();
  timeless.clear_spread();
  if (timeless.has_cascade()) timeless.mutable_cascade()->clear_close_time();
  return base::HashOf(timeless);
}

}  // namespace loa::content
