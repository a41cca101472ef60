#include "libs/base/deterministic.h"

#include <gtest/gtest.h>

#include <string>

#include "google/protobuf/struct.pb.h"
#include "libs/base/sha256.h"

namespace loa::base {
namespace {

// A message with a map, whose plain bytes may come in any order.
google::protobuf::Struct Letters(const std::string& order) {
  google::protobuf::Struct message;
  for (const char letter : order) {
    (*message.mutable_fields())[std::string(1, letter)].set_string_value("x");
  }
  return message;
}

TEST(DeterministicBytes, AreTheSameHoweverAMapWasFilled) {
  const std::string forwards = DeterministicBytes(Letters("abcdefghijklmnop"));
  EXPECT_EQ(forwards, DeterministicBytes(Letters("ponmlkjihgfedcba")));
  google::protobuf::Struct back;
  ASSERT_TRUE(back.ParseFromString(forwards));
  EXPECT_EQ(back.fields_size(), 16);
}

TEST(HashOf, IsTheHashOfThoseBytes) {
  EXPECT_EQ(HashOf(google::protobuf::Struct()), Sha256Hex(""));
  EXPECT_EQ(HashOf(Letters("ab")),
            Sha256Hex(DeterministicBytes(Letters("ba"))));
  EXPECT_NE(HashOf(Letters("ab")), HashOf(Letters("ac")));
}

}  // namespace
}  // namespace loa::base
