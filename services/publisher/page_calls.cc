#include "services/publisher/page_calls.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::publisher {
namespace {

// Pages of a listing that one read follows, of 100 posts each.
constexpr int kMaxListPages = 20;
// How long a page rests after a throttle that names no time.
constexpr absl::Duration kReadThrottlePause = absl::Minutes(5);
// Of one photo; nobody waits for it but its own page.
constexpr absl::Duration kUploadTimeout = absl::Seconds(60);

Verdict NotSent(const std::string& why) {
  Verdict verdict;
  verdict.kind = Verdict::Kind::kNotSent;
  verdict.detail = why;
  return verdict;
}

// A page that has no credential waits for people, as one whose token is dead
// does; whatever else keeps units from answering concerns more than the page.
Verdict NoCredential(const absl::Status& status) {
  Verdict verdict =
      NotSent(absl::StrCat("no credential for the page: ", status.message()));
  const std::string reason = status::ReasonOf(status);
  if (reason == "PAGE_NOT_CONNECTED" || reason == "PAGE_NOT_FOUND" ||
      reason == "SEALED_DATA_DAMAGED") {
    verdict.kind = Verdict::Kind::kTokenDead;
    verdict.scope = Verdict::Scope::kPage;
  }
  return verdict;
}

double PercentOf(const std::optional<platform::Budget>& budget) {
  return budget.has_value() ? budget->Percent() : 0;
}

std::optional<GateClosure> ClosureOf(const std::string& page,
                                     const absl::Status& status) {
  const std::string reason = status::ReasonOf(status);
  if (reason == "PLATFORM_THROTTLED") {
    const absl::Duration told = status::RetryAfterOf(status);
    return GateClosure{page, "THROTTLED",
                       told > absl::ZeroDuration() ? told : kReadThrottlePause};
  }
  if (reason == "PLATFORM_TOKEN_REFUSED" ||
      reason == "PLATFORM_PERMISSION_MISSING") {
    return GateClosure{page, "TOKEN_DEAD", std::nullopt};
  }
  return std::nullopt;
}

}  // namespace

platform::PagePlatform& PageCalls::PlatformOf(
    const platform::Credential& credential) {
  return credential.address.empty() ? platforms_.facebook : platforms_.webhook;
}

Verdict PageCalls::CallOnce(const std::string& page, absl::Duration deadline,
                            MakeCall make) {
  const absl::StatusOr<platform::Credential> credential =
      units_.CredentialOf(page);
  if (!credential.ok()) return NoCredential(credential.status());
  // The platform checks again just before the first byte.
  if (clock_.SinceBoot() >= deadline) {
    return NotSent("the deadline passed before the call");
  }
  Verdict verdict = make(PlatformOf(*credential), *credential);
  if (verdict.kind == Verdict::Kind::kTokenDead) units_.Forget(page);
  return verdict;
}

Prepared PageCalls::Do(const Prepare& action) {
  Prepared event;
  event.publication = action.publication;
  event.attempt = action.attempt;
  for (const PhotoToShow& photo : action.photos) {
    const Verdict verdict = Upload(action.page, photo);
    if (verdict.kind != Verdict::Kind::kAccepted) {
      event.ids.clear();
      event.verdict = verdict;
      break;
    }
    event.ids.push_back(verdict.post_id);
  }
  return event;
}

Verdict PageCalls::Upload(const std::string& page, const PhotoToShow& photo) {
  const absl::StatusOr<MediaGateway::Bytes> bytes = media_.BytesOf(photo.media);
  if (!bytes.ok()) {
    return NotSent(absl::StrCat(
        photo.media, " could not be had: ", bytes.status().message()));
  }
  const absl::Duration deadline = clock_.SinceBoot() + kUploadTimeout;
  Verdict verdict = CallOnce(
      page, deadline,
      [&](platform::PagePlatform& platform,
          const platform::Credential& credential) {
        return Classify(platform.UploadPhoto(
            credential, {**bytes, photo.mime_type, photo.alt_text}, deadline));
      });
  // Nothing of an upload is seen, whatever became of it.
  if (verdict.kind == Verdict::Kind::kUnknown) {
    verdict.kind = Verdict::Kind::kNotSent;
  }
  verdict.first_byte.reset();
  if (verdict.kind != Verdict::Kind::kAccepted) {
    verdict.detail =
        absl::StrCat(photo.media, " was not uploaded: ", verdict.detail);
  }
  return verdict;
}

