#include "services/publisher/sweep_words.h"

#include <algorithm>
#include <string>

#include "libs/base/timestamp.h"
#include "services/publisher/dispatch_words.h"

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;
using Request = content::RecordOutsidePostsRequest;

// Limits of the contract's fields, in bytes and so never more characters.
constexpr int kMaxPosts = 50;
constexpr size_t kMaxText = 70'000;
constexpr size_t kMaxLink = 2000;
constexpr size_t kMaxPermalink = 1000;
constexpr size_t kMaxPhotos = 100;

// Part of an address is none.
std::string Fitting(const std::string& address, size_t limit) {
  return address.size() <= limit ? address : std::string();
}

void AddPost(const platform::Post& from, Request& request) {
  Request::Seen& to = *request.add_posts();
  to.set_platform_post_id(from.id);
  to.set_text(Cut(from.message, kMaxText));
  to.set_link(Fitting(from.link, kMaxLink));
  to.set_permalink(Fitting(from.permalink, kMaxPermalink));
  *to.mutable_post_time() = base::TimestampOf(from.created);
  const size_t photos = std::min(from.photo_ids.size(), kMaxPhotos);
  to.mutable_photo_ids()->Assign(from.photo_ids.begin(),
                                 from.photo_ids.begin() + photos);
}

}  // namespace

SweepsListed ToEvent(const content::ListDueSweepsResponse& response) {
  SweepsListed event;
  event.ok = true;
  for (const auto& due : response.due()) {
    event.items.push_back({due.page(), base::TimeOf(due.since_time()),
                           base::TimeOf(due.sweep_time())});
  }
  return event;
}

std::vector<Request> ToRequests(const RecordOutside& action) {
  std::vector<const platform::Post*> posts;
  for (const platform::Post& post : action.posts) posts.push_back(&post);
  std::stable_sort(
      posts.begin(), posts.end(),
      [](const auto* a, const auto* b) { return a->created < b->created; });
  Request part;
  part.mutable_partition()->set_partition(action.partition.partition);
  part.mutable_partition()->set_epoch(action.partition.epoch);
  part.set_page(action.page);
  *part.mutable_sweep_time() = base::TimestampOf(action.sweep);
  part.set_end(Request::MORE);
  std::vector<Request> parts(1, part);
  for (const platform::Post* post : posts) {
    if (parts.back().posts_size() == kMaxPosts) parts.push_back(part);
    AddPost(*post, parts.back());
  }
  parts.back().set_end(action.complete ? Request::COMPLETE
                                       : Request::UNREADABLE);
  return parts;
}

}  // namespace loa::publisher
