#ifndef LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_H_
#define LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "loa/content/v1/publication.pb.h"
#include "services/content/publications/publication_state.h"

namespace loa::content {

// A row of the table `publication`; its comments are in the migration. Names
// are whole resource names.
struct Publication {
  std::string name;
  std::string post;
  std::string page;
  std::string unit;
  int64_t occurrence = 1;
  std::string kind;
  int64_t partition = 0;
  std::string revision;
  std::string audience_sha256;
  std::string local_part;  // "": none
  std::string text;
  std::string link;
  std::string media;  // a serialised Rendition with its media alone; "" is NULL
  int64_t adapter_version = 1;
  std::string rendition_sha256;
  PublicationState state = v1::Publication::SCHEDULED;
  absl::Time due_at;
  int64_t sequence = 0;
  absl::Time not_before;
  int64_t attempt_count = 0;
  int64_t failures = 0;
  int64_t lapses = 0;
  int64_t resends = 0;
  std::optional<absl::Time> deadline_at;
  int64_t absent_reads = 0;
  std::optional<absl::Time> last_read_at;
  std::optional<absl::Time> next_read_at;
  bool cancel_wanted = false;
  std::optional<absl::Time> cancelled_at;
  std::string cause;
  std::string platform_post_id;  // "" is NULL
  std::string permalink;
  std::optional<absl::Time> published_at;
  bool reconciled = false;
  int64_t handed_epoch = 0;
  absl::Time handed_at = absl::UnixEpoch();
  int64_t version = 0;
  bool by_hand = false;
  std::string edited_revision;  // "": shows its rendition
  std::string edited_text;
};

// The revision that its page shows, or is to show.
const std::string& ShownRevision(const Publication& publication);

// What callers see of it.
v1::Publication ToProto(const Publication& publication);

// The revision whose text the page shows, or would.
const std::string& ShownRevision(const Publication& publication);

// The etag of a version.
std::string EtagOf(const Publication& publication);

// The hash that an attempt binds: text, link, page, adapter version and
// media.
std::string RenditionHash(const Publication& publication);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_PUBLICATIONS_PUBLICATION_H_
