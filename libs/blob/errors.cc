#include "libs/blob/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::blob {
namespace {

using absl::StatusCode;
using status::Error;

Error Named(StatusCode code, absl::string_view reason,
            absl::string_view message) {
  return Error(code, "blob.loa", reason, message);
}

}  // namespace

absl::Status AddressInvalid(absl::string_view why) {
  return Named(StatusCode::kInvalidArgument, "BLOB_ADDRESS_INVALID",
               absl::StrCat("not the address of a store: ", why,
                            "; write file:///path or "
                            "s3://bucket?endpoint=https://host"))
      .Field("media", why);
}

absl::Status StoreUnreachable(absl::string_view why) {
  return Named(StatusCode::kUnavailable, "BLOB_STORE_UNREACHABLE",
               absl::StrCat("the store of media does not answer: ", why))
      .With("cause", why);
}

absl::Status StoreRefused(absl::string_view why) {
  return Named(StatusCode::kFailedPrecondition, "BLOB_STORE_REFUSED",
               absl::StrCat("the store of media refuses: ", why,
                            "; look at its address, rights and keys"))
      .With("cause", why);
}

absl::Status BlobNotFound(absl::string_view sha256) {
  return Named(StatusCode::kNotFound, "BLOB_NOT_FOUND",
               absl::StrCat("the store holds nothing under ", sha256))
      .With("sha256", sha256);
}

absl::Status BlobDamaged(absl::string_view sha256) {
  return Named(StatusCode::kDataLoss, "BLOB_DAMAGED",
               absl::StrCat("other bytes stand under ", sha256,
                            "; restore the store from a backup"))
      .With("sha256", sha256);
}

}  // namespace loa::blob
