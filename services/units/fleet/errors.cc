#include "services/units/fleet/errors.h"

#include "absl/strings/str_cat.h"
#include "services/units/error_shapes.h"

namespace loa::units {
namespace {

using absl::StatusCode;

}  // namespace

// The number itself is personal and stays out of errors and logs.
absl::Status PhoneInvalid(absl::string_view field, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "PHONE_INVALID",
               absl::StrCat("that is no phone number: ", why))
      .Vietnamese(
          "Số điện thoại không đúng; hãy viết như 0912 345 678, 0203 3835 123 "
          "hoặc +84 912 345 678.")
      .With("field", field)
      .Field(field, why);
}

absl::Status TeamHeadAmbiguous(absl::string_view page) {
  return Named(StatusCode::kInvalidArgument, "TEAM_HEAD_AMBIGUOUS",
               absl::StrCat("the team of ", page,
                            " would have several heads; name one"))
      .Vietnamese(absl::StrCat("Tổ quản trị của ", page,
                               " có nhiều tổ trưởng; chỉ chọn một người."))
      .With("page", page)
      .Field("team.members", "at most one is the head");
}

absl::Status TeamMemberTwice(absl::string_view field, absl::string_view page) {
  return Named(StatusCode::kInvalidArgument, "TEAM_MEMBER_TWICE",
               absl::StrCat("a person is twice in the team of ", page,
                            ", by phone, or by name and position"))
      .Vietnamese(
          absl::StrCat("Một người có tên hai lần trong tổ quản trị của ", page,
                       " (trùng số điện thoại, hoặc trùng tên và chức vụ)."))
      .With("page", page)
      .Field(field, "is in the team already");
}

absl::Status SystemTokenRefused(absl::string_view code) {
  return Named(StatusCode::kFailedPrecondition, "SYSTEM_TOKEN_REFUSED",
               absl::StrCat("the platform lists no pages for that token (code ",
                            code,
                            "); a system user's token with pages_show_list is "
                            "wanted, not a page's"))
      .Vietnamese(absl::StrCat(
          "Nền tảng không liệt kê trang nào cho mã truy cập này (mã ", code,
          "); cần mã của người dùng hệ thống có quyền pages_show_list, không "
          "phải mã của một trang."))
      .With("code", code)
      .Subject("system_user_token");
}

absl::Status PageNotDiscovered(absl::string_view field,
                               absl::string_view platform_page_id) {
  return Named(StatusCode::kNotFound, "PAGE_NOT_DISCOVERED",
               absl::StrCat("the token cannot act for the platform's page ",
                            platform_page_id,
                            "; DiscoverPages shows those that it can"))
      .Vietnamese(absl::StrCat(
          "Mã truy cập không quản lý trang ", platform_page_id,
          " của nền tảng; DiscoverPages liệt kê các trang quản lý được."))
      .With("platform_page_id", platform_page_id)
      .Field(field, "names no page of the listing")
      .Resource("platform_page", platform_page_id);
}

}  // namespace loa::units
