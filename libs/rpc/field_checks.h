#ifndef LOA_LIBS_RPC_FIELD_CHECKS_H_
#define LOA_LIBS_RPC_FIELD_CHECKS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "loa/options/v1/field.pb.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace loa::rpc {

// One field's declared rules, read once.
struct FieldCheck {
  const google::protobuf::FieldDescriptor* field = nullptr;
  bool required = false;
  bool output_only = false;
  options::v1::FieldRule rule;
  std::shared_ptr<const re2::RE2> pattern;  // null: none
};

// The checks of a message type's fields, in order of declaration.  Cached for
// ever.
const std::vector<FieldCheck>& ChecksOf(
    const google::protobuf::Descriptor* type);

bool IsOutputOnly(const google::protobuf::FieldDescriptor* field);

// Was the field sent?  A number or boolean without presence: is it not 0?
bool IsPresent(const google::protobuf::Message& message,
               const FieldCheck& check);

// Is it a number or boolean whose 0 cannot be told from absence?
bool IsImplicitNumber(const google::protobuf::FieldDescriptor* field);

// What is wrong with a value, in both languages of FieldViolation.
struct Fault {
  std::string description;
  std::string vietnamese;
};

// What is wrong with a scalar, said as what would be right; nullopt when
// nothing is.  `index` is the item of a repeated field, -1 for a singular one.
std::optional<Fault> WrongValue(const FieldCheck& check,
                                const google::protobuf::Message& message,
                                int index);

// The same for Timestamp, Duration and FieldMask; nullopt for other types.
std::optional<Fault> WrongWellKnown(const google::protobuf::Message& message);

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_FIELD_CHECKS_H_
