#include "services/content/hand/hand_delivery.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amending.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/amendments/correction.h"
#include "services/content/errors.h"
#include "services/content/hand/hand_errors.h"
#include "services/content/hand/hand_store.h"
#include "services/content/hand/permalink.h"
#include "services/content/posts/post_record.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

using A = v1::Amendment;
using P = v1::Publication;

// A list that shows little of what it reads goes on in the next page.
constexpr int kRowsABatch = 200;
constexpr int kBatchesACall = 20;

// What both kinds of task say of the publication and its page.
v1::HandTask Draft(const Publication& p, const RegistryView& registry) {
  v1::HandTask task;
  task.set_publication(p.name);
  task.set_page(p.page);
  task.set_unit(p.unit);
  task.set_permalink(p.permalink);
  *task.mutable_due_time() = base::TimestampOf(p.due_at);
  if (const auto page = registry.FindPage(p.page)) {
    task.set_page_display_name(page->display_name);
    task.set_page_permalink(page->url);
  }
  return task;
}

v1::HandTask PutUp(const Publication& p, const RegistryView& registry) {
  v1::HandTask task = Draft(p, registry);
  const v1::Rendition rendition = ToProto(p).rendition();
  task.set_kind(v1::HandTask::PUT_UP);
  task.set_text(rendition.text());
  task.set_link(rendition.link());
  *task.mutable_media() = rendition.media();
  task.set_cancel_wanted(p.cancel_wanted);
  return task;
}

v1::HandTask Change(const Publication& p, const Amendment& a,
                    const RegistryView& registry) {
  v1::HandTask task = Draft(p, registry);
  task.set_kind(a.kind == A::EDIT ? v1::HandTask::EDIT
                                  : v1::HandTask::TAKE_DOWN);
  task.set_amendment(a.name);
  task.set_text(a.text);
  task.set_reason(a.reason);
  return task;
}

// The one thing that is to be done next for a publication.
absl::StatusOr<v1::HandTask> TaskOf(sql::Tx& tx, const Publication& p,
                                    const RegistryView& registry) {
  if (p.state == P::BY_HAND) return PutUp(p, registry);
  ASSIGN_OR_RETURN(const std::vector<Amendment> open,
                   OpenAmendments(tx, p.name));
  return open.empty() ? v1::HandTask() : Change(p, open.front(), registry);
}

// Nobody else on the page has this address.
absl::Status CheckFree(sql::Tx& tx, const Publication& p,
                       const Permalink& permalink) {
  if (!permalink.post_id.empty()) {
    ASSIGN_OR_RETURN(const std::string holder,
                     HolderOfPlatformPost(tx, p.page, permalink.post_id));
    if (!holder.empty()) return PlatformPostTaken(permalink.post_id, holder);
  }
  ASSIGN_OR_RETURN(const std::vector<Publication> reported,
                   ListReported(tx, p.page));
  for (const Publication& other : reported) {
    if (PermalinkKey(other.permalink) == permalink.key) {
      return PlatformPostTaken(permalink.key, other.name);
    }
  }
  return absl::OkStatus();
}

// The post of a publication, locked before it as everybody does; nullopt:
// content has none.
absl::StatusOr<std::optional<PostRecord>> LockPostOf(sql::Tx& tx,
                                                     const std::string& name) {
  ASSIGN_OR_RETURN(const Publication p, FindPublication(tx, name));
  absl::StatusOr<PostRecord> record = LockPost(tx, p.post);
  if (absl::IsNotFound(record.status())) return std::optional<PostRecord>();
  if (!record.ok()) return record.status();
  return std::optional<PostRecord>(*std::move(record));
}

Happening Said(const rpc::RequestContext& context, PublicationAction action,
               const std::string& note) {
  return {.action = action,
          .at = context.now,
          .principal = context.principal.name,
          .evidence = note};
}

}  // namespace

