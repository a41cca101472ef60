#include "services/moderation/reviews/decision.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/timestamp.h"
#include "services/moderation/errors.h"
#include "services/moderation/reviews/stages.h"

namespace loa::moderation {
namespace {

// What `decision` means for the machine once the voice is counted.
ReviewAction ActionOf(ReviewState decision, const v1::Review& review) {
  switch (decision) {
    case v1::Review::REJECTED:
      return ReviewAction::kReject;
    case v1::Review::CHANGES_REQUESTED:
      return ReviewAction::kRequestChanges;
    default:
      return CurrentStage(review) < 0 ? ReviewAction::kComplete
                                      : ReviewAction::kAgree;
  }
}

// Replaces an earlier voice of the same person in `stage`.
void AddVote(v1::Review::Stage& stage, const Voice& voice) {
  auto vote = absl::c_find_if(*stage.mutable_votes(), [&](const auto& other) {
    return other.principal() == voice.principal;
  });
  v1::Review::Vote& written =
      vote == stage.mutable_votes()->end() ? *stage.add_votes() : *vote;
  written.set_principal(voice.principal);
  written.set_decision(voice.decision);
  written.set_note(voice.note);
  *written.mutable_vote_time() = base::TimestampOf(voice.time);
}

// A review that becomes APPROVED at `time`, and until when that lasts.
void BecomeApproved(StoredReview& stored, absl::Time time) {
  v1::Review& review = stored.review;
  *review.mutable_decide_time() = base::TimestampOf(time);
  if (stored.approval_days == 0) return;
  *review.mutable_approval_expire_time() =
      base::TimestampOf(time + absl::Hours(24) * stored.approval_days);
}

// Within how many days a superior looks at a post that is published first; 0
// where people decide first.
int LookDays(const v1::Policy& policy, absl::string_view kind,
             absl::string_view level) {
  for (const v1::Policy::ReviewAfter& after : policy.review_after()) {
    const bool fits = (after.kind().empty() || after.kind() == kind) &&
                      (after.level().empty() || after.level() == level);
    if (fits) return after.days();
  }
  return 0;
}

// The messages of what blocks, each once.
std::string BlockingNote(const v1::Screening& screening) {
  std::vector<std::string> messages;
  for (const v1::Finding& finding : screening.findings()) {
    if (finding.severity() != v1::SEVERITY_BLOCK) continue;
    if (absl::c_linear_search(messages, finding.message())) continue;
    messages.push_back(finding.message());
  }
  return absl::StrJoin(messages, "\n");
}

}  // namespace

absl::StatusOr<int> Decide(StoredReview& stored, const Voice& voice) {
  v1::Review& review = stored.review;
  if (!Next(review.state(), ReviewAction::kAgree)) {
    return ReviewNotOpen(review.name(), v1::Review::State_Name(review.state()));
  }
  if (voice.principal == stored.author ||
      voice.principal == stored.last_editor) {
    return AuthorCannotApprove(review.name());
  }
  if (voice.decision == v1::Review::APPROVED &&
      HasApproved(review, voice.principal)) {
    return AlreadyDecided(review.name());
  }
  const int stage = CurrentStage(review);
  // An open review waits for a stage.
  if (stage < 0) return StoredDataDamaged(review.name());
  AddVote(*review.mutable_stages(stage), voice);
  CountVotes(review);
  review.set_state(*Next(review.state(), ActionOf(voice.decision, review)));
  if (review.state() != v1::Review::OPEN) {
    review.set_note(voice.note);
    *review.mutable_decide_time() = base::TimestampOf(voice.time);
  }
  if (review.state() == v1::Review::APPROVED) {
    BecomeApproved(stored, voice.time);
  }
  return stage;
}

StoredReview NewReview(const std::string& review_id,
                       const v1::ScreeningInput& input, absl::string_view level,
                       const v1::Screening& screening, const v1::Policy& policy,
                       absl::Time now) {
  StoredReview stored;
  stored.author = input.author();
  stored.last_editor = input.last_editor();
  stored.approval_days = policy.approval_days();
  v1::Review& review = stored.review;
  review.set_name(absl::StrCat("reviews/", review_id));
  review.set_post(input.post());
  review.set_revision(input.revision());
  review.set_unit(input.unit());
  review.set_title(input.title());
  review.set_input_sha256(screening.input_sha256());
  review.set_content_sha256(input.content_sha256());
  review.set_audience_sha256(input.audience_sha256());
  *review.mutable_screening() = screening;
  for (v1::Review::Stage& stage : StagesFor(policy, screening.severity())) {
    *review.add_stages() = std::move(stage);
  }
  review.set_state(v1::Review::OPEN);
  *review.mutable_create_time() = base::TimestampOf(now);
  if (screening.severity() >= v1::SEVERITY_BLOCK) {
    review.set_state(*Next(v1::Review::OPEN, ReviewAction::kRequestChanges));
    review.set_note(BlockingNote(screening));
    *review.mutable_decide_time() = review.create_time();
  }
  const int days = LookDays(policy, input.kind(), level);
  if (days > 0 && screening.severity() == v1::SEVERITY_INFO) {
    review.set_state(*Next(v1::Review::OPEN, ReviewAction::kPublishFirst));
    BecomeApproved(stored, now);
    *review.mutable_look()->mutable_due_time() =
        base::TimestampOf(now + absl::Hours(24) * days);
  }
  return stored;
}

}  // namespace loa::moderation
