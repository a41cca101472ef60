#ifndef LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_ROWS_H_
#define LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_ROWS_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "loa/content/v1/document_service.pb.h"

// The SQL of documents.
namespace loa::content {

// A document, complete but for its etag.
struct DocumentRecord {
  v1::Document document;
  int64_t version = 0;
};

// What callers see.
v1::Document ToProto(const DocumentRecord& record);
std::string EtagOf(const DocumentRecord& record);

// DOCUMENT_NOT_FOUND.
absl::StatusOr<DocumentRecord> FindDocument(sql::Tx& tx,
                                            absl::string_view name);
// The same, and nobody else changes it until this transaction ends.
absl::StatusOr<DocumentRecord> LockDocument(sql::Tx& tx,
                                            absl::string_view name);
// The unit that files it. DOCUMENT_NOT_FOUND.
absl::StatusOr<std::string> UnitOfDocument(sql::Tx& tx, absl::string_view name);

// DOCUMENT_ALREADY_EXISTS, DOCUMENT_NUMBER_TAKEN.
absl::Status InsertDocument(sql::Tx& tx, const DocumentRecord& record);
// Writes all that can change of a locked one, as a new version.
// DOCUMENT_NUMBER_TAKEN.
absl::Status SaveDocument(sql::Tx& tx, DocumentRecord& record);

// Which FILED documents a list shows.
struct DocumentFilter {
  v1::Document::Kind kind = v1::Document::KIND_UNSPECIFIED;  // any
  std::string issuer;  // a part of its name; "" any
  base::Days from = std::numeric_limits<int64_t>::min();
  base::Days until = base::kForever;
  // Only after this one, in the list's order.
  base::Days before = base::kForever;
  std::string before_name;
};
// Up to `limit`, the newest date first.
absl::StatusOr<std::vector<DocumentRecord>> ReadDocuments(
    sql::Tx& tx, const DocumentFilter& filter, int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_ROWS_H_
