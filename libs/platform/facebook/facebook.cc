#include "libs/platform/facebook/facebook.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/platform/errors.h"
#include "libs/platform/facebook/answers.h"
#include "libs/platform/facebook/reader.h"
#include "libs/platform/facebook/requests.h"
#include "libs/platform/http/client.h"
#include "libs/platform/outcome_kind.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"

namespace loa::platform::facebook {
namespace {

constexpr absl::string_view kCreateContent = "CREATE_CONTENT";
constexpr absl::string_view kPostFields =
    "id,message,created_time,permalink_url,"
    "attachments{media_type,unshimmed_url,target,subattachments{target}}";

std::string ProofOf(const Credential& credential) {
  return AppSecretProof(credential.app_secret, credential.token);
}

// Code 100, subcode 33: there is no such object, or no right to see it.
bool SaysNoSuchObject(const absl::Status& status) {
  return status::MetadataOf(status, "code") == "100" &&
         status::MetadataOf(status, "subcode") == "33";
}

class Facebook : public PagePlatform {
 public:
  Facebook(Options options, const base::Clock& clock)
      : options_(std::move(options)),
        client_(HttpOptions(options_), clock),
        reader_(options_, client_, clock) {}

  absl::StatusOr<PageIdentity> Identify(const Credential& credential) override;
  RawOutcome Publish(const Credential& credential, const Rendition& rendition,
                     absl::Duration deadline) override;
  RawOutcome UploadPhoto(const Credential& credential, const Photo& photo,
                         absl::Duration deadline) override;
  RawOutcome Edit(const Credential& credential, const std::string& post_id,
                  const std::string& text, absl::Duration deadline) override;
  RawOutcome Delete(const Credential& credential, const std::string& post_id,
                    absl::Duration deadline) override;
  absl::StatusOr<std::optional<Post>> FindPost(
      const Credential& credential, const std::string& post_id) override;
  absl::StatusOr<PostList> ListPosts(const Credential& credential,
                                     absl::Time since,
                                     const std::string& cursor) override;

 private:
  // Reads the body of a whole answer.
  using AnswerReader = void (*)(absl::string_view body, RawOutcome& outcome);

  // One visible call.
  RawOutcome Write(const Credential& credential, const http::Request& request,
                   AnswerReader read_answer);

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

RawOutcome Facebook::Write(const Credential& credential,
                           const http::Request& request,
                           AnswerReader read_answer) {
  const http::Response response = client_.Call(request);
  RawOutcome outcome;
  outcome.kind = KindOf(response.kind);
  outcome.http_status = response.status;
  outcome.why = response.why;
  outcome.usage = UsageOf(response, credential.page_id);
  outcome.first_byte_since_boot = response.first_byte;
  if (outcome.kind == RawOutcome::Kind::kAnswered) {
    read_answer(response.body, outcome);
  }
  return outcome;
}

RawOutcome Facebook::Publish(const Credential& credential,
                             const Rendition& rendition,
                             absl::Duration deadline) {
  std::string form = FormEncode({{"message", rendition.text},
                                 {"link", rendition.link},
                                 {"appsecret_proof", ProofOf(credential)}});
  for (size_t i = 0; i < rendition.photo_ids.size(); ++i) {
    absl::StrAppend(&form, "&",
                    FormEncode({{absl::StrCat("attached_media[", i, "]"),
                                 MediaReference(rendition.photo_ids[i])}}));
  }
  return Write(credential,
               {.method = "POST",
                .url = absl::StrCat(options_.base_url, "/",
                                    PercentEncode(credential.page_id), "/feed"),
                .bearer_token = credential.token,
                .form = std::move(form),
                .deadline = deadline},
               ReadPublishAnswer);
}

RawOutcome Facebook::UploadPhoto(const Credential& credential,
                                 const Photo& photo, absl::Duration deadline) {
  Multipart body = MultipartEncode({{"published", "false"},
                                    {"alt_text_custom", photo.alt_text},
                                    {"appsecret_proof", ProofOf(credential)}},
                                   {"source", photo.mime_type, photo.bytes});
  return Write(
      credential,
      {.method = "POST",
       .url = absl::StrCat(options_.base_url, "/",
                           PercentEncode(credential.page_id), "/photos"),
       .bearer_token = credential.token,
       .form = std::move(body.bytes),
       .content_type = std::move(body.content_type),
       .deadline = deadline},
      ReadPublishAnswer);
}

RawOutcome Facebook::Edit(const Credential& credential,
                          const std::string& post_id, const std::string& text,
                          absl::Duration deadline) {
  return Write(
      credential,
      {.method = "POST",
       .url = absl::StrCat(options_.base_url, "/", PercentEncode(post_id)),
       .bearer_token = credential.token,
       .form = FormEncode(
           {{"message", text}, {"appsecret_proof", ProofOf(credential)}}),
       .deadline = deadline},
      ReadChangeAnswer);
}

RawOutcome Facebook::Delete(const Credential& credential,
                            const std::string& post_id,
                            absl::Duration deadline) {
  return Write(credential,
               {.method = "DELETE",
                .url = absl::StrCat(
                    options_.base_url, "/", PercentEncode(post_id), "?",
                    FormEncode({{"appsecret_proof", ProofOf(credential)}})),
                .bearer_token = credential.token,
                .deadline = deadline},
               ReadChangeAnswer);
}

absl::StatusOr<std::optional<Post>> Facebook::FindPost(
    const Credential& credential, const std::string& post_id) {
  const absl::StatusOr<http::Response> response =
      reader_.Read(credential, PercentEncode(post_id),
                   FormEncode({{"fields", kPostFields}}));
  if (response.ok()) {
    ASSIGN_OR_RETURN(Post post, ReadOnePost(response->body));
    return std::optional<Post>(std::move(post));
  }
  if (!SaysNoSuchObject(response.status())) return response.status();
  // The same words stand for a right that is missing: only a token that may
  // write to the page, and finds no such post there, proves that it is gone.
  RETURN_IF_ERROR(Identify(credential).status());
  return std::optional<Post>();
}

absl::StatusOr<PostList> Facebook::ListPosts(const Credential& credential,
                                             absl::Time since,
                                             const std::string& cursor) {
  const std::string query = FormEncode(
      {{"fields", kPostFields},
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
