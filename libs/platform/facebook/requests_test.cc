#include "libs/platform/facebook/requests.h"

#include <gtest/gtest.h>

namespace loa::platform::facebook {
namespace {

TEST(AppSecretProof, IsTheHexHmacOfTheTokenUnderTheSecret) {
  // RFC 4231, test case 2.
  EXPECT_EQ(AppSecretProof("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(FormEncode, EscapesAllButUnreservedCharacters) {
  EXPECT_EQ(FormEncode({{"message", "a b&c=d+é\n"}, {"link", "https://x/~y"}}),
            "message=a%20b%26c%3dd%2b%c3%a9%0a&link=https%3a%2f%2fx%2f~y");
}

TEST(FormEncode, LeavesEmptyFieldsOut) {
  EXPECT_EQ(FormEncode({{"message", ""}, {"link", "l"}}), "link=l");
}

TEST(PercentEncode, KeepsAPathSegmentOneSegment) {
  EXPECT_EQ(PercentEncode("1/../2?x"), "1%2f..%2f2%3fx");
}

}  // namespace
}  // namespace loa::platform::facebook
