#include "services/content/amendments/correction.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/assignments/local_part_store.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/placement.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using P = v1::Publication;

// It shows something, or may turn out to. What its people have not put up yet
// is not edited: its cancel is wanted already.
bool CanBeEdited(PublicationState state) {
  return IsVisible(state) || state == P::SENDING || state == P::UNKNOWN ||
         state == P::NEEDS_ATTENTION;
}

// The pages of `lost` wait to become publications again.
absl::Status Reschedule(sql::Tx& tx, const RegistryView& registry,
                        PostRecord& record,
                        const std::map<std::string, Publication>& lost,
                        absl::Time now) {
  v1::Expansion& expansion = *record.post.mutable_expansion();
  if (lost.empty()) {
    expansion.set_state(v1::Expansion::DONE);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(DropExpansion(tx, record.post.name()));
  int64_t position = 0;
  for (const auto& [page, p] : lost) {
    RETURN_IF_ERROR(InsertExpansionPage(
        tx, record.post.name(),
        {position++, page, p.unit, std::max(p.due_at, now)}));
  }
  expansion.set_registry_sequence(std::max<int64_t>(registry.sequence(), 1));
  expansion.set_state(v1::Expansion::PENDING);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Corrected> Correct(sql::Tx& tx, base::IdSource& ids,
                                  const RegistryView& registry,
                                  PostRecord& record, Wish wish) {
  const v1::Post& post = record.post;
  wish.kind = v1::Amendment::EDIT;
  wish.revision = post.revision();
  Corrected corrected;
  std::map<std::string, Publication> lost;  // by page
  std::map<std::string, bool> shows;        // pages
  ASSIGN_OR_RETURN(const std::vector<std::string> names,
                   PublicationsOfPost(tx, post.name()));
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
    if (p.state == P::CANCELLED &&
        (p.cause == kApprovalVoided || p.cause == kApprovalLapsed)) {
      lost.emplace(p.page, p);
    }
    shows[p.page] |= p.state == P::SCHEDULED || p.state == P::BY_HAND ||
                     CanBeEdited(p.state);
    if (!CanBeEdited(p.state) || ShownRevision(p) == wish.revision) continue;
    // What its own people put before it stays: it was approved in the unit.
    ASSIGN_OR_RETURN(const v1::LocalPart part,
                     FindApprovedPart(tx, p.local_part));
    ASSIGN_OR_RETURN(Rendered rendered, Render(tx, post, part));
    if (rendered.media != p.media) {
      return CorrectionChangesPhotos(post.name(), name);
    }
    if (rendered.link != p.link) {
      return CorrectionChangesLink(post.name(), name);
    }
    wish.text = std::move(rendered.text);
    RETURN_IF_ERROR(Want(tx, ids, p, wish).status());
    ++corrected.edits;
  }
  if (corrected.edits == 0) return NothingToCorrect(post.name());
  std::erase_if(lost, [&](const auto& one) { return shows[one.first]; });
  corrected.publications = static_cast<int>(lost.size());
  RETURN_IF_ERROR(Reschedule(tx, registry, record, lost, wish.now));
  return corrected;
}

}  // namespace loa::content
