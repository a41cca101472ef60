#include "services/moderation/screening/screener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "google/protobuf/text_format.h"
#include "google/protobuf/unknown_field_set.h"
#include "libs/base/deterministic.h"
#include "libs/testing/proto_matchers.h"
#include "services/moderation/screening/default_policy.h"

namespace loa::moderation {
namespace {

using ::loa::testing::EqualsProto;
using ::testing::ElementsAre;

constexpr char kBody[] =
    "Mặt trận Tổ quốc phường Hà Khánh tổ chức ngày hội đại đoàn kết.";

v1::ScreeningInput Input(const std::string& title, const std::string& body) {
  v1::ScreeningInput input;
  input.set_title(title);
  input.set_body(body);
  return input;
}

v1::Screening Screen(const v1::Policy& policy,
                     const v1::ScreeningInput& input) {
  return Screener(policy).Screen(input, base::HashOf(input));
}

v1::Policy Rule(const std::string& text) {
  v1::Policy policy;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "rules {" + text + "}", &policy));
  return policy;
}

// "rule field [begin, end) matched" of every finding.
std::vector<std::string> Found(const v1::Screening& screening) {
  std::vector<std::string> found;
  for (const v1::Finding& finding : screening.findings()) {
    found.push_back(absl::StrCat(finding.rule(), " ", finding.field(), " [",
                                 finding.begin_byte(), ", ", finding.end_byte(),
                                 ") ", finding.matched()));
  }
  return found;
}

TEST(Screener, FindsNothingInACleanPost) {
  const v1::Screening screening =
      Screen(DefaultPolicy(), Input("Ngày hội đại đoàn kết", kBody));

  EXPECT_THAT(Found(screening), ElementsAre());
  EXPECT_EQ(screening.severity(), v1::SEVERITY_INFO);
}

TEST(Screener, NamesRuleSpanAndRecogniserOfACitizensNumber) {
  const std::string body =
      std::string(kBody) + " Liên hệ ông Hoà: ０９１２.345.678.";
  const auto begin = body.find("０");

  const v1::Screening screening =
      Screen(DefaultPolicy(), Input("Ngày hội", body));

  ASSERT_EQ(screening.findings_size(), 1);
  EXPECT_THAT(
      screening.findings(0),
      EqualsProto(absl::StrCat(
          R"pb(rule: "phone-number"
               field: "body"
               severity: SEVERITY_BLOCK
               matched: "vn-mobile"
               message: "Có số điện thoại của cá nhân; hãy bỏ số này khỏi bài viết."
               message_en: "There is a person's telephone number; take it out of the post."
               begin_byte:)pb",
          begin, " end_byte: ", body.size() - 1)));
  EXPECT_EQ(screening.severity(), v1::SEVERITY_BLOCK);
}

TEST(Screener, CarriesTheHashesThatItDependsOn) {
  v1::Policy policy = DefaultPolicy();
  policy.set_name("policies/abc");
  policy.set_sha256("p");

  const v1::Screening screening =
      Screener(policy).Screen(Input("Ngày hội", kBody), "i");

  EXPECT_EQ(screening.policy(), "policies/abc");
  EXPECT_EQ(screening.policy_sha256(), "p");
  EXPECT_EQ(screening.input_sha256(), "i");
  EXPECT_EQ(screening.engine(), kEngine);
}

TEST(Screener, LetsAllowedNumbersPassHoweverTheyAreWritten) {
  const v1::Policy policy =
      Rule(R"pb(id: "p"
                phone_number { allowed: "02033835678" })pb");

  EXPECT_THAT(Found(Screen(policy, Input("", "Gọi +84 203.3835.678"))),
              ElementsAre());
  EXPECT_THAT(Found(Screen(policy, Input("", "02033835679"))),
              ElementsAre("p body [0, 11) vn-landline"));
}

TEST(Screener, AsksASharedPostForAnApprovedSource) {
  const v1::Policy policy = Rule(R"pb(id: "s"
                                      approved_source {})pb");
  v1::ScreeningInput input = Input("", "");
  EXPECT_THAT(Found(Screen(policy, input)), ElementsAre());

  input.set_shared(true);
  EXPECT_THAT(Found(Screen(policy, input)),
              ElementsAre("s link [0, 0) approved-source"));

  input.set_source("sources/baoquangninh");
  EXPECT_THAT(Found(Screen(policy, input)), ElementsAre());
}

TEST(Screener, FindsListedTermsInTitleAndBody) {
  const v1::Policy policy =
      Rule(R"pb(id: "t"
                listed_terms { terms: "cá độ" terms: "hoà" })pb");

  EXPECT_THAT(Found(Screen(policy, Input("CÁ ĐỘ", "hòa. ca do"))),
              ElementsAre("t body [0, 4) hoà", "t title [0, 9) cá độ"));
}

TEST(Screener, FindsTermsWithoutMarksOnlyWhereThePolicySaysSo) {
  const v1::Policy policy =
      Rule(R"pb(id: "t"
                listed_terms { terms: "cá độ" folded: true })pb");

  EXPECT_THAT(Found(Screen(policy, Input("", "ca do, cá độ, Ca-Ðô"))),
              ElementsAre("t body [0, 5) cá độ", "t body [7, 16) cá độ",
                          "t body [18, 25) cá độ"));
}

TEST(Screener, CountsLengthInCodePointsAndPointsAtTheExcess) {
  const v1::Policy policy =
      Rule(R"pb(id: "l"
                length { field: "title" at_least: 3 at_most: 4 })pb");

  EXPECT_THAT(Found(Screen(policy, Input("Hà", ""))),
              ElementsAre("l title [0, 0) too-short"));
  EXPECT_THAT(Found(Screen(policy, Input("Hòà!", ""))), ElementsAre());
  EXPECT_THAT(Found(Screen(policy, Input("Hà Nội", ""))),
              ElementsAre("l title [5, 9) too-long"));
}

