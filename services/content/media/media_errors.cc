#include "services/content/media/media_errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::content {
namespace {

using absl::StatusCode;
using status::Error;

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, "content.loa", reason, message);
}

}  // namespace

absl::Status MediaNotFound(absl::string_view media) {
  return Named(StatusCode::kNotFound, "MEDIA_NOT_FOUND",
               absl::StrCat("there is no media ", media, "; upload it first"))
      .With("media", media)
      .Resource("media", media);
}

absl::Status MediaUploadMalformed(int64_t message) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_UPLOAD_MALFORMED",
               "an upload is one header, then chunks of the file")
      .With("message", absl::StrCat(message))
      .Field(absl::StrCat("[", message, "]"),
             message == 0 ? "must be the header" : "must be a chunk");
}

absl::Status MediaEmpty() {
  return Named(StatusCode::kInvalidArgument, "MEDIA_EMPTY",
               "the file is empty; choose the photo again");
}

absl::Status MediaTooLarge(int64_t max_bytes) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TOO_LARGE",
               absl::StrCat("the file has more than ", max_bytes,
                            " bytes; save it smaller"))
      .With("max_bytes", absl::StrCat(max_bytes));
}

absl::Status MediaTypeUnsupported(absl::string_view found) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TYPE_UNSUPPORTED",
               absl::StrCat("the file is ", found,
                            "; only JPEG and PNG are taken: save it as one"))
      .With("found", found);
}

absl::Status MediaTypeMismatch(absl::string_view declared,
                               absl::string_view found) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TYPE_MISMATCH",
               absl::StrCat("the file was said to be ", declared, " and is ",
                            found, "; declare what it is"))
      .With("declared", declared)
      .With("found", found)
      .Field("header.mime_type", absl::StrCat("must be ", found));
}

absl::Status MediaHashMismatch(absl::string_view declared,
                               absl::string_view found) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_HASH_MISMATCH",
               "the bytes that arrived are not those that were declared; "
               "send the file again")
      .With("declared", declared)
      .With("found", found)
      .Field("header.sha256", "must be the SHA-256 of the bytes");
}

absl::Status MediaTruncated(absl::string_view type) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_TRUNCATED",
               "the file ends before its picture does; copy it again from "
               "where it came")
      .With("type", type);
}

absl::Status MediaDamaged(absl::string_view type, absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_DAMAGED",
               absl::StrCat("the picture cannot be read whole: ", why,
                            "; open it and save it anew"))
      .With("type", type)
      .With("why", why);
}

absl::Status MediaDimensionsInvalid(int64_t width, int64_t height) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_DIMENSIONS_INVALID",
               absl::StrCat("the picture is ", width, " x ", height,
                            " pixels; each side has 100 to 10,000 and all "
                            "together at most 40,000,000"))
      .With("width", absl::StrCat(width))
      .With("height", absl::StrCat(height));
}

absl::Status MediaAnimated(absl::string_view type) {
  return Named(StatusCode::kInvalidArgument, "MEDIA_ANIMATED",
               "the picture moves; save one frame of it as a photo")
      .With("type", type);
}

absl::Status MediaInUse(absl::string_view media, absl::string_view by) {
  return Named(StatusCode::kFailedPrecondition, "MEDIA_IN_USE",
               absl::StrCat(by, " shows ", media,
                            ", and what was saved stays as it was"))
      .With("media", media)
      .With("by", by)
      .Subject(by);
}

absl::Status MediaLost(absl::string_view media) {
  return Named(StatusCode::kDataLoss, "MEDIA_LOST",
               absl::StrCat("the store does not have the bytes of ", media,
                            "; the operator must restore it"))
      .With("media", media)
      .Resource("media", media);
}

absl::Status PhotoMissing(absl::string_view post) {
  return Named(StatusCode::kFailedPrecondition, "PHOTO_MISSING",
               absl::StrCat(post,
                            " is a PHOTO without a photo; add one, or make it "
                            "a NEWS_BRIEF"))
      .With("post", post)
      .Subject(post);
}

}  // namespace loa::content
