#include "services/metrics/posts/seen_post_rows.h"

#include "libs/sql/json_texts.h"

namespace loa::metrics {

SeenPost ReadSeenPost(const sql::Row& row) {
  SeenPost post;
  post.name = row.Text(0);
  post.post = row.Text(1);
  post.page = row.Text(2);
  post.unit = row.Text(3);
  post.branch = row.Text(4);
  post.kind = row.Text(5);
  post.title = row.Text(6);
  post.topics = sql::TextsOfJson(row.Text(7));
  post.source_kind = row.Text(8);
  post.source = row.Text(9);
  post.subject_bodies = sql::TextsOfJson(row.Text(10));
  post.origin = row.Text(11);
  post.published_on = row.Int(12);
  post.permalink = row.Text(13);
  return post;
}

}  // namespace loa::metrics
