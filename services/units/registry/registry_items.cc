#include "services/units/registry/registry_items.h"

#include <optional>
#include <utility>

#include "libs/status/status_macros.h"
#include "services/units/access/access_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_store.h"

namespace loa::units {
namespace {

using Item = v1::WatchRegistryResponse;

constexpr int kChunk = 1000;

Item Removed(const std::string& name) {
  Item item;
  item.set_removed(name);
  return item;
}

absl::StatusOr<Item> UnitItem(sql::Tx& tx, const std::string& id,
                              const Moment& today) {
  ASSIGN_OR_RETURN(std::optional<v1::Unit> unit, FindUnit(tx, id, today));
  if (!unit.has_value()) return Removed(UnitName(id));
  Item item;
  *item.mutable_unit() = *std::move(unit);
  return item;
}

absl::StatusOr<Item> PageItem(sql::Tx& tx, const std::string& id,
                              const Moment& today) {
  ASSIGN_OR_RETURN(const std::optional<StoredPage> page, FindPage(tx, id));
  if (!page.has_value()) return Removed(PageName(id));
  Item item;
  *item.mutable_page() = PageFrom(*page, today.day);
  return item;
}

absl::StatusOr<Item> BindingItem(sql::Tx& tx, const std::string& id) {
  ASSIGN_OR_RETURN(const std::optional<StoredBinding> binding,
                   FindBinding(tx, id));
  if (!binding.has_value()) return Removed(RoleBindingName(id));
  ASSIGN_OR_RETURN(const std::optional<StoredPrincipal> person,
                   FindPrincipal(tx, binding->principal_id));
  if (!person.has_value() || person->disabled) {
    return Removed(RoleBindingName(id));
  }
  Item item;
  *item.mutable_role_binding() = RoleBindingFrom(*binding);
  return item;
}

absl::StatusOr<Item> OrganizationItem(sql::Tx& tx) {
  Item item;
  ASSIGN_OR_RETURN(*item.mutable_organization(), ReadOrganization(tx));
  return item;
}

absl::Status AddUnits(sql::Tx& tx, const Moment& today, RegistryItems& items) {
  std::optional<UnitCursor> after = UnitCursor{};
  while (after.has_value()) {
    ASSIGN_OR_RETURN(UnitPage page,
                     ListUnitPage(tx, {}, today, *after, kChunk));
    for (v1::Unit& unit : page.units) {
      *items.emplace_back().mutable_unit() = std::move(unit);
    }
    after = page.next;
  }
  return absl::OkStatus();
}

absl::Status AddPages(sql::Tx& tx, const Moment& today, RegistryItems& items) {
  PageFilter all;
  all.visible.whole = true;
  CreationCursor after;
  while (true) {
    ASSIGN_OR_RETURN(
        const std::vector<StoredPage> pages,
        ListStoredPages(tx, all, today.day, today.sequence, after, kChunk));
    for (const StoredPage& page : pages) {
      *items.emplace_back().mutable_page() = PageFrom(page, today.day);
    }
    if (pages.size() < kChunk) return absl::OkStatus();
    after = {absl::ToUnixMicros(pages.back().created_at), pages.back().page_id};
  }
}

absl::Status AddBindings(sql::Tx& tx, RegistryItems& items) {
  CreationCursor after;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<StoredBinding> bindings,
                     ListStoredBindings(tx, "", after, kChunk));
    for (const StoredBinding& binding : bindings) {
      ASSIGN_OR_RETURN(Item item, BindingItem(tx, binding.role_binding_id));
      if (item.has_role_binding()) items.push_back(std::move(item));
    }
    if (bindings.size() < kChunk) return absl::OkStatus();
    after = {absl::ToUnixMicros(bindings.back().created_at),
             bindings.back().role_binding_id};
  }
}

}  // namespace

absl::StatusOr<RegistryItems> SnapshotItems(sql::Tx& tx, const Moment& today) {
  RegistryItems items;
  ASSIGN_OR_RETURN(items.emplace_back(), OrganizationItem(tx));
  RETURN_IF_ERROR(AddUnits(tx, today, items));
  RETURN_IF_ERROR(AddPages(tx, today, items));
  RETURN_IF_ERROR(AddBindings(tx, items));
  return items;
}

absl::StatusOr<Item> ItemOf(sql::Tx& tx, const RegistryChange& change,
                            const Moment& today) {
  if (change.kind == kUnitChange) return UnitItem(tx, change.id, today);
  if (change.kind == kPageChange) return PageItem(tx, change.id, today);
  if (change.kind == kRoleBindingChange) return BindingItem(tx, change.id);
  return OrganizationItem(tx);
}

}  // namespace loa::units