TEST(Screener, LooksIntoTheLinkToo) {
  v1::ScreeningInput input = Input("Ngày hội", kBody);
  input.set_link("https://zalo.me/0912345678");
  EXPECT_THAT(Found(Screen(DefaultPolicy(), input)),
              ElementsAre("phone-number link [16, 26) vn-mobile"));
  input.set_link("https://baoquangninh.vn/ngay-hoi-0912345678.html");
  EXPECT_THAT(Found(Screen(DefaultPolicy(), input)), ElementsAre());
}

TEST(Screener, KeepsTheFirstFindingsOfARuleAndCountsTheRest) {
  v1::Policy policy = DefaultPolicy();
  std::string body = "nhà cái";
  for (int i = 0; i < 70; ++i) body += " 0912345678";
  const v1::Screening screening = Screen(policy, Input("Ngày hội", body));

  ASSERT_EQ(screening.findings_size(), kMaxFindingsOfARule + 1);
  EXPECT_EQ(screening.findings_left_out(), 20);
  EXPECT_EQ(screening.findings(0).rule(), "listed-terms");
  EXPECT_EQ(screening.findings(1).begin_byte(), 10);
  EXPECT_EQ(screening.severity(), v1::SEVERITY_BLOCK);
}

// The worst that policy and author can do together.
TEST(Screener, AlwaysFitsOneMessage) {
  v1::Policy policy;
  for (int i = 0; i < 200; ++i) {
    v1::Rule& rule = *policy.add_rules();
    rule.set_id(absl::StrCat("rule-", i));
    rule.set_severity(v1::SEVERITY_WARN);
    for (int j = 0; j < 500; ++j) {
      rule.mutable_message()->append("ữ");
      rule.mutable_message_en()->append("ữ");
    }
    rule.mutable_listed_terms()->add_terms("a");
  }
  std::string body;
  for (int i = 0; i < 10'000; ++i) body += "a ";
  const v1::Screening screening = Screen(policy, Input("", body));

  EXPECT_EQ(screening.findings_size(), 800);
  EXPECT_EQ(screening.findings_left_out(), 200 * 10'000 - 800);
  EXPECT_LT(screening.ByteSizeLong(), size_t{3} << 20);
}

TEST(Screener, SendsToAFurtherStageWhatARuleCouldNotCheck) {
  // A predicate of a newer release: a field that this one does not know.
  v1::Policy policy;
  v1::Rule& rule = *policy.add_rules();
  rule.set_id("new");
  rule.set_severity(v1::SEVERITY_INFO);
  rule.GetReflection()->MutableUnknownFields(&rule)->AddLengthDelimited(
      99, "near-duplicate");

  const v1::Screening screening = Screen(policy, Input("a", "b"));

  EXPECT_THAT(Found(screening), ElementsAre("new  [0, 0) could-not-run"));
  EXPECT_EQ(screening.severity(), v1::SEVERITY_NEEDS_STAGE);
}

TEST(Screener, SaysHowSureItIsAndWhatTheAuthorCanDo) {
  const v1::Screening screening =
      Screen(DefaultPolicy(), Input("Trao quà",
                                    "Bà Mai, CCCD 022091234567, "
                                    "đã nhận quà của Mặt trận."));
  ASSERT_EQ(screening.findings_size(), 1);
  const v1::Finding& finding = screening.findings(0);
  EXPECT_EQ(finding.rule(), "national-id");
  EXPECT_EQ(finding.matched(), "vn-cccd");
  EXPECT_GE(finding.confidence(), 90);
  EXPECT_EQ(finding.hint(), "Hãy bỏ số này, hoặc che 6 số cuối.");
  EXPECT_EQ(screening.severity(), v1::SEVERITY_BLOCK);
}

TEST(Screener, DoesNotLetUnreadableTextPass) {
  const v1::Screening screening =
      Screen(DefaultPolicy(), Input("tiêu đề", "0912\xFF"));

  EXPECT_THAT(Found(screening),
              ElementsAre("home-address  [0, 0) could-not-run",
                          "length-body  [0, 0) could-not-run",
                          "length-title  [0, 0) could-not-run",
                          "listed-terms  [0, 0) could-not-run",
                          "national-id  [0, 0) could-not-run",
                          "phone-number  [0, 0) could-not-run"));
  EXPECT_EQ(screening.severity(), v1::SEVERITY_NEEDS_STAGE);
}

TEST(Screener, GivesTheSameFindingsWhateverTheOrderOfTheRules) {
  v1::Policy policy = DefaultPolicy();
  v1::ScreeningInput input =
      Input("x", "nhà cái 0912345678 vay nóng 0912345679");
  input.set_shared(true);
  const std::string expected = base::DeterministicBytes(Screen(policy, input));
  std::mt19937 random(42);

  for (int round = 0; round < 20; ++round) {
    std::shuffle(policy.mutable_rules()->pointer_begin(),
                 policy.mutable_rules()->pointer_end(), random);
    EXPECT_EQ(base::DeterministicBytes(Screen(policy, input)), expected);
  }
}

TEST(DefaultPolicy, SaysEveryRuleInVietnameseAndInEnglish) {
  const v1::Policy policy = DefaultPolicy();
  for (const v1::Rule& rule : policy.rules()) {
    EXPECT_GT(rule.message().size(), 20u) << rule.id();
    EXPECT_GT(rule.message_en().size(), 20u) << rule.id();
  }
}

}  // namespace
}  // namespace loa::moderation
