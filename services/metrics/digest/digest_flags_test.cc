#include "services/metrics/digest/digest_flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "libs/testing/status_matchers.h"

ABSL_DECLARE_FLAG(std::string, digest_url);
ABSL_DECLARE_FLAG(std::string, digest_secret_file);
ABSL_DECLARE_FLAG(std::string, digest_at);
ABSL_DECLARE_FLAG(std::string, moderation);

namespace loa::metrics {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;

class DigestFlagsTest : public ::testing::Test {
 protected:
  std::string SecretFile(const std::string& secret) {
    const std::string path = ::testing::TempDir() + "/digest_secret";
    std::ofstream(path) << secret;
    return path;
  }
  absl::FlagSaver saver_;
};

TEST_F(DigestFlagsTest, SendNothingByDefault) {
  const auto options = DigestOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->url, "");
}

TEST_F(DigestFlagsTest, AreReadWithTheirSecret) {
  absl::SetFlag(&FLAGS_digest_url, "https://example.org/digest");
  absl::SetFlag(&FLAGS_digest_secret_file, SecretFile("0123456789abcdef\n"));
  absl::SetFlag(&FLAGS_digest_at, "06:30");
  absl::SetFlag(&FLAGS_moderation, "localhost:1");
  const auto options = DigestOptionsFromFlags();
  ASSERT_THAT(options, IsOk());
  EXPECT_EQ(options->secret, "0123456789abcdef");
  EXPECT_EQ(options->at, absl::Minutes(390));
}

TEST_F(DigestFlagsTest, AreRefusedWhenTheyMakeNoSense) {
  absl::SetFlag(&FLAGS_digest_url, "ftp://example.org");
  EXPECT_THAT(DigestOptionsFromFlags(), HasReason("FLAG_INVALID"));
  absl::SetFlag(&FLAGS_digest_url, "https://example.org");
  EXPECT_THAT(DigestOptionsFromFlags(), HasReason("FLAG_INVALID"));
  absl::SetFlag(&FLAGS_moderation, "localhost:1");
  absl::SetFlag(&FLAGS_digest_at, "7 am");
  EXPECT_THAT(DigestOptionsFromFlags(), HasReason("FLAG_INVALID"));
  absl::SetFlag(&FLAGS_digest_at, "07:00");
  absl::SetFlag(&FLAGS_digest_secret_file, SecretFile("short"));
  EXPECT_THAT(DigestOptionsFromFlags(), HasReason("FLAG_INVALID"));
  absl::SetFlag(&FLAGS_digest_secret_file, "/none");
  EXPECT_THAT(DigestOptionsFromFlags(), HasReason("FILE_UNREADABLE"));
}

}  // namespace
}  // namespace loa::metrics
