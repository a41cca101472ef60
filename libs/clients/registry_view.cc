#include "libs/clients/registry_view.h"

#include <algorithm>

namespace loa::clients {
namespace {

// A tree is shallow; a cycle, which the register never sends, must not hang us.
constexpr int kMaxLevels = 64;

template <typename Map>
const auto* Find(const Map& map, absl::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

// The resource itself, by its name or through an alias.
template <typename Resources, typename Aliases>
auto Resolve(const Resources& resources, const Aliases& aliases,
             absl::string_view name)
    -> decltype(resources.begin()->second.get()) {
  if (const auto* found = Find(resources, name)) return found->get();
  const std::string* target = Find(aliases, name);
  if (target == nullptr) return nullptr;
  const auto* found = Find(resources, *target);
  return found == nullptr ? nullptr : found->get();
}

template <typename Pairs, typename Visit>
void ForEachBelow(const Pairs& pairs, absl::string_view key, Visit visit) {
  for (auto at = pairs.lower_bound({std::string(key), ""});
       at != pairs.end() && at->first == key; ++at) {
    visit(at->second);
  }
}

}  // namespace

void RegistryView::ForEachGrant(
    absl::string_view principal,
    absl::FunctionRef<void(const auth::Grant&)> visit) const {
  const auto* bindings = Find(grants_, principal);
  if (bindings == nullptr) return;
  for (const RoleBindingPtr& binding : *bindings) {
    visit({binding->role(), binding->unit()});
  }
}

void RegistryView::ForEachHolder(
    absl::string_view unit,
    absl::FunctionRef<void(absl::string_view principal, auth::Role role)> visit)
    const {
  const auto* bindings = Find(holders_, unit);
  if (bindings == nullptr) return;
  for (const RoleBindingPtr& binding : *bindings) {
    visit(binding->principal(), binding->role());
  }
}

bool RegistryView::IsWithin(absl::string_view unit,
                            absl::string_view ancestor) const {
  std::string at(unit);
  for (int level = 0; level < kMaxLevels; ++level) {
    const UnitPtr* found = Find(units_, at);
    if (found == nullptr) return false;
    if (at == ancestor) return true;
    at = (*found)->parent();
  }
  return false;
}

const units::v1::Unit* RegistryView::FindUnit(absl::string_view name) const {
  return Resolve(units_, unit_aliases_, name);
}

const units::v1::Page* RegistryView::FindPage(absl::string_view name) const {
  return Resolve(pages_, page_aliases_, name);
}

std::vector<std::string> RegistryView::ChildrenOf(
    absl::string_view unit) const {
  std::vector<std::string> names;
  ForEachBelow(children_, unit,
               [&](const std::string& name) { names.push_back(name); });
  return names;
}

std::vector<PagePtr> RegistryView::PagesOf(absl::string_view unit) const {
  std::vector<PagePtr> pages;
  ForEachBelow(pages_of_, unit, [&](const std::string& name) {
    if (const PagePtr* page = Find(pages_, name)) pages.push_back(*page);
  });
  return pages;
}

std::vector<std::string> RegistryView::PathToRoot(
    absl::string_view unit) const {
  std::vector<std::string> path;
  std::string at(unit);
  for (int level = 0; level < kMaxLevels; ++level) {
    const UnitPtr* found = Find(units_, at);
    if (found == nullptr) break;
    path.push_back(at);
    at = (*found)->parent();
  }
  return path;
}

std::vector<std::string> RegistryView::Subtree(absl::string_view unit) const {
  std::vector<std::string> all;
  if (Find(units_, unit) == nullptr) return all;
  all.emplace_back(unit);
  for (size_t i = 0; i < all.size() && all.size() <= units_.size(); ++i) {
    const std::string parent = all[i];
    ForEachBelow(children_, parent,
                 [&](const std::string& name) { all.push_back(name); });
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace loa::clients
