#include "services/units/fleet/team_store.h"

#include "libs/status/status_macros.h"

namespace loa::units {
namespace {

constexpr char kTeamSequence[] =
    "SELECT sequence FROM page_team WHERE page_id = $1";

constexpr char kMembersOf[] =
    "SELECT page_id, full_name, office, phone, is_head FROM page_team_member "
    "WHERE page_id IN (@texts($1)) ORDER BY page_id, place_in_list";

constexpr char kPutTeam[] =
    "INSERT INTO page_team (page_id, sequence) VALUES ($1, $2) "
    "ON CONFLICT (page_id) DO UPDATE SET sequence = excluded.sequence";

constexpr char kDeleteMembers[] =
    "DELETE FROM page_team_member WHERE page_id = $1";

constexpr char kInsertMember[] =
    "INSERT INTO page_team_member (page_id, place_in_list, full_name, office, "
    "phone, is_head) VALUES ($1, $2, $3, $4, $5, $6)";

}  // namespace

absl::StatusOr<StoredTeam> FindTeam(sql::Tx& tx, const std::string& page_id) {
  ASSIGN_OR_RETURN(auto teams, TeamsOf(tx, {page_id}));
  StoredTeam team = teams[page_id];
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kTeamSequence, page_id));
  if (!rows.empty()) team.sequence = rows[0].Int(0);
  return team;
}

absl::StatusOr<std::map<std::string, StoredTeam>> TeamsOf(
    sql::Tx& tx, const std::vector<std::string>& page_ids) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kMembersOf, sql::JsonArray(page_ids)));
  std::map<std::string, StoredTeam> teams;
  for (const sql::Row row : rows) {
    v1::TeamMember& member = teams[row.Text(0)].members.emplace_back();
    member.set_full_name(row.Text(1));
    member.set_position(row.Text(2));
    member.set_phone(row.Text(3));
    member.set_head(row.Bool(4));
  }
  return teams;
}

absl::Status PutTeam(sql::Tx& tx, const std::string& page_id,
                     const StoredTeam& team) {
  RETURN_IF_ERROR(tx.Exec(kPutTeam, page_id, team.sequence).status());
  RETURN_IF_ERROR(tx.Exec(kDeleteMembers, page_id).status());
  int place = 0;
  for (const v1::TeamMember& member : team.members) {
    RETURN_IF_ERROR(tx.Exec(kInsertMember, page_id, ++place, member.full_name(),
                            member.position(), member.phone(), member.head())
                        .status());
  }
  return absl::OkStatus();
}

}  // namespace loa::units
