#ifndef LOA_SERVICES_CONTENT_AUDIENCE_EXPANSION_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_EXPANSION_H_

#include <stop_token>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/registry.h"
#include "services/content/posts/post_record.h"

namespace loa::content {

// Makes publications, or assignments where a cascade asks, of the audience of
// approved posts. The pages are found and written down once, at one registry
// sequence; they become publications or assignments in chunks, a transaction
// each, so that whoever comes after a crash goes on where it stopped.
// Thread-safe; two replicas may expand the same post.
class Expander {
 public:
  struct Options {
    int64_t partitions = 64;
    int chunk = 100;  // pages a transaction
  };

  Expander(sql::Database& database, const Registry& registry,
           base::IdSource& ids, const base::Clock& clock, Options options)
      : database_(database),
        registry_(registry),
        ids_(ids),
        clock_(clock),
        options_(options) {}

  // Every post that waits; for a periodic task. One that fails does not keep
  // the others back.
  void ExpandAll(std::stop_token stop);

  // One post to its end: DONE, COUNT_CHANGED, or nothing to do.
  absl::Status Expand(absl::string_view post);

  // One transaction of it. True while more is left.
  absl::StatusOr<bool> Step(absl::string_view post);

 private:
  absl::StatusOr<bool> WriteDownPages(sql::Tx& tx, PostRecord& record,
                                      const RegistryView& registry);
  absl::StatusOr<bool> MakeChunk(sql::Tx& tx, PostRecord& record);
  absl::Status MakePublications(sql::Tx& tx, const v1::Post& post,
                                const std::vector<ExpansionPage>& pages);
  absl::Status MakeAssignments(sql::Tx& tx, const PostRecord& record,
                               const std::vector<ExpansionPage>& pages);

  sql::Database& database_;
  const Registry& registry_;
  base::IdSource& ids_;
  const base::Clock& clock_;
  const Options options_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_EXPANSION_H_
