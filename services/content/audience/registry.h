#ifndef LOA_SERVICES_CONTENT_AUDIENCE_REGISTRY_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_REGISTRY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::content {

// A page as the register has it.
struct RegistryPage {
  std::string name;
  std::string unit;
  // "" when posts can be sent or put up there, else why not: PAGE_PLANNED,
  // PAGE_RETIRED, PAGE_NOT_CONNECTED (the connection is broken) or
  // PERSONAL_PROFILE.
  std::string unreachable;
  // It has no connection: its people put posts up.
  bool by_hand = false;
  std::string platform_page_id;
  std::string url;  // for people
  std::string display_name;
};

// What content needs of the register, as it stood at one registry sequence.
// Immutable, thread-safe. Names are whole resource names.
class RegistryView {
 public:
  virtual ~RegistryView() = default;

  virtual int64_t sequence() const = 0;
  // Takes an alias too ("pages/facebook:1234").
  virtual std::optional<RegistryPage> FindPage(
      absl::string_view name) const = 0;
  // The unit's own name for a name or alias; nullopt: there is none.
  virtual std::optional<std::string> FindUnit(absl::string_view name) const = 0;
  // Its level, such as "commune". Empty: there is no such unit.
  virtual std::string LevelOf(absl::string_view unit) const = 0;
  // `unit` and all above it, itself first. Empty: there is no such unit.
  virtual std::vector<std::string> PathToRoot(absl::string_view unit) const = 0;
  virtual bool IsWithin(absl::string_view unit,
                        absl::string_view ancestor) const = 0;
  // The units at and below `within` whose level is one of `levels` (none:
  // any), in order of name, each with its pages in order of name.
  virtual void ForEachUnit(
      absl::string_view within, const std::vector<std::string>& levels,
      absl::FunctionRef<void(absl::string_view unit,
                             const std::vector<RegistryPage>& pages)>
          visit) const = 0;
  // The unit's name for people; "" when there is no such unit.
  virtual std::string DisplayNameOf(absl::string_view unit) const = 0;
  // The organisation's zone, in which its civil dates are.
  virtual absl::TimeZone zone() const = 0;
  // Every page, in no order.
  virtual void ForEachPage(
      absl::FunctionRef<void(const RegistryPage& page)> visit) const = 0;
  // The ids of the topics that the organisation registered, in its order.
  // None: it keeps no register of topics.
  virtual std::vector<std::string> Topics() const = 0;
  // The organisation's choice: one more try after an unknown outcome.
  virtual bool ResendsOnceAfterUnknown() const = 0;
};

// Is `page` one whose people put posts up? An unknown page is not.
inline bool IsByHand(const RegistryView& view, absl::string_view page) {
  const std::optional<RegistryPage> found = view.FindPage(page);
  return found.has_value() && found->by_hand;
}

// Where the current view comes from.
class Registry {
 public:
  virtual ~Registry() = default;
  // nullptr until the first snapshot is complete.
  virtual std::shared_ptr<const RegistryView> View() const = 0;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_REGISTRY_H_
