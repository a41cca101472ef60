#include "services/content/media/media_errors.h"

#include "absl/strings/str_cat.h"
#include "services/content/error_shapes.h"

namespace loa::content {
namespace {

using absl::StatusCode;

}  // namespace

absl::Status MediaNotFound(absl::string_view media) {
  return Named(StatusCode::kNotFound, "MEDIA_NOT_FOUND",
               absl::StrCat("there is no media ", media, "; upload it first"))
      .Vietnamese(
          absl::StrCat("Không có tệp ảnh ", media, "; hãy tải ảnh lên trước."))
      .With("media", media)
      .Resource("media", media);
}

absl::Status MediaUploadMalformed(int64_t message) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_UPLOAD_MALFORMED",
               "an upload is one header, then chunks of the file")
      .Vietnamese(
          "Một lần tải lên gồm một phần đầu rồi đến các phần của tệp; hãy tải "
          "lại.")
      .With("message", absl::StrCat(message))
      .Field(absl::StrCat("[", message, "]"),
             message == 0 ? "must be the header" : "must be a chunk");
}

absl::Status MediaEmpty() {
  return Named(StatusCode::kInvalidArgument, "MEDIA_EMPTY",
               "the file is empty; choose the photo again")
      .Vietnamese("Tệp rỗng; hãy chọn lại ảnh.");
}

absl::Status MediaTooLarge(int64_t max_bytes) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TOO_LARGE",
               absl::StrCat("the file has more than ", max_bytes,
                            " bytes; save it smaller"))
      .Vietnamese(absl::StrCat("Tệp lớn hơn ", max_bytes,
                               " byte; hãy lưu ảnh nhỏ hơn."))
      .With("max_bytes", absl::StrCat(max_bytes));
}

absl::Status MediaTypeUnsupported(absl::string_view found) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TYPE_UNSUPPORTED",
               absl::StrCat("the file is ", found,
                            "; only JPEG and PNG are taken: save it as one"))
      .Vietnamese(absl::StrCat(
          "Tệp có dạng ", found,
          "; chỉ nhận JPEG và PNG, hãy lưu lại theo một trong hai dạng."))
      .With("found", found);
}

absl::Status MediaTypeMismatch(absl::string_view declared,
                               absl::string_view found) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TYPE_MISMATCH",
               absl::StrCat("the file was said to be ", declared, " and is ",
                            found, "; declare what it is"))
      .Vietnamese(absl::StrCat("Tệp được khai là ", declared,
                               " nhưng thực ra là ", found,
                               "; hãy khai đúng dạng tệp."))
      .With("declared", declared)
      .With("found", found)
      .Field("header.mime_type", absl::StrCat("must be ", found));
}

absl::Status MediaHashMismatch(absl::string_view declared,
                               absl::string_view found) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_HASH_MISMATCH",
               "the bytes that arrived are not those that were declared; "
               "send the file again")
      .Vietnamese(
          "Dữ liệu nhận được không đúng với mã băm đã khai; hãy gửi lại tệp.")
      .With("declared", declared)
      .With("found", found)
      .Field("header.sha256", "must be the SHA-256 of the bytes");
}

absl::Status MediaTruncated(absl::string_view type) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TRUNCATED",
               "the file ends before its picture does; copy it again from "
               "where it came")
      .Vietnamese("Tệp ảnh bị thiếu phần cuối; hãy chép lại từ nguồn.")
      .With("type", type);
}

absl::Status MediaDamaged(absl::string_view type, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_DAMAGED",
               absl::StrCat("the picture cannot be read whole: ", why,
                            "; open it and save it anew"))
      .Vietnamese("Không đọc được trọn vẹn ảnh; hãy mở ảnh và lưu lại.")
      .With("type", type)
      .With("why", why);
}

absl::Status MediaDimensionsInvalid(int64_t width, int64_t height) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_DIMENSIONS_INVALID",
               absl::StrCat("the picture is ", width, " x ", height,
                            " pixels; each side has 100 to 10,000 and all "
                            "together at most 40,000,000"))
      .Vietnamese(absl::StrCat("Ảnh có kích thước ", width, " x ", height,
                               " điểm ảnh; mỗi cạnh từ 100 đến 10.000 và tổng "
                               "cộng tối đa 40.000.000 điểm ảnh."))
      .With("width", absl::StrCat(width))
      .With("height", absl::StrCat(height));
}

absl::Status MediaAnimated(absl::string_view type) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_ANIMATED",
               "the picture moves; save one frame of it as a photo")
      .Vietnamese("Đây là ảnh động; hãy lưu một khung hình làm ảnh.")
      .With("type", type);
}

absl::Status MediaInUse(absl::string_view media, absl::string_view by) {
  return Named(StatusCode::kFailedPrecondition, "MEDIA_IN_USE",
               absl::StrCat(by, " shows ", media,
                            ", and what was saved stays as it was"))
      .Vietnamese(
          absl::StrCat(by, " đang dùng ", media, " nên không xóa được."))
      .With("media", media)
      .With("by", by)
      .Subject(by);
}

absl::Status MediaLost(absl::string_view media) {
  return Named(StatusCode::kDataLoss, "MEDIA_LOST",
               absl::StrCat("the store does not have the bytes of ", media,
                            "; the operator must restore it"))
      .Vietnamese(absl::StrCat("Kho không còn dữ liệu của ", media,
                               "; người vận hành phải khôi phục."))
      .With("media", media)
      .Resource("media", media);
}

absl::Status PhotoMissing(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "PHOTO_MISSING",
               absl::StrCat(post,
                            " is a PHOTO without a photo; add one, or make it "
                            "a NEWS_BRIEF"))
      .Vietnamese(absl::StrCat(
          post,
          " là bài ảnh nhưng chưa có ảnh; hãy thêm ảnh hoặc chuyển thành tin."))
      .With("post", post)
      .Subject(post);
}

}  // namespace loa::content
