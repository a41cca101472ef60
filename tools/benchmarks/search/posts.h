#ifndef LOA_TOOLS_BENCHMARKS_SEARCH_POSTS_H_
#define LOA_TOOLS_BENCHMARKS_SEARCH_POSTS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/access.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "services/content/search/search.h"
#include "services/content/testing/fake_registry.h"
#include "tools/benchmarks/search/corpus.h"

namespace loa::bench {

// A database of content with posts that are shown, and searches in it.
class Posts {
 public:
  // Fills the database at `options` with `count` posts of 25 syllables, one a
  // second. One that has them already is kept.
  static absl::StatusOr<std::unique_ptr<Posts>> Fill(
      const sql::Options& options, const Corpus& corpus, int64_t count);

  // The p99 of `queries` searches for the newest 20, in microseconds. DATA_LOSS
  // when an answer is not the newest first within its tier, or a hit does not
  // hold the words.
  absl::StatusOr<double> SearchP99(int queries);

  // Seconds that Fill() took.
  double fill_seconds() const { return fill_seconds_; }

 private:
  Posts(std::unique_ptr<sql::Database> database, const Corpus& corpus);
  absl::Status Add(sql::Tx& tx, int64_t number) const;
  absl::Status Verify(const std::string& query,
                      const content::v1::SearchResponse& response) const;

  const std::unique_ptr<sql::Database> database_;
  const Corpus& corpus_;
  content::FakeRegistry registry_;
  content::Searches searches_;
  rpc::RequestContext context_;
  double fill_seconds_ = 0;
};

}  // namespace loa::bench

#endif  // LOA_TOOLS_BENCHMARKS_SEARCH_POSTS_H_
