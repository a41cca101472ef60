#include "services/moderation/reviews/decision.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "libs/testing/status_matchers.h"
#include "services/moderation/reviews/stages.h"

namespace loa::moderation {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOkAndHolds;
using ::testing::ElementsAre;

constexpr absl::Time kNow = absl::UnixEpoch();

v1::Policy Policy(const std::string& text) {
  v1::Policy policy;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &policy));
  return policy;
}

StoredReview Open(const std::string& stages,
                  v1::Severity severity = v1::SEVERITY_INFO) {
  v1::ScreeningInput input;
  input.set_author("principals/author");
  input.set_last_editor("principals/editor");
  v1::Screening screening;
  screening.set_severity(severity);
  return NewReview("r", input, "commune", screening, Policy(stages), kNow);
}

Voice Approval(const std::string& who) {
  return {"principals/" + who, v1::Review::APPROVED, "", kNow};
}

std::vector<std::string> StageIds(const v1::Review& review) {
  std::vector<std::string> ids;
  for (const auto& stage : review.stages()) ids.push_back(stage.id());
  return ids;
}

TEST(NewReview, HasOneEditorialStageByDefault) {
  EXPECT_THAT(StageIds(Open("").review), ElementsAre("editorial"));
  EXPECT_EQ(Open("").review.stages(0).quorum(), 1);
}

TEST(Decide, RefusesAnOpenReviewThatWaitsForNobody) {
  StoredReview stored = Open("");
  stored.review.mutable_stages()->Clear();
  EXPECT_THAT(Decide(stored, Approval("lan")),
              HasReason("STORED_DATA_DAMAGED"));
}

TEST(NewReview, HasAFurtherStageWhereAFindingNeedsOne) {
  const char* stages = R"pb(stages { id: "a" }
                            stages { id: "b" only_when_needed: true })pb";
  EXPECT_THAT(StageIds(Open(stages).review), ElementsAre("a"));
  EXPECT_THAT(StageIds(Open(stages, v1::SEVERITY_NEEDS_STAGE).review),
              ElementsAre("a", "b"));
  EXPECT_THAT(StageIds(Open("", v1::SEVERITY_NEEDS_STAGE).review),
              ElementsAre("editorial", "further"));
}

TEST(NewReview, IsSentBackAtOnceByABlockingFinding) {
  v1::Screening screening;
  screening.set_severity(v1::SEVERITY_BLOCK);
  for (const char* message : {"bỏ số này", "bỏ số này", "dẫn nguồn"}) {
    v1::Finding& finding = *screening.add_findings();
    finding.set_severity(v1::SEVERITY_BLOCK);
    finding.set_message(message);
  }
  screening.add_findings()->set_message("chỉ nhắc");

  const v1::Review review = NewReview("r", v1::ScreeningInput(), "commune",
                                      screening, Policy(""), kNow)
                                .review;

  EXPECT_EQ(review.state(), v1::Review::CHANGES_REQUESTED);
  EXPECT_EQ(review.note(), "bỏ số này\ndẫn nguồn");
  EXPECT_TRUE(review.has_decide_time());
}

TEST(Decide, ApprovesWhenTheLastStageIsComplete) {
  StoredReview stored = Open(R"pb(stages { id: "a" }
                                  stages { id: "b" quorum: 2 })pb");

  EXPECT_THAT(Decide(stored, Approval("x")), IsOkAndHolds(0));
  EXPECT_EQ(stored.review.state(), v1::Review::OPEN);
  EXPECT_THAT(Decide(stored, Approval("y")), IsOkAndHolds(1));
  EXPECT_EQ(stored.review.state(), v1::Review::OPEN);
  EXPECT_THAT(Decide(stored, Approval("z")), IsOkAndHolds(1));
  EXPECT_EQ(stored.review.state(), v1::Review::APPROVED);
}

TEST(Decide, RefusesAuthorAndLastEditorWhateverTheySay) {
  for (const char* who : {"author", "editor"}) {
    for (const ReviewState decision :
         {v1::Review::APPROVED, v1::Review::REJECTED,
          v1::Review::CHANGES_REQUESTED}) {
      StoredReview stored = Open("");
      Voice voice = Approval(who);
      voice.decision = decision;
      EXPECT_THAT(Decide(stored, voice), HasReason("AUTHOR_CANNOT_APPROVE"));
      EXPECT_EQ(stored.review.state(), v1::Review::OPEN);
    }
  }
}

TEST(Decide, CountsOnePersonOnceOverAllStages) {
  StoredReview stored = Open(R"pb(stages { id: "a" }
                                  stages { id: "b" })pb");
  ASSERT_TRUE(Decide(stored, Approval("x")).ok());

  EXPECT_THAT(Decide(stored, Approval("x")), HasReason("ALREADY_DECIDED"));
}

TEST(Decide, LetsAPersonTakeAnApprovalBack) {
  StoredReview stored = Open(R"pb(stages { id: "a" quorum: 2 })pb");
  ASSERT_TRUE(Decide(stored, Approval("x")).ok());
  Voice refusal = Approval("x");
  refusal.decision = v1::Review::REJECTED;
  refusal.note = "sai tên đơn vị";

  ASSERT_THAT(Decide(stored, refusal), IsOkAndHolds(0));

  EXPECT_EQ(stored.review.state(), v1::Review::REJECTED);
  EXPECT_EQ(stored.review.note(), "sai tên đơn vị");
  EXPECT_EQ(stored.review.stages(0).votes_size(), 1);
}

TEST(Decide, RefusesWhatIsNotOpen) {
  for (const ReviewState state :
       {v1::Review::APPROVED, v1::Review::REJECTED,
        v1::Review::CHANGES_REQUESTED, v1::Review::VOIDED}) {
    StoredReview stored = Open("");
    stored.review.set_state(state);
    EXPECT_THAT(Decide(stored, Approval("x")), HasReason("REVIEW_NOT_OPEN"));
  }
}

// Every sequence of approvals by four persons, two of them author and editor,
// over every policy of one or two stages with quorum 1 or 2: APPROVED means
// that as many different others as all quorums ask for have approved.
TEST(Decide, NeverApprovesWithoutTheFullQuorumOfOthers) {
  const char* kPolicies[] = {R"pb(stages { id: "a" })pb",
                             R"pb(stages { id: "a" quorum: 2 })pb",
                             R"pb(stages { id: "a" }
                                  stages { id: "b" })pb",
                             R"pb(stages { id: "a" quorum: 2 }
                                  stages { id: "b" })pb"};
  const int kNeeded[] = {1, 2, 2, 3};
  const std::vector<std::string> people = {"author", "editor", "x", "y", "z"};
  for (int policy = 0; policy < 4; ++policy) {
    for (int sequence = 0; sequence < 5 * 5 * 5 * 5 * 5; ++sequence) {
      StoredReview stored = Open(kPolicies[policy]);
      std::set<std::string> counted;
      for (int step = 0, rest = sequence; step < 5; ++step, rest /= 5) {
        const std::string& who = people[rest % 5];
        if (Decide(stored, Approval(who)).ok()) counted.insert(who);
      }
      const bool approved = stored.review.state() == v1::Review::APPROVED;
      ASSERT_EQ(approved, static_cast<int>(counted.size()) == kNeeded[policy]);
      ASSERT_EQ(counted.count("author") + counted.count("editor"), 0u);
    }
  }
}

}  // namespace
}  // namespace loa::moderation
