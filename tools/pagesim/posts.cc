#include "tools/pagesim/posts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/sha256.h"

namespace loa::pagesim {

Entry Posts::Create(const std::string& page, const std::string& text,
                    const std::string& link,
                    const std::vector<std::string>& photos,
                    int64_t time_us) const {
  const auto hash = [this](std::string* out, const std::string& id) {
    out->append(photos_.at(id).sha256);
  };
  return {.kind = Entry::Kind::kPost,
          .time_us = time_us,
          .page = page,
          .post = absl::StrCat(page, "_", 100001 + posts_.size()),
          .text = text,
          .link = link,
          .photo = absl::StrJoin(photos, ","),
          .photo_sha256 = absl::StrJoin(photos, ",", hash)};
}

Entry Posts::Upload(const std::string& page, const std::string& bytes,
                    const std::string& alt_text, int64_t time_us) const {
  return {.kind = Entry::Kind::kPhoto,
          .time_us = time_us,
          .page = page,
          .text = alt_text,
          .photo = absl::StrCat(900001 + photos_.size()),
          .photo_sha256 = base::Sha256Hex(bytes)};
}

void Posts::Apply(const Entry& entry) {
  if (entry.kind == Entry::Kind::kPhoto) {
    photos_[entry.photo] = {.page = entry.page,
                            .sha256 = entry.photo_sha256,
                            .alt_text = entry.text};
    return;
  }
  if (entry.kind == Entry::Kind::kPost) {
    by_id_[entry.post] = posts_.size();
    by_page_[entry.page].push_back(posts_.size());
    posts_.push_back(
        {.id = entry.post,
         .page = entry.page,
         .text = entry.text,
         .link = entry.link,
         .photos = absl::StrSplit(entry.photo, ',', absl::SkipEmpty()),
         .created_us = entry.time_us});
    for (const std::string& photo : posts_.back().photos) {
      photos_[photo].post = entry.post;
    }
    return;
  }
  const auto it = by_id_.find(entry.post);
  if (it == by_id_.end()) return;
  if (entry.kind == Entry::Kind::kEdit) posts_[it->second].text = entry.text;
  if (entry.kind == Entry::Kind::kDelete) posts_[it->second].deleted = true;
}

const VisiblePost* Posts::Find(const std::string& id) const {
  const auto it = by_id_.find(id);
  if (it == by_id_.end() || posts_[it->second].deleted) return nullptr;
  return &posts_[it->second];
}

const Photo* Posts::FindPhoto(const std::string& id) const {
  const auto it = photos_.find(id);
  return it == photos_.end() ? nullptr : &it->second;
}

const VisiblePost* Posts::Newest(const std::string& page) const {
  bool more = false;
  const auto newest = List(page, 0, "", 1, more);
  return newest.empty() ? nullptr : newest.front();
}

std::vector<const VisiblePost*> Posts::List(const std::string& page,
                                            int64_t since_s,
                                            const std::string& after,
                                            size_t limit, bool& more) const {
  std::vector<const VisiblePost*> found;
  more = false;
  const auto of_page = by_page_.find(page);
  if (of_page == by_page_.end()) return found;
  bool passed = after.empty();
  for (auto it = of_page->second.rbegin(); it != of_page->second.rend(); ++it) {
    const VisiblePost& post = posts_[*it];
    if (!passed) {
      passed = post.id == after;
      continue;
    }
    if (post.deleted || post.created_us / 1000000 <= since_s) continue;
    if (found.size() == limit) {
      more = true;
      break;
    }
    found.push_back(&post);
  }
  return found;
}

}  // namespace loa::pagesim
