#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/civil_date.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/documents/document_readers.h"
#include "services/content/documents/document_rows.h"
#include "services/content/documents/documents.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

// A list that shows little of what it reads goes on in the next page.
constexpr int kRowsABatch = 100;
constexpr int kBatchesACall = 20;

absl::StatusOr<DocumentFilter> FilterOf(
    const v1::ListDocumentsRequest& request) {
  DocumentFilter filter;
  filter.kind = request.kind();
  filter.issuer = request.issuer();
  if (const auto from = base::ParseDate(request.from_date())) {
    filter.from = *from;
  }
  if (const auto until = base::ParseDate(request.until_date())) {
    filter.until = *until;
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.empty()) return filter;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &filter.before)) {
    return rpc::PageTokenInvalid();
  }
  filter.before_name = key[1];
  return filter;
}

}  // namespace

absl::StatusOr<v1::ListDocumentsResponse> Documents::ListDocuments(
    const rpc::RequestContext& context,
    const v1::ListDocumentsRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  ASSIGN_OR_RETURN(const DocumentFilter first, FilterOf(request));
  const auto within = registry->FindUnit(request.within());
  if (!request.within().empty() && !within) {
    return UnitUnknown("within", request.within());
  }
  const DocumentReaders readers(context.access);
  const auto is_shown = [&](const v1::Document& document) {
    return readers.MayReadOf(document.unit()) &&
           (!within || registry->IsWithin(document.unit(), *within));
  };
  const int size = rpc::PageSize(request.page_size(), 50, 500);
  v1::ListDocumentsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    DocumentFilter filter = first;
    const auto go_on_later = [&] {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(filter.before), filter.before_name}));
      return absl::OkStatus();
    };
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(const std::vector<DocumentRecord> records,
                       ReadDocuments(tx, filter, kRowsABatch));
      for (const DocumentRecord& record : records) {
        v1::Document document = ToProto(record);
        document.clear_text();
        if (is_shown(document)) {
          if (response.documents_size() == size || !budget.Takes(document)) {
            return go_on_later();
          }
          *response.add_documents() = document;
        }
        filter.before = base::ParseDate(document.issue_date()).value_or(0);
        filter.before_name = document.name();
      }
      if (records.size() < kRowsABatch) return absl::OkStatus();
    }
    return go_on_later();
  }));
  return response;
}

}  // namespace loa::content
