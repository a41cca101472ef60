#include "services/metrics/evaluations/evaluations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/base/sha256.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"
#include "services/metrics/testing/metrics_world.h"

namespace loa::metrics {
namespace {

using ::loa::testing::EqualsProto;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// units and content, as far as evaluations ask them.
class FakeOthers : public OtherReads {
 public:
  absl::StatusOr<units::v1::EvaluationBasis> ReadEvaluationBasis(
      const rpc::RequestContext& context,
      const units::v1::ReadEvaluationBasisRequest& request) override {
    ++asked;
    return answer;
  }

  absl::StatusOr<content::v1::CountPublicationsResponse> ReadPublicationFigures(
      const rpc::RequestContext& context,
      const content::v1::ReadPublicationFiguresRequest& request) override {
    content::v1::CountPublicationsResponse counts;
    counts.mutable_as_of()->set_seconds(1'654'016'400);
    auto& published = *counts.add_by_state();
    published.set_state(content::v1::Publication::PUBLISHED);
    published.set_count(390);
    counts.add_by_state()->set_state(content::v1::Publication::FAILED);
    auto& articles = *counts.add_by_kind();
    articles.set_kind("ARTICLE");
    articles.set_count(390);
    return counts;
  }

  absl::StatusOr<content::v1::SubmissionFigures> ReadSubmissionFigures(
      const rpc::RequestContext& context,
      const content::v1::ReadSubmissionFiguresRequest& request) override {
    of_submissions = request;
    return submissions;
  }

  int asked = 0;
  units::v1::EvaluationBasis answer;
  content::v1::ReadSubmissionFiguresRequest of_submissions;
  content::v1::SubmissionFigures submissions;
};

class EvaluationsTest : public MetricsWorld {
 protected:
  EvaluationsTest() {
    others_.answer.set_registry_sequence(12);
    others_.answer.mutable_plan()->set_name("plans/141");
    others_.answer.mutable_plan()->set_number("141/KH-MTTQ-BTT");
    Show("a", "tinh", "2022-05-02", "ARTICLE", {"thi-dua/nong-thon"});
    Show("b", "tinh", "2022-05-09", "PHOTO", {});
    Show("c", "xa-1", "2022-05-10", "ARTICLE", {"thi-dua"});
    Show("d", "xa-2", "2022-05-11", "NEWS_BRIEF", {});
    Show("e", "thi-xa", "2022-05-31", "ARTICLE", {});
    Show("late", "tinh", "2022-06-01", "ARTICLE", {});
    EXPECT_THAT(
        Ingest({Row("pages/tinh", "metrics/followers", "2022-05-20", 241),
                Row("pages/xa-1", "metrics/followers", "2022-05-20", 30),
                Row("pages/tinh", "metrics/reach", "2022-05-20", 6200)}),
        IsOk());
  }

  // A post of a unit's page as content tells it; `withdrawn_on` "": it stands.
  void Show(const std::string& id, const std::string& unit,
            const std::string& day, const std::string& kind,
            const std::vector<std::string>& topics,
            const std::string& withdrawn_on = "") {
    clients::PublicationNews news;
    content::v1::VisiblePost& post = news.posts.emplace_back();
    post.set_name("publications/" + id);
    post.set_page("pages/" + unit);
    post.set_unit("units/" + unit);
    post.set_origin("LOA");
    post.set_kind(kind);
    post.set_title("Bài " + id);
    for (const std::string& topic : topics) post.add_topics(topic);
    post.set_source_kind("ORIGINAL");
    post.set_published_on(day);
    post.set_withdrawn_on(withdrawn_on);
    news.position = {++content_sequence_, "history"};
    ASSERT_THAT(news_.Apply(news), IsOk());
  }

  static v1::CreateEvaluationRequest May(const std::string& id,
                                         const std::string& unit = "tinh") {
    v1::CreateEvaluationRequest request;
    request.set_evaluation_id(id);
    v1::Evaluation& evaluation = *request.mutable_evaluation();
    evaluation.set_unit("units/" + unit);
    evaluation.set_plan("plans/number:141/KH-MTTQ-BTT");
    evaluation.set_first_day("2022-05-01");
    evaluation.set_last_day("2022-05-31");
    v1::Criterion& criterion = *evaluation.add_criteria();
    criterion.set_id("posts");
    criterion.set_measure(v1::Criterion::POSTS);
    criterion.set_weight(100);
    return request;
  }

