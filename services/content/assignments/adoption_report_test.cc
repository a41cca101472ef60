#include "services/content/assignments/adoption_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/base/timestamp.h"
#include "libs/testing/status_matchers.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::SizeIs;

using Response = v1::GetAdoptionResponse;

class AdoptionReportTest : public PostWorld {
 protected:
  absl::StatusOr<Response> Report(
      const std::string& post, const std::string& within = "",
      absl::string_view principal = "principals/minh") {
    v1::GetAdoptionRequest request;
    request.set_post(post);
    request.set_within(within);
    return report_.Get(Context(principal, options::v1::PERMISSION_READ_POSTS),
                       request);
  }
  static std::vector<std::string> Units(const Response& response) {
    std::vector<std::string> units;
    for (const auto& row : response.branches()) units.push_back(row.unit());
    return units;
  }

  AdoptionReport report_{*db_, registry_};
};
INSTANTIATE_TEST_SUITE_P(Engines, AdoptionReportTest, testing::kEngines,
                         testing::EngineName);

TEST_P(AdoptionReportTest, CountsAnswersByLevelAndBranch) {
  const v1::Post post = Asked();
  clock_.Advance(absl::Minutes(20));
  ASSERT_THAT(Adopt(AssignmentsOf(post.name())[0].name()), IsOk());
  const auto response = Report(post.name(), "units/huyen");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->total().offered_count(), 2);
  EXPECT_EQ(response->total().asked_count(), 2);
  EXPECT_EQ(response->total().adopted_count(), 1);
  EXPECT_EQ(response->total().unanswered_count(), 1);
  EXPECT_EQ(response->total().publications(0).count(), 1);
  EXPECT_EQ(base::DurationOf(response->total().to_adoption().median()),
            absl::Minutes(20));
  EXPECT_EQ(base::TimeOf(response->as_of()), clock_.Now());
  ASSERT_THAT(response->levels(), SizeIs(1));
  EXPECT_EQ(response->levels(0).level(), "commune");
  EXPECT_EQ(response->levels(0).adoption().offered_count(), 2);
  EXPECT_THAT(Units(*response), ElementsAre("units/xa-1", "units/xa-2"));
  EXPECT_EQ(response->branches(0).adoption().adopted_count(), 1);
  EXPECT_EQ(response->branches(1).adoption().adopted_count(), 0);
}

TEST_P(AdoptionReportTest, HasTheChildrenOfThePostsUnitAsBranches) {
  const v1::Post post = Asked(v1::Audience::OPTIONAL);
  const auto response = Report(post.name());
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(Units(*response), ElementsAre("units/huyen"));
  EXPECT_EQ(response->total().offered_count(), 2);
  // Nobody is asked, so nobody has not answered.
  EXPECT_EQ(response->total().asked_count(), 0);
  EXPECT_EQ(response->total().unanswered_count(), 0);
}

TEST_P(AdoptionReportTest, CountsWhatTheCallerMaySee) {
  const v1::Post post = Asked();
  const auto response = Report(post.name(), "", "principals/xa");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->total().offered_count(), 1);
  EXPECT_EQ(response->total().pending_count(), 1);
}

TEST_P(AdoptionReportTest, CountsTheNewestOfEveryPage) {
  const v1::Post post = Asked();
  ASSERT_THAT(Adopt(AssignmentsOf(post.name())[0].name()), IsOk());
  ASSERT_THAT(SetTitle(post.name(), "Tiêu đề mới"), IsOk());
  ASSERT_THAT(Submit(post.name()), IsOk());
  Decide(post.name(), moderation::v1::Review::APPROVED);
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  const auto response = Report(post.name());
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->total().offered_count(), 2);
  EXPECT_EQ(response->total().pending_count(), 2);
  EXPECT_EQ(response->total().mandated_count(), 0);
}

TEST_P(AdoptionReportTest, CountsWhatNobodyHadToAdopt) {
  const v1::Post post = Approved();
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  const auto response = Report(post.name());
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->total().mandated_count(), 2);
  EXPECT_EQ(response->total().publications(0).count(), 2);
  EXPECT_EQ(response->total().offered_count(), 0);
}

TEST_P(AdoptionReportTest, NamesWhatThereIsNot) {
  EXPECT_THAT(Report("posts/x"), HasReason("POST_NOT_FOUND"));
  EXPECT_THAT(Report(Asked().name(), "units/x"), HasReason("UNIT_UNKNOWN"));
}

}  // namespace
}  // namespace loa::content
