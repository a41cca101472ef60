#include "services/content/posts/post_record.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/rpc/etag.h"

namespace loa::content {

v1::Post ToProto(const PostRecord& record) {
  v1::Post post = record.post;
  *post.mutable_findings() = record.screening.findings();
  post.set_etag(EtagOf(record));
  return post;
}

std::string EtagOf(const PostRecord& record) {
  return rpc::EtagOf(record.version);
}

std::string RevisionName(absl::string_view post, int64_t number) {
  return absl::StrCat(post, "/revisions/", number);
}

int64_t RevisionNumber(absl::string_view revision) {
  int64_t number = 0;
  const size_t slash = revision.rfind('/');
  if (slash == absl::string_view::npos ||
      !absl::SimpleAtoi(revision.substr(slash + 1), &number)) {
    return 0;
  }
  return number;
}

v1::Revision ContentOf(const v1::Post& post) {
  v1::Revision content;
  content.set_kind(post.kind());
  content.set_title(post.title());
  content.set_body(post.body());
  content.set_link(post.link());
  *content.mutable_topics() = post.topics();
  content.set_origin(post.origin());
  content.set_attribution(post.attribution());
  *content.mutable_media() = post.media();
  *content.mutable_subject_bodies() = post.subject_bodies();
  return content;
}

void SetContent(const v1::Revision& from, v1::Post& post) {
  post.set_kind(from.kind());
  post.set_title(from.title());
  post.set_body(from.body());
  post.set_link(from.link());
  *post.mutable_topics() = from.topics();
  post.set_origin(from.origin());
  post.set_attribution(from.attribution());
  *post.mutable_media() = from.media();
  *post.mutable_subject_bodies() = from.subject_bodies();
}

std::string ContentHash(const v1::Post& post) {
  return base::HashOf(ContentOf(post));
}

moderation::v1::ScreeningInput ScreeningInputOf(const v1::Post& post) {
  moderation::v1::ScreeningInput input;
  input.set_post(post.name());
  input.set_revision(post.revision());
  input.set_content_sha256(post.content_sha256());
  input.set_audience_sha256(post.audience_sha256());
  input.set_unit(post.unit());
  input.set_kind(v1::Post::Kind_Name(post.kind()));
  input.set_title(post.title());
  input.set_body(post.body());
  input.set_link(post.link());
  input.set_shared(post.origin() == v1::Post::SHARED);
  input.set_source(post.source());
  input.set_author(post.author());
  input.set_last_editor(post.last_editor());
  for (const v1::PostMedia& media : post.media()) {
    moderation::v1::ScreenedMedia& screened = *input.add_media();
    screened.set_media(media.media());
    screened.set_alt_text(media.alt_text());
  }
  return input;
}

}  // namespace loa::content
