#include "libs/clients/registry_draft.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace loa::clients {
namespace {

using units::v1::Page;
using units::v1::RoleBinding;
using units::v1::Unit;
using units::v1::WatchRegistryResponse;

std::string AliasOf(const Unit& unit) {
  return unit.code().empty() ? "" : absl::StrCat("units/code:", unit.code());
}

std::string AliasOf(const Page& page) {
  if (page.platform_page_id().empty()) return "";
  std::string platform = units::v1::Platform_Name(page.platform());
  platform = absl::AsciiStrToLower(absl::StripPrefix(platform, "PLATFORM_"));
  return absl::StrCat("pages/", platform, ":", page.platform_page_id());
}

// An alias may have moved on to another resource before it is taken away.
void EraseAlias(absl::flat_hash_map<std::string, std::string>& aliases,
                const std::string& alias, const std::string& name) {
  const auto found = aliases.find(alias);
  if (found != aliases.end() && found->second == name) aliases.erase(found);
}

}  // namespace

void RegistryDraft::Begin(std::shared_ptr<const RegistryView> base) {
  last_ = std::move(base);
  next_ = nullptr;
}

std::shared_ptr<const RegistryView> RegistryDraft::Take(
    const WatchRegistryResponse& item) {
  switch (item.item_case()) {
    case WatchRegistryResponse::kOrganization:
      Next().organization_ = item.organization();
      break;
    case WatchRegistryResponse::kUnit:
      Put(item.unit());
      break;
    case WatchRegistryResponse::kPage:
      Put(item.page());
      break;
    case WatchRegistryResponse::kRoleBinding:
      Put(item.role_binding());
      break;
    case WatchRegistryResponse::kRemoved:
      Remove(item.removed());
      break;
    case WatchRegistryResponse::kBookmark:
      return Publish(item.bookmark());
    case WatchRegistryResponse::ITEM_NOT_SET:
      break;  // an item of a later version
  }
  return nullptr;
}

RegistryView& RegistryDraft::Next() {
  if (next_ == nullptr) {
    next_ = last_ == nullptr ? std::make_shared<RegistryView>()
                             : std::make_shared<RegistryView>(*last_);
  }
  return *next_;
}

void RegistryDraft::Put(const Unit& unit) {
  RemoveUnit(unit.name());
  RegistryView& view = Next();
  view.units_[unit.name()] = std::make_shared<const Unit>(unit);
  if (const std::string alias = AliasOf(unit); !alias.empty()) {
    view.unit_aliases_[alias] = unit.name();
  }
  if (unit.parent().empty()) {
    view.root_ = unit.name();
  } else {
    view.children_.emplace(unit.parent(), unit.name());
  }
}

void RegistryDraft::Put(const Page& page) {
  RemovePage(page.name());
  RegistryView& view = Next();
  view.pages_[page.name()] = std::make_shared<const Page>(page);
  if (const std::string alias = AliasOf(page); !alias.empty()) {
    view.page_aliases_[alias] = page.name();
  }
  view.pages_of_.emplace(page.unit(), page.name());
}

void RegistryDraft::Put(const RoleBinding& binding) {
  RemoveRoleBinding(binding.name());
  RegistryView& view = Next();
  const auto shared = std::make_shared<const RoleBinding>(binding);
  view.role_bindings_[binding.name()] = shared;
  view.grants_[binding.principal()].push_back(shared);
  view.holders_[binding.unit()].push_back(shared);
}

void RegistryDraft::Remove(const std::string& name) {
  if (absl::StartsWith(name, "units/")) return RemoveUnit(name);
  if (absl::StartsWith(name, "pages/")) return RemovePage(name);
  if (absl::StartsWith(name, "roleBindings/")) return RemoveRoleBinding(name);
}

void RegistryDraft::RemoveUnit(const std::string& name) {
  RegistryView& view = Next();
  const auto found = view.units_.find(name);
  if (found == view.units_.end()) return;
  const UnitPtr unit = found->second;
  view.units_.erase(found);
  view.children_.erase({unit->parent(), name});
  EraseAlias(view.unit_aliases_, AliasOf(*unit), name);
  if (view.root_ == name) view.root_.clear();
}

void RegistryDraft::RemovePage(const std::string& name) {
  RegistryView& view = Next();
  const auto found = view.pages_.find(name);
  if (found == view.pages_.end()) return;
  const PagePtr page = found->second;
  view.pages_.erase(found);
  view.pages_of_.erase({page->unit(), name});
  EraseAlias(view.page_aliases_, AliasOf(*page), name);
}

void RegistryDraft::RemoveRoleBinding(const std::string& name) {
  RegistryView& view = Next();
  const auto found = view.role_bindings_.find(name);
  if (found == view.role_bindings_.end()) return;
  const RoleBindingPtr binding = found->second;
  view.role_bindings_.erase(found);
  const auto take_out = [&](RegistryView::Grants& from,
                            const std::string& key) {
    auto& bindings = from[key];
    std::erase(bindings, binding);
    if (bindings.empty()) from.erase(key);
  };
  take_out(view.grants_, binding->principal());
  take_out(view.holders_, binding->unit());
}

std::shared_ptr<const RegistryView> RegistryDraft::Publish(
    const WatchRegistryResponse::Bookmark& bookmark) {
  if (last_ == nullptr && !bookmark.snapshot_complete()) return nullptr;
  if (last_ != nullptr && next_ == nullptr &&
      last_->sequence() == bookmark.sequence()) {
    return last_;
  }
  RegistryView& view = Next();
  view.sequence_ = bookmark.sequence();
  view.history_id_ = bookmark.history_id();
  last_ = std::exchange(next_, nullptr);
  return last_;
}

}  // namespace loa::clients
