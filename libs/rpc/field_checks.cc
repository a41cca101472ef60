#include "libs/rpc/field_checks.h"

#include <re2/re2.h>

#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "google/api/field_behavior.pb.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "libs/base/civil_date.h"
#include "libs/base/mutex.h"
#include "libs/rpc/names.h"

namespace loa::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using options::v1::FieldRule;

constexpr int64_t kMinTimestamp = -62135596800;  // 0001-01-01
constexpr int64_t kMaxTimestamp = 253402300799;  // 9999-12-31T23:59:59
constexpr int64_t kMaxDuration = 315576000000;   // 10,000 years
constexpr int kMaxNanos = 999999999;
constexpr int kMaxMaskPaths = 64;

bool Behaves(const FieldDescriptor* field, google::api::FieldBehavior as) {
  const auto& options = field->options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == as) return true;
  }
  return false;
}

FieldCheck ReadCheck(const FieldDescriptor* field) {
  FieldCheck check;
  check.field = field;
  check.required = Behaves(field, google::api::REQUIRED);
  check.output_only = IsOutputOnly(field);
  check.rule = field->options().GetExtension(options::v1::field);
  if (!check.rule.pattern().empty()) {
    check.pattern = std::make_shared<re2::RE2>(check.rule.pattern());
  }
  return check;
}

// The parser proved that `text` is UTF-8, so its non-continuation bytes count
// its code points.
int CodePoints(const std::string& text) {
  int count = 0;
  for (const char c : text) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

std::optional<Fault> WrongText(const FieldCheck& check,
                               const std::string& text) {
  const FieldRule& rule = check.rule;
  if (text.find('\0') != std::string::npos) {
    return Fault{"must not hold the character U+0000",
                 "không được chứa ký tự U+0000"};
  }
  if (rule.max_chars() > 0 && CodePoints(text) > rule.max_chars()) {
    return Fault{absl::StrCat("has ", CodePoints(text), " characters; at most ",
                              rule.max_chars()),
                 absl::StrCat("có ", CodePoints(text), " ký tự, tối đa ",
                              rule.max_chars())};
  }
  if (text.empty()) return std::nullopt;
  if (!rule.resource().empty() && !IsName(text, rule.resource())) {
    return Fault{absl::StrCat("must be a name such as ", rule.resource(),
                              "/abc or ", rule.resource(),
                              "/kind:value, at most ", kMaxNameChars, " bytes"),
                 absl::StrCat("phải là tên như ", rule.resource(), "/abc hoặc ",
                              rule.resource(), "/kind:value, tối đa ",
                              kMaxNameChars, " byte")};
  }
  if (rule.date() && !base::ParseDate(text).has_value()) {
    return Fault{"must be a date such as 2022-05-31",
                 "phải là ngày dạng năm-tháng-ngày, ví dụ 2022-05-31"};
  }
  if (check.pattern != nullptr && !re2::RE2::FullMatch(text, *check.pattern)) {
    return Fault{absl::StrCat("must match ", rule.pattern()),
                 absl::StrCat("phải đúng dạng ", rule.pattern())};
  }
  return std::nullopt;
}

std::optional<Fault> WrongBytes(const FieldRule& rule,
                                const std::string& bytes) {
  const int limit = rule.max_bytes();
  if (limit == 0 || bytes.size() <= static_cast<size_t>(limit)) {
    return std::nullopt;
  }
  return Fault{absl::StrCat("has ", bytes.size(), " bytes; at most ", limit),
               absl::StrCat("có ", bytes.size(), " byte, tối đa ", limit)};
}

std::optional<Fault> WrongNumber(const FieldRule& rule, int64_t value) {
  if (rule.minimum() == 0 && rule.maximum() == 0) return std::nullopt;
  if (value >= rule.minimum() && value <= rule.maximum()) return std::nullopt;
  return Fault{absl::StrCat("is ", value, "; must be ", rule.minimum(), " to ",
                            rule.maximum()),
               absl::StrCat("là ", value, ", phải từ ", rule.minimum(), " đến ",
                            rule.maximum())};
}

std::optional<Fault> WrongEnum(const FieldDescriptor* field, int value) {
  if (field->enum_type()->FindValueByNumber(value) != nullptr) {
    return std::nullopt;
  }
  return Fault{
      absl::StrCat(value, " is no value of ", field->enum_type()->name()),
      absl::StrCat(value, " không phải giá trị của ",
                   field->enum_type()->name())};
}

}  // namespace

