#include "services/units/pages/page_registration.h"

#include "absl/strings/str_cat.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/plans/fact_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// The id of the unit of a new page, which must be there today.
absl::StatusOr<std::string> UnitOfPage(sql::Tx& tx,
                                       const rpc::RequestContext& context,
                                       absl::string_view field,
                                       const std::string& name,
                                       const Moment& today) {
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveAllowedUnit(tx, context.access, field, name, today));
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                   FindUnit(tx, unit_id, today));
  if (!unit.has_value()) return UnitNotFound(field, name, today.day);
  return unit_id;
}

}  // namespace

absl::StatusOr<StoredPage> RegisterPage(sql::Tx& tx,
                                        const rpc::RequestContext& context,
                                        absl::string_view field,
                                        const v1::Page& page,
                                        const std::string& page_id) {
  ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
  StoredPage stored;
  stored.page_id = page_id;
  ASSIGN_OR_RETURN(stored.unit_id,
                   UnitOfPage(tx, context, absl::StrCat(field, ".unit"),
                              page.unit(), today));
  stored.platform = page.platform();
  stored.platform_page_id = page.platform_page_id();
  stored.url = page.url();
  stored.display_name = page.display_name();
  stored.personal_profile = page.personal_profile();
  stored.created_at = context.now;
  ASSIGN_OR_RETURN(stored.dates.established_on,
                   ReadEstablishedOn(absl::StrCat(field, ".established_on"),
                                     page.established_on(), today.day));
  RETURN_IF_ERROR(CheckPlatformPageId(tx, stored));
  ASSIGN_OR_RETURN(stored.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(InsertPage(tx, stored));
  RETURN_IF_ERROR(RecordRegistration(tx, context, stored));
  RETURN_IF_ERROR(RecordChange(tx, stored.sequence, kPageChange, page_id));
  return stored;
}

absl::StatusOr<std::optional<base::Days>> ReadEstablishedOn(
    absl::string_view field, const std::string& date, base::Days today) {
  const std::optional<base::Days> day = base::ParseDate(date);
  if (day.has_value() && *day > today) return EstablishedInFuture(field, *day);
  return day;
}

absl::Status CheckPlatformPageId(sql::Tx& tx, const StoredPage& page) {
  if (page.platform_page_id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<StoredPage> other,
                   FindPlatformPage(tx, page.platform, page.platform_page_id));
  if (!other.has_value() || other->page_id == page.page_id) {
    return absl::OkStatus();
  }
  return PageAlreadyExists(PageName(other->page_id), page.platform_page_id);
}

absl::Status RecordRegistration(sql::Tx& tx, const rpc::RequestContext& context,
                                const StoredPage& page) {
  const std::string subject = PageName(page.page_id);
  if (!page.dates.established_on.has_value()) {
    return DeleteFact(tx, subject, v1::FACT_KIND_PAGE_REGISTERED);
  }
  return ReplaceFact(
      tx, {subject, v1::FACT_KIND_PAGE_REGISTERED, *page.dates.established_on,
           page.url, context.principal.name, context.now});
}

absl::Status SavePage(sql::Tx& tx, StoredPage& page) {
  ASSIGN_OR_RETURN(page.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(UpdateStoredPage(tx, page));
  return RecordChange(tx, page.sequence, kPageChange, page.page_id);
}

}  // namespace loa::units