  absl::StatusOr<v1::Evaluation> Create(
      const v1::CreateEvaluationRequest& request,
      const std::string& principal = "principals/admin") {
    return evaluations_.CreateEvaluation(
        Context(principal, options::v1::PERMISSION_MANAGE_PLANS), request);
  }
  rpc::RequestContext Reader(
      const std::string& principal = "principals/admin") {
    return Context(principal, options::v1::PERMISSION_READ_REGISTER);
  }
  absl::StatusOr<v1::RecomputeEvaluationResponse> Recompute(
      const std::string& id) {
    v1::RecomputeEvaluationRequest request;
    request.set_name("evaluations/" + id);
    return evaluations_.RecomputeEvaluation(Reader(), request);
  }
  absl::StatusOr<v1::ExportEvaluationResponse> Export(
      const std::string& id, v1::ExportEvaluationRequest::Format format) {
    v1::ExportEvaluationRequest request;
    request.set_name("evaluations/" + id);
    request.set_format(format);
    return evaluations_.ExportEvaluation(Reader(), request);
  }
  // Names of all posts behind a figure, a page of two at a time.
  std::vector<std::string> PostsBehind(v1::ListFigurePostsRequest request) {
    request.set_evaluation("evaluations/may");
    request.set_page_size(2);
    std::vector<std::string> names;
    do {
      const auto page = evaluations_.ListFigurePosts(Reader(), request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      EXPECT_LE(page->posts_size(), 2);
      for (const auto& post : page->posts()) names.push_back(post.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  FakeOthers others_;
  Evaluations evaluations_{*db_, ids_, registry_, others_};
  int64_t content_sequence_ = 0;
};

TEST_P(EvaluationsTest, FreezesWhatIsThere) {
  const auto may = Create(May("may"));
  ASSERT_THAT(may, IsOk());
  EXPECT_EQ(may->plan(), "plans/141");
  EXPECT_EQ(may->creator(), "principals/admin");
  const v1::EvaluationFigures& figures = may->figures();
  EXPECT_EQ(may->figures_sha256(), base::HashOf(figures));
  EXPECT_EQ(figures.own().posts().total(), 2);
  EXPECT_EQ(figures.network().posts().total(), 5);
  EXPECT_THAT(figures.own().followers(),
              EqualsProto("value: 241 bound: EXACT covered_pages: 1 pages: 1"));
  EXPECT_EQ(figures.network().followers().value(), 271);
  EXPECT_EQ(figures.network().followers().pages(), 5);
  EXPECT_EQ(figures.own().reach().max(), 6200);
  EXPECT_FALSE(figures.own().engagement().has_value());
  ASSERT_THAT(figures.units(), SizeIs(2));
  EXPECT_EQ(figures.units(0).unit().unit(), "units/huyen");
  EXPECT_EQ(figures.units(0).posts().total(), 2);
  EXPECT_EQ(figures.units(0).rank(), 1);
  EXPECT_EQ(figures.units(1).points_hundredths(), 5000);
  EXPECT_EQ(figures.read_point().registry_sequence(), 12);
  EXPECT_EQ(figures.read_point().content_sequence(), 6);
  EXPECT_EQ(figures.read_point().content_history_id(), "history");
  EXPECT_THAT(figures.publications(),
              EqualsProto("as_of: '2022-05-31T17:00:00Z'"
                          " by_state { key: 'PUBLISHED' count: 390 }"
                          " by_kind { key: 'ARTICLE' count: 390 }"));
}

// The counts of an evaluation are those that RollupService gives on the day.
TEST_P(EvaluationsTest, AgreesWithTheRollups) {
  const auto may = Create(May("may"));
  ASSERT_THAT(may, IsOk());
  for (const v1::UnitFigures& unit : may->figures().units()) {
    v1::CountPostsRequest count;
    count.set_unit(unit.unit().unit());
    count.set_first_day("2022-05-01");
    count.set_last_day("2022-05-31");
    const auto posts = posts_.CountPosts(Reader(), count);
    ASSERT_THAT(posts, IsOk());
    EXPECT_EQ(posts->total(), unit.posts().total());
  }
}

TEST_P(EvaluationsTest, ComesOutAgainByteForByteAfterTheDataChanged) {
  const auto may = Create(May("may"));
  ASSERT_THAT(may, IsOk());
  ASSERT_THAT(
      Ingest({Row("pages/tinh", "metrics/followers", "2022-05-21", 500, 5)}),
      IsOk());
  Show("a", "tinh", "2022-05-02", "ARTICLE", {}, "2022-05-30");
  Show("f", "xa-2", "2022-05-12", "PHOTO", {});
  others_.answer.mutable_plan()->set_title("Một tên khác");
  const auto again = Recompute("may");
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->identical());
  EXPECT_EQ(again->recomputed_sha256(), may->figures_sha256());
  EXPECT_THAT(again->differences(), IsEmpty());
  EXPECT_THAT(again->changed_since(), Contains("own.followers.value"));
  EXPECT_THAT(again->changed_since(), Contains("own.posts.total"));
  EXPECT_THAT(again->changed_since(), Contains("plan.title"));
}

TEST_P(EvaluationsTest, HasNotChangedWhileNothingHas) {
  ASSERT_THAT(Create(May("may")), IsOk());
  const auto again = Recompute("may");
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->identical());
  EXPECT_THAT(again->changed_since(), IsEmpty());
}

TEST_P(EvaluationsTest, TellsWhenWhatItKeptWasTamperedWith) {
  ASSERT_THAT(Create(May("may")), IsOk());
  ASSERT_THAT(db_->Write([](sql::Tx& tx) {
    return tx
        .Exec(
            "UPDATE evaluation_post SET kind = 'PHOTO'"
            " WHERE name = 'publications/a'")
        .status();
  }),
              IsOk());
  const auto again = Recompute("may");
  ASSERT_THAT(again, IsOk());
  EXPECT_FALSE(again->identical());
  EXPECT_THAT(again->differences(), Contains("own.posts.by_kind[1].count"));
}

TEST_P(EvaluationsTest, ShowsThePostsBehindEveryFigureAsTheyStood) {
  ASSERT_THAT(Create(May("may")), IsOk());
  Show("a", "tinh", "2022-05-02", "PHOTO", {}, "2022-05-30");
  v1::ListFigurePostsRequest all;
  EXPECT_THAT(PostsBehind(all),
              ElementsAre("publications/a", "publications/b", "publications/c",
                          "publications/d", "publications/e"));
  v1::ListFigurePostsRequest own;
  own.set_own_pages(true);
  EXPECT_THAT(PostsBehind(own),
              ElementsAre("publications/a", "publications/b"));
  v1::ListFigurePostsRequest district;
  district.set_unit("units/huyen");
  EXPECT_THAT(PostsBehind(district),
              ElementsAre("publications/c", "publications/d"));
  v1::ListFigurePostsRequest topic;
  topic.set_topic("thi-dua");
  EXPECT_THAT(PostsBehind(topic),
              ElementsAre("publications/a", "publications/c"));
  v1::ListFigurePostsRequest kind;
  kind.set_kind("ARTICLE");
  EXPECT_THAT(PostsBehind(kind), ElementsAre("publications/a", "publications/c",
                                             "publications/e"));
}

TEST_P(EvaluationsTest, HasNoFiguresOfUnitsThatItDoesNotCompare) {
  ASSERT_THAT(Create(May("may")), IsOk());
  v1::ListFigurePostsRequest request;
  request.set_evaluation("evaluations/may");
  request.set_unit("units/xa-1");
  EXPECT_THAT(evaluations_.ListFigurePosts(Reader(), request),
              HasReason("FIGURE_UNKNOWN"));
}

TEST_P(EvaluationsTest, ExportsTheSameBytesInEachForm) {
  ASSERT_THAT(Create(May("may")), IsOk());
  using Request = v1::ExportEvaluationRequest;
  const std::map<Request::Format, std::string> kBeginnings = {
      {Request::JSON, "{\n  \"evaluation\": \"evaluations/may\""},
      {Request::CSV, "\xEF\xBB\xBFphần;"},
      {Request::HTML, "<!DOCTYPE html>"}};
  for (const auto& [format, beginning] : kBeginnings) {
    const auto file = Export("may", format);
    ASSERT_THAT(file, IsOk());
    EXPECT_THAT(file->content(), ::testing::StartsWith(beginning));
    EXPECT_EQ(file->sha256(), base::Sha256Hex(file->content()));
    EXPECT_THAT(file->file_name(), HasSubstr("danh-gia-2022-05-31."));
    EXPECT_EQ(Export("may", format)->content(), file->content());
  }
}

TEST_P(EvaluationsTest, CountsChangesFromTheOneBefore) {
  v1::CreateEvaluationRequest april = May("april");
  april.mutable_evaluation()->set_first_day("2022-04-01");
  april.mutable_evaluation()->set_last_day("2022-05-09");
  ASSERT_THAT(Create(april), IsOk());
  v1::CreateEvaluationRequest may = May("may");
  may.mutable_evaluation()->set_previous("evaluations/april");
  const auto figures = Create(may);
  ASSERT_THAT(figures, IsOk());
  const v1::PreviousFigures& previous = figures->figures().previous();
  EXPECT_EQ(previous.last_day(), "2022-05-09");
  EXPECT_EQ(previous.days(), 39);
  EXPECT_EQ(previous.own().posts().total(), 2);
  EXPECT_EQ(previous.network().posts().total(), 2);
  EXPECT_TRUE(figures->figures().units(0).has_previous_rank());
}

TEST_P(EvaluationsTest, CountsNoChangesFromALaterOneOrAnotherUnit) {
  ASSERT_THAT(Create(May("may")), IsOk());
  ASSERT_THAT(Create(May("district", "huyen")), IsOk());
  v1::CreateEvaluationRequest request = May("again");
  request.mutable_evaluation()->set_previous("evaluations/may");
  EXPECT_THAT(Create(request), HasReason("PREVIOUS_INVALID"));
  request.mutable_evaluation()->set_previous("evaluations/district");
  EXPECT_THAT(Create(request), HasReason("PREVIOUS_INVALID"));
  request.mutable_evaluation()->set_previous("evaluations/none");
  EXPECT_THAT(Create(request), HasReason("EVALUATION_NOT_FOUND"));
}

TEST_P(EvaluationsTest, NeverChangesWhatIsFrozen) {
  ASSERT_THAT(Create(May("may")), IsOk());
  EXPECT_THAT(Create(May("may")), HasReason("EVALUATION_ALREADY_EXISTS"));
}

TEST_P(EvaluationsTest, TellsWhatBecameOfSubmissionsAndKeepsIt) {
  auto& sent = *others_.submissions.add_units();
  sent.set_unit("units/xa-1");
  sent.set_received(3);
  sent.set_accepted(1);
  sent.set_declined(1);
  auto request = May("may");
  request.mutable_evaluation()->mutable_criteria(0)->set_measure(
      v1::Criterion::ANSWERS);
  const auto made = Create(request);
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(others_.of_submissions,
              EqualsProto("within: 'units/tinh' first_day: '2022-05-01' "
                          "last_day: '2022-05-31'"));
  EXPECT_THAT(made->figures().network().answers(),
              EqualsProto("received: 3 answered: 2"));
  others_.submissions.Clear();
  const auto again = Recompute("may");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->recomputed_sha256(), again->frozen_sha256());
  const auto json = Export("may", v1::ExportEvaluationRequest::JSON);
  ASSERT_THAT(json, IsOk());
  EXPECT_THAT(json->content(), HasSubstr("\"answered\": 2"));
}

TEST_P(EvaluationsTest, AnswersARepeatedRequestWithoutAskingUnitsAgain) {
  v1::CreateEvaluationRequest request = May("may");
  request.set_request_id("7b0c2c9e-0000-4000-8000-000000000001");
  const auto first = Create(request);
  ASSERT_THAT(first, IsOk());
  const auto second = Create(request);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->figures_sha256(), first->figures_sha256());
  EXPECT_EQ(others_.asked, 1);
}

TEST_P(EvaluationsTest, ListsTheNewestFirstAndWhatTheCallerMaySee) {
  ASSERT_THAT(Create(May("first")), IsOk());
  clock_.Advance(absl::Seconds(1));
  ASSERT_THAT(Create(May("district", "huyen")), IsOk());
  v1::ListEvaluationsRequest request;
  request.set_page_size(1);
  const auto page = evaluations_.ListEvaluations(Reader(), request);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->evaluations(), SizeIs(1));
  EXPECT_EQ(page->evaluations(0).name(), "evaluations/district");
  EXPECT_FALSE(page->evaluations(0).has_figures());
  request.set_page_token(page->next_page_token());
  const auto rest = evaluations_.ListEvaluations(Reader(), request);
  ASSERT_THAT(rest, IsOk());
  ASSERT_THAT(rest->evaluations(), SizeIs(1));
  EXPECT_EQ(rest->evaluations(0).name(), "evaluations/first");
  const auto of_minh = evaluations_.ListEvaluations(
      Reader("principals/minh"), v1::ListEvaluationsRequest());
  ASSERT_THAT(of_minh, IsOk());
  ASSERT_THAT(of_minh->evaluations(), SizeIs(1));
  EXPECT_EQ(of_minh->evaluations(0).name(), "evaluations/district");
}

TEST_P(EvaluationsTest, IsMadeByWhoMayPlanAtTheUnit) {
  EXPECT_THAT(Create(May("may"), "principals/minh"),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Create(May("district", "huyen"), "principals/minh"), IsOk());
}

TEST_P(EvaluationsTest, NamesAnEvaluationThatIsNotThere) {
  EXPECT_THAT(Recompute("none"), HasReason("EVALUATION_NOT_FOUND"));
  EXPECT_THAT(Export("none", v1::ExportEvaluationRequest::JSON),
              HasReason("EVALUATION_NOT_FOUND"));
}

INSTANTIATE_TEST_SUITE_P(Engines, EvaluationsTest, testing::kEngines,
                         testing::EngineName);

}  // namespace
}  // namespace loa::metrics
