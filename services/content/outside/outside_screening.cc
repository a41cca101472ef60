#include "services/content/outside/outside_screening.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/deterministic.h"
#include "libs/base/sha256.h"
#include "libs/status/status_macros.h"
#include "loa/moderation/v1/screening.pb.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/posts/post_record.h"
#include "services/content/posts/review_tasks.h"

namespace loa::content {
namespace {

using moderation::v1::ScreeningInput;

// Characters of a body that moderation takes.
constexpr int kMostScreened = 20'000;

// The first `chars` characters of UTF-8.
absl::string_view Beginning(absl::string_view text, int chars) {
  size_t end = 0;
  for (; end < text.size(); ++end) {
    if ((text[end] & 0xc0) != 0x80 && chars-- == 0) break;
  }
  return text.substr(0, end);
}

ScreeningInput InputOf(const PastPostRow& row, const OutsidePost& post) {
  ScreeningInput input;
  input.set_post(row.name);
  input.set_revision(RevisionName(row.name, 1));
  input.set_content_sha256(
      base::Sha256Hex(absl::StrCat(post.text, "\n", post.link)));
  input.set_audience_sha256(base::Sha256Hex(post.page));
  input.set_unit(row.unit);
  input.set_kind(row.kind);
  input.set_title(row.title);
  input.set_body(std::string(Beginning(post.text, kMostScreened)));
  input.set_link(post.link);
  input.set_author(row.importer);
  input.set_last_editor(row.importer);
  return input;
}

// Each rule that found something, once.
std::string RulesOf(const moderation::v1::Screening& screening) {
  std::set<std::string> rules;
  for (const auto& finding : screening.findings()) rules.insert(finding.rule());
  return absl::StrJoin(rules, ", ");
}

absl::Status Alert(sql::Tx& tx, base::IdSource& ids, const PastPostRow& row,
                   absl::string_view what, absl::Time now) {
  return RaiseAlert(tx, ids,
                    {.page = row.page,
                     .unit = row.unit,
                     .kind = std::string(kOutsideFinding),
                     .detail = absl::StrCat(row.platform_post_id, ": ", what),
                     .count = 1,
                     .raised_at = now});
}

}  // namespace

absl::Status OweScreening(sql::Tx& tx, base::IdSource& ids,
                          const PastPostRow& row, const OutsidePost& post) {
  const ScreeningInput input = InputOf(row, post);
  const std::string hash = base::HashOf(input);
  RETURN_IF_ERROR(OweReview(tx, input, hash, post.adopted_at).status());
  RETURN_IF_ERROR(OweVoid(tx, hash));
  if (input.body().size() == post.text.size()) return absl::OkStatus();
  return Alert(tx, ids, row,
               absl::StrCat("only its first ", kMostScreened,
                            " characters were screened"),
               post.adopted_at);
}

absl::Status ApplyScreening(sql::Tx& tx, base::IdSource& ids,
                            const moderation::v1::Review& review,
                            absl::Time now) {
  ASSIGN_OR_RETURN(const bool first,
                   NoteScreened(tx, review.post(), review.name()));
  if (!first ||
      review.screening().severity() < moderation::v1::SEVERITY_NEEDS_STAGE) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::vector<PastPostRow> rows,
                   ReadPastPosts(tx, {review.post()}));
  for (const PastPostRow& row : rows) {
    RETURN_IF_ERROR(Alert(
        tx, ids, row,
        absl::StrCat(RulesOf(review.screening()), " (", review.name(), ")"),
        now));
  }
  return absl::OkStatus();
}

}  // namespace loa::content
