#include "libs/rpc/etag.h"

#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "loa/rpc_probe/v1/probe_service.pb.h"

namespace loa::rpc {
namespace {

TEST(EtagOf, IsQuotedAndFollowsTheContent) {
  rpc_probe::v1::Note note;
  note.set_title("one");
  const std::string one = EtagOf(note);
  EXPECT_EQ(one.front(), '"');
  EXPECT_EQ(one.back(), '"');
  EXPECT_EQ(EtagOf(note), one);
  note.set_title("two");
  EXPECT_NE(EtagOf(note), one);
  EXPECT_EQ(EtagOf(int64_t{12}), "\"12\"");
}

TEST(CheckEtag, AllowsTheCurrentOneAndNone) {
  EXPECT_TRUE(CheckEtag("", "\"1\"", "posts/abc").ok());
  EXPECT_TRUE(CheckEtag("\"1\"", "\"1\"", "posts/abc").ok());
}

TEST(CheckEtag, RefusesAnOldOne) {
  const absl::Status status = CheckEtag("\"1\"", "\"2\"", "posts/abc");
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(status::ReasonOf(status), "ETAG_MISMATCH");
  EXPECT_EQ(status::MetadataOf(status, "resource"), "posts/abc");
}

}  // namespace
}  // namespace loa::rpc
