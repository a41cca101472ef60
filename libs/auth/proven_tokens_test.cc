#include "libs/auth/proven_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"

namespace loa::auth {
namespace {

constexpr absl::Time kFrom = absl::FromUnixSeconds(1'654'041'600);
constexpr absl::Time kUntil = absl::FromUnixSeconds(1'654'042'500);

std::string DigestOf(int i) { return base::Sha256(absl::StrCat("token ", i)); }

ProvenToken TokenOf(int i) {
  return {{absl::StrCat("principals/", i), Principal::Kind::kPerson},
          kFrom,
          kUntil};
}

TEST(ProvenTokens, KnowsATokenFromItsBeginningToItsEnd) {
  ProvenTokens tokens;
  EXPECT_FALSE(tokens.Find(DigestOf(1), kFrom).has_value());
  tokens.Remember(DigestOf(1), TokenOf(1));

  const auto nanosecond = absl::Nanoseconds(1);
  EXPECT_FALSE(tokens.Find(DigestOf(1), kFrom - nanosecond).has_value());
  ASSERT_TRUE(tokens.Find(DigestOf(1), kFrom).has_value());
  EXPECT_EQ(tokens.Find(DigestOf(1), kFrom)->name, "principals/1");
  EXPECT_TRUE(tokens.Find(DigestOf(1), kUntil - nanosecond).has_value());
  EXPECT_FALSE(tokens.Find(DigestOf(1), kUntil).has_value());
}

TEST(ProvenTokens, TellsTokensOfOneSlotApart) {
  std::string first(32, 'a');
  std::string second = first;
  second.back() = 'b';  // the same slot, another token
  ProvenTokens tokens;
  tokens.Remember(first, TokenOf(1));
  EXPECT_FALSE(tokens.Find(second, kFrom).has_value());
  tokens.Remember(second, TokenOf(2));
  EXPECT_EQ(tokens.Find(second, kFrom)->name, "principals/2");
  EXPECT_FALSE(tokens.Find(first, kFrom).has_value());
}

TEST(ProvenTokens, ForgetsUnderAFloodButNeverMixesUp) {
  constexpr int kFlood = 10 * ProvenTokens::kSlots;
  ProvenTokens tokens;
  for (int i = 0; i < kFlood; ++i) tokens.Remember(DigestOf(i), TokenOf(i));
  size_t known = 0;
  for (int i = 0; i < kFlood; ++i) {
    const auto principal = tokens.Find(DigestOf(i), kFrom);
    if (!principal.has_value()) continue;
    ++known;
    EXPECT_EQ(principal->name, absl::StrCat("principals/", i));
  }
  EXPECT_LE(known, ProvenTokens::kSlots);
  EXPECT_GT(known, ProvenTokens::kSlots / 2);
}

TEST(ProvenTokens, IsSharedByThreads) {
  ProvenTokens tokens;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&tokens] {
      for (int i = 0; i < 2000; ++i) {
        tokens.Remember(DigestOf(i), TokenOf(i));
        const auto principal = tokens.Find(DigestOf(i), kFrom);
        if (principal.has_value()) {
          ASSERT_EQ(principal->name, absl::StrCat("principals/", i));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace loa::auth
