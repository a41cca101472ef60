#include "services/content/submissions/intake.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "libs/audit/mutation.h"
#include "libs/auth/secret.h"
#include "libs/base/sha256.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/errors.h"
#include "services/content/media/media_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/publications/publication_store.h"
#include "services/content/search/search_index.h"
#include "services/content/submissions/submission_rows.h"
#include "services/content/submissions/submission_title.h"

namespace loa::content {
namespace {

constexpr absl::Duration kRateWindow = absl::Hours(24);

// Where a post can be seen, if it can.
constexpr absl::string_view kPermalink =
    "SELECT p.permalink FROM publication p JOIN post o ON o.post = p.post"
    " WHERE p.post = $1 AND p.state IN " LOA_VISIBLE_STATES
    " AND o.state <> $2 ORDER BY p.page, p.occurrence LIMIT 1";

// Who sends: names and contacts that differ in spaces, case or marks are one.
std::string SenderKey(const std::string& principal,
                      const v1::Submission& submission) {
  std::string contact = text::FoldedText(submission.sender_contact());
  absl::StrReplaceAll({{" ", ""}, {".", ""}, {"-", ""}}, &contact);
  return base::Sha256Hex(
      absl::StrCat(principal, "\n", text::FoldedText(submission.sender_name()),
                   "\n", contact));
}

// The register's own names of unit and page.
absl::Status Resolve(const RegistryView& registry, v1::Submission& submission) {
  const auto unit = registry.FindUnit(submission.unit());
  if (!unit) return UnitUnknown("submission.unit", submission.unit());
  submission.set_unit(*unit);
  if (submission.page().empty()) return absl::OkStatus();
  const auto page = registry.FindPage(submission.page());
  if (!page) return PageUnknown("submission.page", submission.page());
  if (!registry.IsWithin(page->unit, *unit)) {
    return SubmissionPageElsewhere(*unit, page->name);
  }
  submission.set_page(page->name);
  return absl::OkStatus();
}

absl::StatusOr<SubmissionRecord> NewRecord(const rpc::RequestContext& context,
                                           const RegistryView& registry,
                                           const v1::Submission& from,
                                           std::string name) {
  SubmissionRecord record{.submission = from, .version = 1};
  v1::Submission& submission = record.submission;
  const std::vector<std::string> words = CanonicalSyllables(from.text());
  if (words.empty()) return SubmissionTextEmpty();
  RETURN_IF_ERROR(Resolve(registry, submission));
  submission.set_name(std::move(name));
  submission.set_principal(context.principal.name);
  submission.set_state(v1::Submission::RECEIVED);
  submission.set_text_sha256(base::Sha256Hex(absl::StrJoin(words, " ")));
  *submission.mutable_create_time() = base::TimestampOf(context.now);
  submission.clear_decide_time();
  submission.clear_erase_time();
  submission.clear_repeat_count();
  submission.clear_editor();
  submission.clear_post();
  submission.clear_reason();
  record.sender_key = SenderKey(context.principal.name, submission);
  record.repeat_key =
      base::Sha256Hex(absl::StrCat(submission.unit(), "\n", record.sender_key,
                                   "\n", submission.text_sha256()));
  return record;
}

absl::Status MakeFound(sql::Tx& tx, const v1::Submission& submission) {
  return PutSearchEntry(tx,
                        {.name = submission.name(),
                         .kind = v1::SearchHit::SUBMISSION,
                         .unit = submission.unit(),
                         .at = base::TimeOf(submission.create_time()),
                         .title = TitleOf(submission)},
                        {submission.title(), submission.text()}, {})
      .status();
}

absl::Status KeepPhotos(sql::Tx& tx, const v1::Submission& submission) {
  for (const std::string& photo : submission.media()) {
    RETURN_IF_ERROR(UseMedia(tx, photo, submission.name()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Intake::CheckRate(sql::Tx& tx, const std::string& unit,
                               const std::string& sender_key,
                               absl::Time now) const {
  const absl::Time since = now - kRateWindow;
  ASSIGN_OR_RETURN(const RecentSubmissions of_sender,
                   CountRecent(tx, unit, sender_key, since));
  if (of_sender.count >= options_.most_of_sender) {
    return SubmissionRateExceeded("SENDER", options_.most_of_sender, unit,
                                  of_sender.first + kRateWindow - now);
  }
  ASSIGN_OR_RETURN(const RecentSubmissions of_all,
                   CountRecent(tx, unit, "", since));
  if (of_all.count >= options_.most_of_unit) {
    return SubmissionRateExceeded("UNIT", options_.most_of_unit, unit,
                                  of_all.first + kRateWindow - now);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::CreateSubmissionResponse> Intake::CreateSubmission(
    const rpc::RequestContext& context,
    const v1::CreateSubmissionRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  ASSIGN_OR_RETURN(const SubmissionRecord record,
                   NewRecord(context, *registry, request.submission(),
                             rpc::JoinName("submissions", ids_.NewId())));
  const v1::Submission& submission = record.submission;
  v1::CreateSubmissionResponse response;
  response.set_receipt_secret(auth::NewSecret(ids_));
  return audit::Mutate<v1::CreateSubmissionResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::CreateSubmissionResponse> {
        RETURN_IF_ERROR(context.access.Check(submission.unit()));
        ASSIGN_OR_RETURN(std::optional<SubmissionRecord> first,
                         CountRepeat(tx, record.repeat_key));
        if (!first) {
          RETURN_IF_ERROR(
              CheckRate(tx, submission.unit(), record.sender_key, context.now));
          ASSIGN_OR_RETURN(const bool inserted, InsertSubmission(tx, record));
          if (inserted) {
            RETURN_IF_ERROR(MakeFound(tx, submission));
            RETURN_IF_ERROR(KeepPhotos(tx, submission));
          } else {
            // Another call brought the same a moment ago.
            ASSIGN_OR_RETURN(first, CountRepeat(tx, record.repeat_key));
          }
        }
        const v1::Submission& kept = first ? first->submission : submission;
        subject = {kept.name(), kept.unit()};
        response.set_submission(kept.name());
        response.set_repeated(first.has_value());
        *response.mutable_create_time() = kept.create_time();
        RETURN_IF_ERROR(InsertReceipt(
            tx, auth::HashSecret(response.receipt_secret()), kept.name()));
        return response;
      });
}

absl::StatusOr<v1::SubmissionStatus> Intake::GetSubmissionStatus(
    const rpc::RequestContext&, const v1::GetSubmissionStatusRequest& request) {
  v1::SubmissionStatus status;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    status.Clear();
    ASSIGN_OR_RETURN(
        const SubmissionRecord record,
        FindByReceipt(tx, auth::HashSecret(request.receipt_secret())));
    const v1::Submission& submission = record.submission;
    *status.mutable_create_time() = submission.create_time();
    status.set_state(submission.state());
    status.set_reason(submission.reason());
    if (submission.has_decide_time()) {
      *status.mutable_decide_time() = submission.decide_time();
    }
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     tx.Run(kPermalink, submission.post(),
                            static_cast<int64_t>(v1::Post::WITHDRAWN)));
    if (!rows.empty()) status.set_permalink(rows[0].Text(0));
    return absl::OkStatus();
  }));
  return status;
}

}  // namespace loa::content
