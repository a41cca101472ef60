#include "services/content/outside/sweep.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/platform/canonical_text.h"
#include "libs/queue/partition.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "loa/content/v1/history_service.pb.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/dispatch/attempt_store.h"
#include "services/content/dispatch/batches.h"
#include "services/content/errors.h"
#include "services/content/hand/permalink.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/outside/outside_screening.h"
#include "services/content/outside/page_alerts.h"
#include "services/content/posts/post_rules.h"
#include "services/content/publications/gate_keeping.h"
#include "services/content/publications/publication_store.h"
#include "services/content/publications/transition.h"
#include "services/content/sources/source_host.h"
#include "services/content/sources/source_rows.h"
#include "services/content/visible/visible_changes.h"

namespace loa::content {
namespace {

using P = v1::Publication;
using Request = v1::RecordOutsidePostsRequest;

constexpr int kDefaultDue = 100;
// A listing shows a post late, and the platform's clock is not ours: each
// sweep reads again what is this young.
constexpr absl::Duration kOverlap = absl::Minutes(15);
constexpr absl::string_view kOwnHost = "facebook.com";

OutsidePost ToPost(const Request& request, const Request::Seen& seen,
                   const std::string& unit, absl::Time now) {
  return {.page = request.page(),
          .platform_post_id = seen.platform_post_id(),
          .unit = unit,
          .text = seen.text(),
          .link = seen.link(),
          .permalink = seen.permalink(),
          .photo_ids = {seen.photo_ids().begin(), seen.photo_ids().end()},
          .posted_at = base::TimeOf(seen.post_time()),
          .adopted_at = now};
}

// The first line, as far as a list shows it, whole characters.
std::string TitleOf(absl::string_view text) {
  constexpr size_t kMost = 300;
  text = text.substr(0, text.find('\n'));
  size_t end = std::min(text.size(), kMost);
  while (end < text.size() && end > 0 && (text[end] & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

// What watchers are told of it. What kind it is, and whose words, nobody said.
PastPostRow ToPastPost(const OutsidePost& post, base::IdSource& ids) {
  return {.name = rpc::JoinName("pastPosts", ids.NewId()),
          .page = post.page,
          .unit = post.unit,
          .platform_post_id = post.platform_post_id,
          .permalink = post.permalink,
          .kind = v1::PastPost::Kind_Name(v1::PastPost::UNKNOWN),
          .title = TitleOf(post.text),
          .origin = std::string(kOutside),
          .published_at = post.posted_at,
          .importer = "principals/content",
          .imported_at = post.adopted_at};
}

bool IsUndecided(PublicationState state) {
  return state == P::SENDING || state == P::UNKNOWN ||
         state == P::NEEDS_ATTENTION || state == P::BY_HAND ||
         state == P::REPORTED;
}

// By what a post is the publication's; "": it is not. What people reported is
// known by its address too. Words that are not there tell nothing apart.
absl::StatusOr<std::string> MarkerOf(sql::Tx& tx, const Publication& p,
                                     const OutsidePost& post) {
  if (p.state == P::REPORTED) {
    if (post.platform_post_id == p.platform_post_id) return "id";
    if (PermalinkKey(post.permalink) == PermalinkKey(p.permalink)) {
      return "permalink";
    }
  }
  const std::string text = platform::CanonicalText(p.text);
  if (!text.empty() && platform::CanonicalText(post.text) == text) {
    return "text";
  }
  ASSIGN_OR_RETURN(const auto attempt,
                   FindAttempt(tx, p.name, p.attempt_count));
  if (!attempt) return "";
  const std::set<std::string> prepared(attempt->prepared_ids.begin(),
                                       attempt->prepared_ids.end());
  const bool shows_prepared =
      prepared.contains(post.platform_post_id) ||
      absl::c_any_of(post.photo_ids, [&](const std::string& photo) {
        return prepared.contains(photo);
      });
  return shows_prepared ? "prepared id" : "";
}

}  // namespace

absl::StatusOr<v1::ListDueSweepsResponse> Sweep::List(
    const rpc::RequestContext& context,
    const v1::ListDueSweepsRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  const int limit = request.limit() == 0 ? kDefaultDue : request.limit();
  v1::ListDueSweepsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(
        const std::vector<int64_t> held,
        PartitionsHeld(tx, request.owner(), request.held(), context.now));
    const std::set<int64_t> partitions(held.begin(), held.end());
    ASSIGN_OR_RETURN(const std::vector<std::string> later,
                     ListNotDue(tx, context.now));
    std::vector<std::string> due;
    registry->ForEachPage([&](const RegistryPage& page) {
      const int partition =
          queue::PartitionOf(page.name, static_cast<int>(options_.partitions));
      const bool connected = page.unreachable.empty() && !page.by_hand;
      if (connected && partitions.contains(partition) &&
          !std::binary_search(later.begin(), later.end(), page.name)) {
        due.push_back(page.name);
      }
    });
    std::sort(due.begin(), due.end());
    if (due.size() > static_cast<size_t>(limit)) due.resize(limit);
    for (const std::string& page : due) {
      ASSIGN_OR_RETURN(const auto until, SweptUntil(tx, page));
      auto& to = *response.add_due();
      to.set_page(page);
      *to.mutable_since_time() = base::TimestampOf(
          until ? *until - kOverlap : context.now - options_.first_sweep);
      *to.mutable_sweep_time() = base::TimestampOf(context.now);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::Status Sweep::Judge(sql::Tx& tx, const OutsidePost& post) {
  PageAlert alert{.page = post.page,
                  .unit = post.unit,
                  .count = 1,
                  .raised_at = post.adopted_at};
  // Posts come the oldest first: the last of a burst sees all of it.
  ASSIGN_OR_RETURN(const int64_t recent,
                   CountOutsidePosts(tx, post.page, post.posted_at - kBurstTime,
                                     post.posted_at));
  if (recent > kBurstPosts) {
    alert.kind = std::string(kOutsideBurst);
    alert.detail = absl::StrCat(recent, " posts within an hour up to ",
                                post.platform_post_id);
    RETURN_IF_ERROR(RaiseAlert(tx, ids_, alert));
  }
  if (post.link.empty()) return absl::OkStatus();
  // Whatever has no name of a host is nobody's source.
  const std::string host = HostOfLink(post.link);
  const std::vector<std::string> hosts = HostAndParents(host);
  if (std::find(hosts.begin(), hosts.end(), kOwnHost) != hosts.end()) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::string source, FindSourceOf(tx, post.link));
  if (!source.empty()) return absl::OkStatus();
  alert.kind = std::string(kOutsideLink);
  alert.detail = absl::StrCat(post.platform_post_id, " links to ",
                              host.empty() ? post.link : host);
  return RaiseAlert(tx, ids_, alert);
}

absl::Status Sweep::Take(sql::Tx& tx, const rpc::RequestContext& context,
                         absl::Time sweep, const OutsidePost& post,
                         std::vector<Publication>& undecided,
                         v1::RecordOutsidePostsResponse& response) {
  ASSIGN_OR_RETURN(const std::string holder,
                   HolderOfPlatformPost(tx, post.page, post.platform_post_id));
  if (!holder.empty()) {
    ASSIGN_OR_RETURN(const Publication p, FindPublication(tx, holder));
    // A listing may lag behind by q.
    ASSIGN_OR_RETURN(const bool deleted,
                     WasDeletedBefore(tx, holder, sweep - options_.quiet));
    if (deleted) {
      return RaiseAlert(tx, ids_,
                        {.page = post.page,
                         .unit = post.unit,
                         .kind = std::string(kWithdrawnVisible),
                         .detail = absl::StrCat(holder, " is shown as ",
                                                post.platform_post_id),
                         .count = 1,
                         .raised_at = context.now});
    }
    if (p.state != P::REPORTED) return absl::OkStatus();
  }
  for (Publication& p : undecided) {
    // One post is one publication; others have ended by now.
    if (!IsUndecided(p.state)) continue;
    ASSIGN_OR_RETURN(const std::string marker, MarkerOf(tx, p, post));
    if (marker.empty()) continue;
    if (p.state != P::REPORTED) {
      response.set_left_alone_count(response.left_alone_count() + 1);
      return absl::OkStatus();
    }
    Happening seen{.action = PublicationAction::kProven,
                   .at = context.now,
                   .principal = context.principal.name,
                   .evidence = absl::StrCat("the sweep found it by ", marker)};
    if (holder.empty()) seen.platform_post_id = post.platform_post_id;
    RETURN_IF_ERROR(Apply(tx, p, seen).status());
    response.set_proven_count(response.proven_count() + 1);
    return absl::OkStatus();
  }
  // History that was imported knows it already.
  ASSIGN_OR_RETURN(
      const std::vector<PastPostRow> past,
      FindPastPosts(tx, post.page, post.platform_post_id, post.permalink));
  if (!past.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool adopted, InsertOutsidePost(tx, post));
  if (!adopted) return absl::OkStatus();
  response.set_adopted_count(response.adopted_count() + 1);
  const PastPostRow row = ToPastPost(post, ids_);
  RETURN_IF_ERROR(SavePastPost(tx, row));
  RETURN_IF_ERROR(NoteVisibleChange(tx, row.name, post.sequence));
  RETURN_IF_ERROR(OweScreening(tx, ids_, row, post));
  return Judge(tx, post);
}

absl::StatusOr<v1::RecordOutsidePostsResponse> Sweep::Record(
    const rpc::RequestContext& context, const Request& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  const auto page = registry->FindPage(request.page());
  const std::string unit = page ? page->unit : "";
  return audit::Mutate<v1::RecordOutsidePostsResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::RecordOutsidePostsResponse> {
        subject = {.resource = request.page(), .unit = unit};
        const int64_t partition =
            PartitionOfPage(request.page(), options_.partitions);
        if (request.partition().partition() != partition) {
          return EpochStale(request.partition().partition(),
                            request.partition().epoch(), 0);
        }
        RETURN_IF_ERROR(LockHeld(tx, request.owner(),
                                 {partition, request.partition().epoch()},
                                 context.now));
        // No attempt of the partition begins meanwhile, and what is on its
        // way is locked: it ends before or after, and is known by then.
        ASSIGN_OR_RETURN(std::vector<Publication> undecided,
                         ListUndecided(tx, request.page()));
        for (Publication& p : undecided) {
          ASSIGN_OR_RETURN(p, LockPublication(tx, p.name));
        }
        ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx));
        v1::RecordOutsidePostsResponse response;
        for (const Request::Seen& seen : request.posts()) {
          OutsidePost post = ToPost(request, seen, unit, context.now);
          post.sequence = sequence;
          RETURN_IF_ERROR(Take(tx, context, base::TimeOf(request.sweep_time()),
                               post, undecided, response));
        }
        if (request.end() == Request::COMPLETE) {
          RETURN_IF_ERROR(NoteSwept(tx, request.page(),
                                    base::TimeOf(request.sweep_time()),
                                    context.now + options_.sweep_every));
        } else if (request.end() == Request::UNREADABLE) {
          RETURN_IF_ERROR(PutOffSweep(tx, request.page(),
                                      context.now + options_.sweep_every / 24));
        }
        return response;
      });
}

}  // namespace loa::content
