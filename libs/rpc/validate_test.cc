#include "libs/rpc/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/rpc_probe/v1/probe_service.pb.h"

namespace loa::rpc {
namespace {

using rpc_probe::v1::ConfigureRequest;
using rpc_probe::v1::EchoRequest;
using rpc_probe::v1::Note;
using rpc_probe::v1::UpdateNoteRequest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Note GoodNote() {
  Note note;
  note.set_name("notes/abc");
  note.set_title("tin");
  note.set_weight(1);
  return note;
}

std::vector<std::string> Wrong(const Note& note) {
  ConfigureRequest request;
  *request.mutable_note() = note;
  return status::FieldsOf(Validate(request));
}

TEST(Validate, TakesAGoodRequest) {
  Note note = GoodNote();
  note.add_media()->set_alt("ảnh");
  note.set_day("2022-05-31");
  note.set_kind(Note::NEWS);
  note.set_code("06706");
  EXPECT_THAT(Wrong(note), IsEmpty());
}

TEST(Validate, NamesEveryViolationAtOnce) {
  Note note = GoodNote();
  note.clear_title();
  note.add_media()->set_alt("ok");
  note.add_media()->set_alt("quá dài");
  note.add_media();
  note.set_day("31/05/2022");
  const absl::Status status = [&] {
    ConfigureRequest request;
    *request.mutable_note() = note;
    return Validate(request);
  }();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(status), "FIELD_INVALID");
  EXPECT_EQ(status::MetadataOf(status, "field"), "note.title");
  EXPECT_THAT(status::FieldsOf(status),
              ElementsAre("note.title", "note.media[1].alt",
                          "note.media[2].alt", "note.day"));
}

TEST(Validate, CountsCodePointsNotBytes) {
  EchoRequest request;
  request.set_text("ưưưưưưưưưưưưưưưưưưưư");  // 20 characters, 40 bytes
  EXPECT_TRUE(Validate(request).ok());
  request.set_text(request.text() + "ư");
  EXPECT_THAT(status::FieldsOf(Validate(request)), ElementsAre("text"));
}

TEST(Validate, RefusesTooManyItems) {
  Note note = GoodNote();
  for (int i = 0; i < 4; ++i) note.add_media()->set_alt("a");
  EXPECT_THAT(Wrong(note), ElementsAre("note.media"));
}

TEST(Validate, RefusesBytesThatAreTooLong) {
  Note note = GoodNote();
  note.set_blob("12345");
  EXPECT_THAT(Wrong(note), ElementsAre("note.blob"));
}

TEST(Validate, RefusesANumberOutOfRange) {
  Note note = GoodNote();
  note.set_weight(6);
  EXPECT_THAT(Wrong(note), ElementsAre("note.weight"));
}

TEST(Validate, RefusesANameOfAnotherCollection) {
  Note note = GoodNote();
  note.set_name("units/abc");
  EXPECT_THAT(Wrong(note), ElementsAre("note.name"));
}

TEST(Validate, RefusesATextThatBreaksItsPattern) {
  Note note = GoodNote();
  note.set_code("6706");
  EXPECT_THAT(Wrong(note), ElementsAre("note.code"));
}

TEST(Validate, RefusesAnEnumValueItDoesNotKnow) {
  Note note = GoodNote();
  note.set_kind(static_cast<Note::Kind>(7));
  EXPECT_THAT(Wrong(note), ElementsAre("note.kind"));
}

TEST(Validate, RefusesNulInText) {
  Note note = GoodNote();
  note.set_title(std::string("a\0b", 3));
  EXPECT_THAT(Wrong(note), ElementsAre("note.title"));
}

TEST(Validate, RefusesATimestampOutOfItsRange) {
  Note note = GoodNote();
  note.mutable_due_time()->set_nanos(-1);
  EXPECT_THAT(Wrong(note), ElementsAre("note.due_time"));
}

TEST(Validate, NeverReadsOutputOnlyFields) {
  Note note = GoodNote();
  note.mutable_create_time()->set_nanos(-1);
  EXPECT_THAT(Wrong(note), IsEmpty());
}

TEST(Validate, PutsAPrefixBeforeTheFieldsOfAStream) {
  rpc_probe::v1::ImportNotesRequest request;
  std::vector<FieldViolation> violations;
  CollectViolations(request, "[3]", violations);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].path, "[3].title");
  EXPECT_THAT(violations[0].description, HasSubstr("required"));
}

TEST(Validate, AnUpdateNeedsOnlyWhatItsMaskCovers) {
  UpdateNoteRequest request;
  request.mutable_note()->set_name("notes/abc");
  request.mutable_note()->set_weight(2);
  request.mutable_update_mask()->add_paths("weight");
  EXPECT_TRUE(Validate(request).ok());

  request.mutable_note()->clear_weight();
  EXPECT_THAT(status::FieldsOf(Validate(request)), ElementsAre("note.weight"));
  request.mutable_update_mask()->set_paths(0, "day");
  EXPECT_TRUE(Validate(request).ok());

  request.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(status::FieldsOf(Validate(request)), ElementsAre("note.title"));

  request.mutable_note()->set_weight(1);
  request.mutable_update_mask()->clear_paths();
  request.mutable_update_mask()->add_paths("*");
  EXPECT_THAT(status::FieldsOf(Validate(request)), ElementsAre("note.title"));
}

TEST(Validate, AnUpdateAlwaysNeedsItsResourceAndName) {
  UpdateNoteRequest request;
  request.mutable_update_mask()->add_paths("weight");
  EXPECT_THAT(status::FieldsOf(Validate(request)), ElementsAre("note"));
  request.mutable_note()->set_weight(2);
  EXPECT_THAT(status::FieldsOf(Validate(request)), ElementsAre("note.name"));
}

TEST(ClearOutputOnly, ClearsAtEveryDepthAndLeavesTheRest) {
  ConfigureRequest request;
  *request.mutable_note() = GoodNote();
  request.mutable_note()->set_etag("\"1\"");
  auto* media = request.mutable_note()->add_media();
  media->set_alt("ảnh");
  media->set_sha256("beef");

  ASSERT_TRUE(HasOutputOnly(ConfigureRequest::descriptor()));
  ClearOutputOnly(request);

  EXPECT_EQ(request.note().etag(), "");
  EXPECT_EQ(request.note().media(0).sha256(), "");
  EXPECT_EQ(request.note().media(0).alt(), "ảnh");
  EXPECT_EQ(request.note().title(), "tin");
  EXPECT_FALSE(HasOutputOnly(EchoRequest::descriptor()));
}

}  // namespace
}  // namespace loa::rpc
