#include "services/moderation/screening/home_addresses.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "libs/text/syllables.h"
#include "libs/text/utf8.h"

namespace loa::moderation {
namespace {

using absl::string_view;

constexpr size_t kMostNameSyllables = 5;
// From the name to the words of living, and from there to the place.
constexpr size_t kToMarker = 14;
constexpr size_t kToPlace = 8;

constexpr int kWithNumber = 90;
constexpr int kWithoutNumber = 70;

// The names of nine people in ten, and those of the mountains of the north.
constexpr string_view kSurnames[] = {
    "nguyễn", "trần", "lê",    "phạm",  "hoàng", "huỳnh",  "phan",  "vũ",
    "võ",     "đặng", "bùi",   "đỗ",    "hồ",    "ngô",    "dương", "lý",
    "đinh",   "đoàn", "lương", "trịnh", "mai",   "đào",    "cao",   "tạ",
    "hà",     "lưu",  "chu",   "tống",  "vương", "trương", "phùng", "tô",
    "lâm",    "thái", "triệu", "lại",   "bế",    "nông",   "hứa",   "chíu",
    "tằng",   "phún", "voòng", "lỷ",    "từ",    "châu",   "quách", "kiều"};

// Before a name they make it that of a place or a body.
constexpr string_view kBodies[] = {
    "thcs", "thpt",  "học",  "non",    "đường", "phố",   "trường", "quỹ",
    "chợ",  "cầu",   "viện", "giải",   "viên",  "danh",  "tên",    "lăng",
    "đền",  "tượng", "xã",   "phường", "trấn",  "huyện", "tỉnh",   "thôn",
    "xóm",  "bản",   "khu",  "tổ",     "ngõ",   "đảo",   "sông",   "vịnh"};

// Words of living somewhere, each as syllables.
struct Marker {
  string_view first, second;  // second "": one syllable
};
constexpr Marker kMarkers[] = {
    {"trú", "tại"}, {"trú", "ở"},    {"thường", "trú"}, {"tạm", "trú"},
    {"cư", "trú"},  {"ngụ", "tại"},  {"ngụ", "ở"},      {"hiện", "ở"},
    {"nhà", "ở"},   {"sống", "tại"}, {"sống", "ở"},     {"địa", "chỉ"},
    {"ở", "số"},    {"số", "nhà"}};

constexpr string_view kPlaces[] = {"tổ",    "thôn",  "khu", "xóm",  "ngõ",
                                   "ngách", "ấp",    "bản", "khóm", "đội",
                                   "số",    "ngách", "hẻm", "nhà"};

// Words that lead from the words of living to the place.
constexpr string_view kLeads[] = {"tại", "ở", "là", "trú", "nhà", "số", "chỉ"};

template <size_t n>
bool IsOneOf(string_view syllable, const string_view (&list)[n]) {
  return std::find(std::begin(list), std::end(list), syllable) !=
         std::end(list);
}

struct Syllable {
  text::ByteSpan span;
  string_view text;
  string_view gap;  // from the syllable before
  bool capital = false;
};

using Syllables = absl::Span<const Syllable>;

bool IsCapital(string_view original) {
  const auto characters = text::DecodeLossy(original);
  return !characters.empty() &&
         u_isupper(static_cast<UChar32>(characters.front().code));
}

std::vector<Syllable> Read(const text::View& canonical, string_view original) {
  std::vector<Syllable> syllables;
  uint32_t last_end = 0;
  for (const text::ByteSpan span : text::Syllables(canonical.text)) {
    const text::ByteSpan written = canonical.origin.ToOriginal(span);
    syllables.push_back({span, canonical.Slice(span),
                         canonical.Slice({last_end, span.begin}),
                         IsCapital(original.substr(
                             written.begin, written.end - written.begin))});
    last_end = span.end;
  }
  return syllables;
}

bool EndsSentence(string_view gap) {
  return gap.find_first_of(";!?\n") != string_view::npos ||
         absl::StrContains(gap, ". ");
}

bool IsNumber(string_view syllable) {
  return absl::ascii_isdigit(static_cast<unsigned char>(syllable[0]));
}

bool IsMarker(Syllables at) {
  if (at.size() < 2) return false;
  return std::any_of(
      std::begin(kMarkers), std::end(kMarkers), [&](const Marker& marker) {
        return at[0].text == marker.first && at[1].text == marker.second;
      });
}

// How many syllables of a name begin here; 0: none.
size_t NameLength(Syllables all, size_t at) {
  if (!all[at].capital || !IsOneOf(all[at].text, kSurnames)) return 0;
  if (at > 0 && IsOneOf(all[at - 1].text, kBodies) &&
      !EndsSentence(all[at].gap)) {
    return 0;
  }
  size_t length = 1;
  while (at + length < all.size() && length < kMostNameSyllables) {
    const Syllable& next = all[at + length];
    const bool goes_on = next.capital && !IsNumber(next.text) &&
                         next.gap.find_first_not_of(' ') == string_view::npos &&
                         !IsMarker(all.subspan(at + length));
    if (!goes_on) break;
    ++length;
  }
  return length < 2 ? 0 : length;
}

// A place stands right after the words of living, or after a comma, and has a
// number or a name of its own.
bool IsPlace(Syllables all, size_t at, size_t after_marker) {
  if (!IsOneOf(all[at].text, kPlaces) || at + 1 >= all.size()) return false;
  const bool led = at == after_marker || IsOneOf(all[at - 1].text, kLeads) ||
                   absl::StrContains(all[at].gap, ",") ||
                   absl::StrContains(all[at].gap, ":");
  const Syllable& next = all[at + 1];
  if (EndsSentence(next.gap)) return false;
  const bool named = IsNumber(next.text) || next.capital ||
                     next.text == "phố" || next.text == "dân";
  return led && named;
}

// The last syllable of the place at `at`: "tổ 5", "khu phố 4", "tổ dân phố 5".
size_t EndOfPlace(Syllables all, size_t at) {
  size_t end = at + 1;
  while (end + 1 < all.size() && !EndsSentence(all[end + 1].gap) &&
         (all[end].text == "phố" || all[end].text == "dân")) {
    ++end;
  }
  return end;
}

// The address after the name that ends before `from`; false: there is none.
bool FindAddress(Syllables all, size_t from, HomeAddress& found) {
  const size_t last = std::min(all.size(), from + kToMarker);
  for (size_t at = from; at < last && !EndsSentence(all[at].gap); ++at) {
    if (!IsMarker(all.subspan(at))) continue;
    // "ở số" and "số nhà" are the beginning of the place themselves.
    const size_t begin = all[at + 1].text == "số" ? at + 1
                         : all[at].text == "số"   ? at + 1
                                                  : at + 2;
    const size_t end = std::min(all.size(), begin + kToPlace);
    for (size_t place = begin; place < end; ++place) {
      if (EndsSentence(all[place].gap)) break;
      if (!IsPlace(all, place, begin)) continue;
      const Syllable& last_word = all[EndOfPlace(all, place)];
      found.span.end = last_word.span.end;
      found.confidence =
          IsNumber(last_word.text) ? kWithNumber : kWithoutNumber;
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<HomeAddress> FindHomeAddresses(const text::View& canonical,
                                           absl::string_view original) {
  std::vector<HomeAddress> addresses;
  const std::vector<Syllable> read = Read(canonical, original);
  const Syllables all = absl::MakeConstSpan(read);
  for (size_t at = 0; at < all.size();) {
    const size_t length = NameLength(all, at);
    HomeAddress address;
    address.span.begin = all[at].span.begin;
    if (length == 0 || !FindAddress(all, at + length, address)) {
      at += std::max<size_t>(length, 1);
      continue;
    }
    addresses.push_back(address);
    while (at < all.size() && all[at].span.begin < address.span.end) ++at;
  }
  return addresses;
}

}  // namespace loa::moderation
