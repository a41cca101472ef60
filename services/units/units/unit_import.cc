#include "services/units/units/unit_import.h"

#include <string>

#include "google/protobuf/wrappers.pb.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/import_plan.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// What the audit log hashes: all rows, each with its length.
google::protobuf::BytesValue WholeRequest(
    const std::vector<v1::ImportUnitsRequest>& rows) {
  google::protobuf::BytesValue whole;
  for (const v1::ImportUnitsRequest& row : rows) {
    const std::string bytes = row.SerializeAsString();
    whole.mutable_value()->append(std::to_string(bytes.size()) + ":" + bytes);
  }
  return whole;
}

absl::Status Record(sql::Tx& tx, const rpc::RequestContext& context,
                    const std::vector<ImportedUnit>& units,
                    v1::ImportUnitsResponse& response) {
  int64_t sequence = 0;
  for (const ImportedUnit& unit : units) {
    if (unit.after == unit.before) {
      response.set_unchanged(response.unchanged() + 1);
      continue;
    }
    if (sequence == 0) {
      ASSIGN_OR_RETURN(sequence, sql::NextSequence(tx));
    }
    RETURN_IF_ERROR(RecordTimeline(tx, unit.unit_id, unit.before, unit.after,
                                   sequence, context.now));
    RETURN_IF_ERROR(RecordChange(tx, sequence, kUnitChange, unit.unit_id));
    if (unit.before.empty()) {
      response.set_created(response.created() + 1);
    } else {
      response.set_changed(response.changed() + 1);
    }
  }
  ASSIGN_OR_RETURN(sequence, sql::CurrentSequence(tx));
  response.set_registry_sequence(sequence);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ImportUnitsResponse> UnitImport::ImportUnits(
    const rpc::RequestContext& context,
    const std::vector<v1::ImportUnitsRequest>& rows) {
  if (rows.size() > kMaxImportRows) return ImportTooLarge(kMaxImportRows);
  const google::protobuf::BytesValue whole = WholeRequest(rows);
  ASSIGN_OR_RETURN(
      v1::ImportUnitsResponse response,
      audit::Mutate<v1::ImportUnitsResponse>(
          database_, context, whole,
          [&](sql::Tx& tx, audit::Subject& subject)
              -> absl::StatusOr<v1::ImportUnitsResponse> {
            RETURN_IF_ERROR(LockRegister(tx));
            RETURN_IF_ERROR(context.access.Check(auth::kOrganization));
            subject.resource = std::string(auth::kOrganization);
            subject.unit = std::string(auth::kOrganization);
            ASSIGN_OR_RETURN(UnitTree tree, ReadUnitTree(tx));
            ASSIGN_OR_RETURN(
                const std::vector<ImportedUnit> units,
                PlanImport(rows, tree, [this] { return ids_.NewId(); }));
            v1::ImportUnitsResponse answer;
            RETURN_IF_ERROR(Record(tx, context, units, answer));
            return answer;
          }));
  RETURN_IF_ERROR(index_.Refresh());
  return response;
}

}  // namespace loa::units
