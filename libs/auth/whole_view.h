#ifndef LOA_LIBS_AUTH_WHOLE_VIEW_H_
#define LOA_LIBS_AUTH_WHOLE_VIEW_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/auth/access.h"

namespace loa::auth {

// The register seen by a service that reads for somebody whom it has checked
// itself: whoever asks holds ROLE_VIEWER on everything.  Only for RPCs whose
// scope is SERVICE.
class WholeView : public AccessView {
 public:
  explicit WholeView(std::shared_ptr<const AccessView> view)
      : view_(std::move(view)) {}

  void ForEachGrant(
      absl::string_view principal,
      absl::FunctionRef<void(const Grant&)> visit) const override {
    visit({options::v1::ROLE_VIEWER, std::string(kOrganization)});
  }
  bool IsWithin(absl::string_view unit,
                absl::string_view ancestor) const override {
    return view_->IsWithin(unit, ancestor);
  }
  std::string RootUnit() const override { return view_->RootUnit(); }
  std::vector<std::string> PathToRoot(absl::string_view unit) const override {
    return view_->PathToRoot(unit);
  }
  void ForEachHolder(
      absl::string_view unit,
      absl::FunctionRef<void(absl::string_view principal, Role role)> visit)
      const override {
    view_->ForEachHolder(unit, visit);
  }

 private:
  const std::shared_ptr<const AccessView> view_;
};

}  // namespace loa::auth

#endif  // LOA_LIBS_AUTH_WHOLE_VIEW_H_
