#ifndef LOA_SERVICES_CONTENT_ERROR_SHAPES_H_
#define LOA_SERVICES_CONTENT_ERROR_SHAPES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/status/error.h"

// What the named errors of content (errors.h) are made of.
namespace loa::content {

// An error of the domain content.loa.
status::Error Named(absl::StatusCode code, absl::string_view reason,
                    absl::string_view message);

// A resource that is there, in a state that does not allow the call.
status::Error WrongState(absl::string_view reason, absl::string_view type,
                         absl::string_view name, absl::string_view state,
                         absl::string_view allowed);

status::Error NoSuch(absl::string_view reason, absl::string_view type,
                     absl::string_view name, absl::string_view advice);

// "2022-05-31T08:00:00Z".
std::string Utc(absl::Time time);

// A state of a post, a publication or an assignment as it stands in a
// Vietnamese sentence: IN_REVIEW -> "đang chờ duyệt".
std::string InWords(absl::string_view state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_ERROR_SHAPES_H_
