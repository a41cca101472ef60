#include "services/content/error_shapes.h"

#include "absl/strings/str_cat.h"

namespace loa::content {
namespace {

struct StateWords {
  absl::string_view state;
  absl::string_view words;
};

constexpr StateWords kStateWords[] = {
    {"not approved", "chưa được duyệt"},
    {"DRAFT", "đang soạn"},
    {"IN_REVIEW", "đang chờ duyệt"},
    {"CHANGES_REQUESTED", "bị trả lại sửa"},
    {"APPROVED", "đã được duyệt"},
    {"REJECTED", "đã bị từ chối"},
    {"WITHDRAWN", "đã được gỡ"},
    {"SCHEDULED", "đã lên lịch"},
    {"SENDING", "đang được gửi"},
    {"PUBLISHED", "đã đăng"},
    {"UNKNOWN", "chưa rõ đã đăng hay chưa"},
    {"FAILED", "không đăng được"},
    {"CANCELLED", "đã hủy"},
    {"NEEDS_ATTENTION", "đang chờ người xử lý"},
    {"PENDING", "đang chờ trả lời"},
    {"ADOPTED", "đã được nhận đăng"},
    {"DECLINED", "đã được trả lời là không đăng"},
    {"EXPIRED", "đã hết hạn trả lời"},
    {"VOIDED", "đã hết hiệu lực vì bài được sửa hoặc rút lại"},
};

}  // namespace

status::Error Named(absl::StatusCode code, absl::string_view reason,
                    absl::string_view message) {
  return status::Error(code, "content.loa", reason, message);
}

std::string Utc(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
}

status::Error WrongState(absl::string_view reason, absl::string_view type,
                         absl::string_view name, absl::string_view state,
                         absl::string_view allowed) {
  return Named(absl::StatusCode::kFailedPrecondition, reason,
               absl::StrCat(name, " is ", state, "; ", allowed))
      .With(type, name)
      .With("state", state)
      .Subject(name);
}

status::Error NoSuch(absl::string_view reason, absl::string_view type,
                     absl::string_view name, absl::string_view advice) {
  return Named(absl::StatusCode::kNotFound, reason,
               absl::StrCat("there is no ", type, " ", name, "; ", advice))
      .With(type, name)
      .Resource(type, name);
}

std::string InWords(absl::string_view state) {
  for (const StateWords& known : kStateWords) {
    if (known.state == state) return std::string(known.words);
  }
  return absl::StrCat("đang ở trạng thái ", state);
}

}  // namespace loa::content
