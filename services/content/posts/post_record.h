#ifndef LOA_SERVICES_CONTENT_POSTS_POST_RECORD_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "loa/content/v1/post.pb.h"
#include "loa/moderation/v1/screening.pb.h"

namespace loa::content {

// A post with what callers do not see of it; the columns' comments are in the
// migration. `post` is complete but for its etag.
struct PostRecord {
  v1::Post post;
  int64_t revision_number = 0;
  moderation::v1::Screening screening;
  std::string input_sha256;
  std::string refused_content_sha256;
  std::string refused_audience_sha256;
  int64_t expected_page_count = 0;
  bool at_once = false;
  int64_t version = 0;
};

// What callers see.
v1::Post ToProto(const PostRecord& record);
std::string EtagOf(const PostRecord& record);

// "posts/a/revisions/3".
std::string RevisionName(absl::string_view post, int64_t number);
// 3 of "posts/a/revisions/3"; 0 of what is no such name.
int64_t RevisionNumber(absl::string_view revision);

// The content of `post` alone: what a revision keeps and its hash covers.
v1::Revision ContentOf(const v1::Post& post);
// Takes the content of `from`.
void SetContent(const v1::Revision& from, v1::Post& post);
std::string ContentHash(const v1::Post& post);

// What moderation screens: the post as it is now.
moderation::v1::ScreeningInput ScreeningInputOf(const v1::Post& post);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_RECORD_H_
