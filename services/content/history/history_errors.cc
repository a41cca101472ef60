#include "services/content/history/history_errors.h"

#include "absl/strings/str_cat.h"
#include "services/content/error_shapes.h"

namespace loa::content {

absl::Status HistoryRowsInvalid(
    const std::vector<rpc::FieldViolation>& faults) {
  const int rows = rpc::CountRows(faults);
  status::Error error =
      Named(absl::StatusCode::kInvalidArgument, "HISTORY_ROWS_INVALID",
            absl::StrCat("nothing was imported: ", rows,
                         " rows are wrong; correct them and send all again"));
  error.Vietnamese(absl::StrCat("Chưa nhập dòng nào: có ", rows, " dòng sai. ",
                                rpc::FirstInVietnamese(faults),
                                ". Hãy sửa rồi gửi lại tất cả."));
  error.With("bad_rows", absl::StrCat(rows));
  for (const rpc::FieldViolation& fault : faults) {
    error.Field(fault.path, fault.description);
  }
  return error;
}

}  // namespace loa::content
