#include "services/content/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/clients/topic_unknown.h"
#include "services/content/error_shapes.h"

namespace loa::content {

using absl::StatusCode;

absl::Status PostNotFound(absl::string_view post) {
  return NoSuch("POST_NOT_FOUND", "post", post, "ListPosts shows those")
      .Vietnamese(absl::StrCat("Không có bài ", post,
                               "; ListPosts liệt kê các bài hiện có."));
}

absl::Status PostAlreadyExists(absl::string_view post) {
  return Named(StatusCode::kAlreadyExists, "POST_ALREADY_EXISTS",
               absl::StrCat(post, " exists; leave the name empty for a new id"))
      .Vietnamese(
          absl::StrCat(post, " đã có; hãy để trống tên để nhận mã mới."))
      .With("post", post)
      .Resource("post", post);
}

absl::Status PostNotEditable(absl::string_view post, absl::string_view state) {
  return WrongState("POST_NOT_EDITABLE", "post", post, state,
                    "it stays as it is: write a new post")
      .Vietnamese(
          absl::StrCat(post, " ", InWords(state),
                       " nên giữ nguyên, không sửa được; hãy viết bài mới."));
}

absl::Status PostNotSubmittable(absl::string_view post,
                                absl::string_view state) {
  return WrongState("POST_NOT_SUBMITTABLE", "post", post, state,
                    "only DRAFT and CHANGES_REQUESTED can be submitted")
      .Vietnamese(absl::StrCat(
          post, " ", InWords(state),
          "; chỉ bài đang soạn hoặc bị trả lại sửa mới gửi duyệt được."));
}

absl::Status PostUnchanged(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "POST_UNCHANGED",
               absl::StrCat("changes of ", post,
                            " were asked for and none was made; its note and "
                            "findings say what to change"))
      .Vietnamese(absl::StrCat(post,
                               " bị trả lại sửa nhưng chưa sửa gì; ghi chú và "
                               "các phát hiện của bài cho biết cần sửa gì."))
      .With("post", post)
      .Subject(post);
}

absl::Status PostNotApproved(absl::string_view post, absl::string_view state) {
  return WrongState("POST_NOT_APPROVED", "post", post, state,
                    "an approval of its present revision is needed first")
      .Vietnamese(absl::StrCat(post, " ", InWords(state),
                               "; bản hiện tại phải được duyệt trước."));
}

absl::Status PostAlreadyExpanded(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "POST_ALREADY_EXPANDED",
               absl::StrCat("the publications of ", post,
                            " exist; cancel them, or change the post"))
      .Vietnamese(absl::StrCat("Đã lập các lượt đăng của ", post,
                               "; hãy hủy chúng hoặc sửa bài."))
      .With("post", post)
      .Subject(post);
}

absl::Status AudienceMissing(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "AUDIENCE_MISSING",
               absl::StrCat(post,
                            " has no audience: set pages or a cascade, "
                            "and a due time"))
      .Vietnamese(absl::StrCat(post,
                               " chưa có nơi đăng: hãy chọn các trang hoặc một "
                               "nhánh đơn vị, và lịch đăng."))
      .With("post", post)
      .Subject(post);
}

absl::Status AudienceEmpty(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "AUDIENCE_EMPTY",
               absl::StrCat("no page of the audience of ", post,
                            " can be reached; PreviewCascade says why"))
      .Vietnamese(absl::StrCat("Không trang nào trong nơi đăng của ", post,
                               " đăng được; PreviewCascade cho biết lý do."))
      .With("post", post)
      .Subject(post);
}

absl::Status AudienceOutsideUnit(absl::string_view unit,
                                 absl::string_view outside) {
  return Named(StatusCode::kPermissionDenied, "AUDIENCE_OUTSIDE_UNIT",
               absl::StrCat(outside, " is not of ", unit,
                            " or below; a post reaches no further"))
      .Vietnamese(absl::StrCat(
          outside, " không thuộc ", unit,
          " hay đơn vị cấp dưới; bài chỉ được đăng trong phạm vi đó."))
      .With("unit", unit)
      .With("outside", outside);
}

