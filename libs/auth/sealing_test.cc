#include "libs/auth/sealing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/base64url.h"
#include "libs/base/sha256.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/process.h"
#include "libs/testing/status_matchers.h"

namespace loa::auth {
namespace {

using loa::testing::FakeIds;
using loa::testing::HasMetadata;
using loa::testing::HasReason;
using loa::testing::IsOkAndHolds;
using loa::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr absl::string_view kToken = "EAAB-page-token";
constexpr absl::string_view kPage = "pages/p1";

std::string KeyLine(absl::string_view id) {
  return absl::StrCat(id, ":", base::Sha256Hex(id), "\n");
}

class SealerTest : public ::testing::Test {
 protected:
  std::unique_ptr<Sealer> Make(absl::string_view keys) {
    auto sealer = Sealer::Create(keys, ids_);
    EXPECT_TRUE(sealer.ok()) << sealer.status();
    return *std::move(sealer);
  }

  absl::Status Refusal(absl::string_view keys) {
    return Sealer::Create(keys, ids_).status();
  }

  FakeIds ids_;
};

TEST_F(SealerTest, OpensWhatItSealed) {
  const auto sealer = Make(KeyLine("k1"));
  for (const std::string& plain :
       {std::string(), std::string(kToken), std::string(100'000, '\0')}) {
    EXPECT_THAT(sealer->Open(sealer->Seal(plain, kPage), kPage),
                IsOkAndHolds(plain));
  }
}

TEST_F(SealerTest, ShowsTheKeyIdAndNothingOfTheText) {
  const std::string sealed = Make(KeyLine("k1"))->Seal(kToken, kPage);

  EXPECT_THAT(sealed, StartsWith("v1:k1:"));
  EXPECT_THAT(sealed, Not(HasSubstr("EAAB")));
}

TEST_F(SealerTest, SealsTheSameTextDifferentlyEachTime) {
  const auto sealer = Make(KeyLine("k1"));
  EXPECT_NE(sealer->Seal(kToken, kPage), sealer->Seal(kToken, kPage));
}

TEST_F(SealerTest, OpensAKnownSealedText) {
  // Made by another implementation of AES-256-GCM, so that neither key
  // derivation nor layout can change unnoticed.
  EXPECT_THAT(Make(KeyLine("k1"))
                  ->Open("v1:k1:AAECAwQFBgcICQoLOhgr8ZPCLmm6n14nYSqeGeZeTlaIo_"
                         "l8hfX-33Z1rg",
                         kPage),
              IsOkAndHolds(std::string(kToken)));
}

TEST_F(SealerTest, RefusesATextThatBelongsToAnotherPage) {
  const auto sealer = Make(KeyLine("k1"));
  EXPECT_THAT(sealer->Open(sealer->Seal(kToken, kPage), "pages/p2"),
              AllOf(StatusIs(absl::StatusCode::kDataLoss),
                    HasReason("SEALED_DATA_DAMAGED")));
}

TEST_F(SealerTest, RefusesEverySingleBitThatWasChanged) {
  const auto sealer = Make(KeyLine("k1"));
  const std::string sealed = sealer->Seal(kToken, kPage);
  const std::string head = "v1:k1:";
  const std::string bytes =
      *base::Base64UrlDecode(absl::string_view(sealed).substr(head.size()));
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string changed = bytes;
    changed[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    ASSERT_THAT(
        sealer->Open(head + base::Base64UrlEncode(changed), kPage).status(),
        HasReason("SEALED_DATA_DAMAGED"))
        << "bit " << bit;
  }
}

TEST_F(SealerTest, RefusesATextCutAnywhereAndAnyOtherForm) {
  const auto sealer = Make(KeyLine("k1"));
  const std::string sealed = sealer->Seal(kToken, kPage);
  for (size_t size = 0; size < sealed.size(); ++size) {
    ASSERT_FALSE(sealer->Open(sealed.substr(0, size), kPage).ok()) << size;
  }
  for (const absl::string_view other :
       {"v2:k1:AAAA", "v1:k1", "v1:k1:!!!!", "v1::AAAA", "v1:k 1:AAAA",
        "v1:k1:AAAA:AAAA", "plain token"}) {
    EXPECT_THAT(sealer->Open(other, kPage).status(),
                HasReason("SEALED_DATA_DAMAGED"))
        << other;
  }
}

TEST_F(SealerTest, RefusesATextWhoseKeyIdWasExchanged) {
  const std::string bytes = base::Sha256Hex("k1");
  const auto sealer = Make(absl::StrCat("k1:", bytes, "\nk2:", bytes, "\n"));
  std::string sealed = sealer->Seal(kToken, kPage);
  sealed[4] = '2';  // "v1:k2:", the same key under another id
  EXPECT_THAT(sealer->Open(sealed, kPage), HasReason("SEALED_DATA_DAMAGED"));
}

TEST_F(SealerTest, SealsWithTheFirstKeyAndOpensWithAll) {
  const std::string old = Make(KeyLine("k1"))->Seal(kToken, kPage);
  const auto rotated = Make(KeyLine("k2") + KeyLine("k1"));

  EXPECT_EQ(rotated->sealing_key_id(), "k2");
  EXPECT_THAT(rotated->Seal(kToken, kPage), StartsWith("v1:k2:"));
  EXPECT_THAT(rotated->Open(old, kPage), IsOkAndHolds(std::string(kToken)));
  EXPECT_TRUE(rotated->NeedsResealing(old));
  EXPECT_FALSE(rotated->NeedsResealing(rotated->Seal(kToken, kPage)));
}

TEST_F(SealerTest, SaysWhichKeyWasTakenAwayTooEarly) {
  const std::string old = Make(KeyLine("k1"))->Seal(kToken, kPage);
  EXPECT_THAT(
      Make(KeyLine("k2"))->Open(old, kPage),
      AllOf(StatusIs(absl::StatusCode::kFailedPrecondition),
            HasReason("SEALING_KEY_UNKNOWN"), HasMetadata("key", "k1")));
}

TEST_F(SealerTest, SkipsBlankLinesAndComments) {
  EXPECT_EQ(Make("# since June\r\n\n  " + KeyLine("k1"))->sealing_key_id(),
            "k1");
}

TEST_F(SealerTest, RefusesToStartWithoutAKey) {
  for (const absl::string_view keys : {"", "\n \n", "# k1:00\n"}) {
    EXPECT_THAT(Refusal(keys), HasReason("SEALING_KEY_MISSING"));
  }
  EXPECT_THAT(Sealer::FromFile("", ids_).status(),
              HasReason("SEALING_KEY_MISSING"));
  loa::testing::TemporaryDirectory directory;
  EXPECT_THAT(Sealer::FromFile(directory.File("none"), ids_).status(),
              HasReason("SEALING_KEY_MISSING"));
}

TEST_F(SealerTest, ReadsItsKeysFromAFile) {
  loa::testing::TemporaryDirectory directory;
  const auto sealer =
      Sealer::FromFile(directory.Write("keys", KeyLine("k1")), ids_);
  ASSERT_TRUE(sealer.ok()) << sealer.status();
  EXPECT_EQ((*sealer)->sealing_key_id(), "k1");
}

TEST_F(SealerTest, RefusesWeakKeys) {
  const std::string strong = base::Sha256Hex("k1");
  for (const std::string& hex :
       {std::string(), strong.substr(2), strong + "00", std::string(64, '0'),
        std::string(64, 'f'), strong.substr(0, 28) + std::string(36, 'a')}) {
    const absl::Status refusal = Refusal(absl::StrCat("k1:", hex));
    EXPECT_THAT(refusal,
                AllOf(HasReason("SEALING_KEY_WEAK"), HasMetadata("key", "k1")))
        << hex;
    if (!hex.empty()) {
      EXPECT_THAT(std::string(refusal.message()), Not(HasSubstr(hex)));
    }
  }
}

TEST_F(SealerTest, RefusesMalformedLinesByNumber) {
  const std::string hex = base::Sha256Hex("k1");
  for (const std::string& line :
       {hex, ":" + hex, "k 1:" + hex, std::string(33, 'k') + ":" + hex,
        "k1:" + std::string(64, 'g'), "k0:" + base::Sha256Hex("k0")}) {
    EXPECT_THAT(
        Refusal(absl::StrCat(KeyLine("k0"), line)),
        AllOf(HasReason("SEALING_KEY_MALFORMED"), HasMetadata("line", "2")))
        << line;
  }
}

}  // namespace
}  // namespace loa::auth
