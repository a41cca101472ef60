#include "services/units/pages/connections.h"

#include <optional>
#include <vector>

#include "absl/strings/str_split.h"
#include "libs/audit/mutation.h"
#include "libs/base/log.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/fleet/health_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_registration.h"
#include "services/units/pages/page_state.h"
#include "services/units/pages/page_store.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

// The register is locked for so many credentials.
constexpr size_t kSealedAtOnce = 200;

absl::StatusOr<StoredPage> PageToConnect(sql::Tx& tx,
                                         const rpc::RequestContext& context,
                                         const std::string& name) {
  ASSIGN_OR_RETURN(StoredPage page, ResolvePage(tx, "name", name));
  RETURN_IF_ERROR(context.access.Check(UnitName(page.unit_id)));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  if (!TakesAction(StateOn(page.dates, today), PageAction::kConnect)) {
    return PageRetired(PageName(page.page_id), *page.dates.retired_on);
  }
  if (page.personal_profile) return PersonalProfile(PageName(page.page_id));
  if (page.platform_page_id.empty()) {
    return rpc::FieldInvalid(
        "name", "the page must have a platform_page_id: UpdatePage first",
        "trang phải có platform_page_id: hãy gọi UpdatePage trước");
  }
  if (page.platform == v1::PLATFORM_WEBHOOK && page.url.empty()) {
    return rpc::FieldInvalid("name",
                             "the page must have a url, where the site takes "
                             "posts: UpdatePage first",
                             "trang phải có url, nơi cổng thông tin nhận tin "
                             "bài: hãy gọi UpdatePage trước");
  }
  return page;
}

std::string KeyIdOf(const std::string& sealed) {
  const std::vector<std::string> parts = absl::StrSplit(sealed, ':');
  return parts.size() > 1 ? parts[1] : "";
}

}  // namespace

absl::StatusOr<v1::Page> Connections::ConnectPage(
    const rpc::RequestContext& context, const v1::ConnectPageRequest& request) {
  // The platform may say something else by now.
  ASSIGN_OR_RETURN(const std::optional<v1::Page> first,
                   audit::FirstAnswer<v1::Page>(database_, context, request));
  if (first.has_value()) return *first;
  StoredPage proven;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(proven, PageToConnect(tx, context, request.name()));
    return absl::OkStatus();
  }));
  const std::string name = PageName(proven.page_id);
  RETURN_IF_ERROR(proof_.Prove(proven, request.access_token()));
  const std::string sealed = sealer_.Seal(request.access_token(), name);
  return audit::Mutate<v1::Page>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Page> {
        RETURN_IF_ERROR(LockRegister(tx));
        ASSIGN_OR_RETURN(StoredPage page, PageToConnect(tx, context, name));
        subject = {name, UnitName(page.unit_id)};
        if (page.platform_page_id != proven.platform_page_id ||
            page.url != proven.url) {
          return CredentialOfOtherPage(name, proven.platform_page_id);
        }
        page.connection =
            *ConnectionAfter(page.connection, PageAction::kConnect);
        page.connected_at = context.now;
        RETURN_IF_ERROR(PutCredential(tx, page.page_id, sealed, context.now));
        RETURN_IF_ERROR(ForgetHealth(tx, page.page_id));
        RETURN_IF_ERROR(SavePage(tx, page));
        ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
        return PageFrom(page, today);
      });
}

absl::StatusOr<v1::Page> Connections::DisconnectPage(
    const rpc::RequestContext& context,
    const v1::DisconnectPageRequest& request) {
  return audit::Mutate<v1::Page>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Page> {
        RETURN_IF_ERROR(LockRegister(tx));
        ASSIGN_OR_RETURN(StoredPage page,
                         ResolvePage(tx, "name", request.name()));
        RETURN_IF_ERROR(context.access.Check(UnitName(page.unit_id)));
        subject = {PageName(page.page_id), UnitName(page.unit_id)};
        RETURN_IF_ERROR(rpc::CheckEtag(
            request.etag(), rpc::EtagOf(page.sequence), subject.resource));
        const std::optional<PageConnection> next =
            ConnectionAfter(page.connection, PageAction::kDisconnect);
        if (!next.has_value()) return PageNotConnected(subject.resource);
        page.connection = *next;
        RETURN_IF_ERROR(DeleteCredential(tx, page.page_id));
        RETURN_IF_ERROR(ForgetHealth(tx, page.page_id));
        RETURN_IF_ERROR(SavePage(tx, page));
        ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
        return PageFrom(page, today);
      });
}

absl::StatusOr<v1::OpenPageCredentialResponse> Connections::OpenPageCredential(
    const rpc::RequestContext& context,
    const v1::OpenPageCredentialRequest& request) {
  // A mutation for the audit log's sake: nobody opens a credential unseen.
  return audit::Mutate<v1::OpenPageCredentialResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::OpenPageCredentialResponse> {
        ASSIGN_OR_RETURN(const StoredPage page,
                         ResolvePage(tx, "name", request.name()));
        subject = {PageName(page.page_id), UnitName(page.unit_id)};
        ASSIGN_OR_RETURN(const std::string sealed,
                         FindCredential(tx, page.page_id));
        if (sealed.empty()) return PageNotConnected(subject.resource);
        const absl::StatusOr<std::string> token =
            sealer_.Open(sealed, subject.resource);
        // A key that is missing can be put back; to connect the page anew
        // would be no help.
        if (absl::IsFailedPrecondition(token.status())) return token.status();
        if (!token.ok()) {
          return SealedDataDamaged(subject.resource, KeyIdOf(sealed));
        }
        v1::OpenPageCredentialResponse response;
        response.set_platform(page.platform);
        response.set_platform_page_id(page.platform_page_id);
        response.set_access_token(*token);
        if (page.platform == v1::PLATFORM_WEBHOOK) {
          response.set_address(page.url);
        }
        return response;
      });
}

absl::Status Connections::SealOneAnew(sql::Tx& tx, const std::string& page_id,
                                      const std::string& sealed,
                                      absl::Time now) {
  if (!sealer_.NeedsResealing(sealed)) return absl::OkStatus();
  const std::string name = PageName(page_id);
  const absl::StatusOr<std::string> token = sealer_.Open(sealed, name);
  if (!token.ok()) {
    base::Log(base::Severity::kWarning, "a credential cannot be sealed anew",
              {{"page", name}, {"error", token.status().message()}});
    return absl::OkStatus();
  }
  return PutCredential(tx, page_id, sealer_.Seal(*token, name), now);
}

absl::Status Connections::SealAnew(absl::Time now) {
  std::string after;
  bool more = true;
  while (more) {
    std::vector<StoredCredential> credentials;
    RETURN_IF_ERROR(database_.Write([&](sql::Tx& tx) -> absl::Status {
      RETURN_IF_ERROR(LockRegister(tx));
      ASSIGN_OR_RETURN(credentials, ListCredentials(tx, after, kSealedAtOnce));
      for (const StoredCredential& credential : credentials) {
        RETURN_IF_ERROR(
            SealOneAnew(tx, credential.page_id, credential.sealed, now));
      }
      return absl::OkStatus();
    }));
    more = credentials.size() == kSealedAtOnce;
    if (more) after = credentials.back().page_id;
  }
  return absl::OkStatus();
}

}  // namespace loa::units
