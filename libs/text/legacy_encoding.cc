#include "libs/text/legacy_encoding.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "libs/text/utf8.h"

namespace loa::text {
namespace {

// Letters that TCVN3 has where no other of these encodings has one: a breve to
// d stroke, and a with a tone.
constexpr absl::string_view kTcvn3Letters =
    "\xA8\xA9\xAA\xAB\xAC\xAD\xAE\xB5\xB6\xB7\xB8\xB9\xBB\xBC\xBD\xBE";

// VNI writes a vowel and then its mark.
constexpr absl::string_view kVniVowels = "aeouyAEOUY\xF4\xF6\xD4\xD6";
constexpr absl::string_view kVniMarks =
    "\xF9\xF8\xFB\xF5\xEF\xE2\xEA\xE1\xE0\xE5\xE3\xE4\xE9\xE8\xFA\xFC\xEB"
    "\xD9\xD8\xDB\xD5\xCF\xC2\xCA\xC1\xC0\xC5\xC3\xC4\xC9\xC8\xDA\xDC\xCB";

// So does windows-1258: grave, hook, tilde, acute and dot below.
constexpr absl::string_view k1258Vowels =
    "aeiouyAEIOUY\xE2\xEA\xF4\xE3\xF5\xFD\xC2\xCA\xD4\xC3\xD5\xDD";
constexpr absl::string_view k1258Marks = "\xCC\xD2\xDE\xEC\xF2";

// In a text without one proper Vietnamese letter: so many are no accident.
constexpr int kManyInUtf8 = 3;

bool Has(absl::string_view set, char c) {
  return set.find(c) != absl::string_view::npos;
}

int CountLetters(absl::string_view bytes, absl::string_view letters) {
  int count = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const bool in_a_word =
        (i > 0 && absl::ascii_isalpha(bytes[i - 1])) ||
        (i + 1 < bytes.size() && absl::ascii_isalpha(bytes[i + 1]));
    if (in_a_word && Has(letters, bytes[i])) ++count;
  }
  return count;
}

int CountPairs(absl::string_view bytes, absl::string_view vowels,
               absl::string_view marks) {
  int count = 0;
  for (size_t i = 1; i < bytes.size(); ++i) {
    if (Has(vowels, bytes[i - 1]) && Has(marks, bytes[i])) ++count;
  }
  return count;
}

// Text of one byte a letter: the encoding with the most to show for itself.
absl::string_view NameOfBytes(absl::string_view bytes, int least) {
  const int tcvn3 = CountLetters(bytes, kTcvn3Letters);
  const int vni = CountPairs(bytes, kVniVowels, kVniMarks);
  const int windows = CountPairs(bytes, k1258Vowels, k1258Marks);
  const int most = std::max({tcvn3, vni, windows});
  if (most < least) return "";
  if (most == tcvn3) return "TCVN3";
  return most == vni ? "VNI" : "windows-1258";
}

bool LooksLikeUtf16(absl::string_view bytes) {
  if (absl::StartsWith(bytes, "\xFF\xFE") ||
      absl::StartsWith(bytes, "\xFE\xFF")) {
    return true;
  }
  const auto nuls = std::count(bytes.begin(), bytes.end(), '\0');
  return nuls > 0 && static_cast<size_t>(nuls) >= bytes.size() / 4;
}

// UTF-8 that was made of legacy bytes as if they were Latin-1.
absl::string_view NameOfMadeUtf8(const std::vector<Character>& characters) {
  std::string bytes;
  for (const Character& character : characters) {
    const bool vietnamese =
        (character.code >= 0x1EA0 && character.code <= 0x1EF9) ||
        (character.code >= 0x0102 && character.code <= 0x01B0);
    if (vietnamese) return "";
    bytes.push_back(character.code < 0x100 ? static_cast<char>(character.code)
                                           : ' ');
  }
  const absl::string_view name = NameOfBytes(bytes, kManyInUtf8);
  // Latin-1 has windows-1258's marks as letters of their own.
  return name == "windows-1258" ? "" : name;
}

}  // namespace

absl::string_view LegacyEncodingOf(absl::string_view bytes) {
  if (absl::StartsWith(bytes, absl::string_view("\xFF\xFE\0\0", 4)) ||
      absl::StartsWith(bytes, absl::string_view("\0\0\xFE\xFF", 4))) {
    return "UTF-32";
  }
  if (LooksLikeUtf16(bytes)) return "UTF-16";
  const auto characters = Decode(bytes);
  if (characters.ok()) return NameOfMadeUtf8(*characters);
  const absl::string_view name = NameOfBytes(bytes, 1);
  return name.empty() ? "an unknown encoding" : name;
}

}  // namespace loa::text
