#ifndef LOA_LIBS_BASE_CIVIL_DATE_H_
#define LOA_LIBS_BASE_CIVIL_DATE_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::base {

// A civil date as days since 1970-01-01: how dates are stored and compared.
using Days = int64_t;

// "Until further notice": the open end of a half-open [from, until) validity.
inline constexpr Days kForever = std::numeric_limits<int64_t>::max();

// Parses "2022-05-31"; nullopt for anything else, impossible dates included.
std::optional<Days> ParseDate(absl::string_view text);

// "2022-05-31"; "" for kForever.
std::string FormatDate(Days days);

// "31/05/2022", as people in Vietnam write it; "" for kForever.
std::string DayMonthYear(Days days);

// The civil date at `instant` in `zone`.
Days DateAt(absl::Time instant, absl::TimeZone zone);

// The first instant of `days` in `zone`.
absl::Time StartOf(Days days, absl::TimeZone zone);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_CIVIL_DATE_H_
