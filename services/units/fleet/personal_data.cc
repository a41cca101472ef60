#include "services/units/fleet/personal_data.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/auth/access.h"

namespace loa::units {
namespace {

constexpr size_t kDigitsShown = 3;

// The first character of `word`, which is valid UTF-8.
absl::string_view FirstCharacter(absl::string_view word) {
  size_t end = 1;
  while (end < word.size() && (word[end] & 0xC0) == 0x80) ++end;
  return word.substr(0, end);
}

}  // namespace

bool MayKnowPeople(const rpc::RequestContext& context, absl::string_view unit) {
  if (context.access.view() == nullptr) return false;
  for (const auth::Permission permission :
       {options::v1::PERMISSION_MANAGE_PAGES,
        options::v1::PERMISSION_WRITE_POSTS}) {
    if (auth::Decide(*context.access.view(), context.principal.name, permission,
                     unit)) {
      return true;
    }
  }
  return false;
}

std::string Initials(absl::string_view full_name) {
  std::string initials;
  for (const absl::string_view word :
       absl::StrSplit(full_name, ' ', absl::SkipEmpty())) {
    absl::StrAppend(&initials, initials.empty() ? "" : " ",
                    FirstCharacter(word), ".");
  }
  return initials;
}

std::string MaskedPhone(absl::string_view phone) {
  const size_t shown = std::min(kDigitsShown, phone.size());
  return absl::StrCat(std::string(phone.size() - shown, '*'),
                      phone.substr(phone.size() - shown));
}

}  // namespace loa::units
