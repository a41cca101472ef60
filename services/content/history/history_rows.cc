#include "services/content/history/history_rows.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/validate.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

PastPostRow RowOf(const v1::PastPost& post, const RegistryPage& page) {
  PastPostRow row;
  row.page = page.name;
  row.unit = page.unit;
  row.platform_post_id = post.platform_post_id();
  row.permalink = post.permalink();
  row.kind = v1::PastPost::Kind_Name(post.kind());
  row.title = post.title();
  row.topics = {post.topics().begin(), post.topics().end()};
  row.shared = post.shared() || !post.attribution().empty();
  row.attribution = post.attribution();
  row.subject_bodies = {post.subject_bodies().begin(),
                        post.subject_bodies().end()};
  row.origin = std::string(kImported);
  row.published_at = base::TimeOf(post.publish_time());
  return row;
}

}  // namespace

std::vector<PastPostRow> ReadHistoryRows(
    const std::vector<v1::ImportHistoryRequest>& rows, const RegistryView& view,
    const std::string& within, absl::Time now,
    std::vector<rpc::FieldViolation>& faults) {
  std::vector<PastPostRow> read;
  int number = 0;
  for (const v1::ImportHistoryRequest& request : rows) {
    const std::string prefix = absl::StrCat("rows[", ++number, "]");
    const v1::PastPost& post = request.post();
    const size_t before = faults.size();
    rpc::CollectViolations(post, prefix, faults);
    if (faults.size() > before) continue;
    const auto fault = [&](absl::string_view field, std::string description,
                           std::string vietnamese) {
      faults.push_back({absl::StrCat(prefix, ".", field),
                        std::move(description), std::move(vietnamese)});
    };
    const std::optional<RegistryPage> page = view.FindPage(post.page());
    if (!page) {
      fault("page", absl::StrCat("the register has no ", post.page()),
            absl::StrCat("sổ đăng ký không có ", post.page()));
    } else if (!view.IsWithin(page->unit, within)) {
      fault(
          "page",
          absl::StrCat("is a page of ", page->unit, ", which is not in ",
                       within),
          absl::StrCat("là trang của ", page->unit, ", không thuộc ", within));
    }
    if (post.platform_post_id().empty() && post.permalink().empty()) {
      fault("permalink", "it or platform_post_id must say which post it is",
            "phải nêu trường này hoặc platform_post_id để biết là bài nào");
    }
    for (const std::string& topic : post.topics()) {
      if (IsTopic(view, topic)) continue;
      fault("topics",
            absl::StrCat("the organisation has no topic ", topic,
                         "; GetOrganization lists its topics"),
            absl::StrCat("không có chuyên mục ", topic,
                         "; GetOrganization liệt kê các chuyên mục"));
    }
    if (post.kind() == v1::PastPost::UNKNOWN) {
      fault("kind", "must say what it was", "phải nêu bài thuộc loại nào");
    }
    if (base::TimeOf(post.publish_time()) > now) {
      fault("publish_time", "must not be in the future",
            "không được sau thời điểm hiện tại");
    }
    if (faults.size() == before) read.push_back(RowOf(post, *page));
  }
  return read;
}

}  // namespace loa::content
