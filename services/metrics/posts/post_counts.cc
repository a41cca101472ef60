#include "services/metrics/posts/post_counts.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/errors.h"
#include "services/metrics/rollups/rollups.h"
#include "services/metrics/samples/branch.h"

namespace loa::metrics {
namespace {

using Counts = google::protobuf::RepeatedPtrField<v1::LabelledCount>;

absl::Status Fill(sql::Tx& tx, const PostQuestion& question,
                  Dimension dimension, Counts& to) {
  ASSIGN_OR_RETURN(const std::vector<LabelCount> counts,
                   CountByLabel(tx, question, dimension));
  for (const LabelCount& count : counts) {
    auto& labelled = *to.Add();
    labelled.set_label(count.label);
    labelled.set_count(static_cast<int32_t>(count.posts));
  }
  return absl::OkStatus();
}

absl::StatusOr<PostQuestion> QuestionOf(const std::string& unit,
                                        bool own_pages_only,
                                        const std::string& first_day,
                                        const std::string& last_day) {
  const PostQuestion question = {ScopeOf(unit, own_pages_only),
                                 DayOf(first_day), DayOf(last_day)};
  if (question.last < question.first) {
    return PeriodInvalid(first_day, last_day);
  }
  return question;
}

v1::CountedPost ToProto(SeenPost post) {
  v1::CountedPost proto;
  proto.set_name(std::move(post.name));
  proto.set_post(std::move(post.post));
  proto.set_page(std::move(post.page));
  proto.set_unit(std::move(post.unit));
  proto.set_kind(std::move(post.kind));
  proto.set_title(std::move(post.title));
  for (std::string& topic : post.topics) proto.add_topics(std::move(topic));
  proto.set_source_kind(std::move(post.source_kind));
  proto.set_source(std::move(post.source));
  for (std::string& body : post.subject_bodies) {
    proto.add_subject_bodies(std::move(body));
  }
  proto.set_origin(std::move(post.origin));
  proto.set_published_on(base::FormatDate(post.published_on));
  proto.set_withdrawn_on(base::FormatDate(post.withdrawn_on));
  proto.set_permalink(std::move(post.permalink));
  return proto;
}

// Where a list goes on.
struct Cursor {
  base::Days published_on = base::kForever;
  std::string name;
};

absl::StatusOr<Cursor> CursorIn(const v1::ListCountedPostsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  Cursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.published_on)) {
    return rpc::PageTokenInvalid();
  }
  cursor.name = key[1];
  return cursor;
}

}  // namespace

absl::StatusOr<v1::PostCount> CountsOf(sql::Tx& tx,
                                       const PostQuestion& question) {
  v1::PostCount count;
  ASSIGN_OR_RETURN(const std::vector<LabelCount> all,
                   CountByLabel(tx, question, Dimension::kAll));
  if (!all.empty()) count.set_total(static_cast<int32_t>(all[0].posts));
  RETURN_IF_ERROR(
      Fill(tx, question, Dimension::kKind, *count.mutable_by_kind()));
  RETURN_IF_ERROR(
      Fill(tx, question, Dimension::kTopic, *count.mutable_by_topic()));
  RETURN_IF_ERROR(Fill(tx, question, Dimension::kSubjectBody,
                       *count.mutable_by_subject_body()));
  RETURN_IF_ERROR(
      Fill(tx, question, Dimension::kOrigin, *count.mutable_by_origin()));
  ASSIGN_OR_RETURN(const std::vector<LabelCount> sources,
                   CountByLabel(tx, question, Dimension::kSource));
  for (const LabelCount& source : sources) {
    const std::pair<std::string, std::string> label =
        absl::StrSplit(source.label, absl::MaxSplits(' ', 1));
    auto& by_source = *count.add_by_source();
    by_source.set_kind(label.first);
    by_source.set_source(label.second);
    by_source.set_count(static_cast<int32_t>(source.posts));
  }
  return count;
}

absl::StatusOr<v1::PostCount> PostCounts::CountPosts(
    const rpc::RequestContext& context, const v1::CountPostsRequest& request) {
  RETURN_IF_ERROR(CheckView(request.view()));
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string unit,
                   UnitIn(*view, "unit", request.unit()));
  ASSIGN_OR_RETURN(const PostQuestion question,
                   QuestionOf(unit, request.own_pages_only(),
                              request.first_day(), request.last_day()));
  v1::PostCount count;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(count, CountsOf(tx, question));
    return absl::OkStatus();
  }));
  count.set_unit(unit);
  count.set_first_day(request.first_day());
  count.set_last_day(request.last_day());
  count.set_view(v1::AS_REPORTED);
  return count;
}

absl::StatusOr<v1::ListCountedPostsResponse> PostCounts::ListCountedPosts(
    const rpc::RequestContext& context,
    const v1::ListCountedPostsRequest& request) {
  ASSIGN_OR_RETURN(const Cursor after, CursorIn(request));
  ASSIGN_OR_RETURN(const RegisterView view, registry_.View());
  ASSIGN_OR_RETURN(const std::string unit,
                   UnitIn(*view, "unit", request.unit()));
  ASSIGN_OR_RETURN(const PostQuestion question,
                   QuestionOf(unit, request.own_pages_only(),
                              request.first_day(), request.last_day()));
  const PostFilter filter = {request.kind(), request.topic(),
                             request.source_kind()};
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  std::vector<SeenPost> posts;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(posts,
                     ListSeenPosts(tx, question, filter, after.published_on,
                                   after.name, size + 1));
    return absl::OkStatus();
  }));
  v1::ListCountedPostsResponse response;
  Cursor last;
  for (SeenPost& post : posts) {
    if (response.posts_size() == size) {
      response.set_next_page_token(rpc::EncodePageToken(
          request, {absl::StrCat(last.published_on), last.name}));
      break;
    }
    last = {post.published_on, post.name};
    *response.add_posts() = ToProto(std::move(post));
  }
  return response;
}

}  // namespace loa::metrics
