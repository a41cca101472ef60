#ifndef LOA_SERVICES_CONTENT_HISTORY_HISTORY_ROWS_H_
#define LOA_SERVICES_CONTENT_HISTORY_HISTORY_ROWS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/rpc/errors.h"
#include "loa/content/v1/history_service.pb.h"
#include "services/content/audience/registry.h"
#include "services/content/history/past_post_rows.h"

namespace loa::content {

// The rows of an import as they would be stored, without names; what is wrong
// with others is added to `faults` as "rows[12].page". All pages must be of
// `within` or below it, all posts of a time gone by at `now`.
std::vector<PastPostRow> ReadHistoryRows(
    const std::vector<v1::ImportHistoryRequest>& rows, const RegistryView& view,
    const std::string& within, absl::Time now,
    std::vector<rpc::FieldViolation>& faults);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_HISTORY_HISTORY_ROWS_H_
