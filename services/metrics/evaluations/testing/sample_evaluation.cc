#include "services/metrics/evaluations/testing/sample_evaluation.h"

#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/civil_date.h"
#include "libs/base/deterministic.h"
#include "services/metrics/evaluations/scoring.h"

namespace loa::metrics::testing {
namespace {

struct SeedUnit {
  std::string code, parent, level, kind, name;
};

std::vector<SeedUnit> ReadSeed() {
  std::ifstream file(
      absl::StrCat(LOA_SOURCE_DIR, "/tools/seed/quang-ninh-units.csv"));
  std::vector<SeedUnit> units;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    units.push_back({cells[0], cells[1], cells[2], cells[3], cells[5]});
  }
  return units;
}

v1::UnitLabel LabelOf(const SeedUnit& unit, const std::string& branch = "") {
  v1::UnitLabel label;
  label.set_unit(absl::StrCat("units/u", unit.code));
  label.set_display_name(unit.name);
  label.set_code(unit.code);
  label.set_level(unit.level);
  label.set_level_name(unit.level == "province"   ? "Cấp tỉnh"
                       : unit.level == "district" ? "Cấp huyện"
                                                  : "Cấp xã");
  label.set_kind(unit.kind);
  label.set_branch_name(branch);
  return label;
}

void AddTally(google::protobuf::RepeatedPtrField<v1::Tally>* tallies,
              const std::string& key, const std::string& name, int count) {
  v1::Tally& tally = *tallies->Add();
  tally.set_key(key);
  tally.set_display_name(name);
  tally.set_count(count);
}

v1::PostFigures PostsOf(int total) {
  v1::PostFigures posts;
  posts.set_total(total);
  AddTally(posts.mutable_by_kind(), "NEWS_BRIEF", "", total * 5 / 9);
  AddTally(posts.mutable_by_kind(), "ARTICLE", "", total * 3 / 9);
  AddTally(posts.mutable_by_kind(), "PHOTO", "",
           total - total * 5 / 9 - total * 3 / 9);
  AddTally(posts.mutable_by_topic(), "hoat-dong", "Hoạt động của Mặt trận",
           total / 2);
  AddTally(posts.mutable_by_topic(), "phong-trao/thi-dua", "Phong trào thi đua",
           total / 4);
  AddTally(posts.mutable_by_topic(), "guong-nguoi-tot",
           "Gương người tốt, việc tốt", total / 5);
  AddTally(posts.mutable_by_topic(), "", "", total / 9);
  AddTally(posts.mutable_by_source(), "ORIGINAL", "", total * 2 / 3);
  AddTally(posts.mutable_by_source(), "sources/mattran",
           "Chia sẻ: mattran.org.vn", total - total * 2 / 3);
  AddTally(posts.mutable_by_subject_body(), "FRONT", "", total / 2);
  AddTally(posts.mutable_by_subject_body(), "GOVERNMENT", "", total / 4);
  AddTally(posts.mutable_by_subject_body(), "PARTY", "", total / 6);
  AddTally(posts.mutable_by_subject_body(), "MEMBER_ORGANIZATION", "",
           total / 8);
  AddTally(posts.mutable_by_origin(), "IMPORTED", "", total * 3 / 4);
  AddTally(posts.mutable_by_origin(), "LOA", "", total - total * 3 / 4);
  return posts;
}

// `size` makes units differ; pages without a connection have no reach.
v1::UnitFigures PagesOf(const v1::UnitLabel& label, int pages, int size) {
  v1::UnitFigures unit;
  *unit.mutable_unit() = label;
  unit.set_pages(pages);
  unit.set_posting_pages(pages > 1 ? pages - size % 2 : pages);
  *unit.mutable_posts() = PostsOf(size);
  if (pages > 0) unit.set_rhythm_hundredths(size * 700 / (61 * pages));
  v1::Amount& followers = *unit.mutable_followers();
  followers.set_value(size * 7 + 40);
  followers.set_bound(size % 3 == 0 ? v1::AT_LEAST : v1::EXACT);
  followers.set_pages(pages);
  followers.set_covered_pages(pages > 2 ? pages - 2 : pages);
  followers.set_reported(size % 3 == 0);
  v1::Reach& reach = *unit.mutable_reach();
  reach.set_pages(pages);
  if (size % 4 != 0) {
    reach.set_max(size * 31);
    reach.set_sum(size * (pages > 1 ? 77 : 31));
    reach.set_bound(v1::EXACT);
    reach.set_covered_pages(pages > 3 ? 2 : 1);
  }
  v1::Amount& engagement = *unit.mutable_engagement();
  engagement.set_pages(pages);
  if (size % 5 != 0) {
    engagement.set_value(size * 13);
    engagement.set_bound(v1::EXACT);
    engagement.set_covered_pages(1);
  }
  return unit;
}

void FillCount(int done, int total, v1::UnitCount& count) {
  count.set_done(done);
  count.set_total(total);
  count.set_remaining(total - done);
  count.set_per_mille(total > 0 ? done * 1000 / total : 0);
}

// A commune has a page unless every third one of its branch does not.
bool HasPage(int commune) { return commune % 3 != 2; }

class Builder {
 public:
  explicit Builder(int districts) : seed_(ReadSeed()), limit_(districts) {}

