#ifndef LOA_SERVICES_CONTENT_SOURCES_SOURCE_ROWS_H_
#define LOA_SERVICES_CONTENT_SOURCES_SOURCE_ROWS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "loa/content/v1/source_service.pb.h"

// The SQL of approved sources.
namespace loa::content {

// SOURCE_ALREADY_EXISTS for a host that is approved.
absl::Status InsertSource(sql::Tx& tx, const v1::Source& source);

// SOURCE_NOT_FOUND.
absl::Status RemoveSource(sql::Tx& tx, absl::string_view name);

// Up to `limit` after `after_host`, in order of host.
absl::StatusOr<std::vector<v1::Source>> ReadSources(
    sql::Tx& tx, absl::string_view after_host, int limit);

// The name of the source that `link` is from: the one whose host is the
// link's or stands above it, the longest; "" none.
absl::StatusOr<std::string> FindSourceOf(sql::Tx& tx, absl::string_view link);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SOURCES_SOURCE_ROWS_H_
