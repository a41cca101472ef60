#include "services/units/errors.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/status/error.h"
#include "services/units/error_shapes.h"

namespace loa::units {
namespace {

using absl::StatusCode;
using base::DayMonthYear;
using base::FormatDate;
using status::Error;

}  // namespace

absl::Status UnitNotFound(absl::string_view field, absl::string_view unit,
                          base::Days as_of) {
  return Named(
             StatusCode::kNotFound, "UNIT_NOT_FOUND",
             absl::StrCat("there is no unit ", unit, " on ", FormatDate(as_of),
                          "; ListUnits shows those that there are"))
      .Vietnamese(absl::StrCat("Không có đơn vị ", unit, " vào ngày ",
                               DayMonthYear(as_of),
                               "; ListUnits liệt kê các đơn vị hiện có."))
      .With("unit", unit)
      .With("as_of", FormatDate(as_of))
      .Field(field, "names no unit of that day")
      .Resource("unit", unit);
}

absl::Status UnitAlreadyExists(absl::string_view unit) {
  return Named(StatusCode::kAlreadyExists, "UNIT_ALREADY_EXISTS",
               absl::StrCat(unit, " exists; ids are never used again"))
      .Vietnamese(absl::StrCat("Đơn vị ", unit,
                               " đã có; mã không bao giờ được dùng lại."))
      .With("unit", unit)
      .Resource("unit", unit);
}

absl::Status UnitCodeTaken(absl::string_view code, absl::string_view unit) {
  return Named(StatusCode::kAlreadyExists, "UNIT_CODE_TAKEN",
               absl::StrCat("code ", code, " belongs to ", unit,
                            " on a day of the validity"))
      .Vietnamese(absl::StrCat("Mã ", code, " đã thuộc về ", unit,
                               " trong thời gian hiệu lực đó."))
      .With("code", code)
      .With("unit", unit)
      .Resource("unit", unit);
}

absl::Status LevelUnknown(absl::string_view field, absl::string_view level,
                          const std::vector<std::string>& levels) {
  const std::string known = absl::StrJoin(levels, ", ");
  return Named(StatusCode::kFailedPrecondition, "LEVEL_UNKNOWN",
               absl::StrCat("the organisation has no level \"", level,
                            "\" then; it has ", known))
      .Vietnamese(absl::StrCat("Khi đó tổ chức không có cấp \"", level,
                               "\"; các cấp hiện có: ", known, "."))
      .With("field", field)
      .With("level", level)
      .With("levels", known)
      .Subject(field);
}

absl::Status ParentLevelWrong(absl::string_view level,
                              absl::string_view parent_level) {
  return Named(StatusCode::kFailedPrecondition, "PARENT_LEVEL_WRONG",
               absl::StrCat("a unit of level ", level,
                            " cannot hang below one of level ", parent_level,
                            "; its parent's level must be above its own"))
      .Vietnamese(absl::StrCat(
          "Đơn vị cấp ", level, " không thể trực thuộc đơn vị cấp ",
          parent_level, "; cấp của đơn vị trên phải cao hơn."))
      .With("level", level)
      .With("parent_level", parent_level)
      .Subject(level);
}

absl::Status ParentCycle(absl::string_view unit, absl::string_view parent) {
  return Named(StatusCode::kFailedPrecondition, "PARENT_CYCLE",
               absl::StrCat(parent, " is below ", unit,
                            " and so cannot be above it"))
      .Vietnamese(absl::StrCat(parent, " trực thuộc ", unit,
                               " nên không thể là đơn vị cấp trên của ", unit,
                               "."))
      .With("unit", unit)
      .With("parent", parent)
      .Subject(unit);
}

absl::Status RootAlreadyExists(absl::string_view root) {
  return Named(StatusCode::kFailedPrecondition, "ROOT_ALREADY_EXISTS",
               absl::StrCat(root,
                            " is the unit without a parent, and there "
                            "can be one; name a parent"))
      .Vietnamese(absl::StrCat(root,
                               " là đơn vị không có cấp trên, chỉ được có một "
                               "đơn vị như vậy; hãy nêu đơn vị cấp trên."))
      .With("root", root)
      .Subject(root);
}

absl::Status ValidityInvalid(absl::string_view field, base::Days valid_from,
                             base::Days valid_until, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "VALIDITY_INVALID",
               absl::StrCat("the validity [", FormatDate(valid_from), ", ",
                            FormatDate(valid_until), ") cannot be: ", why))
      .Vietnamese(absl::StrCat("Thời gian hiệu lực từ ",
                               DayMonthYear(valid_from), " đến trước ",
                               DayMonthYear(valid_until),
                               " không hợp lệ với các giai đoạn khác của đơn "
                               "vị; hãy xem lại trường ",
                               field, "."))
      .With("valid_from", FormatDate(valid_from))
      .With("valid_until", FormatDate(valid_until))
      .Field(field, why);
}

