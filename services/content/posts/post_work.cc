#include "services/content/posts/post_work.h"

#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "services/content/posts/post_rows.h"

namespace loa::content {
namespace {

using work::v1::WorkItem;

WorkItem ItemOf(const v1::Post& post) {
  WorkItem item;
  item.set_kind(WorkItem::POST_TO_CHANGE);
  item.set_title(absl::StrCat("Sửa bài bị trả lại: ", post.title()));
  item.set_resource(post.name());
  item.set_unit(post.unit());
  item.set_principal(post.author());
  *item.mutable_since_time() = post.update_time();
  item.set_method("loa.content.v1.PostService/UpdatePost");
  return item;
}

}  // namespace

absl::StatusOr<std::vector<WorkItem>> PostWork::Waiting(const work::Duty& duty,
                                                        absl::Time) {
  PostFilter filter;
  filter.state = v1::Post::CHANGES_REQUESTED;
  std::vector<PostRecord> records;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(records, ReadPosts(tx, filter, work::kMaxOfAKind));
    return absl::OkStatus();
  }));
  std::vector<WorkItem> items;
  for (const PostRecord& record : records) {
    if (!duty.IsOf(record.post.author())) continue;
    items.push_back(ItemOf(record.post));
  }
  return items;
}

}  // namespace loa::content
