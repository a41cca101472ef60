#include "services/content/amendments/correction.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/assignments/local_part_store.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/placement.h"
#include "services/content/audience/reach.h"
#include "services/content/errors.h"
#include "services/content/posts/post_state.h"
#include "services/content/publications/approvals.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using P = v1::Publication;
using PublicationByPage = std::map<std::string, Publication>;

constexpr int kEveryPage = std::numeric_limits<int>::max();

bool EndedWithItsApproval(const Publication& p) {
  return p.cause == kApprovalVoided || p.cause == kApprovalLapsed;
}

// It shows something, or may turn out to. Of what people put up only that
// which the end of its approval called back: what a person cancelled is not to
// be shown at all.
bool CanBeEdited(const Publication& p) {
  if (p.state == P::BY_HAND) return p.cancel_wanted && EndedWithItsApproval(p);
  return IsVisible(p.state) || p.state == P::SENDING || p.state == P::UNKNOWN ||
         p.state == P::NEEDS_ATTENTION;
}

bool IsLost(const Publication& p) {
  return p.state == P::CANCELLED && EndedWithItsApproval(p);
}

// What an edit makes of `p`. What its own people put before the text stays: it
// was approved in the unit.
absl::StatusOr<std::string> TextOf(sql::Tx& tx, const v1::Post& post,
                                   const Publication& p) {
  ASSIGN_OR_RETURN(const v1::LocalPart part,
                   FindApprovedPart(tx, p.local_part));
  ASSIGN_OR_RETURN(Rendered rendered, Render(tx, post, part));
  if (rendered.media != p.media) {
    return CorrectionChangesPhotos(post.name(), p.name);
  }
  if (rendered.link != p.link) {
    return CorrectionChangesLink(post.name(), p.name);
  }
  return std::move(rendered.text);
}

// Those of the pages of `lost` that the audience still reaches wait to become
// publications again, behind the pages that wait already. How many.
absl::StatusOr<int> Reschedule(sql::Tx& tx, const RegistryView& registry,
                               PostRecord& record, PublicationByPage lost,
                               absl::Time now) {
  const v1::Post& post = record.post;
  v1::Expansion& expansion = *record.post.mutable_expansion();
  int64_t position = 0;
  if (expansion.state() == v1::Expansion::PENDING) {
    // What was not written down yet will be, with all pages.
    if (expansion.registry_sequence() == 0) return 0;
    ASSIGN_OR_RETURN(const std::vector<ExpansionPage> waiting,
                     ReadExpansionPages(tx, post.name(), kEveryPage));
    for (const ExpansionPage& page : waiting) {
      lost.erase(page.page);
      position = page.position + 1;
    }
  } else {
    RETURN_IF_ERROR(DropExpansion(tx, post.name()));
    if (expansion.registry_sequence() == 0) {
      expansion.set_registry_sequence(
          std::max<int64_t>(registry.sequence(), 1));
    }
    expansion.set_state(v1::Expansion::DONE);
  }
  if (lost.empty()) return 0;
  int count = 0;
  for (const Reach::Page& page :
       ReachOf(registry, post.unit(), post.audience()).pages) {
    const auto found = lost.find(page.page);
    if (found == lost.end()) continue;
    RETURN_IF_ERROR(InsertExpansionPage(tx, post.name(),
                                        {position++, page.page, page.unit,
                                         std::max(found->second.due_at, now)}));
    expansion.set_state(v1::Expansion::PENDING);
    ++count;
  }
  return count;
}

}  // namespace

absl::StatusOr<Corrected> Correct(sql::Tx& tx, base::IdSource& ids,
                                  const RegistryView& registry,
                                  PostRecord& record, Wish wish) {
  const v1::Post& post = record.post;
  // A post that was published whole stays APPROVED when its approval lapses.
  ASSIGN_OR_RETURN(
      const bool approved,
      IsRevisionApproved(tx, post.name(), post.revision(), wish.now));
  if (!approved) return PostNotApproved(post.name(), NameOf(post.state()));
  wish.kind = v1::Amendment::EDIT;
  wish.revision = post.revision();
  Corrected corrected;
  PublicationByPage lost;       // the newest of each page
  std::set<std::string> shown;  // pages that show something, or may
  ASSIGN_OR_RETURN(const std::vector<std::string> names,
                   PublicationsOfPost(tx, post.name()));
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
    Publication& newest = lost[p.page];
    if (p.occurrence >= newest.occurrence) newest = p;
    const bool can_be_edited = CanBeEdited(p);
    if (can_be_edited || p.state == P::SCHEDULED || p.state == P::BY_HAND) {
      shown.insert(p.page);
    }
    if (!can_be_edited || ShownRevision(p) == wish.revision) continue;
    ASSIGN_OR_RETURN(wish.text, TextOf(tx, post, p));
    RETURN_IF_ERROR(Want(tx, ids, p, wish).status());
    ++corrected.edits;
  }
  std::erase_if(lost, [&](const auto& one) {
    return shown.contains(one.first) || !IsLost(one.second);
  });
  // A post that no page shows is scheduled, not corrected.
  if (corrected.edits == 0 && (lost.empty() || shown.empty())) {
    return NothingToCorrect(post.name());
  }
  ASSIGN_OR_RETURN(corrected.publications,
                   Reschedule(tx, registry, record, std::move(lost), wish.now));
  return corrected;
}

absl::StatusOr<bool> AwaitsCorrection(sql::Tx& tx, const Publication& p,
                                      const v1::Post& post) {
  if (post.state() != v1::Post::APPROVED) return false;
  ASSIGN_OR_RETURN(const std::vector<Amendment> open,
                   OpenAmendments(tx, p.name));
  return std::any_of(open.begin(), open.end(), [&](const Amendment& a) {
    return a.kind == v1::Amendment::EDIT && a.revision == post.revision();
  });
}

absl::Status PutBack(sql::Tx& tx, const RegistryView& registry,
                     PostRecord& record, const Publication& p, absl::Time now) {
  return Reschedule(tx, registry, record, {{p.page, p}}, now).status();
}

}  // namespace loa::content
