#include "libs/status/wire_budget.h"

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"

namespace loa::status {
namespace {

// Limits of the second try, for a trailer that is too large as it stands.
constexpr size_t kShortMessageBytes = 500;
constexpr size_t kShortTextBytes = 200;

// How many bytes grpc-message takes: what is not printable ASCII is
// percent-encoded.
size_t EncodedSize(absl::string_view message) {
  size_t size = 0;
  for (const char c : message) {
    size += c >= 0x20 && c < 0x7F && c != '%' ? 1 : 3;
  }
  return size;
}

size_t TrailerSize(const google::rpc::Status& status) {
  return EncodedSize(status.message()) + status.ByteSizeLong() * 4 / 3;
}

void Shorten(std::string& text) {
  text = std::string(CutText(text, kShortTextBytes));
}

// Applies `change` to every detail that is a Detail.
template <class Detail, class Change>
void ChangeDetails(google::rpc::Status& status, Change change) {
  for (auto& any : *status.mutable_details()) {
    Detail detail;
    if (any.Is<Detail>() && any.UnpackTo(&detail)) {
      change(detail);
      any.PackFrom(detail);
    }
  }
}

void ShortenTexts(google::rpc::Status& status) {
  status.set_message(
      std::string(CutText(status.message(), kShortMessageBytes)));
  ChangeDetails<google::rpc::ErrorInfo>(
      status, [](google::rpc::ErrorInfo& info) {
        for (auto& [key, value] : *info.mutable_metadata()) Shorten(value);
      });
  ChangeDetails<google::rpc::LocalizedMessage>(
      status, [](google::rpc::LocalizedMessage& localized) {
        localized.set_message(
            std::string(CutText(localized.message(), kShortMessageBytes)));
      });
  ChangeDetails<google::rpc::PreconditionFailure>(
      status, [](google::rpc::PreconditionFailure& failure) {
        for (auto& violation : *failure.mutable_violations()) {
          Shorten(*violation.mutable_subject());
          Shorten(*violation.mutable_description());
        }
      });
  ChangeDetails<google::rpc::BadRequest>(
      status, [](google::rpc::BadRequest& bad_request) {
        for (auto& violation : *bad_request.mutable_field_violations()) {
          Shorten(*violation.mutable_field());
          Shorten(*violation.mutable_description());
        }
      });
}

// Leaves out the last half of the field violations; returns how many.
int HalveViolations(google::rpc::Status& status) {
  int left_out = 0;
  ChangeDetails<google::rpc::BadRequest>(
      status, [&left_out](google::rpc::BadRequest& bad_request) {
        auto& violations = *bad_request.mutable_field_violations();
        const int keep = violations.size() / 2;
        left_out += violations.size() - keep;
        violations.DeleteSubrange(keep, violations.size() - keep);
      });
  return left_out;
}

}  // namespace

absl::string_view CutText(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return text;
  size_t end = limit;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void FitTrailer(google::rpc::Status& status) {
  if (TrailerSize(status) <= kMaxTrailerBytes) return;
  ShortenTexts(status);
  int left_out = 0;
  while (TrailerSize(status) > kMaxTrailerBytes) {
    const int now = HalveViolations(status);
    if (now == 0) break;
    left_out += now;
  }
  ChangeDetails<google::rpc::ErrorInfo>(
      status, [&](google::rpc::ErrorInfo& info) {
        if (left_out > 0) {
          (*info.mutable_metadata())["fields_left_out"] =
              absl::StrCat(left_out);
        }
      });
  // What is still too large is not made by status::Error: the details that a
  // client can do without go, the last first.
  while (TrailerSize(status) > kMaxTrailerBytes && status.details_size() > 1) {
    status.mutable_details()->RemoveLast();
  }
}

}  // namespace loa::status
