// The posts behind a figure, as they stood when it was frozen.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/metrics/evaluations/errors.h"
#include "services/metrics/evaluations/evaluation_store.h"
#include "services/metrics/evaluations/evaluations.h"
#include "services/metrics/evaluations/post_tally.h"
#include "services/metrics/samples/branch.h"

namespace loa::metrics {
namespace {

// A filter may let little through: a call reads so much and hands out where to
// go on.
constexpr int kRowsABatch = 500;
constexpr int kBatchesACall = 20;

absl::StatusOr<KeptPostCursor> CursorIn(
    const v1::ListFigurePostsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  KeptPostCursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.published_on)) {
    return rpc::PageTokenInvalid();
  }
  cursor.name = key[1];
  return cursor;
}

// The unit of the figure.  Errors: FIGURE_UNKNOWN.
absl::StatusOr<std::string> UnitOfFigure(
    const v1::Evaluation& evaluation,
    const v1::ListFigurePostsRequest& request) {
  if (request.unit().empty() || request.unit() == evaluation.unit()) {
    return evaluation.unit();
  }
  for (const v1::UnitFigures& unit : evaluation.figures().units()) {
    if (unit.unit().unit() == request.unit()) return request.unit();
  }
  return FigureUnknown(evaluation.name(), request.unit());
}

v1::Criterion FilterOf(const v1::ListFigurePostsRequest& request) {
  v1::Criterion filter;
  filter.set_kind(request.kind());
  filter.set_topic(request.topic());
  filter.set_source_kind(request.source_kind());
  filter.set_subject_body(request.subject_body());
  return filter;
}

v1::ListFigurePostsResponse::FigurePost ToProto(const SeenPost& post) {
  v1::ListFigurePostsResponse::FigurePost proto;
  proto.set_name(post.name);
  proto.set_post(post.post);
  proto.set_page(post.page);
  proto.set_unit(post.unit);
  proto.set_published_on(base::FormatDate(post.published_on));
  proto.set_kind(post.kind);
  proto.set_title(post.title);
  for (const std::string& topic : post.topics) proto.add_topics(topic);
  proto.set_source_kind(post.source_kind);
  proto.set_source(post.source);
  for (const std::string& body : post.subject_bodies) {
    proto.add_subject_bodies(body);
  }
  proto.set_origin(post.origin);
  proto.set_permalink(post.permalink);
  return proto;
}

}  // namespace

absl::StatusOr<v1::ListFigurePostsResponse> Evaluations::ListFigurePosts(
    const rpc::RequestContext& context,
    const v1::ListFigurePostsRequest& request) {
  ASSIGN_OR_RETURN(const KeptPostCursor start, CursorIn(request));
  const v1::Criterion filter = FilterOf(request);
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListFigurePostsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const v1::Evaluation evaluation,
                     FindEvaluation(tx, "evaluation", request.evaluation()));
    ASSIGN_OR_RETURN(const std::string unit, UnitOfFigure(evaluation, request));
    const std::string scope = ScopeOf(unit, request.own_pages());
    KeptPostCursor at = start;
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(
          const std::vector<SeenPost> posts,
          KeptPostsOf(tx, request.evaluation(), scope, at, kRowsABatch));
      size_t seen = 0;
      for (const SeenPost& post : posts) {
        if (response.posts_size() == size) break;
        ++seen;
        at = {post.published_on, post.name};
        if (Counts(filter, post)) *response.add_posts() = ToProto(post);
      }
      if (seen == posts.size() && posts.size() < kRowsABatch) {
        return absl::OkStatus();
      }
      if (response.posts_size() == size) break;
    }
    response.set_next_page_token(rpc::EncodePageToken(
        request, {absl::StrCat(at.published_on), at.name}));
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::metrics
