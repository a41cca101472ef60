#include "services/content/hand/hand_errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::content {
namespace {

using absl::StatusCode;
using status::Error;

constexpr absl::string_view kDomain = "content.loa";

}  // namespace

absl::Status HandTaskNotOpen(absl::string_view task, absl::string_view state) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "HAND_TASK_NOT_OPEN",
               absl::StrCat(task, " is ", state,
                            " and no task for people; ListHandTasks shows "
                            "those that are open"))
      .Vietnamese(absl::StrCat(task, " đang ở trạng thái ", state,
                               ", không phải việc cần làm bằng tay."))
      .With("task", task)
      .With("state", state)
      .Subject(task);
}

absl::Status PermalinkInvalid(absl::string_view permalink,
                              absl::string_view page, absl::string_view url) {
  return Error(
             StatusCode::kInvalidArgument, kDomain, "PERMALINK_INVALID",
             absl::StrCat(permalink, " is not the address of a post of ", page,
                          "; open the post on the page, tap its time and "
                          "copy that address"))
      .Vietnamese(
          absl::StrCat(permalink,
                       " không phải địa chỉ một bài của trang này; hãy mở bài, "
                       "bấm vào giờ đăng rồi sao chép địa chỉ."))
      .With("permalink", permalink)
      .With("page", page)
      .With("page_url", url)
      .Field("permalink", "the address of one post of this page");
}

absl::Status CancelNotWanted(absl::string_view publication) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "CANCEL_NOT_WANTED",
               absl::StrCat("nobody cancelled ", publication,
                            "; put it up, or have it cancelled first"))
      .Vietnamese(absl::StrCat("Chưa ai hủy ", publication,
                               "; hãy đăng bài, hoặc đề nghị hủy trước."))
      .With("publication", publication)
      .Subject(publication);
}

absl::Status PageByHand(absl::string_view publication, absl::string_view page) {
  return Error(StatusCode::kFailedPrecondition, kDomain, "PAGE_BY_HAND",
               absl::StrCat(page, " has no connection; ", publication,
                            " becomes a task for its people"))
      .Vietnamese(
          absl::StrCat(page, " chưa kết nối; ", publication,
                       " là việc đăng bằng tay của người phụ trách trang."))
      .With("publication", publication)
      .With("page", page)
      .Subject(publication);
}

}  // namespace loa::content
