#include "libs/queue/errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::queue {
namespace {

using status::Error;

constexpr absl::string_view kDomain = "queue.loa";

}  // namespace

absl::Status EntryMalformed(absl::string_view why) {
  return Error(absl::StatusCode::kInvalidArgument, kDomain,
               "QUEUE_ENTRY_MALFORMED",
               absl::StrCat("not an entry of the publish queue: ", why))
      .Vietnamese("Mục này không phải của hàng đợi đăng bài.")
      .With("why", why);
}

absl::Status EntryInvalid(absl::string_view field, absl::string_view id) {
  return Error(
             absl::StatusCode::kInvalidArgument, kDomain, "QUEUE_ENTRY_INVALID",
             absl::StrCat("\"", id, "\" cannot be queued: an id has 1 to 128 ",
                          "letters, digits or ._:/-"))
      .Vietnamese(absl::StrCat(
          "Không xếp hàng được \"", id,
          "\": mã gồm 1 đến 128 chữ cái, chữ số hoặc các dấu ._:/-."))
      .With("id", id)
      .Field(field, "1 to 128 letters, digits or ._:/-");
}

}  // namespace loa::queue
