#include "services/moderation/screening/national_ids.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "services/moderation/screening/digit_context.h"
#include "services/moderation/screening/digit_groups.h"

namespace loa::moderation {
namespace {

using Groups = absl::Span<const DigitGroup>;

constexpr size_t kCccdDigits = 12;
constexpr size_t kCmndDigits = 9;

// How sure the shape alone is, and what each sign adds.
constexpr int kShape = 50;
constexpr int kProvince = 20;
constexpr int kBirth = 10;
constexpr int kOwnWords = 30;
constexpr int kOtherWords = -50;
constexpr int kCmndWithWords = 85;
constexpr int kMost = 99;

// The provinces of the numbers given until 2025.
constexpr int kProvinces[] = {
    1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25,
    26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
    49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75,
    77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};

constexpr absl::string_view kCccdLabels[] = {"cccd",
                                             "can cuoc",
                                             "so dinh danh",
                                             "dinh danh ca nhan",
                                             "mst ca nhan",
                                             "ma so thue ca nhan",
                                             "can cuoc cong dan"};
constexpr absl::string_view kCmndLabels[] = {
    "cmnd",           "cmtnd",          "cmt", "chung minh nhan dan",
    "chung minh thu", "giay chung minh"};
constexpr absl::string_view kOtherLabels[] = {
    "stk",     "tai khoan", "ngan hang", "so tk",      "van don", "don hang",
    "hoa don", "giao dich", "ma vach",   "dien thoai", "sdt",     "ma don",
    "the atm", "so the",    "ma ho so",  "seri",       "imei",    "dong ho"};

// Born in 19yy with 0 or 1, in 20yy with 2 or 3; of the latter none after 2040
// is known to this release.
bool BirthFits(absl::string_view digits) {
  int year = 0;
  if (!absl::SimpleAtoi(digits.substr(4, 2), &year)) return false;
  switch (digits[3]) {
    case '0':
    case '1':
      return year >= 10;
    case '2':
    case '3':
      return year <= 40;
    default:
      return false;
  }
}

bool ProvinceIsKnown(absl::string_view digits) {
  int province = 0;
  return absl::SimpleAtoi(digits.substr(0, 3), &province) &&
         std::binary_search(std::begin(kProvinces), std::end(kProvinces),
                            province);
}

int CccdConfidence(absl::string_view digits, absl::string_view words) {
  int confidence = kShape;
  if (ProvinceIsKnown(digits)) {
    confidence += kProvince;
    if (BirthFits(digits)) confidence += kBirth;
  }
  const size_t own =
      std::max(LastLabel(words, kCccdLabels), LastLabel(words, kCmndLabels));
  const size_t other = LastLabel(words, kOtherLabels);
  if (own > other) confidence += kOwnWords;
  if (other > own) confidence += kOtherWords;
  return std::clamp(confidence, 1, kMost);
}

int CmndConfidence(absl::string_view words) {
  const size_t own =
      std::max(LastLabel(words, kCccdLabels), LastLabel(words, kCmndLabels));
  return own > LastLabel(words, kOtherLabels) ? kCmndWithWords : 0;
}

// 122.091.234.567 with dots and a first group of its own is money.
bool IsAmount(Groups groups) {
  return groups.size() > 1 && groups[0].digits[0] != '0' &&
         std::all_of(groups.begin() + 1, groups.end(), [](const auto& group) {
           return group.digits.size() == 3 && group.gap == ".";
         });
}

// How many groups from the first on belong together.
size_t RunLength(Groups groups) {
  size_t length = 1;
  while (length < groups.size() && groups[length].joined) ++length;
  return length;
}

std::string DigitsOf(Groups groups) {
  std::string digits;
  for (const DigitGroup& group : groups) absl::StrAppend(&digits, group.digits);
  return digits;
}

// A label may touch the number: "CCCD022091234567".
bool FollowsLabel(absl::string_view canonical, uint32_t begin) {
  const absl::string_view before = canonical.substr(0, begin);
  return absl::EndsWith(before, "cccd") || absl::EndsWith(before, "cmnd");
}

// Adds what `groups` spell together, if they do; confidence 0 is no finding.
bool AddIfOne(absl::string_view canonical, Groups groups,
              std::vector<NationalId>& ids) {
  const std::string digits = DigitsOf(groups);
  if (digits.size() != kCccdDigits && digits.size() != kCmndDigits) {
    return false;
  }
  NationalId id;
  id.span = {groups.front().span.begin, groups.back().span.end};
  if (IsAmount(groups)) return false;
  if (IsPartOfMore(canonical, id.span) &&
      !FollowsLabel(canonical, id.span.begin)) {
    return false;
  }
  const std::string words = WordsBefore(canonical, id.span.begin);
  const bool is_cccd = digits.size() == kCccdDigits;
  id.kind = is_cccd ? "vn-cccd" : "vn-cmnd";
  id.confidence =
      is_cccd ? CccdConfidence(digits, words) : CmndConfidence(words);
  if (id.confidence > 0) ids.push_back(id);
  return true;
}

}  // namespace

std::vector<NationalId> FindNationalIds(absl::string_view canonical) {
  std::vector<NationalId> ids;
  const std::vector<DigitGroup> all = DigitGroups(canonical);
  const Groups groups = absl::MakeConstSpan(all);
  for (size_t i = 0; i < groups.size();) {
    const size_t run = RunLength(groups.subspan(i));
    if (!AddIfOne(canonical, groups.subspan(i, run), ids)) {
      // Not the run as a whole: then a group of it that is one by itself.
      for (const DigitGroup& group : groups.subspan(i, run)) {
        if (run > 1 && group.digits.size() >= kCmndDigits) {
          AddIfOne(canonical, absl::MakeConstSpan(&group, 1), ids);
        }
      }
    }
    i += run;
  }
  return ids;
}

}  // namespace loa::moderation