CallFinished PageCalls::Do(const Call& action) {
  CallFinished event;
  event.publication = action.publication;
  event.attempt = action.attempt;
  event.verdict = CallOnce(
      action.page, action.deadline,
      [&](platform::PagePlatform& platform,
          const platform::Credential& credential) {
        const platform::RawOutcome outcome = platform.Publish(
            credential, {action.text, action.link, action.photo_ids},
            action.deadline);
        event.app_usage = PercentOf(outcome.usage.app);
        event.page_usage = std::max(PercentOf(outcome.usage.page),
                                    PercentOf(outcome.usage.business_page));
        return Classify(outcome);
      });
  return event;
}

AmendFinished PageCalls::Do(const Amend& action) {
  AmendFinished event;
  event.amendment = action.amendment;
  event.attempt = action.attempt;
  event.verdict = CallOnce(
      action.page, action.deadline,
      [&](platform::PagePlatform& platform,
          const platform::Credential& credential) {
        return ClassifyChange(
            action.kind == AmendmentKind::kEdit
                ? platform.Edit(credential, action.post_id, action.text,
                                action.deadline)
                : platform.Delete(credential, action.post_id, action.deadline));
      });
  return event;
}

PostRead PageCalls::Do(const ReadPost& action) {
  PostRead event;
  event.amendment = action.amendment;
  const absl::StatusOr<platform::Credential> credential =
      units_.CredentialOf(action.page);
  if (!credential.ok()) {
    event.sight.evidence = absl::StrCat("no credential for the page: ",
                                        credential.status().message());
    return event;
  }
  const auto post =
      PlatformOf(*credential).FindPost(*credential, action.post_id);
  if (!post.ok()) {
    event.sight.evidence =
        absl::StrCat("the post could not be read: ", post.status().message());
    event.closure = ClosureOf(action.page, post.status());
    if (event.closure.has_value() && event.closure->cause == "TOKEN_DEAD") {
      units_.Forget(action.page);
    }
  } else if (post->has_value()) {
    event.sight.kind = PostSight::Kind::kShown;
    event.sight.text = (*post)->message;
    event.sight.evidence = "the post is there";
  } else {
    event.sight.kind = PostSight::Kind::kGone;
    event.sight.evidence = "the page answers and has no such post";
  }
  return event;
}

PageRead PageCalls::Do(const ReadPage& action) {
  PageRead event;
  event.page = action.page;
  const absl::StatusOr<platform::Credential> credential =
      units_.CredentialOf(action.page);
  if (!credential.ok()) {
    event.why = absl::StrCat("no credential for the page: ",
                             credential.status().message());
    return event;
  }
  absl::StatusOr<platform::PostHistory> history = platform::ReadPostsSince(
      PlatformOf(*credential), *credential, action.since, kMaxListPages);
  if (!history.ok()) {
    event.why = absl::StrCat("the page could not be read: ",
                             history.status().message());
    event.closure = ClosureOf(action.page, history.status());
    if (event.closure.has_value() && event.closure->cause == "TOKEN_DEAD") {
      units_.Forget(action.page);
    }
    return event;
  }
  event.readable = true;
  event.complete = history->complete;
  event.posts = std::move(history->posts);
  return event;
}

PageSwept PageCalls::Do(const SweepPage& action) {
  PageRead read = Do(ReadPage{action.page, action.since});
  return {action.page, read.readable && read.complete, std::move(read.posts),
          std::move(read.closure)};
}

}  // namespace loa::publisher
