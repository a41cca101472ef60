#include "libs/rpc/field_mask.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/field_mask_util.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/field_checks.h"
#include "libs/rpc/validate.h"

namespace loa::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::util::FieldMaskUtil;

bool IsWhole(const FieldMask& mask) {
  return std::find(mask.paths().begin(), mask.paths().end(), "*") !=
         mask.paths().end();
}

enum class PathKind { kUnknown, kIgnored, kWritable };

PathKind KindOf(const Descriptor* type, const std::string& path,
                const std::vector<std::string>& allowed) {
  if (path.empty()) return PathKind::kUnknown;
  std::vector<const FieldDescriptor*> fields;
  if (!FieldMaskUtil::GetFieldDescriptors(type, path, &fields)) {
    return PathKind::kUnknown;
  }
  for (const FieldDescriptor* field : fields) {
    if (IsOutputOnly(field)) return PathKind::kIgnored;
  }
  if (path == "name") return PathKind::kIgnored;
  const bool writable = std::find(allowed.begin(), allowed.end(),
                                  fields.front()->name()) != allowed.end();
  return writable ? PathKind::kWritable : PathKind::kUnknown;
}

// What `mask` comes to: paths of fields that can be written.
absl::Status Resolve(const FieldMask& mask, const Message& patch,
                     const std::vector<std::string>& allowed, FieldMask& out) {
  if (mask.paths().empty() || IsWhole(mask)) {
    for (const std::string& name : allowed) {
      if (IsWhole(mask) || MaskCovers(mask, patch, name)) out.add_paths(name);
    }
    return absl::OkStatus();
  }
  for (const std::string& path : mask.paths()) {
    switch (KindOf(patch.GetDescriptor(), path, allowed)) {
      case PathKind::kUnknown:
        return MaskPathUnknown(path, allowed);
      case PathKind::kIgnored:
        break;
      case PathKind::kWritable:
        out.add_paths(path);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyMask(const FieldMask& mask, const Message& patch,
                       Message& resource,
                       const std::vector<std::string>& allowed) {
  FieldMask paths;
  if (absl::Status status = Resolve(mask, patch, allowed, paths);
      !status.ok()) {
    return status;
  }
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(patch, paths, options, &resource);
  return absl::OkStatus();
}

bool MaskCovers(const FieldMask& mask, const Message& patch,
                absl::string_view path) {
  if (IsWhole(mask)) return true;
  if (mask.paths().empty()) {
    const FieldDescriptor* field =
        patch.GetDescriptor()->FindFieldByName(std::string(path));
    if (field == nullptr) return false;
    const auto* reflection = patch.GetReflection();
    return field->is_repeated() ? reflection->FieldSize(patch, field) > 0
                                : reflection->HasField(patch, field);
  }
  for (const std::string& covered : mask.paths()) {
    if (covered == path || absl::StartsWith(covered, absl::StrCat(path, ".")) ||
        absl::StartsWith(path, covered + ".")) {
      return true;
    }
  }
  return false;
}

}  // namespace loa::rpc
