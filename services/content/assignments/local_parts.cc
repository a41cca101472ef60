#include "services/content/assignments/local_parts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/deterministic.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/assignments/local_part_store.h"
#include "services/content/errors.h"
#include "services/content/media/media_rows.h"
#include "services/content/posts/looks.h"
#include "services/content/posts/review_tasks.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using moderation::v1::Review;
using Part = v1::LocalPart;

// Every character of UTF-8 has one byte that does not continue another.
int64_t CharsOf(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char byte) { return (byte & 0xC0) != 0x80; });
}

absl::Status CheckWanted(const v1::Assignment& assignment, const Part& wanted) {
  if (!assignment.local_part_open()) return LocalPartLocked(assignment.name());
  const int64_t chars = CharsOf(wanted.opening_line());
  const int64_t limit = assignment.opening_line_max_chars();
  if (chars > limit) return LocalPartTooLong(chars, limit);
  return absl::OkStatus();
}

std::optional<LocalPartState> StateAfter(Review::State state) {
  switch (state) {
    case Review::APPROVED:
      return Part::APPROVED;
    case Review::REJECTED:
      return Part::REJECTED;
    case Review::CHANGES_REQUESTED:
      return Part::CHANGES_REQUESTED;
    default:
      return std::nullopt;
  }
}

bool IsOf(const Review& review, const AssignmentRecord& record) {
  const Part& part = record.assignment.local_part();
  return part.name() == review.revision() && part.state() == Part::IN_REVIEW &&
         review.input_sha256() == record.part_input_sha256 &&
         review.content_sha256() == part.content_sha256();
}

// What became of an approval later on; content may have missed the approval
// itself.
bool EndsApproval(const Review& review, const AssignmentRecord& record) {
  const Part& part = record.assignment.local_part();
  const bool ends =
      review.state() == Review::LAPSED || review.state() == Review::WITHDRAWN;
  const bool of_it = part.name() == review.revision() &&
                     part.state() == Part::APPROVED &&
                     part.review() == review.name();
  return ends && (of_it || IsOf(review, record));
}

// Nothing that holds the part begins any more, and the unit may hand in
// another; after a lapse the same one too.
absl::Status EndApproval(sql::Tx& tx, base::IdSource& ids,
                         AssignmentRecord& record, const Review& review,
                         absl::Time now) {
  v1::Assignment& assignment = record.assignment;
  Part& part = *assignment.mutable_local_part();
  const bool lapsed = review.state() == Review::LAPSED;
  part.set_review(review.name());
  part.set_state(lapsed ? Part::VOIDED : Part::REJECTED);
  part.set_note(review.note());
  RETURN_IF_ERROR(SaveLocalPart(tx, part));
  if (!assignment.publication().empty()) {
    ASSIGN_OR_RETURN(Publication publication,
                     LockPublication(tx, assignment.publication()));
    RETURN_IF_ERROR(lapsed
                        ? CancelOne(tx, publication, kApprovalLapsed, "", now)
                        : TakeDownByLook(tx, ids, publication, review, now));
    if (publication.state == v1::Publication::CANCELLED) {
      assignment.clear_publication();
    }
  }
  RETURN_IF_ERROR(SaveAssignment(tx, record));
  if (lapsed) return absl::OkStatus();
  return AuditLook(tx, review, {part.name(), assignment.unit()}, now);
}

absl::Status OweVoids(sql::Tx& tx, const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) {
    RETURN_IF_ERROR(OweVoid(tx, input));
  }
  return absl::OkStatus();
}

}  // namespace

bool IsEmpty(const Part& part) {
  return part.opening_line().empty() && !part.has_photo();
}

absl::Status HandInLocalPart(sql::Tx& tx, AssignmentRecord& record, Part wanted,
                             const v1::Post& post, const Act& act) {
  v1::Assignment& assignment = record.assignment;
  RETURN_IF_ERROR(CheckWanted(assignment, wanted));
  if (wanted.has_photo()) {
    RETURN_IF_ERROR(CompletePhoto(tx, *wanted.mutable_photo()));
  }
  const std::string hash = LocalPartHash(wanted, assignment.revision());
  if (const Part& before = assignment.local_part();
      before.content_sha256() == hash && before.state() != Part::VOIDED) {
    return before.state() == Part::REJECTED ||
                   before.state() == Part::CHANGES_REQUESTED
               ? LocalPartUnchanged(before.name())
               : absl::OkStatus();
  }
  RETURN_IF_ERROR(DropLocalPart(tx, record));
  ASSIGN_OR_RETURN(const int64_t number,
                   NextLocalPartNumber(tx, assignment.name()));
  Part& part = *assignment.mutable_local_part();
  part.set_name(LocalPartName(assignment.name(), number));
  part.set_opening_line(wanted.opening_line());
  if (wanted.has_photo()) *part.mutable_photo() = wanted.photo();
  part.set_state(Part::IN_REVIEW);
  part.set_content_sha256(hash);
  part.set_author(act.principal);
  *part.mutable_create_time() = base::TimestampOf(act.now);
  const moderation::v1::ScreeningInput input =
      ScreeningInputOf(part, assignment, post);
  record.part_input_sha256 = base::HashOf(input);
  RETURN_IF_ERROR(
      InsertLocalPart(tx, assignment.name(), part, record.part_input_sha256));
  if (part.has_photo()) {
    RETURN_IF_ERROR(UseMedia(tx, part.photo().media(), part.name()));
  }
  return OweReview(tx, input, record.part_input_sha256, act.now).status();
}

absl::Status DropLocalPart(sql::Tx& tx, AssignmentRecord& record) {
  const std::string part = record.assignment.local_part().name();
  if (part.empty()) return absl::OkStatus();
  record.assignment.clear_local_part();
  record.part_input_sha256.clear();
  ASSIGN_OR_RETURN(const std::vector<std::string> inputs,
                   VoidLocalPart(tx, part));
  return OweVoids(tx, inputs);
}

absl::Status VoidAllOf(sql::Tx& tx, absl::string_view post) {
  RETURN_IF_ERROR(VoidAssignments(tx, post));
  ASSIGN_OR_RETURN(const std::vector<std::string> inputs,
                   VoidLocalPartsOf(tx, post));
  return OweVoids(tx, inputs);
}

absl::StatusOr<bool> ApplyLocalPartReview(sql::Tx& tx, base::IdSource& ids,
                                          const Review& review,
                                          absl::Time now) {
  const absl::string_view name = AssignmentOfLocalPart(review.revision());
  if (name.empty()) return false;
  absl::StatusOr<AssignmentRecord> record = LockAssignment(tx, name);
  if (absl::IsNotFound(record.status())) return false;
  if (!record.ok()) return record.status();
  if (EndsApproval(review, *record)) {
    RETURN_IF_ERROR(EndApproval(tx, ids, *record, review, now));
    return false;
  }
  if (!IsOf(review, *record)) return false;
  Part& part = *record->assignment.mutable_local_part();
  const std::optional<LocalPartState> decided = StateAfter(review.state());
  if (!decided && part.review() == review.name()) return false;
  part.set_review(review.name());
  *part.mutable_findings() = review.screening().findings();
  if (decided) {
    part.set_state(*decided);
    part.set_note(review.note());
  }
  RETURN_IF_ERROR(SaveLocalPart(tx, part));
  RETURN_IF_ERROR(SaveAssignment(tx, *record));
  return decided == Part::APPROVED;
}

}  // namespace loa::content
