#include "services/content/work/work_words.h"

#include <optional>

#include "libs/status/status_macros.h"
#include "libs/work/one_line.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {

std::string WorkWords::Page(absl::string_view page) const {
  if (view_ != nullptr) {
    const std::optional<RegistryPage> found = view_->FindPage(page);
    if (found && !found->display_name.empty()) return found->display_name;
  }
  return std::string(page);
}

absl::StatusOr<std::string> WorkWords::Title(sql::Tx& tx,
                                             const std::string& post) {
  const auto known = titles_.find(post);
  if (known != titles_.end()) return known->second;
  ASSIGN_OR_RETURN(const PostRecord record, FindPost(tx, post));
  return titles_[post] = work::OneLine(record.post.title());
}

}  // namespace loa::content
