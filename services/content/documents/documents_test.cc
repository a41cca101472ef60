#include "services/content/documents/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/testing/status_matchers.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DocumentsTest : public PostWorld {
 protected:
  rpc::RequestContext Editor() const {
    return Context("principals/minh", options::v1::PERMISSION_EDIT_POSTS);
  }
  rpc::RequestContext Reader(absl::string_view who = "principals/lan") const {
    return Context(who, options::v1::PERMISSION_READ_POSTS);
  }
  static v1::Document Plan141() {
    v1::Document document;
    document.set_name("documents/141-KH-MTTQ-BTT");
    document.set_unit("units/tinh");
    document.set_kind(v1::Document::PLAN);
    document.set_number("141/KH-MTTQ-BTT");
    document.set_abstract("Xây dựng trang cộng đồng MTTQ các cấp");
    document.set_signer("Chủ tịch Nguyễn Văn Hồi");
    document.set_issue_date("2022-04-12");
    document.set_text("Căn cứ chỉ thị của Trung ương, ...");
    return document;
  }
  absl::StatusOr<v1::Document> File(const v1::Document& document) {
    v1::CreateDocumentRequest request;
    *request.mutable_document() = document;
    return documents_.CreateDocument(Editor(), request);
  }
  // A letter that differs in name, unit and date.
  void FileLetter(const std::string& id, const std::string& unit,
                  const std::string& date, const std::string& issuer = "") {
    v1::Document document = Plan141();
    document.set_name("documents/" + id);
    document.set_unit(unit);
    document.set_kind(v1::Document::OFFICIAL_LETTER);
    document.set_number(id + "/CV");
    document.set_issuer(issuer);
    document.set_issue_date(date);
    EXPECT_THAT(File(document), IsOk());
  }
  std::vector<std::string> List(v1::ListDocumentsRequest request,
                                absl::string_view who = "principals/lan") {
    std::vector<std::string> names;
    do {
      const auto page = documents_.ListDocuments(Reader(who), request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      for (const auto& document : page->documents()) {
        EXPECT_THAT(document.text(), IsEmpty());
        names.push_back(document.name());
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  absl::StatusOr<v1::Document> Get(const std::string& name,
                                   absl::string_view who) {
    v1::GetDocumentRequest request;
    request.set_name(name);
    return documents_.GetDocument(Reader(who), request);
  }

  Documents documents_{*db_, ids_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, DocumentsTest, testing::kEngines,
                         testing::EngineName);

TEST_P(DocumentsTest, KeepWhatWasFiledUnderAReadableName) {
  const auto filed = File(Plan141());
  ASSERT_THAT(filed, IsOk());
  const auto got = Get("documents/141-KH-MTTQ-BTT", "principals/lan");
  ASSERT_THAT(got, IsOk());
  EXPECT_EQ(got->SerializeAsString(), filed->SerializeAsString());
  EXPECT_EQ(got->number(), "141/KH-MTTQ-BTT");
  EXPECT_EQ(got->creator(), "principals/minh");
  EXPECT_EQ(got->state(), v1::Document::FILED);
  v1::Document nameless = Plan141();
  nameless.clear_name();
  nameless.set_number("142/KH");
  const auto named = File(nameless);
  ASSERT_THAT(named, IsOk());
  EXPECT_THAT(named->name(), ::testing::StartsWith("documents/0"));
}

TEST_P(DocumentsTest, AreReadByTheUnitsAboveAndBelowAndByNobodyElse) {
  ASSERT_THAT(File(Plan141()), IsOk());
  FileLetter("1", "units/xa-1", "2022-05-01");
  FileLetter("2", "units/xa-2", "2022-05-02");
  EXPECT_THAT(List({}), ElementsAre("documents/2", "documents/1",
                                    "documents/141-KH-MTTQ-BTT"));
  EXPECT_THAT(List({}, "principals/xa"),
              ElementsAre("documents/1", "documents/141-KH-MTTQ-BTT"));
  EXPECT_THAT(Get("documents/141-KH-MTTQ-BTT", "principals/xa"), IsOk());
  EXPECT_THAT(Get("documents/2", "principals/xa"),
              HasReason("DOCUMENT_NOT_FOUND"));
  EXPECT_THAT(List({}, "principals/nobody"), IsEmpty());
  EXPECT_THAT(Get("documents/1", "principals/nobody"),
              HasReason("DOCUMENT_NOT_FOUND"));
}

TEST_P(DocumentsTest, AreListedByIssuerKindDateAndUnitPageByPage) {
  ASSERT_THAT(File(Plan141()), IsOk());
  FileLetter("a", "units/xa-1", "2022-05-01", "Ban Tuyên giáo 100% Tỉnh ủy");
  FileLetter("b", "units/tinh", "2022-05-01");
  FileLetter("c", "units/xa-2", "2022-06-01");
  v1::ListDocumentsRequest request;
  request.set_page_size(1);
  EXPECT_THAT(List(request),
              ElementsAre("documents/c", "documents/b", "documents/a",
                          "documents/141-KH-MTTQ-BTT"));
  request.set_from_date("2022-05-01");
  request.set_until_date("2022-06-01");
  EXPECT_THAT(List(request), ElementsAre("documents/b", "documents/a"));
  request.set_issuer("tuyen giao 100%");
  EXPECT_THAT(List(request), ElementsAre("documents/a"));
  request.set_issuer("tuyen giao 10%");
  EXPECT_THAT(List(request), IsEmpty());
  request.Clear();
  request.set_kind(v1::Document::PLAN);
  EXPECT_THAT(List(request), ElementsAre("documents/141-KH-MTTQ-BTT"));
  request.Clear();
  request.set_within("units/huyen");
  EXPECT_THAT(List(request), ElementsAre("documents/c", "documents/a"));
  request.set_within("units/x");
  EXPECT_THAT(documents_.ListDocuments(Reader(), request),
              HasReason("UNIT_UNKNOWN"));
  request.set_within("");
  request.set_page_token("x");
  EXPECT_THAT(documents_.ListDocuments(Reader(), request),
              HasReason("PAGE_TOKEN_INVALID"));
}

TEST_P(DocumentsTest, RefuseASecondOneOfTheSameNameOrNumber) {
  ASSERT_THAT(File(Plan141()), IsOk());
  v1::Document other = Plan141();
  other.set_number("142/KH");
  EXPECT_THAT(File(other), HasReason("DOCUMENT_ALREADY_EXISTS"));
  other = Plan141();
  other.set_name("documents/other");
  other.set_number("141/kh - MTTQ-BTT");
  EXPECT_THAT(File(other), HasReason("DOCUMENT_NUMBER_TAKEN"));
  other.set_issue_date("2023-04-12");
  EXPECT_THAT(File(other), IsOk()) << "numbers begin again every year";
}

TEST_P(DocumentsTest, RefuseWhatIsMissingAndDatesThatCannotBe) {
  v1::Document document = Plan141();
  document.clear_number();
  document.clear_abstract();
  document.clear_kind();
  document.clear_issue_date();
  EXPECT_THAT(File(document), HasReason("FIELD_INVALID"));
  document = Plan141();
  document.set_end_date("2022-04-12");
  EXPECT_THAT(File(document), HasReason("DOCUMENT_DATES_INVALID"));
  document.set_end_date("2022-04-13");
  EXPECT_THAT(File(document), IsOk());
  document.set_name("documents/y");
  document.set_unit("units/x");
  EXPECT_THAT(File(document), HasReason("UNIT_UNKNOWN"));
}

TEST_P(DocumentsTest, AreCorrectedByEditorsOfTheirUnit) {
  const auto filed = File(Plan141());
  ASSERT_THAT(filed, IsOk());
  v1::UpdateDocumentRequest request;
  request.mutable_document()->set_name(filed->name());
  request.mutable_document()->set_signer("Phó Chủ tịch");
  request.mutable_document()->set_etag(filed->etag());
  const auto updated = documents_.UpdateDocument(Editor(), request);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->signer(), "Phó Chủ tịch");
  EXPECT_EQ(updated->abstract(), filed->abstract());
  EXPECT_THAT(documents_.UpdateDocument(Editor(), request),
              HasReason("ETAG_MISMATCH"));
  request.mutable_document()->clear_etag();
  request.mutable_update_mask()->add_paths("creator_");
  EXPECT_THAT(documents_.UpdateDocument(Editor(), request),
              HasReason("MASK_PATH_UNKNOWN"));
  EXPECT_THAT(documents_.UpdateDocument(
                  Context("principals/xa", options::v1::PERMISSION_EDIT_POSTS),
                  request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_P(DocumentsTest, ThatAreWithdrawnAreReadByNameAloneAndFreeTheirNumber) {
  ASSERT_THAT(File(Plan141()), IsOk());
  v1::WithdrawDocumentRequest request;
  request.set_name(Plan141().name());
  request.set_note("Thay bằng bản khác");
  const auto withdrawn = documents_.WithdrawDocument(Editor(), request);
  ASSERT_THAT(withdrawn, IsOk());
  EXPECT_EQ(withdrawn->state(), v1::Document::WITHDRAWN);
  EXPECT_EQ(withdrawn->note(), "Thay bằng bản khác");
  EXPECT_THAT(List({}), IsEmpty());
  EXPECT_THAT(Get(Plan141().name(), "principals/lan"), IsOk());
  EXPECT_THAT(documents_.WithdrawDocument(Editor(), request),
              HasReason("DOCUMENT_WITHDRAWN"));
  request.set_name("documents/x");
  EXPECT_THAT(documents_.WithdrawDocument(Editor(), request),
              HasReason("DOCUMENT_NOT_FOUND"));
  v1::Document again = Plan141();
  again.set_name("documents/again");
  EXPECT_THAT(File(again), IsOk());
}

}  // namespace
}  // namespace loa::content
