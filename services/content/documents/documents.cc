#include "services/content/documents/documents.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/audit/mutation.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/field_mask.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/content/documents/document_readers.h"
#include "services/content/documents/document_rows.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rules.h"
#include "services/content/search/search_index.h"

namespace loa::content {
namespace {

const std::vector<std::string>& ChangeablePaths() {
  static const auto& paths = *new std::vector<std::string>{
      "kind",       "number",   "abstract", "issuer", "signer",
      "issue_date", "end_date", "text",     "media",  "effective_date"};
  return paths;
}

absl::Status CheckDocument(const v1::Document& document) {
  std::vector<rpc::FieldViolation> violations;
  if (document.kind() == v1::Document::KIND_UNSPECIFIED) {
    violations.push_back({"document.kind",
                          "must be a kind such as PLAN or REPORT",
                          "phải là một loại văn bản, như PLAN (kế hoạch) hoặc "
                          "REPORT (báo cáo)"});
  }
  if (document.number().empty()) {
    violations.push_back(
        {"document.number", "must not be empty", "không được để trống"});
  }
  if (document.abstract().empty()) {
    violations.push_back(
        {"document.abstract", "must not be empty", "không được để trống"});
  }
  if (!base::ParseDate(document.issue_date())) {
    violations.push_back({"document.issue_date",
                          "must be a date such as 2022-04-12",
                          "phải là ngày, như 2022-04-12"});
  }
  if (!violations.empty()) return rpc::FieldsInvalid(violations);
  const auto end = base::ParseDate(document.end_date());
  const auto begin = base::ParseDate(document.effective_date().empty()
                                         ? document.issue_date()
                                         : document.effective_date());
  if (end && begin && *end <= *begin) {
    return DocumentDatesInvalid("document.end_date");
  }
  return absl::OkStatus();
}

// Locks a document for a change by the editors of its unit.
absl::StatusOr<DocumentRecord> LockForChange(sql::Tx& tx,
                                             const rpc::RequestContext& context,
                                             const std::string& name,
                                             const std::string& etag,
                                             audit::Subject& subject) {
  ASSIGN_OR_RETURN(DocumentRecord record, LockDocument(tx, name));
  subject = {name, record.document.unit()};
  RETURN_IF_ERROR(context.access.Check(record.document.unit()));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, EtagOf(record), name));
  if (record.document.state() != v1::Document::FILED) {
    return DocumentWithdrawn(name);
  }
  *record.document.mutable_update_time() = base::TimestampOf(context.now);
  return record;
}

// Makes search find the document by number, abstract, issuer, signer and text.
absl::Status MakeFound(sql::Tx& tx, const v1::Document& document,
                       absl::TimeZone zone) {
  const base::Days day = base::ParseDate(document.issue_date()).value_or(0);
  return PutSearchEntry(tx,
                        {.name = document.name(),
                         .kind = v1::SearchHit::DOCUMENT,
                         .unit = document.unit(),
                         .at = base::StartOf(day, zone),
                         .title = document.abstract(),
                         .document_number = document.number()},
                        {document.number(), document.abstract(),
                         document.issuer(), document.signer(), document.text()},
                        {})
      .status();
}

}  // namespace

absl::StatusOr<v1::Document> Documents::CreateDocument(
    const rpc::RequestContext& context,
    const v1::CreateDocumentRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  DocumentRecord record{request.document(), 1};
  v1::Document& document = record.document;
  RETURN_IF_ERROR(CheckDocument(document));
  if (document.name().empty()) {
    document.set_name(rpc::JoinName("documents", ids_.NewId()));
  } else {
    RETURN_IF_ERROR(
        rpc::ParseId("document.name", document.name(), "documents").status());
  }
  const auto unit = registry->FindUnit(document.unit());
  if (!unit) return UnitUnknown("document.unit", document.unit());
  document.set_unit(*unit);
  document.set_creator(context.principal.name);
  document.set_state(v1::Document::FILED);
  document.clear_note();
  *document.mutable_create_time() = base::TimestampOf(context.now);
  *document.mutable_update_time() = base::TimestampOf(context.now);
  return audit::Mutate<v1::Document>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Document> {
        subject = {document.name(), document.unit()};
        RETURN_IF_ERROR(context.access.Check(document.unit()));
        RETURN_IF_ERROR(InsertDocument(tx, record));
        RETURN_IF_ERROR(MakeFound(tx, document, registry->zone()));
        return ToProto(record);
      });
}

absl::StatusOr<v1::Document> Documents::GetDocument(
    const rpc::RequestContext& context, const v1::GetDocumentRequest& request) {
  v1::Document document;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const DocumentRecord record,
                     FindDocument(tx, request.name()));
    if (!DocumentReaders(context.access).MayReadOf(record.document.unit())) {
      return DocumentNotFound(request.name());
    }
    document = ToProto(record);
    return absl::OkStatus();
  }));
  return document;
}

absl::StatusOr<v1::Document> Documents::UpdateDocument(
    const rpc::RequestContext& context,
    const v1::UpdateDocumentRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  return audit::Mutate<v1::Document>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Document> {
        ASSIGN_OR_RETURN(DocumentRecord record,
                         LockForChange(tx, context, request.document().name(),
                                       request.document().etag(), subject));
        RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(),
                                       request.document(), record.document,
                                       ChangeablePaths()));
        RETURN_IF_ERROR(CheckDocument(record.document));
        RETURN_IF_ERROR(SaveDocument(tx, record));
        RETURN_IF_ERROR(MakeFound(tx, record.document, registry->zone()));
        return ToProto(record);
      });
}

absl::StatusOr<v1::Document> Documents::WithdrawDocument(
    const rpc::RequestContext& context,
    const v1::WithdrawDocumentRequest& request) {
  return audit::Mutate<v1::Document>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Document> {
        ASSIGN_OR_RETURN(DocumentRecord record,
                         LockForChange(tx, context, request.name(),
                                       request.etag(), subject));
        record.document.set_state(v1::Document::WITHDRAWN);
        record.document.set_note(request.note());
        RETURN_IF_ERROR(SaveDocument(tx, record));
        RETURN_IF_ERROR(RemoveSearchEntry(tx, request.name()));
        return ToProto(record);
      });
}

}  // namespace loa::content