  v1::Evaluation Build() {
    SetFrame();
    AddTargets();
    CountBranches();
    AddWeeks();
    AddFollowUp();
    Score();
    AddPrevious();
    evaluation_.set_name("evaluations/2022-05-31");
    evaluation_.set_figures_sha256(base::HashOf(figures_));
    return evaluation_;
  }

 private:
  void SetFrame() {
    figures_.set_format(1);
    figures_.set_title(
        "Đánh giá bước đầu kết quả xây dựng Trang cộng đồng của Mặt trận các "
        "cấp");
    v1::Heading& heading = *figures_.mutable_heading();
    heading.set_parent_body("MẶT TRẬN TỔ QUỐC VIỆT NAM");
    heading.set_body("ỦY BAN MTTQ TỈNH QUẢNG NINH");
    heading.set_number("112/BC-MTTQ-BTT");
    heading.set_place("Quảng Ninh");
    heading.set_date("2022-05-31");
    heading.set_signing_for("TM. BAN THƯỜNG TRỰC");
    heading.set_signer_office("PHÓ CHỦ TỊCH");
    heading.set_signer_name("Hoàng Đức Hạnh");
    figures_.set_first_day("2022-04-01");
    figures_.set_last_day("2022-05-31");
    *figures_.mutable_scope() = LabelOf(seed_.front());
    v1::ReadPoint& point = *figures_.mutable_read_point();
    point.set_registry_sequence(412);
    point.set_content_sequence(2931);
    point.set_basis_sha256(std::string(64, 'b'));
    *figures_.mutable_own() = PagesOf(figures_.scope(), 1, 512);
    v1::Amount& followers = *figures_.mutable_own()->mutable_followers();
    followers.set_value(240);
    followers.set_bound(v1::AT_LEAST);
    followers.set_reported(true);
    v1::Reach& reach = *figures_.mutable_own()->mutable_reach();
    reach.set_max(6200);
    reach.set_sum(6200);
    reach.set_bound(v1::AT_LEAST);
    reach.set_covered_pages(1);
    reach.set_reported(true);
    v1::PlanFigures& plan = *figures_.mutable_plan();
    plan.set_plan("plans/141-kh-mttq-btt");
    plan.set_number("141/KH-MTTQ-BTT");
    plan.set_title(
        "Xây dựng Trang cộng đồng trên mạng xã hội của Mặt trận các cấp");
    plan.set_purpose(
        "thông tin nhanh hơn, rộng hơn tới nhân dân về công tác Mặt trận");
    plan.set_issued_on("2022-04-12");
    plan.set_legal_basis(
        "Hướng dẫn của Ủy ban Trung ương MTTQ Việt Nam về củng cố các trang "
        "mạng xã hội của Mặt trận");
  }

