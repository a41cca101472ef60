#include "services/content/publications/publication.h"

#include "absl/strings/str_cat.h"
#include "libs/base/sha256.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"

namespace loa::content {

v1::Publication ToProto(const Publication& from) {
  v1::Publication to;
  to.set_name(from.name);
  to.set_post(from.post);
  to.set_page(from.page);
  to.set_unit(from.unit);
  to.set_occurrence(static_cast<int32_t>(from.occurrence));
  v1::Rendition& rendition = *to.mutable_rendition();
  rendition.ParseFromString(from.media);
  rendition.set_revision(from.revision);
  rendition.set_text(from.text);
  rendition.set_link(from.link);
  rendition.set_adapter_version(static_cast<int32_t>(from.adapter_version));
  rendition.set_sha256(from.rendition_sha256);
  rendition.set_local_part(from.local_part);
  to.set_state(from.state);
  *to.mutable_due_time() = base::TimestampOf(from.due_at);
  *to.mutable_not_before_time() = base::TimestampOf(from.not_before);
  to.set_sequence(from.sequence);
  to.set_attempt_count(static_cast<int32_t>(from.attempt_count));
  to.set_cancel_wanted(from.cancel_wanted);
  if (from.cancelled_at) {
    *to.mutable_cancel_time() = base::TimestampOf(*from.cancelled_at);
  }
  to.set_platform_post_id(from.platform_post_id);
  to.set_permalink(from.permalink);
  if (from.published_at) {
    *to.mutable_publish_time() = base::TimestampOf(*from.published_at);
  }
  to.set_reconciled(from.reconciled);
  to.set_cause(from.cause);
  to.set_kind(from.kind);
  to.set_etag(EtagOf(from));
  to.set_by_hand(from.by_hand);
  if (!from.edited_revision.empty()) {
    to.mutable_edited()->set_revision(from.edited_revision);
    to.mutable_edited()->set_text(from.edited_text);
  }
  return to;
}

const std::string& ShownRevision(const Publication& publication) {
  return publication.edited_revision.empty() ? publication.revision
                                             : publication.edited_revision;
}

std::string EtagOf(const Publication& publication) {
  return rpc::EtagOf(publication.version);
}

std::string RenditionHash(const Publication& publication) {
  // Lengths first, so that no two renditions have the same bytes.
  std::string hashed = absl::StrCat(
      publication.adapter_version, ":", publication.page.size(), ":",
      publication.page, publication.link.size(), ":", publication.link,
      publication.text.size(), ":", publication.text);
  // Those of before there were photos keep their hash.
  if (!publication.media.empty()) {
    absl::StrAppend(&hashed, publication.media.size(), ":", publication.media);
  }
  return base::Sha256Hex(hashed);
}

}  // namespace loa::content
