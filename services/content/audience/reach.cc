#include "services/content/audience/reach.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"

namespace loa::content {
namespace {

void Add(const RegistryPage& page, Reach& reach) {
  if (page.unreachable.empty()) {
    reach.pages.push_back({page.name, page.unit, page.by_hand});
  } else {
    reach.left_out.push_back({page.unit, page.name, page.unreachable});
  }
}

void AddNamed(const RegistryView& registry, absl::string_view unit,
              const v1::Audience::PageList& list, Reach& reach) {
  for (const std::string& name : list.pages()) {
    const std::optional<RegistryPage> page = registry.FindPage(name);
    if (!page) {
      reach.left_out.push_back({"", name, "PAGE_RETIRED"});
    } else if (!registry.IsWithin(page->unit, unit)) {
      reach.left_out.push_back({page->unit, name, "OUTSIDE_UNIT"});
    } else {
      Add(*page, reach);
    }
  }
}

void AddCascade(const RegistryView& registry, absl::string_view unit,
                const v1::Audience::Cascade& cascade, Reach& reach) {
  if (!registry.IsWithin(cascade.within(), unit)) {
    reach.left_out.push_back({cascade.within(), "", "OUTSIDE_UNIT"});
    return;
  }
  const std::vector<std::string> levels(cascade.levels().begin(),
                                        cascade.levels().end());
  registry.ForEachUnit(
      cascade.within(), levels,
      [&](absl::string_view below, const std::vector<RegistryPage>& pages) {
        if (pages.empty()) {
          reach.left_out.push_back({std::string(below), "", "NO_PAGE"});
        }
        for (const RegistryPage& page : pages) Add(page, reach);
      });
}

}  // namespace

Reach ReachOf(const RegistryView& registry, absl::string_view unit,
              const v1::Audience& audience) {
  Reach reach;
  reach.registry_sequence = registry.sequence();
  if (audience.has_cascade()) {
    AddCascade(registry, unit, audience.cascade(), reach);
  } else {
    AddNamed(registry, unit, audience.page_list(), reach);
  }
  return reach;
}

void PutInOrderOfDue(absl::string_view post, absl::Duration spread,
                     Reach& reach) {
  if (spread <= absl::ZeroDuration()) return;
  std::vector<std::pair<std::string, Reach::Page>> keyed;
  keyed.reserve(reach.pages.size());
  for (Reach::Page& page : reach.pages) {
    keyed.emplace_back(base::Sha256Hex(absl::StrCat(post, " ", page.page)),
                       std::move(page));
  }
  std::sort(keyed.begin(), keyed.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < keyed.size(); ++i) {
    reach.pages[i] = std::move(keyed[i].second);
  }
}

absl::Time DueAt(absl::Time first, absl::Duration spread, int64_t index,
                 int64_t count) {
  if (count <= 1) return first;
  // Whole microseconds, as the database keeps them.
  return first +
         absl::Microseconds(absl::ToInt64Microseconds(spread) * index / count);
}

}  // namespace loa::content
