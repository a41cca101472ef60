#include "services/content/audience/placement.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/deterministic.h"
#include "libs/queue/partition.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/rendition.h"
#include "services/content/media/media_rows.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

// Photos as a rendition keeps them; "" for none.
absl::StatusOr<std::string> RenderMedia(
    sql::Tx& tx, const std::vector<v1::PostMedia>& photos) {
  v1::Rendition rendition;
  for (const v1::PostMedia& photo : photos) {
    ASSIGN_OR_RETURN(const MediaRecord record, FindMedia(tx, photo.media()));
    v1::RenditionMedia& rendered = *rendition.add_media();
    rendered.set_media(photo.media());
    rendered.set_alt_text(photo.alt_text());
    rendered.set_mime_type(record.media.mime_type());
    rendered.set_byte_size(record.media.byte_size());
  }
  return base::DeterministicBytes(rendition);
}

}  // namespace

absl::StatusOr<Rendered> Render(sql::Tx& tx, const v1::Post& post,
                                const v1::LocalPart& part) {
  ASSIGN_OR_RETURN(std::string media,
                   RenderMedia(tx, RenderedPhotos(post, part)));
  return Rendered{RenderText(post, part), RenderLink(post, part),
                  std::move(media)};
}

absl::StatusOr<Publication> PublicationAt(sql::Tx& tx, const v1::Post& post,
                                          const v1::LocalPart& part,
                                          const Place& place, absl::Time now) {
  Publication to;
  to.post = post.name();
  to.page = place.page;
  to.unit = place.unit;
  to.kind = v1::Post::Kind_Name(post.kind());
  to.partition =
      queue::PartitionOf(place.page, static_cast<int>(place.partitions));
  to.revision = post.revision();
  to.audience_sha256 = post.audience_sha256();
  ASSIGN_OR_RETURN(Rendered rendered, Render(tx, post, part));
  to.text = std::move(rendered.text);
  to.link = std::move(rendered.link);
  to.media = std::move(rendered.media);
  to.local_part = part.name();
  to.rendition_sha256 = RenditionHash(to);
  ASSIGN_OR_RETURN(const absl::Time begun, LockPage(tx, place.page));
  to.due_at = std::max({place.due_at, now, begun});
  to.not_before = to.due_at;
  ASSIGN_OR_RETURN(to.occurrence, NextOccurrence(tx, to.post, to.page));
  to.version = 1;
  return to;
}

absl::Status InsertPlaced(sql::Tx& tx, const Publication& publication,
                          absl::string_view principal, absl::Time now) {
  ASSIGN_OR_RETURN(const bool inserted, InsertPublication(tx, publication));
  if (!inserted) return absl::OkStatus();
  return AppendTimeline(tx, {.publication = publication.name,
                             .number = publication.version,
                             .happened_at = now,
                             .kind = "SCHEDULED",
                             .principal = std::string(principal),
                             .state = publication.state});
}

}  // namespace loa::content
