#include "libs/testing/proto_matchers.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"

namespace loa::testing {

bool SameProto(const google::protobuf::Message& expected,
               const google::protobuf::Message& actual, std::string* why) {
  if (expected.GetDescriptor() != actual.GetDescriptor()) {
    *why = "is a " + actual.GetDescriptor()->full_name();
    return false;
  }
  google::protobuf::util::MessageDifferencer differencer;
  differencer.ReportDifferencesToString(why);
  return differencer.Compare(expected, actual);
}

std::unique_ptr<google::protobuf::Message> ParseText(
    absl::string_view text, const google::protobuf::Message& like) {
  std::unique_ptr<google::protobuf::Message> message(like.New());
  if (!google::protobuf::TextFormat::ParseFromString(std::string(text),
                                                     message.get())) {
    ADD_FAILURE() << "not the text format of a "
                  << like.GetDescriptor()->full_name() << ": " << text;
    return nullptr;
  }
  return message;
}

}  // namespace loa::testing
