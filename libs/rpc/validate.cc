#include "libs/rpc/validate.h"

#include <algorithm>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/api/field_behavior.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "libs/base/mutex.h"
#include "libs/rpc/field_checks.h"

namespace loa::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Deeper messages than this do not exist in the contract; the parser itself
// stops at 100.
constexpr int kMaxDepth = 64;

std::string Join(const std::string& path, const std::string& name) {
  return path.empty() ? name : absl::StrCat(path, ".", name);
}

// Which REQUIRED fields an update needs: those that its mask covers.
struct Mask {
  const FieldMask* mask = nullptr;  // null: no update, all are needed

  bool Needs(const std::string& path, const std::string& name) const {
    if (mask == nullptr || name == "name") return true;
    for (const std::string& covered : mask->paths()) {
      if (covered == "*" || covered == path ||
          absl::StartsWith(path, covered + ".")) {
        return true;
      }
    }
    return false;
  }
};

class Walk {
 public:
  explicit Walk(std::vector<FieldViolation>& violations)
      : violations_(violations) {}

  // `path` is where `message` is; `masked` is the path below the resource that
  // an update mask speaks about.
  void Check(const Message& message, const std::string& path, const Mask& mask,
             const std::string& masked, int depth) {
    if (depth > kMaxDepth)
      return Add(path, {"is nested too deep", "lồng nhau quá sâu"});
    for (const FieldCheck& check : ChecksOf(message.GetDescriptor())) {
      const std::string& name = check.field->name();
      CheckOne(message, check, Join(path, name), mask, Join(masked, name),
               depth);
    }
  }

  void CheckOne(const Message& message, const FieldCheck& check,
                const std::string& at, const Mask& mask,
                const std::string& masked, int depth) {
    if (check.output_only) return;
    if (IsPresent(message, check)) {
      return CheckField(message, check, at, mask, masked, depth);
    }
    if (!mask.Needs(masked, check.field->name())) return;
    // 0 is a value like any other, for its range to judge.
    if (IsImplicitNumber(check.field))
      return CheckValue(check, message, -1, at);
    if (check.required) Add(at, {"is required", "là bắt buộc"});
  }

 private:
  void Add(const std::string& path, const Fault& fault) {
    violations_.push_back({path, fault.description, fault.vietnamese});
  }

  void CheckField(const Message& message, const FieldCheck& check,
                  const std::string& at, const Mask& mask,
                  const std::string& below, int depth) {
    const Reflection* reflection = message.GetReflection();
    const FieldDescriptor* field = check.field;
    if (!field->is_repeated()) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        return CheckValue(check, message, -1, at);
      }
      return CheckMessage(reflection->GetMessage(message, field), at, mask,
                          below, depth);
    }
    const int size = reflection->FieldSize(message, field);
    const int limit = check.rule.max_items();
    if (limit > 0 && size > limit) {
      return Add(at, {absl::StrCat("has ", size, " items; at most ", limit),
                      absl::StrCat("có ", size, " mục, tối đa ", limit)});
    }
    for (int i = 0; i < size; ++i) {
      const std::string item = absl::StrCat(at, "[", i, "]");
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        CheckValue(check, message, i, item);
      } else {
        CheckMessage(reflection->GetRepeatedMessage(message, field, i), item,
                     mask, below, depth);
      }
    }
  }

  void CheckMessage(const Message& message, const std::string& at,
                    const Mask& mask, const std::string& below, int depth) {
    if (std::optional<Fault> wrong = WrongWellKnown(message)) {
      return Add(at, *wrong);
    }
    Check(message, at, mask, below, depth + 1);
  }

  void CheckValue(const FieldCheck& check, const Message& message, int index,
                  const std::string& at) {
    if (std::optional<Fault> wrong = WrongValue(check, message, index)) {
      Add(at, *wrong);
    }
  }

  std::vector<FieldViolation>& violations_;
};

// The FieldMask in `update_mask`, when the request type has one.
const FieldMask* UpdateMaskOf(const Message& request) {
  const FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName("update_mask");
  if (field == nullptr || field->message_type() != FieldMask::descriptor()) {
    return nullptr;
  }
  return static_cast<const FieldMask*>(
      &request.GetReflection()->GetMessage(request, field));
}

bool FindOutputOnly(const Descriptor* type,
                    absl::flat_hash_map<const Descriptor*, bool>& seen) {
  if (!seen.emplace(type, true).second) return false;
  for (const FieldCheck& check : ChecksOf(type)) {
    if (check.output_only) return true;
    const Descriptor* below = check.field->message_type();
    if (below != nullptr && FindOutputOnly(below, seen)) return true;
  }
  return false;
}

}  // namespace

void CollectViolations(const Message& request, const std::string& prefix,
                       std::vector<FieldViolation>& violations) {
  Walk walk(violations);
  const FieldMask* mask = UpdateMaskOf(request);
  if (mask == nullptr) return walk.Check(request, prefix, Mask(), "", 0);
  // The request's own fields are needed whatever the mask says, those of the
  // resource in it as far as the mask covers them.
  for (const FieldCheck& check : ChecksOf(request.GetDescriptor())) {
    const std::string at = Join(prefix, check.field->name());
    if (IsPresent(request, check)) {
      walk.CheckOne(request, check, at, Mask{mask}, "", 0);
    } else {
      walk.CheckOne(request, check, at, Mask(), "", 0);
    }
  }
}

absl::Status Validate(const Message& request) {
  std::vector<FieldViolation> violations;
  CollectViolations(request, "", violations);
  return violations.empty() ? absl::OkStatus() : FieldsInvalid(violations);
}

bool HasOutputOnly(const Descriptor* type) {
  absl::flat_hash_map<const Descriptor*, bool> seen;
  return FindOutputOnly(type, seen);
}

void ClearOutputOnly(Message& request) {
  const Reflection* reflection = request.GetReflection();
  std::vector<const FieldDescriptor*> present;
  reflection->ListFields(request, &present);
  for (const FieldDescriptor* field : present) {
    if (IsOutputOnly(field)) {
      reflection->ClearField(&request, field);
    } else if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      continue;
    } else if (!field->is_repeated()) {
      ClearOutputOnly(*reflection->MutableMessage(&request, field));
    } else {
      for (int i = 0; i < reflection->FieldSize(request, field); ++i) {
        ClearOutputOnly(
            *reflection->MutableRepeatedMessage(&request, field, i));
      }
    }
  }
}

}  // namespace loa::rpc
