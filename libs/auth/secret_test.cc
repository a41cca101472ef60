#include "libs/auth/secret.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "libs/base/base64url.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"

namespace loa::auth {
namespace {

TEST(Secret, IsThirtyTwoBytesAndNeverTheSame) {
  base::RandomIds ids(base::SystemClock());
  std::set<std::string> secrets;
  for (int i = 0; i < 1000; ++i) {
    const std::string secret = NewSecret(ids);
    const auto bytes = base::Base64UrlDecode(secret);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(bytes->size(), 32u);
    secrets.insert(secret);
  }
  EXPECT_EQ(secrets.size(), 1000u);
}

TEST(Secret, MatchesItsOwnHashOnly) {
  const std::string hash = HashSecret("correct");

  EXPECT_EQ(hash.size(), 64u);
  EXPECT_TRUE(SecretMatches("correct", hash));
  EXPECT_FALSE(SecretMatches("Correct", hash));
  EXPECT_FALSE(SecretMatches("correct", HashSecret("other")));
}

TEST(Secret, MatchesNothingWhenItOrTheHashIsEmpty) {
  EXPECT_FALSE(SecretMatches("", HashSecret("")));
  EXPECT_FALSE(SecretMatches("correct", ""));
  EXPECT_FALSE(SecretMatches("correct", HashSecret("correct").substr(1)));
}

}  // namespace
}  // namespace loa::auth