absl::Status SequenceUnknown(int64_t at_sequence, int64_t registry_sequence) {
  return Named(StatusCode::kInvalidArgument, "SEQUENCE_UNKNOWN",
               absl::StrCat("the register is at sequence ", registry_sequence,
                            "; ", at_sequence, " has not been yet"))
      .Vietnamese(absl::StrCat("Sổ đăng ký mới đến số thứ tự ",
                               registry_sequence, ", chưa có số ", at_sequence,
                               "."))
      .With("at_sequence", absl::StrCat(at_sequence))
      .With("registry_sequence", absl::StrCat(registry_sequence))
      .Field("at_sequence", absl::StrCat("must be 0 to ", registry_sequence));
}

absl::Status ImportRowsInvalid(const std::vector<rpc::FieldViolation>& faults) {
  const int rows = rpc::CountRows(faults);
  Error error =
      Named(StatusCode::kInvalidArgument, "IMPORT_ROWS_INVALID",
            absl::StrCat(faults.size(), " faults in ", rows,
                         " rows; nothing was imported"))
          .Vietnamese(absl::StrCat("Có ", faults.size(), " lỗi ở ", rows,
                                   " dòng; chưa nhập dòng nào. ",
                                   rpc::FirstInVietnamese(faults),
                                   ". Hãy sửa các dòng được nêu rồi nhập "
                                   "lại."));
  error.With("bad_rows", absl::StrCat(rows));
  for (const rpc::FieldViolation& fault : faults) {
    error.Field(fault.path, fault.description);
  }
  return error;
}

absl::Status ImportTooLarge(int limit) {
  return Named(StatusCode::kInvalidArgument, "IMPORT_TOO_LARGE",
               absl::StrCat("an import takes at most ", limit,
                            " rows; nothing was imported"))
      .Vietnamese(absl::StrCat("Mỗi lần nhập tối đa ", limit,
                               " dòng; chưa nhập dòng nào."))
      .With("limit", absl::StrCat(limit));
}

absl::Status TimeZoneUnknown(absl::string_view time_zone) {
  return Named(StatusCode::kInvalidArgument, "TIME_ZONE_UNKNOWN",
               absl::StrCat("the IANA database has no zone \"", time_zone,
                            "\"; one like Asia/Ho_Chi_Minh is wanted"))
      .Vietnamese(absl::StrCat("Không có múi giờ \"", time_zone,
                               "\"; cần múi giờ như Asia/Ho_Chi_Minh."))
      .With("time_zone", time_zone)
      .Field("organization.time_zone", "must be an IANA zone");
}

absl::Status LevelInUse(absl::string_view level) {
  return Named(StatusCode::kFailedPrecondition, "LEVEL_IN_USE",
               absl::StrCat("units have the level ", level,
                            "; keep it, with a valid_until after the last of "
                            "them began"))
      .Vietnamese(absl::StrCat("Còn đơn vị ở cấp ", level,
                               "; hãy giữ cấp này với valid_until sau ngày đơn "
                               "vị cuối cùng bắt đầu."))
      .With("level", level)
      .Subject(level);
}

absl::Status PageNotFound(absl::string_view field, absl::string_view page) {
  return Named(StatusCode::kNotFound, "PAGE_NOT_FOUND",
               absl::StrCat("there is no page ", page,
                            "; ListPages shows those that there are"))
      .Vietnamese(absl::StrCat("Không có trang ", page,
                               "; ListPages liệt kê các trang hiện có."))
      .With("page", page)
      .Field(field, "names no page")
      .Resource("page", page);
}

absl::Status PageAlreadyExists(absl::string_view page,
                               absl::string_view platform_page_id) {
  return Named(StatusCode::kAlreadyExists, "PAGE_ALREADY_EXISTS",
               absl::StrCat(page, " has the platform's id ", platform_page_id))
      .Vietnamese(absl::StrCat(page, " đã mang mã ", platform_page_id,
                               " trên nền tảng."))
      .With("page", page)
      .With("platform_page_id", platform_page_id)
      .Resource("page", page);
}

absl::Status PageRetired(absl::string_view page, base::Days retired_on) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_RETIRED",
               absl::StrCat(page, " is retired from ", FormatDate(retired_on),
                            " on; register a new page"))
      .Vietnamese(absl::StrCat(page, " đã ngừng hoạt động từ ngày ",
                               DayMonthYear(retired_on),
                               "; hãy đăng ký trang mới."))
      .With("page", page)
      .With("retired_on", FormatDate(retired_on))
      .Subject(page);
}

absl::Status PageConnected(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_CONNECTED",
               absl::StrCat(page, " is connected; DisconnectPage first"))
      .Vietnamese(absl::StrCat(
          page, " đang được kết nối; hãy gọi DisconnectPage trước."))
      .With("page", page)
      .Subject(page);
}

absl::Status PageNotConnected(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "PAGE_NOT_CONNECTED",
               absl::StrCat(page, " has no credential; ConnectPage first"))
      .Vietnamese(
          absl::StrCat(page, " chưa được kết nối; hãy gọi ConnectPage trước."))
      .With("page", page)
      .Subject(page);
}

