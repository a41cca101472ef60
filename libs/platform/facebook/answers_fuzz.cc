#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "libs/platform/canonical_text.h"
#include "libs/platform/facebook/answers.h"

// Any bytes may come back from a platform, or from whatever sits in between.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace platform = loa::platform;
  namespace facebook = loa::platform::facebook;
  const absl::string_view body(reinterpret_cast<const char*>(data), size);

  platform::RawOutcome outcome;
  outcome.kind = platform::RawOutcome::Kind::kAnswered;
  outcome.http_status = 200;
  facebook::ReadPublishAnswer(body, outcome);
  // What is taken for an acceptance always names a post, and nothing is both.
  if (outcome.Accepted() && outcome.post_id.empty()) std::abort();
  if (outcome.Accepted() && outcome.error.code != 0) std::abort();
  if (outcome.body == platform::RawOutcome::Body::kNone) std::abort();

  platform::RawOutcome change;
  change.kind = platform::RawOutcome::Kind::kAnswered;
  change.http_status = 200;
  facebook::ReadChangeAnswer(body, change);
  if (change.Changed() && change.error.code != 0) std::abort();
  if (change.Accepted()) std::abort();

  (void)facebook::ReadApiError(body);
  if (const auto post = facebook::ReadOnePost(body); post.ok()) {
    if (post->id.empty()) std::abort();
  }
  (void)facebook::ReadIdentity(body);
  const auto list = facebook::ReadPostList(body);
  if (list.ok()) {
    for (const platform::Post& post : list->posts) {
      if (post.id.empty()) std::abort();
    }
  }
  platform::Usage usage;
  platform::ReadUsageHeader("X-Business-Use-Case-Usage", body, "1", usage);
  platform::ReadUsageHeader("X-App-Usage", body, "1", usage);
  if (usage.RegainAccess() < absl::ZeroDuration()) std::abort();

  const std::string canonical = platform::CanonicalText(body);
  if (platform::CanonicalText(canonical) != canonical) std::abort();
  return 0;
}
