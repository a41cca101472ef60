#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "loa/content/v1/amendment_service.pb.h"
#include "services/content/amendments/amendment_state.h"

namespace loa::content {

// Why an amendment is VOID.
inline constexpr absl::string_view kNothingVisible = "NOTHING_VISIBLE";
inline constexpr absl::string_view kOvertaken = "OVERTAKEN";

// A row of the table `amendment`; its comments are in the migration. Names are
// whole resource names.
struct Amendment {
  std::string name;
  std::string publication;
  std::string post;
  std::string page;
  std::string unit;
  int64_t partition = 0;
  AmendmentKind kind = v1::Amendment::DELETE;
  AmendmentState state = v1::Amendment::WAITING;
  int64_t sequence = 0;
  std::string revision;
  std::string text;
  std::string reason;
  bool by_hand = false;
  std::string principal;
  std::string cause;
  absl::Time not_before;
  int64_t failures = 0;
  int64_t attempt_count = 0;
  std::string owner;
  int64_t epoch = 0;
  std::optional<absl::Time> deadline_at;
  std::optional<absl::Time> next_read_at;
  absl::Time created_at;
  std::optional<absl::Time> ended_at;
};

// What callers see of it.
v1::Amendment ToProto(const Amendment& amendment);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_AMENDMENT_H_
