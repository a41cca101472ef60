#include "libs/platform/facebook/facebook.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/platform/errors.h"
#include "libs/platform/facebook/answers.h"
#include "libs/platform/facebook/reader.h"
#include "libs/platform/facebook/requests.h"
#include "libs/platform/http/client.h"
#include "libs/status/status_macros.h"

namespace loa::platform::facebook {
namespace {

constexpr absl::string_view kCreateContent = "CREATE_CONTENT";

RawOutcome::Kind KindOf(http::Response::Kind kind) {
  switch (kind) {
    case http::Response::Kind::kNotSent:
      return RawOutcome::Kind::kNotSent;
    case http::Response::Kind::kAnswered:
      return RawOutcome::Kind::kAnswered;
    case http::Response::Kind::kNoAnswer:
      break;
  }
  return RawOutcome::Kind::kNoAnswer;
}

class Facebook : public PagePlatform {
 public:
  Facebook(Options options, const base::Clock& clock)
      : options_(std::move(options)),
        client_({.proxy = options_.proxy,
                 .ca_file = options_.ca_file,
                 .connect_timeout = options_.connect_timeout},
                clock),
        reader_(options_, client_, clock) {}

  absl::StatusOr<PageIdentity> Identify(const Credential& credential) override;
  RawOutcome Publish(const Credential& credential, const Rendition& rendition,
                     absl::Duration deadline) override;
  absl::StatusOr<PostList> ListPosts(const Credential& credential,
                                     absl::Time since,
                                     const std::string& cursor) override;

 private:
  const Options options_;
  http::Client client_;
  Reader reader_;
};

absl::StatusOr<PageIdentity> Facebook::Identify(const Credential& credential) {
  // Who the token is for is asked of the token itself: a user's token can read
  // a page too, and would then fail on every publication.
  ASSIGN_OR_RETURN(const http::Response mine,
                   reader_.Read(credential, "me", "fields=id,name"));
  ASSIGN_OR_RETURN(const PageIdentity self, ReadIdentity(mine.body));
  if (self.page_id != credential.page_id) {
    return TokenNotAPage(credential.page_id, self.page_id);
  }
  ASSIGN_OR_RETURN(const http::Response answer,
                   reader_.Read(credential, PercentEncode(credential.page_id),
                                "fields=id,name,link,tasks"));
  ASSIGN_OR_RETURN(PageIdentity page, ReadIdentity(answer.body));
  if (page.page_id != credential.page_id) {
    return TokenNotAPage(credential.page_id, page.page_id);
  }
  if (std::find(page.tasks.begin(), page.tasks.end(), kCreateContent) ==
      page.tasks.end()) {
    return TaskMissing(credential.page_id, kCreateContent);
  }
  return page;
}

RawOutcome Facebook::Publish(const Credential& credential,
                             const Rendition& rendition,
                             absl::Duration deadline) {
  const http::Response response = client_.Call(
      {.method = "POST",
       .url = absl::StrCat(options_.base_url, "/",
                           PercentEncode(credential.page_id), "/feed"),
       .bearer_token = credential.token,
       .form =
           FormEncode({{"message", rendition.text},
                       {"link", rendition.link},
                       {"appsecret_proof", AppSecretProof(credential.app_secret,
                                                          credential.token)}}),
       .deadline = deadline});
  RawOutcome outcome;
  outcome.kind = KindOf(response.kind);
  outcome.http_status = response.status;
  outcome.why = response.why;
  outcome.usage = UsageOf(response, credential.page_id);
  outcome.first_byte_since_boot = response.first_byte;
  if (outcome.kind == RawOutcome::Kind::kAnswered) {
    ReadPublishAnswer(response.body, outcome);
  }
  return outcome;
}

absl::StatusOr<PostList> Facebook::ListPosts(const Credential& credential,
                                             absl::Time since,
                                             const std::string& cursor) {
  const std::string query = FormEncode(
      {{"fields",
        "id,message,created_time,permalink_url,attachments{unshimmed_url}"},
       {"limit", absl::StrCat(options_.list_page_size)},
       // The platform counts whole seconds and leaves out `since` itself.
       {"since", absl::StrCat(absl::ToUnixSeconds(since) - 1)},
       {"after", cursor}});
  ASSIGN_OR_RETURN(const http::Response response,
                   reader_.Read(credential,
                                absl::StrCat(PercentEncode(credential.page_id),
                                             "/published_posts"),
                                query));
  ASSIGN_OR_RETURN(PostList list, ReadPostList(response.body));
  list.usage = UsageOf(response, credential.page_id);
  return list;
}

}  // namespace

std::unique_ptr<PagePlatform> NewFacebook(Options options,
                                          const base::Clock& clock) {
  return std::make_unique<Facebook>(std::move(options), clock);
}

}  // namespace loa::platform::facebook
