#ifndef LOA_SERVICES_CONTENT_POSTS_POST_STATE_H_
#define LOA_SERVICES_CONTENT_POSTS_POST_STATE_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "loa/content/v1/post.pb.h"

namespace loa::content {

using PostState = v1::Post::State;

// What can happen to a post.
enum class PostAction {
  kChange,          // content or audience became another
  kSubmit,          // its people ask for a review
  kApprove,         // moderation decided
  kReject,          // the same
  kRequestChanges,  // the same
  kWithdraw,        // its people take it back
};
inline constexpr int kPostActions = 6;

// The state after `action`; nullopt when it is not for `state`. Pure.
std::optional<PostState> NextState(PostState state, PostAction action);

// The name of `state` as the contract spells it.
absl::string_view NameOf(PostState state);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_POSTS_POST_STATE_H_
