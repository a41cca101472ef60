#include "services/units/fleet/discovery.h"

#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/errors.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/fleet/errors.h"
#include "services/units/fleet/health_store.h"
#include "services/units/fleet/known_fleet.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_registration.h"
#include "services/units/pages/page_state.h"
#include "services/units/pages/page_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using Response = v1::DiscoverPagesResponse;
using Choice = v1::ConfirmDiscoveryRequest::Choice;

constexpr absl::string_view kCreateContent = "CREATE_CONTENT";
// Pages of a listing that are followed, of 25 pages each.
constexpr int kMaxListings = 1000;

bool MayCreateContent(const platform::ListedPage& page) {
  return !page.token.empty() &&
         absl::c_linear_search(page.identity.tasks, kCreateContent);
}

Response::DiscoveredPage DiscoveredFrom(const platform::ListedPage& listed) {
  Response::DiscoveredPage page;
  page.set_platform_page_id(listed.identity.page_id);
  page.set_display_name(listed.identity.name);
  page.set_url(listed.identity.permalink);
  return page;
}

void AddListed(const KnownFleet& known, const platform::ListedPage& listed,
               Response& response) {
  const Response::DiscoveredPage discovered = DiscoveredFrom(listed);
  if (!MayCreateContent(listed)) {
    *response.add_without_create_content() = discovered;
  }
  Response::Match match;
  const std::vector<std::string> candidates =
      known.Find(listed.identity.page_id, listed.identity.name, match);
  if (match.evidence() != Response::EVIDENCE_UNSPECIFIED) {
    *match.mutable_discovered() = discovered;
    *response.add_matched() = std::move(match);
    return;
  }
  Response::Unmatched& unmatched = *response.add_unmatched();
  *unmatched.mutable_discovered() = discovered;
  for (const std::string& candidate : candidates) {
    unmatched.add_candidates(candidate);
  }
}

// A page as the platform's listing describes it, for the proof of its token.
StoredPage PageToProve(const platform::ListedPage& listed,
                       const std::string& page_id) {
  StoredPage page;
  page.page_id = page_id;
  page.platform = v1::PLATFORM_FACEBOOK;
  page.platform_page_id = listed.identity.page_id;
  return page;
}

// The registered page of a choice; one without the platform's id gets it.
absl::StatusOr<StoredPage> ChosenPage(sql::Tx& tx, absl::string_view field,
                                      const Choice& choice, base::Days today) {
  ASSIGN_OR_RETURN(
      StoredPage page,
      ResolvePage(tx, absl::StrCat(field, ".page"), choice.page()));
  const std::string name = PageName(page.page_id);
  if (!TakesAction(StateOn(page.dates, today), PageAction::kConnect)) {
    return PageRetired(name, *page.dates.retired_on);
  }
  if (page.personal_profile) return PersonalProfile(name);
  if (page.platform != v1::PLATFORM_FACEBOOK) {
    return rpc::FieldInvalid(absl::StrCat(field, ".page"),
                             "must be a Facebook page",
                             "phải là một trang Facebook");
  }
  if (page.platform_page_id == choice.platform_page_id()) return page;
  if (page.connection != v1::Page::NONE) return PageConnected(name);
  if (!page.platform_page_id.empty()) {
    return CredentialOfOtherPage(name, choice.platform_page_id());
  }
  page.platform_page_id = choice.platform_page_id();
  RETURN_IF_ERROR(CheckPlatformPageId(tx, page));
  return page;
}

}  // namespace

absl::StatusOr<std::vector<platform::ListedPage>> Discovery::List(
    const std::string& system_user_token) {
  auto listed = platform::ListAllPages(
      directory_,
      {.token = system_user_token, .app_secret = proof_.app_secret()},
      kMaxListings);
  if (listed.ok()) return listed;
  const std::string reason = status::ReasonOf(listed.status());
  if (reason == "PLATFORM_TOKEN_REFUSED" ||
      reason == "PLATFORM_PERMISSION_MISSING" || reason == "PLATFORM_REFUSED") {
    return SystemTokenRefused(status::MetadataOf(listed.status(), "code"));
  }
  return PlatformUnavailable(v1::Platform_Name(v1::PLATFORM_FACEBOOK));
}

absl::StatusOr<Response> Discovery::DiscoverPages(
    const rpc::RequestContext& context,
    const v1::DiscoverPagesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<platform::ListedPage> listed,
                   List(request.system_user_token()));
  Response response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const RegisteredFleet fleet,
                     ReadRegisteredFleet(tx, today));
    response.Clear();
    for (const platform::ListedPage& page : listed) {
      AddListed(fleet.known, page, response);
    }
    for (const std::string& profile : fleet.personal_profiles) {
      response.add_personal_profiles(profile);
    }
    return absl::OkStatus();
  }));
  return response;
}

