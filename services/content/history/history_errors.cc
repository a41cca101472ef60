#include "services/content/history/history_errors.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/content/error_shapes.h"

namespace loa::content {

absl::Status HistoryRowsInvalid(
    const std::vector<rpc::FieldViolation>& faults) {
  std::set<std::string> rows;
  for (const rpc::FieldViolation& fault : faults) {
    rows.insert(fault.path.substr(0, fault.path.find('.')));
  }
  status::Error error =
      Named(absl::StatusCode::kInvalidArgument, "HISTORY_ROWS_INVALID",
            absl::StrCat("nothing was imported: ", rows.size(),
                         " rows are wrong; correct them and send all again"));
  error.Vietnamese(absl::StrCat("Chưa nhập dòng nào: có ", rows.size(),
                                " dòng sai; hãy sửa rồi gửi lại tất cả."));
  error.With("bad_rows", absl::StrCat(rows.size()));
  for (const rpc::FieldViolation& fault : faults) {
    error.Field(fault.path, fault.description);
  }
  return error;
}

}  // namespace loa::content
