#include "services/content/sources/sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/fake_ids.h"
#include "libs/testing/status_matchers.h"
#include "services/content/migrations.h"
#include "services/content/sources/source_rows.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::AllOf;

class SourcesTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  rpc::RequestContext Context() const {
    rpc::RequestContext context;
    context.principal.name = "principals/lan";
    context.method = "loa.content.v1.SourceService.Test";
    context.now = clock_.Now();
    return context;
  }
  absl::StatusOr<v1::Source> Create(const std::string& host,
                                    const std::string& request_id = "") {
    v1::CreateSourceRequest request;
    request.mutable_source()->set_host(host);
    request.set_request_id(request_id);
    return sources_.CreateSource(Context(), request);
  }
  std::string SourceOf(const std::string& link) {
    std::string source;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(source, FindSourceOf(tx, link));
      return absl::OkStatus();
    }),
                IsOk());
    return source;
  }

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  testing::FakeClock clock_;
  testing::FakeIds ids_;
  Sources sources_{*db_, ids_};
};
INSTANTIATE_TEST_SUITE_P(Engines, SourcesTest, testing::kEngines,
                         testing::EngineName);

TEST_P(SourcesTest, AreMatchedAtALabelBoundary) {
  const auto source = Create("mattran.org.vn");
  ASSERT_THAT(source, IsOk());
  EXPECT_EQ(SourceOf("https://mattran.org.vn/tin"), source->name());
  EXPECT_EQ(SourceOf("https://www.mattran.org.vn/tin"), source->name());
  EXPECT_EQ(SourceOf("https://evilmattran.org.vn/tin"), "");
  EXPECT_EQ(SourceOf("https://mattran.org.vn.evil.com/"), "");
  EXPECT_EQ(SourceOf("https://org.vn/"), "");
}

TEST_P(SourcesTest, AreMatchedByTheLongestHost) {
  ASSERT_THAT(Create("org.vn"), IsOk());
  const auto nearer = Create("mattran.org.vn");
  ASSERT_THAT(nearer, IsOk());
  EXPECT_EQ(SourceOf("https://www.mattran.org.vn/tin"), nearer->name());
}

TEST_P(SourcesTest, RefuseWhatIsNoHost) {
  EXPECT_THAT(Create("https://quangninh.gov.vn/"),
              AllOf(HasReason("SOURCE_HOST_INVALID"),
                    HasMetadata("host", "https://quangninh.gov.vn/"),
                    NamesField("source.host")));
}

TEST_P(SourcesTest, ApproveAHostOnce) {
  const auto first = Create("quangninh.gov.vn");
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(Create("QuangNinh.gov.vn"),
              AllOf(HasReason("SOURCE_ALREADY_EXISTS"),
                    HasMetadata("source", first->name())));
}

TEST_P(SourcesTest, AnswerARepeatedRequestAsTheFirst) {
  const auto first = Create("quangninh.gov.vn", "request-1");
  const auto again = Create("quangninh.gov.vn", "request-1");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->name(), first->name());
}

TEST_P(SourcesTest, AreListedInOrderOfHostPageByPage) {
  for (const char* host : {"c.vn", "a.vn", "b.vn"}) {
    ASSERT_THAT(Create(host), IsOk());
  }
  std::vector<std::string> hosts;
  v1::ListSourcesRequest request;
  request.set_page_size(2);
  do {
    const auto page = sources_.ListSources(Context(), request);
    ASSERT_THAT(page, IsOk());
    for (const auto& source : page->sources()) hosts.push_back(source.host());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(hosts, ::testing::ElementsAre("a.vn", "b.vn", "c.vn"));
}

TEST_P(SourcesTest, AreRemovedOnce) {
  const auto source = Create("quangninh.gov.vn");
  ASSERT_THAT(source, IsOk());
  v1::DeleteSourceRequest request;
  request.set_name(source->name());
  EXPECT_THAT(sources_.DeleteSource(Context(), request), IsOk());
  EXPECT_THAT(sources_.DeleteSource(Context(), request),
              HasReason("SOURCE_NOT_FOUND"));
  EXPECT_EQ(SourceOf("https://quangninh.gov.vn/"), "");
}

}  // namespace
}  // namespace loa::content