absl::Status PageCountMismatch(int64_t expected, int64_t actual) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_COUNT_MISMATCH",
               absl::StrCat("the audience reaches ", actual, " pages, not ",
                            expected,
                            "; look at PreviewCascade and send its "
                            "page_count"))
      .Vietnamese(
          absl::StrCat("Nơi đăng gồm ", actual, " trang, không phải ", expected,
                       "; hãy xem PreviewCascade và gửi page_count của nó."))
      .With("expected", absl::StrCat(expected))
      .With("actual", absl::StrCat(actual))
      .Subject("expected_page_count");
}

absl::Status PageUnknown(absl::string_view field, absl::string_view page) {
  return NoSuch("PAGE_UNKNOWN", "page", page, "the register's ListPages does")
      .Vietnamese(absl::StrCat("Sổ đăng ký không có trang ", page,
                               "; ListPages liệt kê các trang hiện có."))
      .Field(field, "names no page of the register");
}

absl::Status UnitUnknown(absl::string_view field, absl::string_view unit) {
  return NoSuch("UNIT_UNKNOWN", "unit", unit, "the register's ListUnits does")
      .Vietnamese(absl::StrCat("Sổ đăng ký không có đơn vị ", unit,
                               "; ListUnits liệt kê các đơn vị hiện có."))
      .Field(field, "names no unit of the register");
}

absl::Status TopicUnknown(absl::string_view field, absl::string_view topic,
                          const std::vector<std::string>& known) {
  return clients::TopicUnknown("content.loa", field, topic, known);
}

absl::Status SpreadInvalid() {
  return Named(StatusCode::kInvalidArgument, "SPREAD_INVALID",
               "a spread is 0 to 24 hours")
      .Vietnamese("Thời gian giãn đăng phải từ 0 đến 24 giờ.")
      .Field("audience.spread", "must be 0s to 86400s");
}

absl::Status DueTimePast(absl::Time due) {
  return Named(StatusCode::kInvalidArgument, "DUE_TIME_PAST",
               absl::StrCat(Utc(due), " is gone by; choose a later time"))
      .Vietnamese(
          absl::StrCat("Lịch đăng ", Utc(due),
                       " (giờ UTC) đã qua; hãy chọn thời điểm muộn hơn."))
      .With("due_time", Utc(due))
      .Field("due_time", "must not be before now");
}

absl::Status SourceHostInvalid(absl::string_view host) {
  return Named(StatusCode::kInvalidArgument, "SOURCE_HOST_INVALID",
               absl::StrCat("\"", host,
                            "\" is no host name; write one such as "
                            "quangninh.gov.vn, without https:// and path"))
      .Vietnamese(
          absl::StrCat("\"", host,
                       "\" không phải tên miền; hãy ghi tên như "
                       "quangninh.gov.vn, không kèm https:// và đường dẫn."))
      .With("host", host)
      .Field("source.host", "must be a host name of two labels or more");
}

absl::Status SourceAlreadyExists(absl::string_view host,
                                 absl::string_view source) {
  return Named(StatusCode::kAlreadyExists, "SOURCE_ALREADY_EXISTS",
               absl::StrCat(host, " is approved already, as ", source))
      .Vietnamese(
          absl::StrCat(host, " đã là nguồn chính thống, tên ", source, "."))
      .With("host", host)
      .With("source", source)
      .Resource("source", source);
}

absl::Status SourceNotFound(absl::string_view source) {
  return NoSuch("SOURCE_NOT_FOUND", "source", source, "ListSources shows all")
      .Vietnamese(absl::StrCat("Không có nguồn ", source,
                               "; ListSources liệt kê các nguồn."));
}

}  // namespace loa::content
