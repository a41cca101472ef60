#ifndef LOA_SERVICES_CONTENT_POSTS_POST_RULES_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_RULES_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/rpc/request_context.h"
#include "loa/content/v1/post.pb.h"
#include "services/content/audience/registry.h"

// Checks that several use cases of posts share.
namespace loa::content {

// DEPENDENCY_UNAVAILABLE until the register was read once.
absl::StatusOr<std::shared_ptr<const RegistryView>> CurrentView(
    const Registry& registry);

// Authors change their own posts, editors those of others: the caller holds
// the RPC's permission where the post is, and is its author or an editor
// there. PERMISSION_DENIED.
absl::Status CheckMayChange(const rpc::RequestContext& context,
                            const v1::Post& post);

// FIELD_INVALID for a post without title, kind or origin, or with a photo
// twice.
absl::Status CheckContent(const v1::Post& post);

// Is `topic` one that the organisation registered? Where it registered none,
// every topic is.
bool IsTopic(const RegistryView& registry, absl::string_view topic);

// TOPIC_UNKNOWN for a topic of `post` that is none of the organisation's. What
// `before` has may stay, whatever became of the register.
absl::Status CheckTopics(const RegistryView& registry, const v1::Post& post,
                         const v1::Post& before = v1::Post());

// What is submitted or scheduled reaches `count` pages. A cascade must say so;
// for named pages 0 is not checked. AUDIENCE_EMPTY, PAGE_COUNT_MISMATCH.
absl::Status CheckPageCount(const v1::Post& post, int64_t expected,
                            int64_t count);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_RULES_H_
