#include "services/content/posts/post_reads.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/preview.h"
#include "services/content/audience/visible_units.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

using RegistryPtr = std::shared_ptr<const RegistryView>;

int SizeOf(int requested) { return rpc::PageSize(requested, 50, 1000); }

absl::StatusOr<int64_t> ToNumber(const std::string& text) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return rpc::PageTokenInvalid();
  return number;
}

}  // namespace

absl::StatusOr<v1::Post> PostReads::GetPost(const rpc::RequestContext& context,
                                            const v1::GetPostRequest& request) {
  v1::Post post;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const PostRecord record, FindPost(tx, request.name()));
    RETURN_IF_ERROR(context.access.Check(record.post.unit()));
    post = ToProto(record);
    return absl::OkStatus();
  }));
  return post;
}

absl::StatusOr<v1::ListPostsResponse> PostReads::ListPosts(
    const rpc::RequestContext& context, const v1::ListPostsRequest& request) {
  PostFilter filter;
  ASSIGN_OR_RETURN(filter.units,
                   VisibleUnits(context.access, registry_, request.within()));
  filter.state = request.state();
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() == 2) {
    ASSIGN_OR_RETURN(const int64_t before, ToNumber(key[0]));
    filter.before = absl::FromUnixMicros(before);
    filter.before_name = key[1];
  }
  const int size = SizeOf(request.page_size());
  v1::ListPostsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    ASSIGN_OR_RETURN(const std::vector<PostRecord> posts,
                     ReadPosts(tx, filter, size + 1));
    for (const PostRecord& record : posts) {
      v1::Post post = ToProto(record);
      if (response.posts_size() == size || !budget.Takes(post)) {
        const v1::Post& last = *response.posts().rbegin();
        response.set_next_page_token(rpc::EncodePageToken(
            request,
            {absl::StrCat(absl::ToUnixMicros(base::TimeOf(last.create_time()))),
             last.name()}));
        break;
      }
      *response.add_posts() = std::move(post);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListRevisionsResponse> PostReads::ListRevisions(
    const rpc::RequestContext& context,
    const v1::ListRevisionsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  int64_t before = std::numeric_limits<int64_t>::max();
  if (key.size() == 1) {
    ASSIGN_OR_RETURN(before, ToNumber(key[0]));
  }
  const int size = SizeOf(request.page_size());
  v1::ListRevisionsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string unit, UnitOfPost(tx, request.parent()));
    RETURN_IF_ERROR(context.access.Check(unit));
    response.Clear();
    rpc::PageBudget budget;
    ASSIGN_OR_RETURN(const std::vector<v1::Revision> revisions,
                     ReadRevisions(tx, request.parent(), before, size + 1));
    for (const v1::Revision& revision : revisions) {
      if (response.revisions_size() == size || !budget.Takes(revision)) {
        const std::string& last = response.revisions().rbegin()->name();
        response.set_next_page_token(
            rpc::EncodePageToken(request, {last.substr(last.rfind('/') + 1)}));
        break;
      }
      *response.add_revisions() = revision;
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::PreviewCascadeResponse> PostReads::PreviewCascade(
    const rpc::RequestContext& context,
    const v1::PreviewCascadeRequest& request) {
  ASSIGN_OR_RETURN(const RegistryPtr registry, CurrentView(registry_));
  PostRecord record;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(record, FindPost(tx, request.post()));
    return context.access.Check(record.post.unit());
  }));
  const v1::Post& post = record.post;
  if (!post.has_audience()) return AudienceMissing(post.name());
  return Previewed(post, *registry, context.now);
}

}  // namespace loa::content
