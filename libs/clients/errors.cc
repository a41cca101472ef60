#include "libs/clients/errors.h"

#include "libs/status/error.h"

namespace loa::clients {

absl::Status RegistryNotSynced() {
  return status::Error(absl::StatusCode::kUnavailable, "loa",
                       "REGISTRY_NOT_SYNCED",
                       "the register has not been read yet; retry later")
      .Vietnamese(
          "Chưa đọc xong sổ đăng ký đơn vị và trang; vui lòng thử lại sau.")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace loa::clients
