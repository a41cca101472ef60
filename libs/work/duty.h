#ifndef LOA_LIBS_WORK_DUTY_H_
#define LOA_LIBS_WORK_DUTY_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/auth/access.h"

namespace loa::work {

// Whose work is asked for: one principal's, or everybody's (the digest).
class Duty {
 public:
  static Duty Of(std::shared_ptr<const auth::AccessView> view,
                 std::string principal) {
    return Duty(std::move(view), std::move(principal));
  }
  static Duty OfEverybody(std::shared_ptr<const auth::AccessView> view) {
    return Duty(std::move(view), "");
  }

  // The unit whose people are to do what needs `permission` at `unit`
  // (auth::ResponsibleUnit, "" when nobody is); nullopt when the principal is
  // not one of them, or is `excluded`.
  std::optional<std::string> Responsible(
      auth::Permission permission, absl::string_view unit,
      const std::vector<std::string>& excluded = {}) const;

  // Is it the work of `principal` alone that is, or may be, asked for?
  bool IsOf(absl::string_view principal) const;

 private:
  Duty(std::shared_ptr<const auth::AccessView> view, std::string principal)
      : view_(std::move(view)), principal_(std::move(principal)) {}

  std::shared_ptr<const auth::AccessView> view_;
  std::string principal_;  // "": everybody
};

}  // namespace loa::work

#endif  // LOA_LIBS_WORK_DUTY_H_
