#include "libs/base/json_string.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "nlohmann/json.hpp"

namespace loa::base {
namespace {

std::string Quoted(absl::string_view text) {
  std::string out;
  AppendJsonString(text, out);
  return out;
}

TEST(JsonString, KeepsVietnameseAsItIs) {
  EXPECT_EQ(Quoted("Mặt trận Tổ quốc 🇻🇳"), "\"Mặt trận Tổ quốc 🇻🇳\"");
}

TEST(JsonString, EscapesWhatWouldEndTheStringOrTheLine) {
  EXPECT_EQ(Quoted("\"\\/\n\r\t"), R"("\"\\/\n\r\t")");
  EXPECT_EQ(Quoted(absl::string_view("\0\x1f\x7f", 3)),
            R"("\u0000\u001f\u007f")");
  EXPECT_EQ(Quoted("\u2028\u2029"), R"("\u2028\u2029")");
}

TEST(JsonString, ReplacesEveryByteThatIsNotUtf8) {
  const std::string bad = "\uFFFD";
  EXPECT_EQ(Quoted("\xff"), "\"" + bad + "\"");
  EXPECT_EQ(Quoted("a\x80z"), "\"a" + bad + "z\"");
  EXPECT_EQ(Quoted("\xc0\xaf"), "\"" + bad + bad + "\"");            // overlong
  EXPECT_EQ(Quoted("\xe0\x80\xaf"), "\"" + bad + bad + bad + "\"");  // overlong
  EXPECT_EQ(Quoted("\xed\xa0\x80"),
            "\"" + bad + bad + bad + "\"");  // surrogate
  EXPECT_EQ(Quoted("\xf4\x90\x80\x80"),
            "\"" + bad + bad + bad + bad + "\"");          // above U+10FFFF
  EXPECT_EQ(Quoted("\xe1\xba"), "\"" + bad + bad + "\"");  // cut short
}

TEST(JsonString, IsReadBackByAnotherParserWhateverTheBytes) {
  std::mt19937 random(1679);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(random() % 24, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const auto parsed =
        nlohmann::json::parse(Quoted(bytes), nullptr, /*exceptions=*/false);
    ASSERT_TRUE(parsed.is_string()) << Quoted(bytes);
    // A second pass changes nothing: the first has made it valid.
    const auto text = parsed.get<std::string>();
    ASSERT_EQ(nlohmann::json::parse(Quoted(text)).get<std::string>(), text);
  }
}

}  // namespace
}  // namespace loa::base
