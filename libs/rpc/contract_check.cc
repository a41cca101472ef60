#include "libs/rpc/contract_check.h"

#include <re2/re2.h>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/field_mask.pb.h"
#include "libs/rpc/field_checks.h"
#include "loa/options/v1/access.pb.h"

namespace loa::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using options::v1::Access;

using Sentences = std::vector<std::string>;

// The string field at `path`, null when there is none.
const FieldDescriptor* FieldAt(const Descriptor* type,
                               const std::string& path) {
  const FieldDescriptor* field = nullptr;
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    field =
        type == nullptr ? nullptr : type->FindFieldByName(std::string(name));
    if (field == nullptr) return nullptr;
    type = field->message_type();
  }
  return field->type() == FieldDescriptor::TYPE_STRING ? field : nullptr;
}

// Does the request carry a string that proves something ("bootstrap_secret")?
bool TakesASecret(const Descriptor& request) {
  for (int i = 0; i < request.field_count(); ++i) {
    const FieldDescriptor* field = request.field(i);
    if (field->type() == FieldDescriptor::TYPE_STRING &&
        absl::EndsWith(field->name(), "secret")) {
      return true;
    }
  }
  return false;
}

void CheckAccess(const MethodDescriptor& method, Sentences& out) {
  const Access& access = method.options().GetExtension(options::v1::access);
  const auto scope = access.scope();
  const std::string& name = method.full_name();
  if (scope == Access::SCOPE_UNSPECIFIED) {
    out.push_back(absl::StrCat(name, " declares no access"));
    return;
  }
  const bool by_permission =
      scope != Access::SERVICE && scope != Access::CREDENTIAL;
  if (by_permission != (access.permission() != 0)) {
    out.push_back(absl::StrCat(name,
                               " must declare a permission unless its "
                               "scope is SERVICE or CREDENTIAL"));
  }
  if ((scope == Access::SERVICE) != (access.services_size() > 0)) {
    out.push_back(absl::StrCat(name,
                               " must name services if and only if its "
                               "scope is SERVICE"));
  }
  if (scope == Access::CREDENTIAL && !TakesASecret(*method.input_type())) {
    out.push_back(absl::StrCat(name,
                               " is open to everybody: with scope "
                               "CREDENTIAL the request holds a secret"));
  }
  const bool by_field = scope == Access::FIELD || scope == Access::RESOURCE;
  if (by_field && !FieldAt(method.input_type(), access.field())) {
    out.push_back(absl::StrCat(name, ": access.field \"", access.field(),
                               "\" is no string of the request"));
  }
}

bool HasLimit(const FieldCheck& check) {
  const auto& rule = check.rule;
  const FieldDescriptor* field = check.field;
  if (field->is_repeated() && rule.max_items() <= 0) return false;
  switch (field->type()) {
    case FieldDescriptor::TYPE_STRING:
      return rule.max_chars() > 0 || rule.date() || !rule.resource().empty();
    case FieldDescriptor::TYPE_BYTES:
      return rule.max_bytes() > 0;
    default:
      return true;
  }
}

void CheckFields(const Descriptor* type,
                 absl::flat_hash_set<const Descriptor*>& seen, Sentences& out) {
  // The validator limits FieldMask itself; the other well-known types that
  // requests use hold numbers.
  if (type == FieldMask::descriptor() || !seen.insert(type).second) return;
  for (const FieldCheck& check : ChecksOf(type)) {
    if (check.output_only) continue;
    const std::string& name = check.field->full_name();
    if (!HasLimit(check) && !type->options().map_entry()) {
      out.push_back(absl::StrCat(name, " has no limit"));
    }
    if (check.pattern != nullptr && !check.pattern->ok()) {
      out.push_back(absl::StrCat(name, " has a pattern that RE2 refuses"));
    }
    if (check.field->message_type() != nullptr) {
      CheckFields(check.field->message_type(), seen, out);
    }
  }
}

}  // namespace

std::vector<std::string> ContractViolations(const FileDescriptor& file) {
  Sentences out;
  absl::flat_hash_set<const Descriptor*> requests;
  absl::flat_hash_set<const Descriptor*> seen;
  for (int i = 0; i < file.service_count(); ++i) {
    for (int j = 0; j < file.service(i)->method_count(); ++j) {
      const MethodDescriptor& method = *file.service(i)->method(j);
      const Descriptor* request = method.input_type();
      CheckAccess(method, out);
      if (request->file() != &file || !requests.insert(request).second) {
        out.push_back(absl::StrCat(method.full_name(),
                                   " needs a request type "
                                   "of its own, declared in its file"));
      }
      CheckFields(request, seen, out);
    }
  }
  return out;
}

}  // namespace loa::rpc
