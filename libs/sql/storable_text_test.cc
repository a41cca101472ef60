#include "libs/sql/storable_text.h"

#include <gtest/gtest.h>

namespace loa::sql {
namespace {

TEST(StorableText, IsWellFormedUtf8) {
  for (const absl::string_view text :
       {"", "a", "Đường", "\u0301", "€", "\U0001F4E2", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(IsStorableText(text)) << text;
  }
}

TEST(StorableText, IsNothingElse) {
  for (const absl::string_view text :
       {absl::string_view("\0", 1), absl::string_view("a\0", 2),
        absl::string_view("\x80"), absl::string_view("\xc1\xbf"),
        absl::string_view("\xc3"), absl::string_view("\xe0\x9f\xbf"),
        absl::string_view("\xed\xa0\x80"),
        absl::string_view("\xf0\x8f\xbf\xbf"),
        absl::string_view("\xf4\x90\x80\x80"), absl::string_view("\xf5"),
        absl::string_view("\xe2\x82")}) {
    EXPECT_FALSE(IsStorableText(text));
  }
}

}  // namespace
}  // namespace loa::sql