std::vector<Discovery::Proven> Discovery::ProveAll(
    const v1::ConfirmDiscoveryRequest& request,
    const std::vector<platform::ListedPage>& listed) {
  std::vector<Proven> all;
  for (int i = 0; i < request.choices_size(); ++i) {
    const Choice& choice = request.choices(i);
    Proven& proven = all.emplace_back();
    proven.new_page_id = ids_.NewId();
    const auto page =
        absl::c_find_if(listed, [&](const platform::ListedPage& one) {
          return one.identity.page_id == choice.platform_page_id();
        });
    if (page == listed.end()) {
      proven.status =
          PageNotDiscovered(absl::StrCat("choices[", i, "].platform_page_id"),
                            choice.platform_page_id());
      continue;
    }
    const std::string name =
        choice.page().empty() ? PageName(proven.new_page_id) : choice.page();
    if (!MayCreateContent(*page)) {
      proven.status = CredentialLacksTask(name, kCreateContent);
    } else if (page->token == request.system_user_token()) {
      proven.status = CredentialNotAPage(name);
    } else {
      proven.listed = *page;
      proven.status =
          proof_.Prove(PageToProve(*page, IdIn("pages", name)), page->token);
    }
  }
  return all;
}

absl::StatusOr<v1::Page> Discovery::Connect(sql::Tx& tx,
                                            const rpc::RequestContext& context,
                                            absl::string_view field,
                                            const Choice& choice,
                                            const Proven& proven) {
  RETURN_IF_ERROR(proven.status);
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  StoredPage page;
  if (!choice.page().empty()) {
    ASSIGN_OR_RETURN(page, ChosenPage(tx, field, choice, today));
  } else {
    v1::Page wanted;
    wanted.set_unit(choice.unit());
    wanted.set_platform(v1::PLATFORM_FACEBOOK);
    wanted.set_platform_page_id(choice.platform_page_id());
    wanted.set_display_name(proven.listed.identity.name);
    wanted.set_url(proven.listed.identity.permalink);
    ASSIGN_OR_RETURN(
        page, RegisterPage(tx, context, field, wanted, proven.new_page_id));
  }
  const std::string name = PageName(page.page_id);
  page.connection = *ConnectionAfter(page.connection, PageAction::kConnect);
  page.connected_at = context.now;
  RETURN_IF_ERROR(PutCredential(
      tx, page.page_id, sealer_.Seal(proven.listed.token, name), context.now));
  RETURN_IF_ERROR(PutHealth(tx, page.page_id,
                            {context.now, "", /*through_system_user=*/true}));
  RETURN_IF_ERROR(SavePage(tx, page));
  return PageFrom(page, today);
}

absl::StatusOr<v1::ConfirmDiscoveryResponse> Discovery::ConfirmDiscovery(
    const rpc::RequestContext& context,
    const v1::ConfirmDiscoveryRequest& request) {
  // The platform may list others by now.
  ASSIGN_OR_RETURN(const auto first,
                   audit::FirstAnswer<v1::ConfirmDiscoveryResponse>(
                       database_, context, request));
  if (first.has_value()) return *first;
  ASSIGN_OR_RETURN(const std::vector<platform::ListedPage> listed,
                   List(request.system_user_token()));
  const std::vector<Proven> proven = ProveAll(request, listed);
  return audit::Mutate<v1::ConfirmDiscoveryResponse>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::ConfirmDiscoveryResponse> {
        RETURN_IF_ERROR(LockRegister(tx));
        RETURN_IF_ERROR(context.access.Check(auth::kOrganization));
        subject = {"pages", std::string(auth::kOrganization)};
        v1::ConfirmDiscoveryResponse response;
        for (int i = 0; i < request.choices_size(); ++i) {
          const absl::StatusOr<v1::Page> page =
              Connect(tx, context, absl::StrCat("choices[", i, "]"),
                      request.choices(i), proven[i]);
          auto& result = *response.add_results();
          if (page.ok()) {
            *result.mutable_page() = *page;
          } else if (absl::IsUnavailable(page.status()) ||
                     status::IsCallersFault(page.status())) {
            *result.mutable_error() = status::ToRpcStatus(page.status());
          } else {
            return page.status();
          }
        }
        return response;
      });
}

}  // namespace loa::units
