#include "services/units/registry/register_view.h"

#include <utility>

namespace loa::units {
namespace {

// Bounds the walk should bad data make a ring.
constexpr int kMaxDepth = 32;

}  // namespace

void RegisterView::AddUnit(const std::string& unit, const std::string& parent,
                           bool today) {
  parents_[unit] = parent;
  if (parent.empty() && (today || root_.empty())) root_ = unit;
}

void RegisterView::AddGrant(const std::string& principal, auth::Grant grant) {
  holders_[grant.unit].push_back({principal, grant.role});
  grants_[principal].push_back(std::move(grant));
}

void RegisterView::ForEachGrant(
    absl::string_view principal,
    absl::FunctionRef<void(const auth::Grant&)> visit) const {
  const auto found = grants_.find(principal);
  if (found == grants_.end()) return;
  for (const auth::Grant& grant : found->second) visit(grant);
}

bool RegisterView::IsWithin(absl::string_view unit,
                            absl::string_view ancestor) const {
  if (ancestor == auth::kOrganization) return true;
  if (unit == auth::kOrganization) return !root_.empty() && ancestor == root_;
  absl::string_view current = unit;
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    const auto found = parents_.find(current);
    if (found == parents_.end()) return false;
    if (current == ancestor) return true;
    current = found->second;
  }
  return false;
}

std::vector<std::string> RegisterView::PathToRoot(
    absl::string_view unit) const {
  std::vector<std::string> path;
  for (auto at = parents_.find(unit);
       at != parents_.end() && path.size() < kMaxDepth;
       at = parents_.find(at->second)) {
    path.push_back(at->first);
  }
  return path;
}

void RegisterView::ForEachHolder(
    absl::string_view unit,
    absl::FunctionRef<void(absl::string_view principal, auth::Role role)> visit)
    const {
  const auto found = holders_.find(unit);
  if (found == holders_.end()) return;
  for (const Holder& holder : found->second) {
    visit(holder.principal, holder.role);
  }
}

}  // namespace loa::units
