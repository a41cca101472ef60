#include "services/units/access/secrets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "libs/auth/secret.h"
#include "libs/testing/status_matchers.h"

namespace loa::units {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::Pair;

class MountedSecretsTest : public ::testing::Test {
 protected:
  MountedSecretsTest() {
    std::string pattern = ::testing::TempDir() + "/secretsXXXXXX";
    folder_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(folder_ / "services");
  }
  ~MountedSecretsTest() override { std::filesystem::remove_all(folder_); }

  std::string Put(const std::string& name, const std::string& content) {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path) << content;
    return path.string();
  }
  std::string services() { return (folder_ / "services").string(); }

  std::filesystem::path folder_;
};

TEST_F(MountedSecretsTest, AreKeptAsHashesWithoutTheLastNewline) {
  const std::string bootstrap = Put("bootstrap", "a-secret-of-length\n");
  Put("services/content", "another-secret-here");
  Put("services/..data", "what a mount adds");
  const auto secrets = ReadMountedSecrets(bootstrap, services());
  ASSERT_THAT(secrets, IsOk());
  EXPECT_EQ(secrets->bootstrap_sha256, auth::HashSecret("a-secret-of-length"));
  EXPECT_THAT(
      secrets->services,
      ElementsAre(Pair("content", auth::HashSecret("another-secret-here"))));
}

TEST_F(MountedSecretsTest, NoneAtAllIsFine) {
  const auto secrets = ReadMountedSecrets("", "");
  ASSERT_THAT(secrets, IsOk());
  EXPECT_EQ(secrets->bootstrap_sha256, "");
  EXPECT_TRUE(secrets->services.empty());
}

TEST_F(MountedSecretsTest, MissingAndShortOnesAreRefused) {
  EXPECT_THAT(ReadMountedSecrets((folder_ / "nothing").string(), ""),
              HasReason("SECRETS_UNREADABLE"));
  EXPECT_THAT(ReadMountedSecrets("", (folder_ / "nothing").string()),
              HasReason("SECRETS_UNREADABLE"));
  Put("services/content", "short");
  EXPECT_THAT(ReadMountedSecrets("", services()),
              HasReason("SECRETS_UNREADABLE"));
}

}  // namespace
}  // namespace loa::units
