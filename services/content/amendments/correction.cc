#include "services/content/amendments/correction.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/assignments/assignment_store.h"
#include "services/content/assignments/local_part_store.h"
#include "services/content/audience/checked_audience.h"
#include "services/content/audience/expansion_store.h"
#include "services/content/audience/followed_cascades.h"
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

// The end of the approval of an older text, or for an older audience, took its
// turn. What a unit's own part took will come with another part.
bool IsLost(const Publication& p, const v1::Post& post) {
  const bool present = p.revision == post.revision() &&
                       p.audience_sha256 == post.audience_sha256();
  return p.state == P::CANCELLED && EndedWithItsApproval(p) && !present;
}

// May pages still be asked, and join?
bool IsOpen(const v1::Audience::Cascade& cascade, absl::Time now) {
  return base::TimeOf(cascade.close_time()) > now;
}

// Whom a correction brings the post to besides the pages that it edits.
struct Missing {
  PublicationByPage lost;         // cancelled, and to be published again
  std::set<std::string> offered;  // pages whose people are asked again
  bool joining = false;           // and what has joined the tree meanwhile
};

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

// What is missing and still reached waits to become publications or to be
// asked, behind the pages that wait already. How many become publications.
absl::StatusOr<int> Reschedule(sql::Tx& tx, const RegistryView& registry,
                               PostRecord& record, const Missing& missing,
                               absl::Time now) {
  const v1::Post& post = record.post;
  v1::Expansion& expansion = *record.post.mutable_expansion();
  std::set<std::string> waiting;
  int64_t position = 0;
  if (expansion.state() == v1::Expansion::PENDING) {
    // What was not written down yet will be, with all pages.
    if (expansion.registry_sequence() == 0) return 0;
    ASSIGN_OR_RETURN(const std::vector<ExpansionPage> pages,
                     ReadExpansionPages(tx, post.name(), kEveryPage));
    for (const ExpansionPage& page : pages) {
      waiting.insert(page.page);
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
  std::set<std::string> known;
  if (missing.joining) {
    ASSIGN_OR_RETURN(known, PagesOfCascade(tx, post));
  }
  const bool asks = IsAssigned(post.audience());
  const absl::Time due =
      std::max(base::TimeOf(post.audience().due_time()), now);
  int count = 0;
  for (const Reach::Page& page :
       ReachOf(registry, post.unit(), post.audience()).pages) {
    if (waiting.contains(page.page)) continue;
    const auto lost = missing.lost.find(page.page);
    const bool is_lost = lost != missing.lost.end();
    const bool joins = missing.joining && !known.contains(page.page);
    if (!is_lost && !joins && !missing.offered.contains(page.page)) continue;
    RETURN_IF_ERROR(InsertExpansionPage(
        tx, post.name(),
        {.position = position++,
         .page = page.page,
         .unit = page.unit,
         .due_at = is_lost ? std::max(lost->second.due_at, now) : due,
         .adopted = is_lost && asks}));
    expansion.set_state(v1::Expansion::PENDING);
    if (is_lost || !asks) ++count;
  }
  if (missing.joining && expansion.state() == v1::Expansion::DONE) {
    RETURN_IF_ERROR(FollowCascade(
        tx, post.name(), base::TimeOf(post.audience().cascade().close_time()),
        registry.sequence()));
  }
  return count;
}

// What `newest`, the newest publication of each page, and the assignments lack
// where nothing is shown.
absl::StatusOr<Missing> MissingOf(sql::Tx& tx, const v1::Post& post,
                                  PublicationByPage newest,
                                  const std::set<std::string>& shown,
                                  absl::Time now) {
  Missing missing;
  ASSIGN_OR_RETURN(missing.offered, PagesOfVoided(tx, post.name()));
  missing.lost = std::move(newest);
  std::erase_if(missing.lost, [&](const auto& one) {
    return shown.contains(one.first) || missing.offered.contains(one.first) ||
           !IsLost(one.second, post);
  });
  const v1::Audience::Cascade& cascade = post.audience().cascade();
  const bool open = IsOpen(cascade, now);
  std::erase_if(missing.offered, [&](const std::string& page) {
    return !open || shown.contains(page);
  });
  missing.joining = open && cascade.follow_tree();
  return missing;
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
  PublicationByPage newest;     // of each page
  std::set<std::string> shown;  // pages that show something, or may
  ASSIGN_OR_RETURN(const std::vector<std::string> names,
                   PublicationsOfPost(tx, post.name()));
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(Publication p, LockPublication(tx, name));
    Publication& last = newest[p.page];
    if (p.occurrence >= last.occurrence) last = p;
    const bool can_be_edited = CanBeEdited(p);
    if (can_be_edited || p.state == P::SCHEDULED || p.state == P::BY_HAND) {
      shown.insert(p.page);
    }
    if (!can_be_edited || ShownRevision(p) == wish.revision) continue;
    ASSIGN_OR_RETURN(wish.text, TextOf(tx, post, p));
    RETURN_IF_ERROR(Want(tx, ids, p, wish).status());
    ++corrected.edits;
  }
  ASSIGN_OR_RETURN(const Missing missing,
                   MissingOf(tx, post, std::move(newest), shown, wish.now));
  const bool nothing = missing.lost.empty() && missing.offered.empty();
  // A post that no page shows is scheduled, not corrected.
  if (corrected.edits == 0 && (nothing || shown.empty())) {
    return NothingToCorrect(post.name());
  }
  ASSIGN_OR_RETURN(corrected.publications,
                   Reschedule(tx, registry, record, missing, wish.now));
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
  return Reschedule(tx, registry, record, {.lost = {{p.page, p}}}, now)
      .status();
}

}  // namespace loa::content
