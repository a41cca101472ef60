#include "libs/queue/entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "libs/testing/status_matchers.h"

namespace loa::queue {
namespace {

using testing::HasReason;

TEST(Entry, ComesBackAsItWasWritten) {
  for (const int64_t number :
       {int64_t{0}, int64_t{-1}, std::numeric_limits<int64_t>::min(),
        std::numeric_limits<int64_t>::max()}) {
    const Entry entry{"pub-1", "facebook:12", number, number};
    const auto decoded = DecodeEntry(EncodeEntry(entry));
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(*decoded, entry);
  }
}

TEST(Entry, IsOneReadableLine) {
  EXPECT_EQ(EncodeEntry({"pub", "page", 1650000000000000, 3}),
            "1 pub page 1650000000000000 3");
}

TEST(DecodeEntry, RefusesWhatWasNotEncoded) {
  for (const std::string& line :
       {std::string(""), std::string("1 pub page 5"),
        std::string("2 pub page 5 1"), std::string("1 pub page 5 1 "),
        std::string("1  page 5 1"), std::string("1 pub page +5 1"),
        std::string("1 pub page 05 1"), std::string("1 pub page 5 1x"),
        std::string("1 pub page 99999999999999999999 1"),
        std::string("1 pub page - 1"), std::string("1 p\xc3\xa9 page 5 1"),
        std::string("1 p\0b page 5 1", 15),
        "1 " + std::string(129, 'a') + " page 5 1"}) {
    EXPECT_THAT(DecodeEntry(line).status(), HasReason("QUEUE_ENTRY_MALFORMED"))
        << line;
  }
}

}  // namespace
}  // namespace loa::queue
