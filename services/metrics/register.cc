#include "services/metrics/register.h"

#include "libs/clients/errors.h"
#include "services/metrics/errors.h"

namespace loa::metrics {
namespace {

// What the register says when nobody chose (organization_service.proto).
constexpr char kDefaultZone[] = "Asia/Ho_Chi_Minh";

}  // namespace

absl::StatusOr<RegisterView> ReplicaRegister::View() const {
  RegisterView view = replica_.View();
  if (view == nullptr) return clients::RegistryNotSynced();
  return view;
}

absl::StatusOr<std::string> UnitIn(const clients::RegistryView& view,
                                   absl::string_view field,
                                   absl::string_view unit) {
  const units::v1::Unit* found =
      view.FindUnit(unit.empty() ? view.RootUnit() : std::string(unit));
  if (found == nullptr) return UnitNotFound(field, unit);
  return found->name();
}

absl::StatusOr<const units::v1::Page*> PageIn(const clients::RegistryView& view,
                                              absl::string_view field,
                                              absl::string_view page) {
  const units::v1::Page* found = view.FindPage(page);
  if (found == nullptr) return PageNotFound(field, page);
  return found;
}

absl::TimeZone ZoneOf(const clients::RegistryView& view) {
  absl::TimeZone zone;
  if (absl::LoadTimeZone(view.organization().time_zone(), &zone) ||
      absl::LoadTimeZone(kDefaultZone, &zone)) {
    return zone;
  }
  return absl::FixedTimeZone(7 * 60 * 60);
}

base::Days DayAt(const clients::RegistryView& view, absl::Time now) {
  return base::DateAt(now, ZoneOf(view));
}

bool CountsOn(const units::v1::Page& page, base::Days day) {
  if (page.personal_profile() || page.established_on().empty()) return false;
  return DayOf(page.established_on()) <= day &&
         DayOf(page.retired_on(), base::kForever) > day;
}

base::Days DayOf(const std::string& text, base::Days otherwise) {
  return base::ParseDate(text).value_or(otherwise);
}

}  // namespace loa::metrics