  void AddTargets() {
    v1::TargetFigures& districts = *figures_.mutable_plan()->add_targets();
    districts.set_id("districts");
    districts.set_level("district");
    districts.set_level_name("Cấp huyện");
    districts.set_milestone("PAGE_REGISTERED");
    districts.set_deadline("2022-05-15");
    districts.set_reached(true);
    v1::TargetFigures& communes = *figures_.mutable_plan()->add_targets();
    communes.set_id("communes");
    communes.set_level("commune");
    communes.set_level_name("Cấp xã");
    communes.set_milestone("PAGE_REGISTERED");
    communes.set_deadline("2022-06-30");
    communes.set_from_direction(true);
    communes.set_origin_note("ý kiến chỉ đạo của Phó Chủ tịch");
  }

  void CountBranches() {
    v1::TargetFigures& communes = *figures_.mutable_plan()->mutable_targets(1);
    int districts = 0, done = 0, total = 0;
    std::map<std::string, std::pair<int, int>> kinds;
    for (const SeedUnit& unit : seed_) {
      if (unit.level != "district" || districts == limit_) continue;
      ++districts;
      int branch_done = 0, branch_total = 0;
      for (const SeedUnit& commune : seed_) {
        if (commune.parent != unit.code) continue;
        ++kinds[commune.kind].second;
        if (HasPage(branch_total++)) {
          ++branch_done;
          ++kinds[commune.kind].first;
        } else {
          *communes.add_remaining_units() = LabelOf(commune, unit.name);
        }
      }
      v1::PartCount& part = *communes.add_branches();
      part.set_key(absl::StrCat("units/u", unit.code));
      part.set_display_name(unit.name);
      FillCount(branch_done, branch_total, *part.mutable_count());
      done += branch_done;
      total += branch_total;
      *figures_.add_units() =
          PagesOf(LabelOf(unit), branch_done + 1, 9 + districts * 17 % 64);
    }
    for (const auto& [kind, count] : kinds) {
      v1::PartCount& part = *communes.add_kinds();
      part.set_key(kind);
      part.set_display_name(kind);
      FillCount(count.first, count.second, *part.mutable_count());
    }
    FillCount(done, total, *communes.mutable_count());
    FillCount(districts, districts,
              *figures_.mutable_plan()->mutable_targets(0)->mutable_count());
    for (int i = 0; i <= done; i += 4) {
      v1::DayCount& day = *communes.add_burn_up();
      day.set_day(base::FormatDate(*base::ParseDate("2022-04-14") + i * 2 / 5));
      day.set_count(i);
    }
    *figures_.mutable_network() =
        PagesOf(figures_.scope(), done + districts + 1, 903);
  }

  void AddWeeks() {
    for (int i = 0; i < 9; ++i) {
      v1::WeekOfPosts& week = *figures_.add_weeks();
      week.set_first_day(
          base::FormatDate(*base::ParseDate("2022-04-01") + 7 * i));
      week.set_days(i == 8 ? 5 : 7);
      week.set_posts(40 + i * 29 % 97);
    }
  }

