#include "tools/pagesim/posts.h"

#include "absl/strings/str_cat.h"

namespace loa::pagesim {

Entry Posts::Create(const std::string& page, const std::string& text,
                    const std::string& link, int64_t time_us) const {
  return {.kind = Entry::Kind::kPost,
          .time_us = time_us,
          .page = page,
          .post = absl::StrCat(page, "_", 100001 + posts_.size()),
          .text = text,
          .link = link};
}

void Posts::Apply(const Entry& entry) {
  if (entry.kind == Entry::Kind::kPost) {
    by_id_[entry.post] = posts_.size();
    by_page_[entry.page].push_back(posts_.size());
    posts_.push_back({.id = entry.post,
                      .page = entry.page,
                      .text = entry.text,
                      .link = entry.link,
                      .created_us = entry.time_us});
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
