#ifndef LOA_SERVICES_METRICS_POSTS_POST_STORE_H_
#define LOA_SERVICES_METRICS_POSTS_POST_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/base/civil_date.h"
#include "libs/sql/database.h"
#include "services/metrics/posts/seen_post.h"

namespace loa::metrics {

// How far content's news were applied.
struct PublicationCursor {
  int64_t sequence = 0;
  std::string history_id;
  int64_t generation = 0;  // counts snapshots
};

absl::StatusOr<PublicationCursor> ReadPublicationCursor(sql::Tx& tx);
// The same, and nobody else applies news until the transaction ends.
absl::StatusOr<PublicationCursor> LockPublicationCursor(sql::Tx& tx);
absl::Status SavePublicationCursor(sql::Tx& tx,
                                   const PublicationCursor& cursor);

absl::StatusOr<std::optional<SeenPost>> FindSeenPost(sql::Tx& tx,
                                                     const std::string& name);
absl::Status SaveSeenPost(sql::Tx& tx, const SeenPost& post,
                          int64_t generation);
// Posts that no snapshot since `generation` named.
absl::StatusOr<std::vector<SeenPost>> PostsBefore(sql::Tx& tx,
                                                  int64_t generation,
                                                  int limit);
absl::Status DeleteSeenPost(sql::Tx& tx, const std::string& name);

// Changes of table post_rollup, one a row however many posts touch it.
class PostRollupChanges {
 public:
  // The post counts for all scopes of its branch, or (`times` -1) no more.
  void Add(const SeenPost& post, const std::vector<std::string>& scopes,
           int times);
  // Writes them, in order of key.
  absl::Status Apply(sql::Tx& tx) const;

 private:
  // scope, dimension, label, published_on, day
  using Key =
      std::tuple<std::string, std::string, std::string, base::Days, base::Days>;
  std::map<Key, int64_t> changes_;
};

// Posts that became visible in [first, last] and are counted on the last day.
struct PostQuestion {
  std::string scope;
  base::Days first = 0;
  base::Days last = 0;
};

struct LabelCount {
  std::string label;
  int64_t posts = 0;
};

// In order of label, those with none left out.
absl::StatusOr<std::vector<LabelCount>> CountByLabel(
    sql::Tx& tx, const PostQuestion& question, Dimension dimension);

// What a list of posts shows; "" stands for any.
struct PostFilter {
  std::string kind;
  std::string topic;
  std::string source_kind;
};

// The newest first, then in order of name, after (published_on, name).
absl::StatusOr<std::vector<SeenPost>> ListSeenPosts(
    sql::Tx& tx, const PostQuestion& question, const PostFilter& filter,
    base::Days published_on, const std::string& name, int limit);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_POSTS_POST_STORE_H_
