#include "services/units/registry/register_index.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/registry/register_view.h"

namespace loa::units {
namespace {

// A unit that is not valid today keeps the place of its last version before
// today, else of its first: its history can still be asked for.  The rows
// come so that the place to keep is the last one of each unit.
constexpr absl::string_view kPlaces =
    "SELECT unit_id, parent_id, "
    "CASE WHEN valid_from <= $1 AND valid_until > $1 THEN 1 ELSE 0 END "
    "FROM unit_version WHERE superseded_sequence = 9223372036854775807 "
    "ORDER BY unit_id, "
    "CASE WHEN valid_from <= $1 THEN 1 ELSE 0 END, "
    "CASE WHEN valid_from <= $1 THEN valid_from ELSE -valid_from END";

constexpr absl::string_view kGrants =
    "SELECT b.principal_id, b.role, b.unit FROM role_binding b "
    "JOIN principal p ON p.principal_id = b.principal_id "
    "WHERE p.disabled = 0 ORDER BY b.role_binding_id";

absl::StatusOr<std::shared_ptr<RegisterView>> ReadView(sql::Tx& tx,
                                                       absl::Time now) {
  auto view = std::make_shared<RegisterView>();
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, now));
  ASSIGN_OR_RETURN(const sql::Rows places, tx.Run(kPlaces, today));
  for (const sql::Row row : places) {
    view->AddUnit(UnitName(row.Text(0)), UnitName(row.Text(1)), row.Bool(2));
  }
  ASSIGN_OR_RETURN(const sql::Rows grants, tx.Run(kGrants));
  for (const sql::Row row : grants) {
    view->AddGrant(PrincipalName(row.Text(0)),
                   {static_cast<auth::Role>(row.Int(1)), row.Text(2)});
  }
  return view;
}

}  // namespace

RegisterIndex::RegisterIndex(sql::Database& database, const base::Clock& clock)
    : database_(database),
      clock_(clock),
      view_(std::make_shared<RegisterView>()) {}

std::shared_ptr<const auth::AccessView> RegisterIndex::Current() const {
  base::MutexLock lock(mutex_);
  return view_;
}

absl::Status RegisterIndex::Refresh() {
  int64_t known;
  {
    base::MutexLock lock(mutex_);
    known = sequence_;
  }
  int64_t sequence = 0;
  std::shared_ptr<RegisterView> view;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(sequence, sql::CurrentSequence(tx));
    if (sequence == known) return absl::OkStatus();
    ASSIGN_OR_RETURN(view, ReadView(tx, clock_.Now()));
    return absl::OkStatus();
  }));
  // Two refreshes may overlap: the one that read less must not win.
  base::MutexLock lock(mutex_);
  if (view != nullptr && sequence > sequence_) {
    view_ = std::move(view);
    sequence_ = sequence;
  }
  return absl::OkStatus();
}

}  // namespace loa::units
