#include "services/content/audience/replica_registry.h"

#include <algorithm>
#include <utility>

#include "loa/units/v1/organization_service.pb.h"
#include "loa/units/v1/page_service.pb.h"
#include "loa/units/v1/unit_service.pb.h"

namespace loa::content {
namespace {

using units::v1::Page;

std::string WhyUnreachable(const Page& page) {
  if (page.state() == Page::RETIRED) return "PAGE_RETIRED";
  if (page.personal_profile()) return "PERSONAL_PROFILE";
  if (page.state() == Page::PLANNED) return "PAGE_PLANNED";
  if (page.connection() == Page::BROKEN) return "PAGE_NOT_CONNECTED";
  return "";
}

RegistryPage ToRegistryPage(const Page& page) {
  RegistryPage to{page.name(), page.unit(), WhyUnreachable(page)};
  to.by_hand = to.unreachable.empty() && page.connection() != Page::CONNECTED;
  to.platform_page_id = page.platform_page_id();
  to.url = page.url();
  to.display_name = page.display_name();
  return to;
}

class ReplicaView : public RegistryView {
 public:
  explicit ReplicaView(std::shared_ptr<const clients::RegistryView> view)
      : view_(std::move(view)) {}

  int64_t sequence() const override { return view_->sequence(); }

  std::optional<RegistryPage> FindPage(absl::string_view name) const override {
    const Page* page = view_->FindPage(name);
    if (page == nullptr) return std::nullopt;
    return ToRegistryPage(*page);
  }

  std::optional<std::string> FindUnit(absl::string_view name) const override {
    const units::v1::Unit* unit = view_->FindUnit(name);
    if (unit == nullptr) return std::nullopt;
    return unit->name();
  }

  std::string LevelOf(absl::string_view name) const override {
    const units::v1::Unit* unit = view_->FindUnit(name);
    return unit == nullptr ? "" : unit->level();
  }

  std::vector<std::string> PathToRoot(absl::string_view unit) const override {
    return view_->PathToRoot(unit);
  }

  bool IsWithin(absl::string_view unit,
                absl::string_view ancestor) const override {
    return view_->IsWithin(unit, ancestor);
  }

  void ForEachUnit(absl::string_view within,
                   const std::vector<std::string>& levels,
                   absl::FunctionRef<void(absl::string_view,
                                          const std::vector<RegistryPage>&)>
                       visit) const override {
    for (const std::string& name : view_->Subtree(within)) {
      const units::v1::Unit* unit = view_->FindUnit(name);
      if (unit == nullptr) continue;
      if (!levels.empty() && std::find(levels.begin(), levels.end(),
                                       unit->level()) == levels.end()) {
        continue;
      }
      std::vector<RegistryPage> pages;
      for (const clients::PagePtr& page : view_->PagesOf(name)) {
        pages.push_back(ToRegistryPage(*page));
      }
      visit(name, pages);
    }
  }

  std::string DisplayNameOf(absl::string_view name) const override {
    const units::v1::Unit* unit = view_->FindUnit(name);
    return unit == nullptr ? "" : unit->display_name();
  }

  absl::TimeZone zone() const override {
    absl::TimeZone zone = absl::UTCTimeZone();
    absl::LoadTimeZone(view_->organization().time_zone(), &zone);
    return zone;
  }

  void ForEachPage(
      absl::FunctionRef<void(const RegistryPage&)> visit) const override {
    for (const std::string& unit : view_->Subtree(view_->RootUnit())) {
      for (const clients::PagePtr& page : view_->PagesOf(unit)) {
        visit(ToRegistryPage(*page));
      }
    }
  }

  std::vector<std::string> Topics() const override {
    std::vector<std::string> ids;
    for (const units::v1::Topic& topic : view_->organization().topics()) {
      ids.push_back(topic.id());
    }
    return ids;
  }

  bool ResendsOnceAfterUnknown() const override {
    return view_->organization().resend_after_unknown() ==
           units::v1::Organization::ONCE;
  }

 private:
  const std::shared_ptr<const clients::RegistryView> view_;
};

}  // namespace

std::shared_ptr<const RegistryView> ReplicaRegistry::View() const {
  if (!replica_.Ready().ok()) return nullptr;
  return ViewOf(replica_.View());
}

std::shared_ptr<const RegistryView> ViewOf(
    std::shared_ptr<const clients::RegistryView> replica) {
  return std::make_shared<ReplicaView>(std::move(replica));
}

}  // namespace loa::content
