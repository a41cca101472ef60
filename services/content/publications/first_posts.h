#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_FIRST_POSTS_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_FIRST_POSTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

// The first visible post of each page: a fact that units must learn. It is
// kept from the transaction that published it until a publisher says that
// units has it, so that no crash in between loses it.
namespace loa::content {

struct FirstPost {
  std::string page;
  std::string platform_post_id;
  std::string permalink;
  // When the attempt that shows it began: read back, a post can be days older
  // than what is known of it. What people report: when they put it up.
  absl::Time begun_at;
};

// `publication` became visible; nothing to do when another was the first.
absl::Status NoteFirstPost(sql::Tx& tx, const Publication& publication);

// Those that units has not been told of, in order of page.
absl::StatusOr<std::vector<FirstPost>> ListUnrecordedFirstPosts(
    sql::Tx& tx, const std::vector<int64_t>& partitions, int limit);

// units has the first post of `page`.
absl::Status NoteRecorded(sql::Tx& tx, absl::string_view page);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_FIRST_POSTS_H_
