#include "services/content/posts/post_rules.h"

#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "libs/auth/access.h"
#include "libs/rpc/errors.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"

namespace loa::content {

absl::StatusOr<std::shared_ptr<const RegistryView>> CurrentView(
    const Registry& registry) {
  std::shared_ptr<const RegistryView> view = registry.View();
  if (view == nullptr) return rpc::DependencyUnavailable("units");
  return view;
}

absl::Status CheckMayChange(const rpc::RequestContext& context,
                            const v1::Post& post) {
  RETURN_IF_ERROR(context.access.Check(post.unit()));
  if (post.author() == context.principal.name) return absl::OkStatus();
  return auth::Access(context.access.view(), context.principal,
                      options::v1::PERMISSION_EDIT_POSTS)
      .Check(post.unit());
}

absl::Status CheckContent(const v1::Post& post) {
  std::vector<rpc::FieldViolation> violations;
  if (post.title().empty()) {
    violations.push_back(
        {"post.title", "must not be empty", "không được để trống"});
  }
  if (post.kind() == v1::Post::KIND_UNSPECIFIED) {
    violations.push_back(
        {"post.kind", "must be NEWS_BRIEF, ARTICLE or PHOTO",
         "phải là NEWS_BRIEF (tin), ARTICLE (bài) hoặc PHOTO (ảnh)"});
  }
  if (post.origin() == v1::Post::ORIGIN_UNSPECIFIED) {
    violations.push_back({"post.origin", "must be ORIGINAL or SHARED",
                          "phải là ORIGINAL (tự viết) hoặc SHARED (chia sẻ)"});
  }
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < post.media_size(); ++i) {
    if (seen.insert(post.media(i).media()).second) continue;
    violations.push_back({absl::StrCat("post.media[", i, "].media"),
                          "must not be in the post already",
                          "ảnh này đã có trong bài"});
  }
  return violations.empty() ? absl::OkStatus() : rpc::FieldsInvalid(violations);
}

bool IsTopic(const RegistryView& registry, absl::string_view topic) {
  const std::vector<std::string> topics = registry.Topics();
  return topics.empty() || absl::c_linear_search(topics, topic);
}

absl::Status CheckTopics(const RegistryView& registry, const v1::Post& post,
                         const v1::Post& before) {
  for (int i = 0; i < post.topics_size(); ++i) {
    const std::string& topic = post.topics(i);
    if (IsTopic(registry, topic) ||
        absl::c_linear_search(before.topics(), topic)) {
      continue;
    }
    return TopicUnknown(absl::StrCat("post.topics[", i, "]"), topic,
                        registry.Topics());
  }
  return absl::OkStatus();
}

absl::Status CheckPageCount(const v1::Post& post, int64_t expected,
                            int64_t count) {
  if (count == 0) return AudienceEmpty(post.name());
  const bool checked = post.audience().has_cascade() || expected != 0;
  if (checked && expected != count) return PageCountMismatch(expected, count);
  return absl::OkStatus();
}

}  // namespace loa::content
