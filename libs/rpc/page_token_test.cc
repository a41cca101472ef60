#include "libs/rpc/page_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/status/error.h"
#include "loa/rpc_probe/v1/probe_service.pb.h"

namespace loa::rpc {
namespace {

using rpc_probe::v1::ListNotesRequest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ListNotesRequest Request() {
  ListNotesRequest request;
  request.set_unit("units/abc");
  return request;
}

TEST(PageToken, GivesTheKeyBack) {
  ListNotesRequest request = Request();
  const std::vector<std::string> key = {"Phường Hồng Hải", "", "01h"};
  request.set_page_token(EncodePageToken(request, key));
  const auto decoded = DecodePageToken(request);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(*decoded, key);
}

TEST(PageToken, IsEmptyOnTheFirstPage) {
  const auto decoded = DecodePageToken(Request());
  ASSERT_TRUE(decoded.ok());
  EXPECT_THAT(*decoded, IsEmpty());
}

TEST(PageToken, AllowsAnotherPageSize) {
  ListNotesRequest request = Request();
  request.set_page_token(EncodePageToken(request, {"a"}));
  request.set_page_size(7);
  EXPECT_THAT(*DecodePageToken(request), ElementsAre("a"));
}

TEST(PageToken, RefusesOtherArguments) {
  ListNotesRequest request = Request();
  request.set_page_token(EncodePageToken(request, {"a"}));
  request.set_unit("units/other");
  EXPECT_EQ(status::ReasonOf(DecodePageToken(request).status()),
            "PAGE_TOKEN_INVALID");
}

// Another list with the very same arguments.
TEST(PageToken, RefusesATokenOfAnotherMethod) {
  rpc_probe::v1::EchoRequest other;
  other.set_unit("units/abc");
  ListNotesRequest request = Request();
  request.set_page_token(EncodePageToken(other, {"a"}));
  EXPECT_EQ(status::ReasonOf(DecodePageToken(request).status()),
            "PAGE_TOKEN_INVALID");
}

TEST(PageToken, RefusesEverySingleDamagedCharacter) {
  ListNotesRequest request = Request();
  const std::string token = EncodePageToken(request, {"key", "another"});
  for (size_t i = 0; i < token.size(); ++i) {
    std::string damaged = token;
    damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
    request.set_page_token(damaged);
    EXPECT_EQ(status::ReasonOf(DecodePageToken(request).status()),
              "PAGE_TOKEN_INVALID")
        << i;
  }
  for (size_t size = 1; size < token.size(); ++size) {
    request.set_page_token(token.substr(0, size));
    EXPECT_FALSE(DecodePageToken(request).ok()) << size;
  }
}

TEST(PageSize, FallsBackAndIsCapped) {
  EXPECT_EQ(PageSize(0, 50, 200), 50);
  EXPECT_EQ(PageSize(-1, 50, 200), 50);
  EXPECT_EQ(PageSize(7, 50, 200), 7);
  EXPECT_EQ(PageSize(1000, 50, 200), 200);
}

}  // namespace
}  // namespace loa::rpc
