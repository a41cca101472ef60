#ifndef LOA_LIBS_STATUS_ERROR_H_
#define LOA_LIBS_STATUS_ERROR_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::status {

// Builds a named error: a code, exactly one google.rpc.ErrorInfo {reason,
// domain, metadata}, a message for people in English and in Vietnamese, and the
// detail that fits the code.
// Services wrap it in functions with names of their own (services/*/errors.h):
//
//   absl::Status UnitNotFound(absl::string_view unit) {
//     return Error(absl::StatusCode::kNotFound, kDomain, "UNIT_NOT_FOUND",
//                  absl::StrCat("no unit ", unit, "; list units to see names"))
//         .Vietnamese(absl::StrCat("Không có đơn vị ", unit, "."))
//         .With("unit", unit).Resource("unit", unit);
//   }
class Error {
 public:
  // `reason` matches [A-Z][A-Z0-9_]+[A-Z0-9]; `domain` is "units.loa" etc.;
  // `message` says what is wrong and what would be right, without SQL, host
  // names or secrets.
  Error(absl::StatusCode code, absl::string_view domain,
        absl::string_view reason, absl::string_view message);

  // The message as an official reads it: whole sentences in NFC, the words of
  // docs/glossary.md.  It travels beside the English one whatever language the
  // caller asks for, as a LocalizedMessage of locale "vi".
  Error& Vietnamese(absl::string_view message);
  // ErrorInfo.metadata: every dynamic part of the message.
  Error& With(absl::string_view key, absl::string_view value);
  // BadRequest.FieldViolation; may be called many times.
  Error& Field(absl::string_view path, absl::string_view description);
  // PreconditionFailure.Violation {type = reason, subject}.
  Error& Subject(absl::string_view subject);
  // ResourceInfo.
  Error& Resource(absl::string_view type, absl::string_view name);
  // RetryInfo.
  Error& RetryAfter(absl::Duration delay);

  operator absl::Status() const;  // NOLINT: errors are returned as they stand

 private:
  struct Violation {
    std::string path, description;
  };
  absl::StatusCode code_;
  std::string domain_, reason_, message_, vietnamese_;
  std::vector<std::pair<std::string, std::string>> metadata_;
  std::vector<Violation> fields_;
  std::string subject_, resource_type_, resource_name_;
  absl::Duration retry_after_ = absl::ZeroDuration();
};

// The ErrorInfo.reason of `status`, "" when it has none.
std::string ReasonOf(const absl::Status& status);
// The Vietnamese message of `status`, "" when it has none.
std::string VietnameseOf(const absl::Status& status);
// One metadata value of its ErrorInfo, "" when absent.
std::string MetadataOf(const absl::Status& status, absl::string_view key);
// The paths of its BadRequest field violations, in order.
std::vector<std::string> FieldsOf(const absl::Status& status);
// The delay of its RetryInfo, zero when it has none.
absl::Duration RetryAfterOf(const absl::Status& status);

}  // namespace loa::status

#endif  // LOA_LIBS_STATUS_ERROR_H_
