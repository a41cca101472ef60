#include "services/content/posts/post_reads.h"

#include <algorithm>
#include <limits>
#include <memory>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/auth/access.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/reach.h"
#include "services/content/errors.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

using RegistryPtr = std::shared_ptr<const RegistryView>;
using MaybeUnits = std::optional<std::vector<std::string>>;

constexpr int kShownAtMost = 1000;

int SizeOf(int requested) { return rpc::PageSize(requested, 50, 1000); }

absl::StatusOr<int64_t> ToNumber(const std::string& text) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) return rpc::PageTokenInvalid();
  return number;
}

void ShowReach(const v1::Audience& audience, const Reach& reach, absl::Time now,
               v1::PreviewCascadeResponse& to) {
  const auto count = static_cast<int64_t>(reach.pages.size());
  const absl::Time first = std::max(base::TimeOf(audience.due_time()), now);
  const absl::Duration spread = base::DurationOf(audience.spread());
  to.set_page_count(static_cast<int32_t>(count));
  to.set_registry_sequence(reach.registry_sequence);
  if (count > 0) {
    *to.mutable_first_due_time() = base::TimestampOf(first);
    *to.mutable_last_due_time() =
        base::TimestampOf(DueAt(first, spread, count - 1, count));
  }
  for (int64_t i = 0; i < std::min<int64_t>(count, kShownAtMost); ++i) {
    v1::PreviewCascadeResponse::Reached& reached = *to.add_reached();
    reached.set_page(reach.pages[i].page);
    reached.set_unit(reach.pages[i].unit);
    *reached.mutable_due_time() =
        base::TimestampOf(DueAt(first, spread, i, count));
  }
  to.set_left_out_count(static_cast<int32_t>(reach.left_out.size()));
  for (const Reach::LeftOut& from : reach.left_out) {
    if (to.left_out_size() == kShownAtMost) break;
    v1::PreviewCascadeResponse::LeftOut& left_out = *to.add_left_out();
    left_out.set_unit(from.unit);
    left_out.set_page(from.page);
    left_out.set_cause(from.cause);
  }
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

absl::StatusOr<MaybeUnits> PostReads::VisibleUnits(
    const rpc::RequestContext& context, const std::string& within) const {
  const auth::Access& access = context.access;
  if (within.empty() && access.Allows(auth::kOrganization)) {
    return MaybeUnits();
  }
  ASSIGN_OR_RETURN(const RegistryPtr registry, CurrentView(registry_));
  std::vector<std::string> roots = access.Scopes();
  if (!within.empty()) {
    const std::optional<std::string> unit = registry->FindUnit(within);
    if (!unit) return UnitUnknown("within", within);
    roots = {*unit};
  }
  std::vector<std::string> units;
  for (const std::string& root : roots) {
    registry->ForEachUnit(
        root, {},
        [&](absl::string_view unit, const std::vector<RegistryPage>&) {
          if (access.Allows(unit)) units.emplace_back(unit);
        });
  }
  return MaybeUnits(std::move(units));
}

absl::StatusOr<v1::ListPostsResponse> PostReads::ListPosts(
    const rpc::RequestContext& context, const v1::ListPostsRequest& request) {
  PostFilter filter;
  ASSIGN_OR_RETURN(filter.units, VisibleUnits(context, request.within()));
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
    ASSIGN_OR_RETURN(const std::vector<PostRecord> posts,
                     ReadPosts(tx, filter, size + 1));
    for (const PostRecord& record : posts) {
      if (response.posts_size() == size) {
        const v1::Post& last = response.posts(size - 1);
        response.set_next_page_token(rpc::EncodePageToken(
            request,
            {absl::StrCat(absl::ToUnixMicros(base::TimeOf(last.create_time()))),
             last.name()}));
        break;
      }
      *response.add_posts() = ToProto(record);
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
    ASSIGN_OR_RETURN(const std::vector<v1::Revision> revisions,
                     ReadRevisions(tx, request.parent(), before, size + 1));
    for (const v1::Revision& revision : revisions) {
      if (response.revisions_size() == size) {
        const std::string& last = response.revisions(size - 1).name();
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
  v1::PreviewCascadeResponse response;
  ShowReach(post.audience(), ReachOf(*registry, post.unit(), post.audience()),
            context.now, response);
  return response;
}

}  // namespace loa::content