absl::StatusOr<v1::ListHandTasksResponse> HandDelivery::List(
    const rpc::RequestContext& context,
    const v1::ListHandTasksRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  std::optional<std::string> within;
  if (!request.within().empty()) {
    within = registry->FindUnit(request.within());
    if (!within) return UnitUnknown("within", request.within());
  }
  int64_t first_sequence = -1;
  if (key.size() == 2 && !absl::SimpleAtoi(key[0], &first_sequence)) {
    return rpc::PageTokenInvalid();
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListHandTasksResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    int64_t sequence = first_sequence;
    std::string name = key.size() == 2 ? key[1] : "";
    const auto go_on = [&] {
      response.set_next_page_token(
          rpc::EncodePageToken(request, {absl::StrCat(sequence), name}));
    };
    for (int batch = 0; batch < kBatchesACall; ++batch) {
      ASSIGN_OR_RETURN(const std::vector<Publication> read,
                       ListWithHandTasks(tx, sequence, name, kRowsABatch));
      for (const Publication& p : read) {
        const bool shown = context.access.Allows(p.unit) &&
                           (!within || registry->IsWithin(p.unit, *within));
        if (shown) {
          ASSIGN_OR_RETURN(v1::HandTask task, TaskOf(tx, p, *registry));
          if (response.tasks_size() == size || !budget.Takes(task)) {
            go_on();
            return absl::OkStatus();
          }
          *response.add_tasks() = std::move(task);
        }
        sequence = p.sequence;
        name = p.name;
      }
      if (read.size() < kRowsABatch) return absl::OkStatus();
    }
    go_on();
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Publication> HandDelivery::ReportPosted(
    const rpc::RequestContext& context,
    const v1::ReportPostedRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  return audit::Mutate<v1::Publication>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Publication> {
        ASSIGN_OR_RETURN(const auto post, LockPostOf(tx, request.name()));
        ASSIGN_OR_RETURN(Publication p, LockPublication(tx, request.name()));
        subject = {.resource = p.name, .unit = p.unit};
        RETURN_IF_ERROR(context.access.Check(p.unit));
        RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), EtagOf(p), p.name));
        const RegistryPage page =
            registry->FindPage(p.page).value_or(RegistryPage());
        const auto permalink = ParsePermalink(
            request.permalink(), {page.platform_page_id, page.url});
        if (!permalink) {
          return PermalinkInvalid(request.permalink(), p.page, page.url);
        }
        // Said again, it says nothing new.
        const bool known = p.by_hand && IsVisible(p.state) &&
                           PermalinkKey(p.permalink) == permalink->key;
        if (known) return content::ToProto(p);
        if (p.state != P::BY_HAND) {
          return HandTaskNotOpen(p.name, NameOf(p.state));
        }
        RETURN_IF_ERROR(LockPage(tx, p.page).status());
        RETURN_IF_ERROR(CheckFree(tx, p, *permalink));
        Happening happening =
            Said(context, PublicationAction::kReported, request.note());
        happening.permalink = request.permalink();
        happening.platform_post_id = permalink->post_id;
        if (request.has_post_time()) {
          happening.posted_at =
              std::min(base::TimeOf(request.post_time()), context.now);
        }
        RETURN_IF_ERROR(Apply(tx, p, happening).status());
        bool corrected = false;
        if (post) {
          ASSIGN_OR_RETURN(corrected, AwaitsCorrection(tx, p, post->post));
        }
        if (p.cancel_wanted && !corrected) {
          RETURN_IF_ERROR(Want(tx, ids_, p,
                               {.kind = A::DELETE,
                                .reason = p.cause,
                                .principal = context.principal.name,
                                .now = context.now})
                              .status());
        }
        return content::ToProto(p);
      });
}

absl::StatusOr<v1::Publication> HandDelivery::ReportNotPosted(
    const rpc::RequestContext& context,
    const v1::ReportNotPostedRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  return audit::Mutate<v1::Publication>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Publication> {
        ASSIGN_OR_RETURN(auto post, LockPostOf(tx, request.name()));
        ASSIGN_OR_RETURN(Publication p, LockPublication(tx, request.name()));
        subject = {.resource = p.name, .unit = p.unit};
        RETURN_IF_ERROR(context.access.Check(p.unit));
        RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), EtagOf(p), p.name));
        if (p.state != P::BY_HAND) {
          return HandTaskNotOpen(p.name, NameOf(p.state));
        }
        if (!p.cancel_wanted) return CancelNotWanted(p.name);
        bool corrected = false;
        if (post) {
          ASSIGN_OR_RETURN(corrected, AwaitsCorrection(tx, p, post->post));
        }
        RETURN_IF_ERROR(
            Apply(tx, p,
                  Said(context, PublicationAction::kNotPosted, request.note()))
                .status());
        if (corrected) {
          RETURN_IF_ERROR(PutBack(tx, *registry, *post, p, context.now));
          RETURN_IF_ERROR(SavePost(tx, *post, context.now));
        }
        return content::ToProto(p);
      });
}

absl::StatusOr<v1::Amendment> HandDelivery::EndTask(
    const rpc::RequestContext& context,
    const google::protobuf::Message& request, const std::string& name,
    const std::string& note, AmendmentKind kind) {
  return audit::Mutate<v1::Amendment>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Amendment> {
        ASSIGN_OR_RETURN(Amendment a, FindAmendment(tx, name));
        ASSIGN_OR_RETURN(Publication p, LockPublication(tx, a.publication));
        // As it is under the lock.
        ASSIGN_OR_RETURN(a, FindAmendment(tx, name));
        subject = {.resource = a.name, .unit = p.unit};
        RETURN_IF_ERROR(context.access.Check(p.unit));
        if (a.by_hand && a.kind == kind && a.state == A::DONE) {
          return content::ToProto(a);
        }
        if (!a.by_hand || a.kind != kind || a.state != A::WAITING ||
            !IsVisible(p.state)) {
          return HandTaskNotOpen(a.name, NameOf(a.state));
        }
        AmendmentHappening done{AmendmentAction::kDone, {}};
        done.facts = Said(context, PublicationAction::kWithdrawn, note);
        RETURN_IF_ERROR(Apply(tx, p, a, done).status());
        return content::ToProto(a);
      });
}

absl::StatusOr<v1::Amendment> HandDelivery::ReportEdited(
    const rpc::RequestContext& context,
    const v1::ReportEditedRequest& request) {
  return EndTask(context, request, request.name(), request.note(), A::EDIT);
}

absl::StatusOr<v1::Amendment> HandDelivery::ReportTakenDown(
    const rpc::RequestContext& context,
    const v1::ReportTakenDownRequest& request) {
  return EndTask(context, request, request.name(), request.note(), A::DELETE);
}

}  // namespace loa::content
