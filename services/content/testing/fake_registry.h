#ifndef LOA_SERVICES_CONTENT_TESTING_FAKE_REGISTRY_H_
#define LOA_SERVICES_CONTENT_TESTING_FAKE_REGISTRY_H_

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/content/audience/registry.h"

namespace loa::content {

// A register that a test builds by hand, from the top down.
class FakeRegistry : public Registry, public RegistryView {
 public:
  void AddUnit(std::string unit, std::string level, std::string parent) {
    units_[unit] = {std::move(level), std::move(parent), {}};
    ++sequence_;
  }
  void AddPage(std::string page, const std::string& unit,
               std::string unreachable = "") {
    units_.at(unit).pages.push_back(
        {std::move(page), unit, std::move(unreachable)});
    ++sequence_;
  }
  // A page without a connection; "1048" on the platform.
  void AddPageByHand(std::string page, const std::string& unit) {
    RegistryPage by_hand{std::move(page), unit, ""};
    by_hand.by_hand = true;
    by_hand.platform_page_id = "1048";
    by_hand.url = "https://www.facebook.com/1048";
    by_hand.display_name = "Trang xã";
    units_.at(unit).pages.push_back(std::move(by_hand));
    ++sequence_;
  }
  // People connected it.
  void Connect(absl::string_view page) {
    for (auto& [unit, record] : units_) {
      for (RegistryPage& one : record.pages) {
        if (one.name == page) one.by_hand = false;
      }
    }
    ++sequence_;
  }
  void ResendOnce(bool once) { resend_once_ = once; }
  void RegisterTopics(std::vector<std::string> ids) {
    topics_ = std::move(ids);
  }
  void GoAway() { gone_ = true; }

  std::shared_ptr<const RegistryView> View() const override {
    if (gone_) return nullptr;
    return std::make_shared<FakeRegistry>(*this);
  }
  int64_t sequence() const override { return sequence_; }
  std::optional<RegistryPage> FindPage(absl::string_view name) const override {
    for (const auto& [unit, record] : units_) {
      for (const RegistryPage& page : record.pages) {
        if (page.name == name) return page;
      }
    }
    return std::nullopt;
  }
  std::optional<std::string> FindUnit(absl::string_view name) const override {
    const auto found = units_.find(std::string(name));
    if (found == units_.end()) return std::nullopt;
    return found->first;
  }
  std::string LevelOf(absl::string_view unit) const override {
    const auto found = units_.find(std::string(unit));
    return found == units_.end() ? "" : found->second.level;
  }
  std::vector<std::string> PathToRoot(absl::string_view unit) const override {
    std::vector<std::string> path;
    for (auto at = units_.find(std::string(unit)); at != units_.end();
         at = units_.find(at->second.parent)) {
      path.push_back(at->first);
    }
    return path;
  }
  bool IsWithin(absl::string_view unit,
                absl::string_view ancestor) const override {
    const std::vector<std::string> path = PathToRoot(unit);
    return std::find(path.begin(), path.end(), ancestor) != path.end();
  }
  void ForEachUnit(
      absl::string_view within, const std::vector<std::string>& levels,
      absl::FunctionRef<void(absl::string_view unit,
                             const std::vector<RegistryPage>& pages)>
          visit) const override {
    for (const auto& [unit, record] : units_) {
      if (!IsWithin(unit, within)) continue;
      if (!levels.empty() && std::find(levels.begin(), levels.end(),
                                       record.level) == levels.end()) {
        continue;
      }
      visit(unit, record.pages);
    }
  }
  void ForEachPage(
      absl::FunctionRef<void(const RegistryPage&)> visit) const override {
    for (const auto& [unit, record] : units_) {
      for (const RegistryPage& page : record.pages) visit(page);
    }
  }
  std::string DisplayNameOf(absl::string_view unit) const override {
    return FindUnit(unit) ? "Ủy ban MTTQ " + std::string(unit) : "";
  }
  absl::TimeZone zone() const override {
    return absl::FixedTimeZone(7 * 60 * 60);
  }
  std::vector<std::string> Topics() const override { return topics_; }
  bool ResendsOnceAfterUnknown() const override { return resend_once_; }

 private:
  struct Unit {
    std::string level;
    std::string parent;
    std::vector<RegistryPage> pages;
  };
  std::map<std::string, Unit> units_;
  std::vector<std::string> topics_;
  int64_t sequence_ = 0;
  bool resend_once_ = false;
  bool gone_ = false;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_FAKE_REGISTRY_H_
