#include "libs/rpc/field_mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "loa/rpc_probe/v1/probe_service.pb.h"

namespace loa::rpc {
namespace {

using google::protobuf::FieldMask;
using rpc_probe::v1::Note;

const std::vector<std::string>& Allowed() {
  static const auto& allowed =
      *new std::vector<std::string>{"title", "media", "day", "due_time"};
  return allowed;
}

FieldMask MaskOf(const std::vector<std::string>& paths) {
  FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

Note Stored() {
  Note note;
  note.set_name("notes/abc");
  note.set_title("old");
  note.set_day("2022-05-31");
  note.add_media()->set_alt("one");
  note.set_weight(3);
  return note;
}

TEST(ApplyMask, WritesOnlyWhatTheMaskNames) {
  Note note = Stored();
  Note patch;
  patch.set_title("new");
  patch.set_day("2023-01-01");
  ASSERT_TRUE(ApplyMask(MaskOf({"title"}), patch, note, Allowed()).ok());
  EXPECT_EQ(note.title(), "new");
  EXPECT_EQ(note.day(), "2022-05-31");
}

TEST(ApplyMask, ClearsAFieldThatIsNamedAndAbsent) {
  Note note = Stored();
  ASSERT_TRUE(ApplyMask(MaskOf({"day"}), Note(), note, Allowed()).ok());
  EXPECT_EQ(note.day(), "");
}

TEST(ApplyMask, WithoutPathsWritesWhatThePatchHas) {
  Note note = Stored();
  Note patch;
  patch.set_title("new");
  patch.set_weight(5);  // not allowed, so not written
  ASSERT_TRUE(ApplyMask(FieldMask(), patch, note, Allowed()).ok());
  EXPECT_EQ(note.title(), "new");
  EXPECT_EQ(note.day(), "2022-05-31");
  EXPECT_EQ(note.weight(), 3);
}

TEST(ApplyMask, StarReplacesEverythingThatCanBeWritten) {
  Note note = Stored();
  Note patch;
  patch.set_title("new");
  ASSERT_TRUE(ApplyMask(MaskOf({"*"}), patch, note, Allowed()).ok());
  EXPECT_EQ(note.title(), "new");
  EXPECT_EQ(note.day(), "");
  EXPECT_EQ(note.media_size(), 0);
  EXPECT_EQ(note.weight(), 3);
  EXPECT_EQ(note.name(), "notes/abc");
}

TEST(ApplyMask, ReplacesARepeatedFieldWhole) {
  Note note = Stored();
  Note patch;
  patch.add_media()->set_alt("two");
  ASSERT_TRUE(ApplyMask(MaskOf({"media"}), patch, note, Allowed()).ok());
  ASSERT_EQ(note.media_size(), 1);
  EXPECT_EQ(note.media(0).alt(), "two");
}

TEST(ApplyMask, IgnoresNameAndOutputOnlyPaths) {
  Note note = Stored();
  Note patch;
  patch.set_name("notes/other");
  patch.set_etag("x");
  ASSERT_TRUE(ApplyMask(MaskOf({"name", "etag"}), patch, note, Allowed()).ok());
  EXPECT_EQ(note.name(), "notes/abc");
  EXPECT_EQ(note.etag(), "");
}

TEST(ApplyMask, RefusesPathsThatAreUnknownOrCannotBeWritten) {
  for (const char* path : {"titel", "weight", "title.x", ""}) {
    Note note = Stored();
    const absl::Status status =
        ApplyMask(MaskOf({path}), Note(), note, Allowed());
    EXPECT_EQ(status::ReasonOf(status), "MASK_PATH_UNKNOWN") << path;
    EXPECT_EQ(status::MetadataOf(status, "path"), path);
    EXPECT_EQ(note.title(), "old");
  }
}

TEST(MaskCovers, KnowsPathsAboveAndBelow) {
  EXPECT_TRUE(MaskCovers(MaskOf({"due_time.seconds"}), Note(), "due_time"));
  EXPECT_TRUE(MaskCovers(MaskOf({"due_time"}), Note(), "due_time.seconds"));
  EXPECT_FALSE(MaskCovers(MaskOf({"due"}), Note(), "due_time"));
  EXPECT_TRUE(MaskCovers(MaskOf({"*"}), Note(), "title"));
  EXPECT_FALSE(MaskCovers(FieldMask(), Note(), "title"));
  EXPECT_TRUE(MaskCovers(FieldMask(), Stored(), "title"));
}

}  // namespace
}  // namespace loa::rpc
