#include "services/publisher/core/match.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/platform/canonical_text.h"

namespace loa::publisher {
namespace {

enum Marker { kPreparedId, kLinkAndText, kText, kMarkers };

constexpr absl::string_view kMarkerNames[kMarkers] = {"prepared id",
                                                      "link and text", "text"};

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// The strongest marker of `post`; kMarkers for none.
Marker MarkerOf(const platform::Post& post, const Sought& sought,
                const std::string& canonical) {
  if (Contains(sought.prepared_ids, post.id)) return kPreparedId;
  for (const std::string& photo : post.photo_ids) {
    if (Contains(sought.prepared_ids, photo)) return kPreparedId;
  }
  if (platform::CanonicalText(post.message) != canonical) return kMarkers;
  if (!sought.link.empty() && post.link == sought.link) return kLinkAndText;
  // Without words there is nothing to know it by.
  return canonical.empty() ? kMarkers : kText;
}

}  // namespace

Sight Match(const Sought& sought, absl::Span<const platform::Post> posts,
            bool complete, absl::Duration skew) {
  const std::string canonical = platform::CanonicalText(sought.text);
  const absl::Time earliest = sought.begun - skew;
  std::vector<const platform::Post*> hits[kMarkers];
  for (const platform::Post& post : posts) {
    if (post.created < earliest) continue;
    if (Contains(sought.bound_post_ids, post.id)) continue;
    const Marker marker = MarkerOf(post, sought, canonical);
    if (marker != kMarkers) hits[marker].push_back(&post);
  }
  Sight sight;
  for (int marker = 0; marker < kMarkers; ++marker) {
    auto& found = hits[marker];
    if (found.empty()) continue;
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
      return std::pair(a->created, a->id) < std::pair(b->created, b->id);
    });
    sight.kind = Sight::Kind::kFound;
    sight.permalink = found.front()->permalink;
    for (const platform::Post* post : found) sight.post_ids.push_back(post->id);
    sight.evidence = absl::StrCat("found by ", kMarkerNames[marker], " among ",
                                  posts.size(), " posts read");
    return sight;
  }
  sight.kind = complete ? Sight::Kind::kAbsent : Sight::Kind::kUnreadable;
  sight.evidence =
      absl::StrCat("not among ", posts.size(), " posts read; the listing was ",
                   complete ? "complete" : "cut");
  return sight;
}

}  // namespace loa::publisher
