#include "libs/rpc/method_rules.h"

#include <cstdlib>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_split.h"
#include "libs/base/log.h"
#include "libs/base/mutex.h"
#include "libs/rpc/validate.h"

namespace loa::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

[[noreturn]] void Die(const Descriptor* request, absl::string_view why) {
  base::Log(base::Severity::kError, "the contract has a fault",
            {{"request", request->full_name()}, {"why", why}});
  std::abort();
}

const MethodDescriptor* MethodOf(const Descriptor* request) {
  const FileDescriptor* file = request->file();
  for (int i = 0; i < file->service_count(); ++i) {
    for (int j = 0; j < file->service(i)->method_count(); ++j) {
      const MethodDescriptor* method = file->service(i)->method(j);
      if (method->input_type() == request) return method;
    }
  }
  Die(request, "no RPC of its file takes it");
}

std::unique_ptr<MethodRules> Read(const Descriptor* request) {
  const MethodDescriptor* method = MethodOf(request);
  auto rules = std::make_unique<MethodRules>();
  rules->method = method->full_name();
  rules->access = method->options().GetExtension(options::v1::access);
  rules->has_output_only = HasOutputOnly(request);
  if (rules->access.scope() == options::v1::Access::SCOPE_UNSPECIFIED) {
    Die(request, "its RPC declares no access");
  }
  const Descriptor* at = request;
  for (absl::string_view name :
       absl::StrSplit(rules->access.field(), '.', absl::SkipEmpty())) {
    const FieldDescriptor* field =
        at == nullptr ? nullptr : at->FindFieldByName(std::string(name));
    if (field == nullptr) Die(request, "access.field names no field");
    rules->path.push_back(field);
    at = field->message_type();
  }
  return rules;
}

void Collect(const Message& message, const MethodRules& rules, size_t depth,
             std::vector<std::string>& values) {
  const FieldDescriptor* field = rules.path[depth];
  const auto* reflection = message.GetReflection();
  const bool last = depth + 1 == rules.path.size();
  if (!field->is_repeated()) {
    if (last) {
      values.push_back(reflection->GetString(message, field));
    } else {
      Collect(reflection->GetMessage(message, field), rules, depth + 1, values);
    }
    return;
  }
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    if (last) {
      values.push_back(reflection->GetRepeatedString(message, field, i));
    } else {
      Collect(reflection->GetRepeatedMessage(message, field, i), rules,
              depth + 1, values);
    }
  }
}

}  // namespace

const MethodRules& RulesOf(const Descriptor* request) {
  static auto& mutex = *new base::Mutex;
  static auto& all =
      *new absl::flat_hash_map<const Descriptor*, std::unique_ptr<MethodRules>>;
  base::MutexLock lock(mutex);
  std::unique_ptr<MethodRules>& rules = all[request];
  if (rules == nullptr) rules = Read(request);
  return *rules;
}

std::vector<std::string> ValuesAt(const MethodRules& rules,
                                  const Message& request) {
  std::vector<std::string> values;
  if (!rules.path.empty()) Collect(request, rules, 0, values);
  return values;
}

}  // namespace loa::rpc
