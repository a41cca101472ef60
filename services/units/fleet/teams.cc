#include "services/units/fleet/teams.h"

#include <set>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/rpc/etag.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "services/units/errors.h"
#include "services/units/fleet/errors.h"
#include "services/units/fleet/personal_data.h"
#include "services/units/fleet/phone.h"
#include "services/units/fleet/team_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/pages/page_state.h"
#include "services/units/pages/page_store.h"
#include "services/units/registry/change_log.h"

namespace loa::units {
namespace {

bool IsHead(const v1::TeamMember& member) { return member.head(); }

// What tells two members apart: the phone, or name and position.
std::string IdentityOf(const v1::TeamMember& member) {
  if (!member.phone().empty()) return member.phone();
  return text::FoldedText(
      absl::StrCat(member.full_name(), "|", member.position()));
}

v1::Team TeamFrom(const rpc::RequestContext& context, const StoredPage& page,
                  const StoredTeam& stored) {
  v1::Team team;
  team.set_page(PageName(page.page_id));
  team.set_masked(!MayKnowPeople(context, UnitName(page.unit_id)));
  for (v1::TeamMember member : stored.members) {
    if (team.masked()) {
      member.set_full_name(Initials(member.full_name()));
      member.set_phone(MaskedPhone(member.phone()));
    }
    *team.add_members() = member;
  }
  for (const v1::Team::Warning warning : WarningsOf(stored.members)) {
    team.add_warnings(warning);
  }
  team.set_etag(rpc::EtagOf(stored.sequence));
  return team;
}

absl::StatusOr<StoredTeam> CheckedTeam(const v1::Team& wanted,
                                       const std::string& page) {
  StoredTeam team;
  std::set<std::string> seen;
  for (int i = 0; i < wanted.members_size(); ++i) {
    const std::string field = absl::StrCat("team.members[", i, "]");
    v1::TeamMember member = wanted.members(i);
    ASSIGN_OR_RETURN(
        *member.mutable_phone(),
        NormalizePhone(absl::StrCat(field, ".phone"), member.phone()));
    if (!seen.insert(IdentityOf(member)).second) {
      return TeamMemberTwice(field, page);
    }
    team.members.push_back(member);
  }
  if (absl::c_count_if(team.members, IsHead) > 1) {
    return TeamHeadAmbiguous(page);
  }
  return team;
}

absl::StatusOr<v1::Team> Replace(sql::Tx& tx,
                                 const rpc::RequestContext& context,
                                 const v1::Team& wanted,
                                 audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const StoredPage page,
                   ResolvePage(tx, "team.page", wanted.page()));
  RETURN_IF_ERROR(context.access.Check(UnitName(page.unit_id)));
  subject = {PageName(page.page_id), UnitName(page.unit_id)};
  ASSIGN_OR_RETURN(const StoredTeam before, FindTeam(tx, page.page_id));
  RETURN_IF_ERROR(rpc::CheckEtag(wanted.etag(), rpc::EtagOf(before.sequence),
                                 subject.resource));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  if (!TakesAction(StateOn(page.dates, today), PageAction::kEdit)) {
    return PageRetired(subject.resource, *page.dates.retired_on);
  }
  ASSIGN_OR_RETURN(StoredTeam team, CheckedTeam(wanted, subject.resource));
  ASSIGN_OR_RETURN(team.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(PutTeam(tx, page.page_id, team));
  return TeamFrom(context, page, team);
}

}  // namespace

std::vector<v1::Team::Warning> WarningsOf(
    const std::vector<v1::TeamMember>& members) {
  std::vector<v1::Team::Warning> warnings;
  if (members.size() < 2) warnings.push_back(v1::Team::FEWER_THAN_TWO);
  if (absl::c_none_of(members, IsHead)) warnings.push_back(v1::Team::NO_HEAD);
  if (absl::c_any_of(members, [](const v1::TeamMember& member) {
        return member.phone().empty();
      })) {
    warnings.push_back(v1::Team::PHONE_MISSING);
  }
  return warnings;
}

absl::StatusOr<v1::Team> Teams::GetTeam(const rpc::RequestContext& context,
                                        const v1::GetTeamRequest& request) {
  v1::Team response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const StoredPage page,
                     ResolvePage(tx, "page", request.page()));
    RETURN_IF_ERROR(context.access.Check(UnitName(page.unit_id)));
    ASSIGN_OR_RETURN(const StoredTeam team, FindTeam(tx, page.page_id));
    response = TeamFrom(context, page, team);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Team> Teams::ReplaceTeam(
    const rpc::RequestContext& context, const v1::ReplaceTeamRequest& request) {
  return audit::Mutate<v1::Team>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return Replace(tx, context, request.team(), subject);
      });
}

}  // namespace loa::units
