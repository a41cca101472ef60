#include "services/content/search/sight.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

// The first page that shows a post now; $2 = 1: of any unit, else one of $3.
// Posts: 6 WITHDRAWN.
constexpr absl::string_view kWhereShown =
    "SELECT p.page, p.permalink FROM publication p JOIN post o"
    " ON o.post = p.post WHERE p.post = $1"
    " AND p.state IN " LOA_VISIBLE_STATES
    " AND o.state <> 6"
    " AND (CAST($2 AS BIGINT) = 1 OR p.unit IN (@texts($3)))"
    " ORDER BY p.page, p.occurrence LIMIT 1";

// The same of a past post.
constexpr absl::string_view kWhereInThePast =
    "SELECT page, permalink FROM past_post WHERE past_post = $1"
    " AND permalink IS NOT NULL AND origin = 'IMPORTED'"
    " AND (CAST($2 AS BIGINT) = 1 OR unit IN (@texts($3)))";

}  // namespace

Sight::Sight(const rpc::RequestContext& context,
             std::shared_ptr<const RegistryView> registry)
    : registry_(std::move(registry)),
      readers_(context.access),
      editing_(context.access.view(), context.principal,
               options::v1::PERMISSION_EDIT_POSTS) {}

absl::StatusOr<Sight> Sight::Of(const rpc::RequestContext& context,
                                const Registry& registry,
                                absl::string_view within) {
  ASSIGN_OR_RETURN(auto view, CurrentView(registry));
  Sight sight(context, std::move(view));
  if (!within.empty()) {
    const auto unit = sight.registry_->FindUnit(within);
    if (!unit) return UnitUnknown("within", within);
    sight.within_ = *unit;
  }
  sight.Cover(context, sight.within_);
  return sight;
}

absl::StatusOr<Sight> Sight::OfPages(const rpc::RequestContext& context,
                                     const Registry& registry,
                                     absl::string_view within, bool unit_only) {
  ASSIGN_OR_RETURN(Sight sight, Of(context, registry, within));
  sight.pages_only_ = true;
  if (!unit_only) return sight;
  const bool covered = sight.all_ || sight.units_.contains(sight.within_);
  sight.all_ = false;
  sight.units_.clear();
  if (covered) sight.units_.insert(sight.within_);
  sight.KeepUnits();
  return sight;
}

// The topmost units that the caller reads at within `within`, and all below.
void Sight::Cover(const rpc::RequestContext& context,
                  const std::string& within) {
  const auth::Access& access = context.access;
  if (access.Allows(auth::kOrganization) &&
      (within.empty() || within == access.view()->RootUnit())) {
    all_ = true;
    return;
  }
  std::vector<std::string> roots;
  if (!within.empty() && access.Allows(within)) {
    roots = {within};
  } else {
    for (const std::string& scope : access.Scopes()) {
      if (within.empty() || registry_->IsWithin(scope, within)) {
        roots.push_back(scope);
      }
    }
  }
  for (const std::string& root : roots) {
    registry_->ForEachUnit(
        root, {},
        [&](absl::string_view unit, const std::vector<RegistryPage>&) {
          units_.emplace(unit);
        });
  }
  KeepUnits();
}

void Sight::KeepUnits() {
  std::vector<std::string> sorted(units_.begin(), units_.end());
  std::sort(sorted.begin(), sorted.end());
  units_json_ = sql::JsonArray(sorted);
}

std::optional<std::string> Sight::single_unit() const {
  if (all_ || units_.size() != 1) return std::nullopt;
  return *units_.begin();
}

absl::StatusOr<bool> Sight::SeesPost(sql::Tx& tx, const SearchEntry& entry,
                                     ShownPlace& place) const {
  const bool of_any_page =
      all_ || (!pages_only_ && units_.contains(entry.unit));
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(IsPastPost(entry.name) ? kWhereInThePast : kWhereShown, entry.name,
             of_any_page, units_json_));
  if (rows.empty()) return false;
  place = {rows[0].Text(0), rows[0].Text(1)};
  return true;
}

absl::StatusOr<bool> Sight::Sees(sql::Tx& tx, const SearchEntry& entry,
                                 ShownPlace& place) const {
  if (entry.kind == v1::SearchHit::POST) return SeesPost(tx, entry, place);
  if (!within_.empty() && !registry_->IsWithin(entry.unit, within_)) {
    return false;
  }
  return entry.kind == v1::SearchHit::DOCUMENT ? readers_.MayReadOf(entry.unit)
                                               : editing_.Allows(entry.unit);
}

}  // namespace loa::content
