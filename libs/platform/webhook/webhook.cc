#include "libs/platform/webhook/webhook.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/platform/errors.h"
#include "libs/platform/http/client.h"
#include "libs/platform/http/form.h"
#include "libs/platform/outcome_kind.h"
#include "libs/platform/webhook/answers.h"
#include "libs/platform/webhook/signature.h"
#include "libs/status/status_macros.h"

namespace loa::platform::webhook {
namespace {

// What a good credential may do: there is nothing finer.
constexpr absl::string_view kCreateContent = "CREATE_CONTENT";
constexpr absl::string_view kAddressHint =
    "the page's address must begin with https://";
// Deeper in the past than this nobody looks for a post to prove an identity.
constexpr absl::Duration kLookBack = absl::Hours(1);

bool IsLoopback(absl::string_view address) {
  for (const absl::string_view host :
       {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (absl::StartsWith(address, absl::StrCat(host, ":")) ||
        absl::StartsWith(address, absl::StrCat(host, "/"))) {
      return true;
    }
  }
  return false;
}

ApiError InWords(absl::string_view message) {
  ApiError error;
  error.type = "WEBHOOK";
  error.message = std::string(message);
  return error;
}

std::string BodyOf(const Rendition& rendition) {
  nlohmann::ordered_json body = {{"text", rendition.text}};
  if (!rendition.link.empty()) body["link"] = rendition.link;
  return body.dump(-1, ' ', false,
                   nlohmann::ordered_json::error_handler_t::replace);
}

class Webhook : public PagePlatform {
 public:
  Webhook(Options options, const base::Clock& clock)
      : options_(std::move(options)),
        clock_(clock),
        client_({.ca_file = options_.ca_file,
                 .connect_timeout = options_.connect_timeout},
                clock) {}

  absl::StatusOr<PageIdentity> Identify(const Credential& credential) override;
  RawOutcome Publish(const Credential& credential, const Rendition& rendition,
                     absl::Duration deadline) override;
  absl::StatusOr<PostList> ListPosts(const Credential& credential,
                                     absl::Time since,
                                     const std::string& cursor) override;

 private:
  bool TakesAddress(absl::string_view address) const {
    return absl::StartsWith(address, "https://") ||
           (options_.allow_loopback && IsLoopback(address));
  }
  absl::StatusOr<Listing> Read(const Credential& credential, absl::Time since,
                               const std::string& cursor);

  const Options options_;
  const base::Clock& clock_;
  http::Client client_;
};

absl::StatusOr<Listing> Webhook::Read(const Credential& credential,
                                      absl::Time since,
                                      const std::string& cursor) {
  if (!TakesAddress(credential.address)) return Refused(InWords(kAddressHint));
  const absl::Time now = clock_.Now();
  std::string url = absl::StrCat(
      credential.address,
      absl::StrContains(credential.address, '?') ? "&" : "?",
      http::FormEncode({{"since", absl::StrCat(absl::ToUnixSeconds(since))},
                        {"after", cursor}}));
  const http::Response response =
      client_.Call({.method = "GET",
                    .url = std::move(url),
                    .headers = {{std::string(kTimestampHeader), Timestamp(now)},
                                {std::string(kSignatureHeader),
                                 Signature(credential.token, now, "")}},
                    .deadline = clock_.SinceBoot() + options_.read_timeout});
  if (response.kind != http::Response::Kind::kAnswered) {
    return Unreachable(response.why);
  }
  RETURN_IF_ERROR(ReadStatus(response));
  return ReadListing(response.body);
}

absl::StatusOr<PageIdentity> Webhook::Identify(const Credential& credential) {
  const absl::Time since = clock_.Now() - kLookBack;
  ASSIGN_OR_RETURN(Listing listing, Read(credential, since, ""));
  // A site that takes any signature takes anybody's posts.
  Credential wrong = credential;
  wrong.token += '?';
  const absl::Status refused = Read(wrong, since, "").status();
  if (refused.ok()) {
    return Refused(InWords("the site takes a wrong signature too"));
  }
  if (!absl::IsUnauthenticated(refused)) return refused;
  listing.page.permalink = credential.address;
  listing.page.tasks = {std::string(kCreateContent)};
  return listing.page;
}

RawOutcome Webhook::Publish(const Credential& credential,
                            const Rendition& rendition,
                            absl::Duration deadline) {
  RawOutcome outcome;
  if (!TakesAddress(credential.address)) {
    outcome.kind = RawOutcome::Kind::kNotSent;
    outcome.why = std::string(kAddressHint);
    return outcome;
  }
  const absl::Time now = clock_.Now();
  const std::string body = BodyOf(rendition);
  const http::Response response =
      client_.Call({.method = "POST",
                    .url = credential.address,
                    .form = body,
                    .content_type = "application/json",
                    .headers = {{std::string(kTimestampHeader), Timestamp(now)},
                                {std::string(kSignatureHeader),
                                 Signature(credential.token, now, body)}},
                    .deadline = deadline});
  outcome.kind = KindOf(response.kind);
  outcome.http_status = response.status;
  outcome.why = response.why;
  outcome.first_byte_since_boot = response.first_byte;
  if (outcome.kind == RawOutcome::Kind::kAnswered) {
    ReadPublishAnswer(response, outcome);
    if (outcome.Accepted() && outcome.permalink.empty()) {
      outcome.permalink = credential.address;
    }
  }
  return outcome;
}

absl::StatusOr<PostList> Webhook::ListPosts(const Credential& credential,
                                            absl::Time since,
                                            const std::string& cursor) {
  ASSIGN_OR_RETURN(Listing listing, Read(credential, since, cursor));
  return std::move(listing.posts);
}

}  // namespace

std::unique_ptr<PagePlatform> NewWebhook(Options options,
                                         const base::Clock& clock) {
  return std::make_unique<Webhook>(std::move(options), clock);
}

}  // namespace loa::platform::webhook
