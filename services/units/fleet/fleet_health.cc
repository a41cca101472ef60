#include "services/units/fleet/fleet_health.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "services/units/creation_cursor.h"
#include "services/units/fleet/page_health.h"
#include "services/units/fleet/personal_data.h"
#include "services/units/names.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using Dependence = v1::FleetHealth::Dependence;

constexpr int kChunk = 500;
constexpr size_t kMaxDependences = 50;

CreationCursor CursorAfter(const StoredPage& page) {
  return {absl::ToUnixMicros(page.created_at), page.page_id};
}

// Calls `visit` with every page after `after` that is not retired, in order of
// creation, until it answers false.
absl::Status ForEachPage(sql::Tx& tx, const VisibleTree& visible,
                         const Moment& today, CreationCursor after,
                         absl::FunctionRef<bool(const ExaminedPage&)> visit) {
  const PageFilter filter{.visible = visible};
  while (true) {
    ASSIGN_OR_RETURN(
        const std::vector<StoredPage> chunk,
        ListStoredPages(tx, filter, today.day, today.sequence, after, kChunk));
    std::vector<StoredPage> living;
    absl::c_copy_if(
        chunk, std::back_inserter(living), [&](const StoredPage& page) {
          return StateOn(page.dates, today.day) != v1::Page::RETIRED;
        });
    ASSIGN_OR_RETURN(const std::vector<ExaminedPage> examined,
                     Examine(tx, living));
    for (const ExaminedPage& page : examined) {
      if (!visit(page)) return absl::OkStatus();
    }
    if (chunk.size() < kChunk) return absl::OkStatus();
    after = CursorAfter(chunk.back());
  }
}

// One person on whom pages hang: by phone; without one, by name in one unit.
std::string PersonOf(const ExaminedPage& page) {
  const v1::TeamMember& member = page.team.front();
  if (!member.phone().empty()) return member.phone();
  return absl::StrCat(text::FoldedText(member.full_name()), "|",
                      page.page.unit_id);
}

void CountDependence(const rpc::RequestContext& context,
                     const ExaminedPage& page,
                     std::map<std::string, Dependence>& people) {
  if (page.team.size() != 1) return;
  const v1::TeamMember& member = page.team.front();
  const auto [person, is_new] =
      people.try_emplace(PersonOf(page), Dependence());
  Dependence& dependence = person->second;
  dependence.set_pages(dependence.pages() + 1);
  // In full where the caller may know him at every page that hangs on him.
  const bool known = MayKnowPeople(context, UnitName(page.page.unit_id));
  if (is_new || !known) {
    dependence.set_full_name(known ? member.full_name()
                                   : Initials(member.full_name()));
    dependence.set_phone(known ? member.phone() : MaskedPhone(member.phone()));
  }
}

void AddDependences(const std::map<std::string, Dependence>& people,
                    v1::FleetHealth& health) {
  std::vector<Dependence> most;
  for (const auto& [key, dependence] : people) most.push_back(dependence);
  absl::c_stable_sort(most, [](const Dependence& a, const Dependence& b) {
    return a.pages() > b.pages();
  });
  most.resize(std::min(most.size(), kMaxDependences));
  for (const Dependence& dependence : most) {
    *health.add_dependences() = dependence;
  }
}

}  // namespace

absl::StatusOr<v1::FleetHealth> FleetHealthReports::GetFleetHealth(
    const rpc::RequestContext& context,
    const v1::GetFleetHealthRequest& request) {
  v1::FleetHealth response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(
        const VisibleTree visible,
        VisibleWithin(tx, context.access, request.within(), today));
    response.Clear();
    response.set_registry_sequence(today.sequence);
    std::map<v1::PageProblem, int> problems;
    std::map<std::string, Dependence> people;
    RETURN_IF_ERROR(
        ForEachPage(tx, visible, today, {}, [&](const ExaminedPage& page) {
          for (const int problem : page.health.problems()) {
            ++problems[static_cast<v1::PageProblem>(problem)];
          }
          if (page.page.personal_profile) {
            response.set_personal_profiles(response.personal_profiles() + 1);
            return true;
          }
          response.set_pages(response.pages() + 1);
          if (page.page.connection == v1::Page::CONNECTED) {
            response.set_connected(response.connected() + 1);
          }
          CountDependence(context, page, people);
          return true;
        }));
    for (const auto& [problem, pages] : problems) {
      auto& count = *response.add_problems();
      count.set_problem(problem);
      count.set_pages(pages);
    }
    AddDependences(people, response);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListPageHealthResponse> FleetHealthReports::ListPageHealth(
    const rpc::RequestContext& context,
    const v1::ListPageHealthRequest& request) {
  ASSIGN_OR_RETURN(const CreationCursor after, ReadCreationCursor(request));
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListPageHealthResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(
        const VisibleTree visible,
        VisibleWithin(tx, context.access, request.within(), today));
    response.Clear();
    CreationCursor last;
    return ForEachPage(
        tx, visible, today, after, [&](const ExaminedPage& page) {
          if (request.problem() != v1::PAGE_PROBLEM_UNSPECIFIED &&
              !absl::c_linear_search(page.health.problems(),
                                     request.problem())) {
            return true;
          }
          if (response.pages_size() == page_size) {
            response.set_next_page_token(TokenAfter(request, last));
            return false;
          }
          *response.add_pages() = page.health;
          last = CursorAfter(page.page);
          return true;
        });
  }));
  return response;
}

}  // namespace loa::units
