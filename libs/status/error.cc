#include "libs/status/error.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "google/rpc/error_details.pb.h"

namespace loa::status {
namespace {

constexpr char kVietnamese[] = "vi";  // BCP 47

// Details travel as payloads whose key is the type URL of the message.
template <class Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/",
                      Detail::descriptor()->full_name());
}

template <class Detail>
void Attach(const Detail& detail, absl::Status& status) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

template <class Detail>
std::optional<Detail> Find(const absl::Status& status) {
  const auto payload = status.GetPayload(TypeUrl<Detail>());
  Detail detail;
  if (!payload || !detail.ParseFromString(std::string(*payload))) {
    return std::nullopt;
  }
  return detail;
}

}  // namespace

Error::Error(absl::StatusCode code, absl::string_view domain,
             absl::string_view reason, absl::string_view message)
    : code_(code), domain_(domain), reason_(reason), message_(message) {}

Error& Error::Vietnamese(absl::string_view message) {
  vietnamese_ = std::string(message);
  return *this;
}

Error& Error::With(absl::string_view key, absl::string_view value) {
  metadata_.emplace_back(key, value);
  return *this;
}

Error& Error::Field(absl::string_view path, absl::string_view description) {
  fields_.push_back({std::string(path), std::string(description)});
  return *this;
}

Error& Error::Subject(absl::string_view subject) {
  subject_ = std::string(subject);
  return *this;
}

Error& Error::Resource(absl::string_view type, absl::string_view name) {
  resource_type_ = std::string(type);
  resource_name_ = std::string(name);
  return *this;
}

Error& Error::RetryAfter(absl::Duration delay) {
  retry_after_ = delay;
  return *this;
}

Error::operator absl::Status() const {
  absl::Status status(code_, message_);
  google::rpc::ErrorInfo info;
  info.set_reason(reason_);
  info.set_domain(domain_);
  for (const auto& [key, value] : metadata_) {
    (*info.mutable_metadata())[key] = value;
  }
  Attach(info, status);
  if (!vietnamese_.empty()) {
    google::rpc::LocalizedMessage localized;
    localized.set_locale(kVietnamese);
    localized.set_message(vietnamese_);
    Attach(localized, status);
  }
  if (!fields_.empty()) {
    google::rpc::BadRequest bad_request;
    for (const Violation& field : fields_) {
      auto& violation = *bad_request.add_field_violations();
      violation.set_field(field.path);
      violation.set_description(field.description);
    }
    Attach(bad_request, status);
  }
  if (!subject_.empty()) {
    google::rpc::PreconditionFailure failure;
    auto& violation = *failure.add_violations();
    violation.set_type(reason_);
    violation.set_subject(subject_);
    violation.set_description(message_);
    Attach(failure, status);
  }
  if (!resource_name_.empty()) {
    google::rpc::ResourceInfo resource;
    resource.set_resource_type(resource_type_);
    resource.set_resource_name(resource_name_);
    Attach(resource, status);
  }
  if (retry_after_ > absl::ZeroDuration()) {
    google::rpc::RetryInfo retry;
    *retry.mutable_retry_delay() =
        google::protobuf::util::TimeUtil::NanosecondsToDuration(
            absl::ToInt64Nanoseconds(retry_after_));
    Attach(retry, status);
  }
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto info = Find<google::rpc::ErrorInfo>(status);
  return info ? info->reason() : "";
}

std::string VietnameseOf(const absl::Status& status) {
  const auto localized = Find<google::rpc::LocalizedMessage>(status);
  return localized && localized->locale() == kVietnamese ? localized->message()
                                                         : "";
}

std::string MetadataOf(const absl::Status& status, absl::string_view key) {
  const auto info = Find<google::rpc::ErrorInfo>(status);
  if (!info) return "";
  const auto found = info->metadata().find(std::string(key));
  return found == info->metadata().end() ? "" : found->second;
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  if (const auto bad_request = Find<google::rpc::BadRequest>(status)) {
    for (const auto& violation : bad_request->field_violations()) {
      fields.push_back(violation.field());
    }
  }
  return fields;
}

absl::Duration RetryAfterOf(const absl::Status& status) {
  const auto retry = Find<google::rpc::RetryInfo>(status);
  if (!retry) return absl::ZeroDuration();
  return absl::Nanoseconds(
      google::protobuf::util::TimeUtil::DurationToNanoseconds(
          retry->retry_delay()));
}

}  // namespace loa::status