  void AddFollowUp() {
    v1::ObstacleLine& open = *figures_.add_obstacles();
    open.set_name("obstacles/o1");
    open.set_text(
        "Cán bộ phụ trách trang kiêm nhiệm, chưa được tập huấn về ảnh và bài");
    open.set_raised_by("Ủy ban MTTQ phường Hà Khánh");
    open.set_raised_on("2022-05-20");
    open.set_state("OPEN");
    v1::ObstacleLine& settled = *figures_.add_obstacles();
    settled.set_name("obstacles/o2");
    settled.set_proposal(true);
    settled.set_text("Có bộ ảnh bìa chung cho trang của các xã");
    settled.set_raised_by("Tổ quản trị trang Mặt trận Quảng Ninh");
    settled.set_raised_on("2022-05-24");
    settled.set_state("RESOLVED");
    settled.set_settled(true);
    settled.set_settled_on("2022-05-30");
    settled.set_resolution("Ban Tuyên giáo đã gửi bộ ảnh");
    v1::DirectionLine& direction = *figures_.add_directions();
    direction.set_name("directions/d1");
    direction.set_text(
        "Trong tháng 6/2022, 100 % xã, phường, thị trấn hoàn thành việc xây "
        "dựng và vận hành có hiệu quả Trang cộng đồng");
    direction.set_given_by("Phó Chủ tịch Hoàng Đức Hạnh");
    direction.set_given_on("2022-05-31");
    direction.set_addressees("Ủy ban MTTQ 13 huyện, thị xã, thành phố");
    direction.set_deadline("2022-06-30");
    direction.set_state("OPEN");
    direction.set_plan("141/KH-MTTQ-BTT");
    v1::PublicationFigures& publications = *figures_.mutable_publications();
    publications.set_as_of("2022-05-31T17:00:00Z");
    AddTally(publications.mutable_by_state(), "PUBLISHED", "", 390);
    AddTally(publications.mutable_by_state(), "CANCELLED", "", 1);
    AddTally(publications.mutable_by_kind(), "ARTICLE", "", 391);
  }

  void Score() {
    google::protobuf::RepeatedPtrField<v1::Criterion> criteria;
    const auto add = [&](const char* id, const char* name,
                         v1::Criterion::Measure measure, int weight,
                         int64_t full_at) {
      v1::Criterion& criterion = *criteria.Add();
      criterion.set_id(id);
      criterion.set_display_name(name);
      criterion.set_measure(measure);
      criterion.set_weight(weight);
      criterion.set_full_at(full_at);
      v1::CriterionLabel& label = *figures_.add_criteria();
      label.set_id(id);
      label.set_display_name(name);
      label.set_weight(weight);
      label.set_full_at(full_at);
    };
    add("posts", "Số tin, bài, ảnh", v1::Criterion::POSTS, 40, 0);
    add("followers", "Người theo dõi", v1::Criterion::FOLLOWERS, 30, 500);
    add("reach", "Người được tiếp cận", v1::Criterion::REACH, 30, 0);
    std::vector<MeasuredValues> values;
    for (const v1::UnitFigures& unit : figures_.units()) {
      MeasuredValues row = {unit.posts().total() * 1000,
                            unit.followers().value() * 1000, std::nullopt};
      if (unit.reach().has_max()) row[2] = unit.reach().max() * 1000;
      values.push_back(row);
    }
    ScoreUnits(criteria, v1::Evaluation::LEVEL_AND_SETTLEMENT, values,
               figures_);
    *evaluation_.mutable_criteria() = criteria;
  }

  void AddPrevious() {
    v1::PreviousFigures& previous = *figures_.mutable_previous();
    previous.set_evaluation("evaluations/2022-03-31");
    previous.set_last_day("2022-03-31");
    previous.set_days(90);
    previous.set_figures_sha256(std::string(64, 'a'));
    *previous.mutable_own() = PagesOf(figures_.scope(), 1, 301);
    *previous.mutable_network() = PagesOf(figures_.scope(), 4, 310);
    auto& target = *previous.add_targets();
    target.set_id("communes");
    FillCount(3, figures_.plan().targets(1).count().total(),
              *target.mutable_count());
    for (int i = 0; i + 1 < figures_.units_size(); ++i) {
      figures_.mutable_units(i)->set_previous_rank(i + 1);
      figures_.mutable_units(i)->set_previous_points_hundredths(5000);
    }
  }

  const std::vector<SeedUnit> seed_;
  const int limit_;
  v1::Evaluation evaluation_;
  v1::EvaluationFigures& figures_ = *evaluation_.mutable_figures();
};

}  // namespace

v1::Evaluation SampleEvaluation(int districts) {
  return Builder(districts).Build();
}

}  // namespace loa::metrics::testing
