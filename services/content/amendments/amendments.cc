#include "services/content/amendments/amendments.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/amendments/amendment_errors.h"
#include "services/content/amendments/amendment_store.h"
#include "services/content/amendments/correction.h"
#include "services/content/amendments/withdrawal.h"
#include "services/content/audience/visible_units.h"
#include "services/content/errors.h"
#include "services/content/posts/post_record.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/posts/post_state.h"
#include "services/content/posts/post_steps.h"
#include "services/content/publications/cancel.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

// Locks a post for people who manage publications.
absl::StatusOr<PostRecord> LockForManager(sql::Tx& tx,
                                          const rpc::RequestContext& context,
                                          const std::string& name,
                                          const std::string& etag,
                                          audit::Subject& subject) {
  ASSIGN_OR_RETURN(PostRecord record, LockPost(tx, name));
  subject = {record.post.name(), record.post.unit()};
  RETURN_IF_ERROR(context.access.Check(record.post.unit()));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, EtagOf(record), name));
  return record;
}

// The post is taken back. A REJECTED one stays so: only what an earlier
// approval made visible goes.
absl::Status TakeBack(sql::Tx& tx, PostRecord& record,
                      const std::string& reason, const Act& act) {
  if (!NextState(record.post.state(), PostAction::kWithdraw)) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Withdraw(tx, record, reason, act));
  return SavePost(tx, record, act.now);
}

}  // namespace

absl::StatusOr<v1::WithdrawEverywhereResponse> Amendments::WithdrawEverywhere(
    const rpc::RequestContext& context,
    const v1::WithdrawEverywhereRequest& request) {
  auto answer = audit::Mutate<v1::WithdrawEverywhereResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::WithdrawEverywhereResponse> {
        ASSIGN_OR_RETURN(PostRecord record,
                         LockForManager(tx, context, request.name(),
                                        request.etag(), subject));
        const Act act = {context.principal.name, context.now};
        RETURN_IF_ERROR(TakeBack(tx, record, request.reason(), act));
        ASSIGN_OR_RETURN(
            const TakenBack taken,
            TakeBackFromPages(tx, ids_, record.post.name(), request.reason(),
                              act, [](const Publication&) { return true; }));
        v1::WithdrawEverywhereResponse response;
        response.set_cancelled_count(taken.cancelled);
        response.set_delete_count(taken.deletions);
        *response.mutable_post() = ToProto(record);
        return response;
      });
  if (answer.ok()) hooks_.owed();
  return answer;
}

absl::StatusOr<v1::CorrectEverywhereResponse> Amendments::CorrectEverywhere(
    const rpc::RequestContext& context,
    const v1::CorrectEverywhereRequest& request) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  auto answer = audit::Mutate<v1::CorrectEverywhereResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::CorrectEverywhereResponse> {
        ASSIGN_OR_RETURN(PostRecord record,
                         LockForManager(tx, context, request.name(),
                                        request.etag(), subject));
        if (record.post.state() != v1::Post::APPROVED) {
          return PostNotApproved(record.post.name(),
                                 NameOf(record.post.state()));
        }
        ASSIGN_OR_RETURN(const Corrected corrected,
                         Correct(tx, ids_, *registry, record,
                                 {.reason = request.reason(),
                                  .principal = context.principal.name,
                                  .now = context.now}));
        RETURN_IF_ERROR(SavePost(tx, record, context.now));
        v1::CorrectEverywhereResponse response;
        *response.mutable_post() = ToProto(record);
        response.set_edit_count(corrected.edits);
        response.set_publication_count(corrected.publications);
        return response;
      });
  if (answer.ok()) hooks_.expand();
  return answer;
}

absl::StatusOr<v1::Amendment> Amendments::WithdrawPublication(
    const rpc::RequestContext& context,
    const v1::WithdrawPublicationRequest& request) {
  return audit::Mutate<v1::Amendment>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::Amendment> {
        ASSIGN_OR_RETURN(Publication p, LockPublication(tx, request.name()));
        subject = {.resource = p.name, .unit = p.unit};
        RETURN_IF_ERROR(context.access.Check(p.unit));
        RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), EtagOf(p), p.name));
        if (!MayHaveToGo(p.state)) {
          return PublicationNotWithdrawable(p.name, NameOf(p.state));
        }
        ASSIGN_OR_RETURN(const Amendment amendment,
                         TakeDown(tx, ids_, p, kRequested, request.reason(),
                                  {context.principal.name, context.now}));
        return content::ToProto(amendment);
      });
}

absl::StatusOr<v1::ListAmendmentsResponse> Amendments::List(
    const rpc::RequestContext& context,
    const v1::ListAmendmentsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  AmendmentFilter filter{.post = request.post(),
                         .publication = request.publication(),
                         .state = request.state()};
  ASSIGN_OR_RETURN(filter.units, VisibleUnits(context.access, registry_, ""));
  if (key.size() == 2) {
    if (!absl::SimpleAtoi(key[0], &filter.sequence)) {
      return rpc::PageTokenInvalid();
    }
    filter.name = key[1];
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListAmendmentsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    ASSIGN_OR_RETURN(const std::vector<Amendment> read,
                     ReadAmendments(tx, filter, size + 1));
    for (const Amendment& a : read) {
      v1::Amendment amendment = content::ToProto(a);
      const int shown = response.amendments_size();
      if (shown == size || !budget.Takes(amendment)) {
        response.set_next_page_token(rpc::EncodePageToken(
            request,
            {absl::StrCat(read[shown - 1].sequence), read[shown - 1].name}));
        break;
      }
      *response.add_amendments() = std::move(amendment);
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace loa::content
