#include "libs/clients/topic_unknown.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/status/error.h"

namespace loa::clients {

absl::Status TopicUnknown(absl::string_view domain, absl::string_view field,
                          absl::string_view topic,
                          const std::vector<std::string>& known) {
  // An answer's details have little room.
  constexpr size_t kNamed = 30;
  std::string topics = absl::StrJoin(
      known.begin(), known.begin() + std::min(kNamed, known.size()), ", ");
  if (known.size() > kNamed) absl::StrAppend(&topics, ", ...");
  return status::Error(absl::StatusCode::kInvalidArgument, domain,
                       "TOPIC_UNKNOWN",
                       absl::StrCat("the organisation has no topic ", topic,
                                    "; there are ", topics))
      .Vietnamese(absl::StrCat("Không có chuyên mục ", topic,
                               "; các chuyên mục hiện có: ", topics, "."))
      .With("topic", topic)
      .With("topics", topics)
      .Field(field, absl::StrCat("one of ", topics));
}

}  // namespace loa::clients
