#include "services/units/pages/pages.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/field_mask.h"
#include "libs/rpc/page_token.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_registration.h"
#include "services/units/pages/page_state.h"
#include "services/units/pages/page_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

absl::StatusOr<PageFilter> FilterOf(sql::Tx& tx, const auth::Access& access,
                                    const v1::ListPagesRequest& request,
                                    const Moment& today) {
  PageFilter filter;
  ASSIGN_OR_RETURN(filter.visible,
                   VisibleWithin(tx, access, request.within(), today));
  filter.state = request.state();
  filter.connection = request.connection();
  filter.level = request.level();
  return filter;
}

// A page that the caller may change now, with the register locked.
absl::StatusOr<StoredPage> PageToChange(
    sql::Tx& tx, const rpc::RequestContext& context, absl::string_view field,
    const std::string& name, const std::string& etag, PageAction action,
    base::Days today, audit::Subject& subject) {
  ASSIGN_OR_RETURN(StoredPage page, ResolvePage(tx, field, name));
  RETURN_IF_ERROR(context.access.Check(UnitName(page.unit_id)));
  subject = {PageName(page.page_id), UnitName(page.unit_id)};
  RETURN_IF_ERROR(
      rpc::CheckEtag(etag, rpc::EtagOf(page.sequence), subject.resource));
  if (!TakesAction(StateOn(page.dates, today), action)) {
    return PageRetired(subject.resource, *page.dates.retired_on);
  }
  return page;
}

absl::Status ApplyPatch(const v1::UpdatePageRequest& request, base::Days today,
                        StoredPage& page) {
  v1::Page changed = PageFrom(page, today);
  RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.page(), changed,
                                 {"display_name", "url", "platform_page_id",
                                  "established_on", "personal_profile"}));
  // A site is where its address is: its credential goes there.
  const bool other_site =
      page.platform == v1::PLATFORM_WEBHOOK && changed.url() != page.url;
  const bool other_identity =
      other_site || changed.platform_page_id() != page.platform_page_id ||
      (changed.personal_profile() && !page.personal_profile);
  if (other_identity && page.connection != v1::Page::NONE) {
    return PageConnected(PageName(page.page_id));
  }
  page.display_name = changed.display_name();
  page.url = changed.url();
  page.platform_page_id = changed.platform_page_id();
  page.personal_profile = changed.personal_profile();
  ASSIGN_OR_RETURN(page.dates.established_on,
                   ReadEstablishedOn("page.established_on",
                                     changed.established_on(), today));
  return absl::OkStatus();
}

absl::StatusOr<v1::Page> Update(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::UpdatePageRequest& request,
                                audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  ASSIGN_OR_RETURN(
      StoredPage page,
      PageToChange(tx, context, "page.name", request.page().name(),
                   request.page().etag(), PageAction::kEdit, today, subject));
  const std::optional<base::Days> established_on = page.dates.established_on;
  RETURN_IF_ERROR(ApplyPatch(request, today, page));
  RETURN_IF_ERROR(CheckPlatformPageId(tx, page));
  if (page.dates.established_on != established_on) {
    RETURN_IF_ERROR(RecordRegistration(tx, context, page));
  }
  RETURN_IF_ERROR(SavePage(tx, page));
  return PageFrom(page, today);
}

absl::StatusOr<v1::Page> Retire(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::RetirePageRequest& request,
                                audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  ASSIGN_OR_RETURN(
      StoredPage page,
      PageToChange(tx, context, "name", request.name(), request.etag(),
                   PageAction::kRetire, today, subject));
  const base::Days effective_on =
      base::ParseDate(request.effective_on()).value_or(today);
  if (page.dates.established_on.value_or(effective_on) > effective_on) {
    return RetiredBeforeEstablished(*page.dates.established_on, effective_on);
  }
  page.dates.retired_on = effective_on;
  RETURN_IF_ERROR(SavePage(tx, page));
  return PageFrom(page, today);
}

}  // namespace

absl::StatusOr<v1::Page> Pages::GetPage(const rpc::RequestContext& context,
                                        const v1::GetPageRequest& request) {
  v1::Page response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const StoredPage page,
                     ResolvePage(tx, "name", request.name()));
    RETURN_IF_ERROR(context.access.Check(UnitName(page.unit_id)));
    ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
    response = PageFrom(page, today);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListPagesResponse> Pages::ListPages(
    const rpc::RequestContext& context, const v1::ListPagesRequest& request) {
  ASSIGN_OR_RETURN(const CreationCursor after, ReadCreationCursor(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListPagesResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const PageFilter filter,
                     FilterOf(tx, context.access, request, today));
    ASSIGN_OR_RETURN(const std::vector<StoredPage> pages,
                     ListStoredPages(tx, filter, today.day, today.sequence,
                                     after, page_size + 1));
    response.Clear();
    for (const StoredPage& page : pages) {
      if (response.pages_size() == page_size) {
        const StoredPage& last = pages[page_size - 1];
        response.set_next_page_token(TokenAfter(
            request, {absl::ToUnixMicros(last.created_at), last.page_id}));
        break;
      }
      *response.add_pages() = PageFrom(page, today.day);
    }
    response.set_registry_sequence(today.sequence);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Page> Pages::CreatePage(
    const rpc::RequestContext& context, const v1::CreatePageRequest& request) {
  const std::string page_id = ids_.NewId();
  return audit::Mutate<v1::Page>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Page> {
        RETURN_IF_ERROR(LockRegister(tx));
        ASSIGN_OR_RETURN(
            const StoredPage page,
            RegisterPage(tx, context, "page", request.page(), page_id));
        subject = {PageName(page.page_id), UnitName(page.unit_id)};
        ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
        return PageFrom(page, today);
      });
}

absl::StatusOr<v1::BatchCreatePagesResponse> Pages::BatchCreatePages(
    const rpc::RequestContext& context,
    const v1::BatchCreatePagesRequest& request) {
  std::vector<std::string> page_ids;
  for (int i = 0; i < request.requests_size(); ++i) {
    page_ids.push_back(ids_.NewId());
  }
  return audit::Mutate<v1::BatchCreatePagesResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::BatchCreatePagesResponse> {
        RETURN_IF_ERROR(LockRegister(tx));
        ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
        subject = {"pages", std::string(auth::kOrganization)};
        v1::BatchCreatePagesResponse response;
        for (int i = 0; i < request.requests_size(); ++i) {
          const absl::StatusOr<StoredPage> page =
              RegisterPage(tx, context, absl::StrCat("requests[", i, "].page"),
                           request.requests(i).page(), page_ids[i]);
          auto& result = *response.add_results();
          if (page.ok()) {
            *result.mutable_page() = PageFrom(*page, today);
          } else if (!status::IsCallersFault(page.status())) {
            return page.status();
          } else {
            *result.mutable_error() = status::ToRpcStatus(page.status());
          }
        }
        return response;
      });
}

absl::StatusOr<v1::Page> Pages::UpdatePage(
    const rpc::RequestContext& context, const v1::UpdatePageRequest& request) {
  return audit::Mutate<v1::Page>(database_, context, request,
                                 [&](sql::Tx& tx, audit::Subject& subject) {
                                   return Update(tx, context, request, subject);
                                 });
}

absl::StatusOr<v1::Page> Pages::RetirePage(
    const rpc::RequestContext& context, const v1::RetirePageRequest& request) {
  return audit::Mutate<v1::Page>(database_, context, request,
                                 [&](sql::Tx& tx, audit::Subject& subject) {
                                   return Retire(tx, context, request, subject);
                                 });
}

}  // namespace loa::units
