#ifndef LOA_LIBS_TESTING_PROTO_MATCHERS_H_
#define LOA_LIBS_TESTING_PROTO_MATCHERS_H_

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace loa::testing {

// Compares two messages field by field; explains every difference.
bool SameProto(const google::protobuf::Message& expected,
               const google::protobuf::Message& actual, std::string* why);

// `text` in protobuf text format as a message of `like`'s type; a text that
// does not parse fails the test.
std::unique_ptr<google::protobuf::Message> ParseText(
    absl::string_view text, const google::protobuf::Message& like);

inline std::unique_ptr<google::protobuf::Message> ExpectedProto(
    const google::protobuf::Message& expected,
    const google::protobuf::Message&) {
  std::unique_ptr<google::protobuf::Message> copy(expected.New());
  copy->CopyFrom(expected);
  return copy;
}
inline std::unique_ptr<google::protobuf::Message> ExpectedProto(
    absl::string_view text, const google::protobuf::Message& like) {
  return ParseText(text, like);
}

inline std::string DescribeProto(const google::protobuf::Message& message) {
  return message.ShortDebugString();
}
inline std::string DescribeProto(absl::string_view text) {
  return std::string(text);
}

// EXPECT_THAT(unit, EqualsProto(R"pb(name: "units/a" level: "province")pb"));
// `expected` is a message or its text format.
MATCHER_P(EqualsProto, expected,
          (negation ? "differs from " : "equals ") + DescribeProto(expected)) {
  const auto message = ExpectedProto(expected, arg);
  std::string why;
  const bool same = message != nullptr && SameProto(*message, arg, &why);
  *result_listener << why;
  return same;
}

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_PROTO_MATCHERS_H_