absl::Status EstablishedInFuture(absl::string_view field, base::Days day) {
  return Named(
             StatusCode::kInvalidArgument, "ESTABLISHED_IN_FUTURE",
             absl::StrCat("a page cannot have been opened on ", FormatDate(day),
                          ", which is to come; leave it empty: planned"))
      .Vietnamese(absl::StrCat("Trang không thể đã được lập vào ngày ",
                               DayMonthYear(day),
                               " chưa đến; hãy để trống nếu mới là dự kiến."))
      .With("established_on", FormatDate(day))
      .Field(field, "must not be after today");
}

absl::Status RetiredBeforeEstablished(base::Days established_on,
                                      base::Days effective_on) {
  return Named(
             StatusCode::kInvalidArgument, "RETIRED_BEFORE_ESTABLISHED",
             absl::StrCat("the page was opened on ", FormatDate(established_on),
                          " and cannot end on ", FormatDate(effective_on)))
      .Vietnamese(absl::StrCat(
          "Trang được lập ngày ", DayMonthYear(established_on),
          " nên không thể ngừng ngày ", DayMonthYear(effective_on), "."))
      .With("established_on", FormatDate(established_on))
      .With("effective_on", FormatDate(effective_on))
      .Field("effective_on", "must not be before the establishment");
}

absl::Status PersonalProfile(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "PERSONAL_PROFILE",
               absl::StrCat(page,
                            " is a personal profile, which cannot be "
                            "connected; open a page"))
      .Vietnamese(absl::StrCat(page,
                               " là trang cá nhân nên không kết nối được; hãy "
                               "lập trang cộng đồng (fanpage)."))
      .With("page", page)
      .Subject(page);
}

absl::Status CredentialRefused(absl::string_view page, absl::string_view code) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_REFUSED",
               absl::StrCat("the platform refused the token for ", page,
                            " (code ", code, "); get a new page token"))
      .Vietnamese(absl::StrCat("Nền tảng từ chối mã truy cập của ", page,
                               " (mã lỗi ", code,
                               "); hãy lấy mã truy cập trang mới."))
      .With("page", page)
      .With("code", code)
      .Subject(page);
}

absl::Status CredentialOfOtherPage(absl::string_view page,
                                   absl::string_view platform_page_id) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_OF_OTHER_PAGE",
               absl::StrCat("the token is of the platform's page ",
                            platform_page_id, ", not of ", page))
      .Vietnamese(absl::StrCat("Mã truy cập thuộc về trang ", platform_page_id,
                               " của nền tảng, không phải ", page, "."))
      .With("page", page)
      .With("platform_page_id", platform_page_id)
      .Subject(page);
}

absl::Status CredentialNotAPage(absl::string_view page) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_NOT_A_PAGE",
               absl::StrCat("the token for ", page,
                            " is a user's; a page access token is wanted"))
      .Vietnamese(
          absl::StrCat("Mã truy cập của ", page,
                       " là của một người dùng; cần mã truy cập của trang."))
      .With("page", page)
      .Subject(page);
}

absl::Status CredentialLacksTask(absl::string_view page,
                                 absl::string_view task) {
  return Named(StatusCode::kFailedPrecondition, "CREDENTIAL_LACKS_TASK",
               absl::StrCat("the token for ", page, " lacks the task ", task,
                            "; give its owner that task on the page"))
      .Vietnamese(
          absl::StrCat("Mã truy cập của ", page, " thiếu nhiệm vụ ", task,
                       "; hãy giao nhiệm vụ đó trên trang cho người giữ mã."))
      .With("page", page)
      .With("task", task)
      .Subject(page);
}

absl::Status PlatformUnavailable(absl::string_view platform) {
  return Named(StatusCode::kUnavailable, "PLATFORM_UNAVAILABLE",
               absl::StrCat(platform, " does not answer now; try again"))
      .Vietnamese(
          absl::StrCat(platform, " hiện chưa trả lời; vui lòng thử lại."))
      .With("platform", platform)
      .RetryAfter(absl::Seconds(30));
}

absl::Status SealedDataDamaged(absl::string_view page,
                               absl::string_view key_id) {
  return Named(StatusCode::kDataLoss, "SEALED_DATA_DAMAGED",
               absl::StrCat("the credential of ", page, " sealed with key ",
                            key_id, " does not open; connect the page anew"))
      .Vietnamese(absl::StrCat("Không mở được thông tin kết nối của ", page,
                               " niêm phong bằng khóa ", key_id,
                               "; hãy kết nối lại trang."))
      .With("page", page)
      .With("key_id", key_id);
}

absl::Status EvaluationBasisTooLarge(absl::string_view within) {
  return Named(StatusCode::kFailedPrecondition, "EVALUATION_BASIS_TOO_LARGE",
               absl::StrCat("what an evaluation of ", within,
                            " rests on is more than 3 MiB; evaluate the units "
                            "below it one by one"))
      .Vietnamese(absl::StrCat("Dữ liệu đánh giá của ", within,
                               " vượt quá 3 MiB; hãy đánh giá từng đơn vị "
                               "trực thuộc."))
      .With("within", within)
      .Subject(within);
}

}  // namespace loa::units
