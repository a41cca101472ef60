#include "services/units/governance/direction_standing.h"

namespace loa::units {
namespace {

bool IsPast(std::optional<base::Days> deadline, base::Days day) {
  return deadline.has_value() && day > *deadline;
}

}  // namespace

DirectionState DirectionStateOn(int done, int addressed,
                                std::optional<base::Days> deadline,
                                base::Days day) {
  if (done >= addressed) return v1::Direction::DONE;
  return IsPast(deadline, day) ? v1::Direction::OVERDUE : v1::Direction::OPEN;
}

AddresseeStanding AddresseeStandingOn(bool done,
                                      std::optional<base::Days> deadline,
                                      base::Days day) {
  if (done) return v1::Addressee::DONE;
  return IsPast(deadline, day) ? v1::Addressee::LATE : v1::Addressee::REMAINING;
}

}  // namespace loa::units