bool IsOutputOnly(const FieldDescriptor* field) {
  return Behaves(field, google::api::OUTPUT_ONLY);
}

const std::vector<FieldCheck>& ChecksOf(const Descriptor* type) {
  using Cache =
      absl::flat_hash_map<const Descriptor*,
                          std::unique_ptr<const std::vector<FieldCheck>>>;
  static auto& mutex = *new base::Mutex;
  static auto& cache = *new Cache;
  base::MutexLock lock(mutex);
  auto& checks = cache[type];
  if (checks == nullptr) {
    auto read = std::make_unique<std::vector<FieldCheck>>();
    for (int i = 0; i < type->field_count(); ++i) {
      read->push_back(ReadCheck(type->field(i)));
    }
    checks = std::move(read);
  }
  return *checks;
}

bool IsPresent(const Message& message, const FieldCheck& check) {
  const auto* reflection = message.GetReflection();
  return check.field->is_repeated()
             ? reflection->FieldSize(message, check.field) > 0
             : reflection->HasField(message, check.field);
}

bool IsImplicitNumber(const FieldDescriptor* field) {
  return !field->is_repeated() && !field->has_presence() &&
         field->cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
         field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM;
}

std::optional<Fault> WrongValue(const FieldCheck& check, const Message& message,
                                int index) {
  const FieldDescriptor* field = check.field;
  const auto* reflection = message.GetReflection();
  const bool one = index < 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text =
          one ? reflection->GetString(message, field)
              : reflection->GetRepeatedString(message, field, index);
      return field->type() == FieldDescriptor::TYPE_BYTES
                 ? WrongBytes(check.rule, text)
                 : WrongText(check, text);
    }
    case FieldDescriptor::CPPTYPE_INT32:
      return WrongNumber(check.rule, one ? reflection->GetInt32(message, field)
                                         : reflection->GetRepeatedInt32(
                                               message, field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return WrongNumber(check.rule, one ? reflection->GetInt64(message, field)
                                         : reflection->GetRepeatedInt64(
                                               message, field, index));
    case FieldDescriptor::CPPTYPE_ENUM:
      return WrongEnum(
          field, one ? reflection->GetEnumValue(message, field)
                     : reflection->GetRepeatedEnumValue(message, field, index));
    default:
      return std::nullopt;
  }
}

std::optional<Fault> WrongWellKnown(const Message& message) {
  const Descriptor* type = message.GetDescriptor();
  if (type == google::protobuf::Timestamp::descriptor()) {
    const auto& time = static_cast<const google::protobuf::Timestamp&>(message);
    if (time.seconds() < kMinTimestamp || time.seconds() > kMaxTimestamp ||
        time.nanos() < 0 || time.nanos() > kMaxNanos) {
      return Fault{"must be an instant of the years 1 to 9999",
                   "phải là thời điểm trong các năm 1 đến 9999"};
    }
  } else if (type == google::protobuf::Duration::descriptor()) {
    const auto& length =
        static_cast<const google::protobuf::Duration&>(message);
    if (length.seconds() < -kMaxDuration || length.seconds() > kMaxDuration ||
        length.nanos() < -kMaxNanos || length.nanos() > kMaxNanos) {
      return Fault{"must be at most 10,000 years", "phải không quá 10.000 năm"};
    }
  } else if (type == google::protobuf::FieldMask::descriptor()) {
    const auto& mask = static_cast<const google::protobuf::FieldMask&>(message);
    if (mask.paths_size() > kMaxMaskPaths) {
      return Fault{absl::StrCat("has ", mask.paths_size(), " paths; at most ",
                                kMaxMaskPaths),
                   absl::StrCat("có ", mask.paths_size(), " đường dẫn, tối đa ",
                                kMaxMaskPaths)};
    }
  }
  return std::nullopt;
}

}  // namespace loa::rpc
