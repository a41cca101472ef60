#ifndef LOA_SERVICES_METRICS_POSTS_SEEN_POST_ROWS_H_
#define LOA_SERVICES_METRICS_POSTS_SEEN_POST_ROWS_H_

#include "libs/sql/rows.h"
#include "services/metrics/posts/seen_post.h"

// Reading seen posts, and those that an evaluation kept.
namespace loa::metrics {

// The columns, in the order of ReadSeenPost, of a table called `t`.
#define LOA_SEEN_POST_COLUMNS(t)                                              \
  t ".name, " t ".post, " t ".page, " t ".unit, " t ".branch, " t ".kind, " t \
    ".title, " t ".topics, " t ".source_kind, " t ".source, " t               \
    ".subject_bodies, " t ".origin, " t ".published_on, " t ".permalink"

// All of a post but the day of its withdrawal.
SeenPost ReadSeenPost(const sql::Row& row);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_POSTS_SEEN_POST_ROWS_H_
