#ifndef LOA_TOOLS_PAGESIM_POSTS_H_
#define LOA_TOOLS_PAGESIM_POSTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tools/pagesim/ledger.h"

namespace loa::pagesim {

// A photo that was uploaded to a page.
struct Photo {
  std::string page;
  std::string sha256;
  std::string alt_text;
  std::string post;  // that shows it, "" for none
};

struct VisiblePost {
  std::string id;  // "{page}_{number}"
  std::string page;
  std::string text;
  std::string link;
  std::vector<std::string> photos;  // ids
  int64_t created_us = 0;
  bool deleted = false;
};

// What the pages show.  Not thread-safe.
class Posts {
 public:
  // The entry that makes a new post visible; Apply() does it.
  Entry Create(const std::string& page, const std::string& text,
               const std::string& link, const std::vector<std::string>& photos,
               int64_t time_us) const;
  // The same for a photo that nobody sees.
  Entry Upload(const std::string& page, const std::string& bytes,
               const std::string& alt_text, int64_t time_us) const;

  // Applies kPhoto, kPost, kEdit and kDelete; the same on restart and at run
  // time.
  void Apply(const Entry& entry);

  // nullptr when there is none, or it was deleted.
  const VisiblePost* Find(const std::string& id) const;
  const Photo* FindPhoto(const std::string& id) const;
  const VisiblePost* Newest(const std::string& page) const;

  // Newest first, created after `since_s`, older than the post `after` (""
  // for all), at most `limit`.  Sets `more` when older ones are left.
  std::vector<const VisiblePost*> List(const std::string& page, int64_t since_s,
                                       const std::string& after, size_t limit,
                                       bool& more) const;

  // Posts ever made visible.
  int64_t count() const { return static_cast<int64_t>(posts_.size()); }

 private:
  std::vector<VisiblePost> posts_;  // as they were made
  std::map<std::string, Photo> photos_;
  std::map<std::string, size_t> by_id_;
  std::map<std::string, std::vector<size_t>> by_page_;  // oldest first
};

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_POSTS_H_
