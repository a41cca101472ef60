#include "services/units/units/unit_store.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "libs/text/unit_names.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

constexpr int64_t kCurrent = std::numeric_limits<int64_t>::max();

v1::Unit UnitFrom(const sql::Row& row, const Moment& moment) {
  v1::Unit unit;
  unit.set_name(UnitName(row.Text(0)));
  unit.set_level(row.Text(1));
  unit.set_kind(row.Text(2));
  unit.set_display_name(row.Text(3));
  unit.set_official_name(row.Text(4));
  unit.set_code(row.Text(5));
  unit.set_parent(UnitName(row.Text(6)));
  unit.set_valid_from(base::FormatDate(row.Int(7)));
  unit.set_valid_until(base::FormatDate(row.Int(8)));
  *unit.mutable_record_time() = base::TimestampOf(row.Time(10));
  unit.set_sequence(row.Int(9));
  unit.set_registry_sequence(moment.sequence);
  unit.set_etag(rpc::EtagOf(row.Int(11)));
  return unit;
}

UnitVersion VersionFrom(const sql::Row& row) {
  UnitVersion version;
  version.attributes = {row.Text(1), row.Text(2), row.Text(3),
                        row.Text(4), row.Text(5), row.Text(6)};
  version.valid_from = row.Int(7);
  version.valid_until = row.Int(8);
  return version;
}

std::string SearchKeyOf(const UnitAttributes& attributes) {
  return absl::StrCat(text::SearchKey(attributes.display_name), "\n",
                      text::SearchKey(attributes.official_name));
}

bool Holds(const Timeline& timeline, const UnitVersion& version) {
  return std::find(timeline.begin(), timeline.end(), version) != timeline.end();
}

absl::StatusOr<std::string> UnitWithCode(sql::Tx& tx, const std::string& code,
                                         const Moment& moment) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kUnitWithCode, moment.day, moment.sequence, code));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

}  // namespace

absl::StatusOr<Moment> ReadMoment(sql::Tx& tx, absl::Time now,
                                  absl::string_view as_of,
                                  int64_t at_sequence) {
  Moment moment;
  ASSIGN_OR_RETURN(moment.sequence, sql::CurrentSequence(tx));
  if (at_sequence < 0 || at_sequence > moment.sequence) {
    return SequenceUnknown(at_sequence, moment.sequence);
  }
  if (at_sequence > 0) moment.sequence = at_sequence;
  const std::optional<base::Days> day = base::ParseDate(as_of);
  if (day.has_value()) {
    moment.day = *day;
  } else {
    ASSIGN_OR_RETURN(moment.day, ReadToday(tx, now));
  }
  return moment;
}

absl::StatusOr<std::string> ResolveUnit(sql::Tx& tx, absl::string_view field,
                                        const std::string& name,
                                        const Moment& moment) {
  ASSIGN_OR_RETURN(const rpc::Name parsed,
                   rpc::ParseName(field, name, "units"));
  std::string unit_id = parsed.id;
  if (parsed.alias_kind == "code") {
    ASSIGN_OR_RETURN(unit_id, UnitWithCode(tx, parsed.alias_value, moment));
  } else if (!parsed.alias_kind.empty()) {
    unit_id.clear();
  }
  if (unit_id.empty()) return UnitNotFound(field, name, moment.day);
  return unit_id;
}

absl::StatusOr<std::optional<v1::Unit>> FindUnit(sql::Tx& tx,
                                                 const std::string& unit_id,
                                                 const Moment& moment) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kFindUnit, moment.day, moment.sequence, unit_id));
  if (rows.empty()) return std::nullopt;
  return UnitFrom(rows[0], moment);
}

absl::StatusOr<bool> UnitIdTaken(sql::Tx& tx, const std::string& unit_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUnitIdTaken, unit_id));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::Unit>> FindAncestors(sql::Tx& tx,
                                                    const std::string& unit_id,
                                                    const Moment& moment) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindAncestors, moment.day,
                                                moment.sequence, unit_id));
  std::vector<v1::Unit> units;
  for (const sql::Row row : rows) units.push_back(UnitFrom(row, moment));
  return units;
}

absl::StatusOr<UnitPage> ListUnitPage(sql::Tx& tx, const UnitFilter& filter,
                                      const Moment& moment,
                                      const UnitCursor& after, int page_size) {
  const absl::string_view statement =
      filter.whole_tree ? kListUnitsOfAll : kListUnitsBelow;
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(statement, moment.day, moment.sequence,
             sql::JsonArray(filter.roots), filter.level, filter.kind,
             filter.search_key, after.rank, after.code, after.display_name,
             after.unit_id, page_size + 1));
  UnitPage page;
  for (const sql::Row row : rows) {
    if (static_cast<int>(page.units.size()) == page_size) {
      const sql::Row last = rows[page_size - 1];
      page.next =
          UnitCursor{last.Int(12), last.Text(5), last.Text(3), last.Text(0)};
      break;
    }
    page.units.push_back(UnitFrom(row, moment));
  }
  return page;
}

absl::StatusOr<int64_t> CountUnits(sql::Tx& tx, const UnitFilter& filter,
                                   const Moment& moment) {
  const absl::string_view statement =
      filter.whole_tree ? kCountUnitsOfAll : kCountUnitsBelow;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(statement, moment.day, moment.sequence,
                          sql::JsonArray(filter.roots), filter.level,
                          filter.kind, filter.search_key));
  return rows[0].Int(0);
}

absl::StatusOr<UnitTree> ReadUnitTree(sql::Tx& tx) {
  ASSIGN_OR_RETURN(Levels levels, ReadLevels(tx));
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kReadTree, kCurrent));
  UnitTree tree(std::move(levels));
  std::string unit_id;
  Timeline timeline;
  for (const sql::Row row : rows) {
    if (row.Text(0) != unit_id) {
      if (!unit_id.empty()) tree.Set(unit_id, std::move(timeline));
      timeline.clear();
      unit_id = row.Text(0);
    }
    timeline.push_back(VersionFrom(row));
  }
  if (!unit_id.empty()) tree.Set(unit_id, std::move(timeline));
  return tree;
}

absl::Status RecordTimeline(sql::Tx& tx, const std::string& unit_id,
                            const Timeline& before, const Timeline& after,
                            int64_t sequence, absl::Time now) {
  for (const UnitVersion& version : before) {
    if (Holds(after, version)) continue;
    RETURN_IF_ERROR(tx.Exec(kSupersede, sequence, now, unit_id,
                            version.valid_from, kCurrent)
                        .status());
  }
  for (const UnitVersion& version : after) {
    if (Holds(before, version)) continue;
    const UnitAttributes& a = version.attributes;
    RETURN_IF_ERROR(tx.Exec(kRecord, unit_id, version.valid_from,
                            version.valid_until, sequence, kCurrent, now,
                            kCurrent, a.level, a.kind, a.display_name,
                            a.official_name, SearchKeyOf(a), a.code,
                            a.parent_id)
                        .status());
  }
  return absl::OkStatus();
}

}  // namespace loa::units
