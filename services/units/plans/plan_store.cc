#include "services/units/plans/plan_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/sql/json_texts.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

#define LOA_PLAN_COLUMNS                                                \
  "n.plan_id, n.number, n.title, n.purpose, n.issuer_id, n.issued_on, " \
  "n.basis_kind, n.basis_number, n.basis_issuer, n.basis_issued_on, "   \
  "n.created_at, n.sequence, n.addressees, n.addressee_levels, "        \
  "n.document, n.basis_document"

#define LOA_PLANS_BEFORE                  \
  " (n.issued_on, n.plan_id) < ($4, $5) " \
  "ORDER BY n.issued_on DESC, n.plan_id DESC LIMIT $6"

constexpr char kFindPlan[] =
    "SELECT " LOA_PLAN_COLUMNS " FROM plan n WHERE n.plan_id = $1";

constexpr char kFindPlanByNumber[] =
    "SELECT " LOA_PLAN_COLUMNS " FROM plan n WHERE n.number = $1";

constexpr char kListAll[] =
    "SELECT " LOA_PLAN_COLUMNS
    " FROM plan n "
    "WHERE CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL "
    "AND CAST($3 AS TEXT) IS NOT NULL AND" LOA_PLANS_BEFORE;

constexpr char kListBelow[] = LOA_BELOW
    "SELECT " LOA_PLAN_COLUMNS
    " FROM plan n "
    "WHERE n.issuer_id IN (SELECT unit_id FROM below) AND" LOA_PLANS_BEFORE;

#undef LOA_PLAN_COLUMNS
#undef LOA_PLANS_BEFORE

constexpr char kTargetsOf[] =
    "SELECT target_id, level, milestone, required_percent, required_count, "
    "deadline, origin, origin_note, title FROM plan_target "
    "WHERE plan_id = $1 "
    "ORDER BY position, target_id";

constexpr char kInsertPlan[] =
    "INSERT INTO plan (plan_id, number, title, purpose, issuer_id, issued_on, "
    "basis_kind, basis_number, basis_issuer, basis_issued_on, created_at, "
    "sequence, addressees, addressee_levels, document, basis_document) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

constexpr char kInsertTarget[] =
    "INSERT INTO plan_target (plan_id, target_id, position, level, milestone, "
    "required_percent, required_count, deadline, origin, origin_note, title) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

constexpr char kSetPlanSequence[] =
    "UPDATE plan SET sequence = $2 WHERE plan_id = $1";

constexpr char kUnitsToCount[] =
    "WITH RECURSIVE below (unit_id, branch_id) AS ("
    "SELECT r.unit_id, CAST('' AS TEXT) FROM unit_version r "
    "WHERE " LOA_AT_MOMENT("r") " AND r.unit_id = $3 "
    "UNION SELECT c.unit_id, "
    "CASE WHEN b.unit_id = $3 THEN c.unit_id ELSE b.branch_id END "
    "FROM unit_version c JOIN below b ON c.parent_id = b.unit_id "
    "WHERE " LOA_AT_MOMENT("c") ") "
    "SELECT v.unit_id, v.kind, v.code, v.display_name, b.branch_id, "
    "COALESCE(w.code, ''), COALESCE(w.display_name, '') FROM below b "
    "JOIN unit_version v ON v.unit_id = b.unit_id AND " LOA_AT_MOMENT("v")
    " LEFT JOIN unit_version w ON w.unit_id = b.branch_id AND "
    LOA_AT_MOMENT("w") " WHERE v.level = $4 ORDER BY v.code, v.unit_id";

constexpr char kSubtreeOf[] =
    LOA_BELOW "SELECT unit_id FROM below ORDER BY unit_id";

std::string IdOf(absl::string_view collection, absl::string_view name) {
  return std::string(absl::StripPrefix(name, absl::StrCat(collection, "/")));
}

v1::Target TargetFrom(const sql::Row& row) {
  v1::Target target;
  target.set_id(row.Text(0));
  target.set_level(row.Text(1));
  target.set_milestone(static_cast<v1::FactKind>(row.Int(2)));
  if (!row.IsNull(3)) target.set_percent(static_cast<int32_t>(row.Int(3)));
  if (!row.IsNull(4)) target.set_count(static_cast<int32_t>(row.Int(4)));
  target.set_deadline(base::FormatDate(row.Int(5)));
  target.set_origin(static_cast<v1::Target::Origin>(row.Int(6)));
  target.set_origin_note(row.Text(7));
  target.set_title(row.Text(8));
  return target;
}

bool HasBasis(const v1::LegalBasis& basis) {
  return !basis.kind().empty() || !basis.number().empty() ||
         !basis.issuer().empty() || !basis.issued_on().empty() ||
         !basis.document().empty();
}

v1::LegalBasis BasisFrom(const sql::Row& row) {
  v1::LegalBasis basis;
  basis.set_kind(row.Text(6));
  basis.set_number(row.Text(7));
  basis.set_issuer(row.Text(8));
  if (!row.IsNull(9)) basis.set_issued_on(base::FormatDate(row.Int(9)));
  basis.set_document(row.Text(15));
  return basis;
}

absl::StatusOr<v1::Plan> PlanFrom(sql::Tx& tx, const sql::Row& row) {
  v1::Plan plan;
  plan.set_name(PlanName(row.Text(0)));
  plan.set_number(row.Text(1));
  plan.set_title(row.Text(2));
  plan.set_purpose(row.Text(3));
  plan.set_issuer(UnitName(row.Text(4)));
  plan.set_issued_on(base::FormatDate(row.Int(5)));
  const v1::LegalBasis basis = BasisFrom(row);
  if (HasBasis(basis)) *plan.mutable_legal_basis() = basis;
  *plan.mutable_create_time() = base::TimestampOf(row.Time(10));
  plan.set_sequence(row.Int(11));
  plan.set_etag(rpc::EtagOf(row.Int(11)));
  for (const std::string& unit_id : sql::TextsOfJson(row.Text(12))) {
    plan.add_addressees(UnitName(unit_id));
  }
  for (const std::string& level : sql::TextsOfJson(row.Text(13))) {
    plan.add_addressee_levels(level);
  }
  plan.set_document(row.Text(14));
  ASSIGN_OR_RETURN(const sql::Rows targets, tx.Run(kTargetsOf, row.Text(0)));
  for (const sql::Row target : targets) {
    *plan.add_targets() = TargetFrom(target);
  }
  return plan;
}

absl::StatusOr<std::optional<v1::Plan>> OneOf(
    sql::Tx& tx, const absl::StatusOr<sql::Rows>& rows) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return std::nullopt;
  ASSIGN_OR_RETURN(v1::Plan plan, PlanFrom(tx, (*rows)[0]));
  return plan;
}

}  // namespace

absl::StatusOr<v1::Plan> ResolvePlan(sql::Tx& tx, absl::string_view field,
                                     const std::string& name) {
  ASSIGN_OR_RETURN(const rpc::Name parsed,
                   rpc::ParseName(field, name, "plans"));
  std::optional<v1::Plan> plan;
  if (parsed.alias_kind == "number") {
    ASSIGN_OR_RETURN(plan, FindPlanByNumber(tx, parsed.alias_value));
  } else if (!parsed.is_alias()) {
    ASSIGN_OR_RETURN(plan, FindPlan(tx, parsed.id));
  }
  if (!plan.has_value()) return PlanNotFound(field, name);
  return *std::move(plan);
}

absl::StatusOr<std::optional<v1::Plan>> FindPlan(sql::Tx& tx,
                                                 const std::string& plan_id) {
  return OneOf(tx, tx.Run(kFindPlan, plan_id));
}

absl::StatusOr<std::optional<v1::Plan>> FindPlanByNumber(
    sql::Tx& tx, const std::string& number) {
  return OneOf(tx, tx.Run(kFindPlanByNumber, number));
}

absl::Status InsertPlan(sql::Tx& tx, const v1::Plan& plan) {
  const std::string plan_id = IdOf("plans", plan.name());
  const v1::LegalBasis& basis = plan.legal_basis();
  std::vector<std::string> addressees;
  for (const std::string& unit : plan.addressees()) {
    addressees.push_back(IdOf("units", unit));
  }
  const std::vector<std::string> levels(plan.addressee_levels().begin(),
                                        plan.addressee_levels().end());
  RETURN_IF_ERROR(tx.Exec(kInsertPlan, plan_id, plan.number(), plan.title(),
                          plan.purpose(), IdOf("units", plan.issuer()),
                          base::ParseDate(plan.issued_on()).value_or(0),
                          basis.kind(), basis.number(), basis.issuer(),
                          base::ParseDate(basis.issued_on()),
                          base::TimeOf(plan.create_time()), plan.sequence(),
                          sql::JsonArray(addressees), sql::JsonArray(levels),
                          plan.document(), basis.document())
                      .status());
  for (int i = 0; i < plan.targets_size(); ++i) {
    RETURN_IF_ERROR(InsertTarget(tx, plan_id, plan.targets(i), i + 1));
  }
  return absl::OkStatus();
}

absl::Status InsertTarget(sql::Tx& tx, const std::string& plan_id,
                          const v1::Target& target, int position) {
  std::optional<int64_t> percent;
  std::optional<int64_t> count;
  if (target.has_percent()) percent = target.percent();
  if (target.has_count()) count = target.count();
  return tx
      .Exec(kInsertTarget, plan_id, target.id(), position, target.level(),
            static_cast<int>(target.milestone()), percent, count,
            base::ParseDate(target.deadline()).value_or(0),
            static_cast<int>(target.origin()), target.origin_note(),
            target.title())
      .status();
}

absl::Status SetPlanSequence(sql::Tx& tx, const std::string& plan_id,
                             int64_t sequence) {
  return tx.Exec(kSetPlanSequence, plan_id, sequence).status();
}

absl::StatusOr<std::vector<v1::Plan>> ListStoredPlans(
    sql::Tx& tx, const VisibleTree& visible, const Moment& today,
    const PlanCursor& before, int limit) {
  const absl::string_view statement = visible.whole ? kListAll : kListBelow;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(statement, today.day, today.sequence,
                          sql::JsonArray(visible.roots), before.issued_on,
                          before.plan_id, limit));
  std::vector<v1::Plan> plans;
  for (const sql::Row row : rows) {
    ASSIGN_OR_RETURN(v1::Plan plan, PlanFrom(tx, row));
    plans.push_back(std::move(plan));
  }
  return plans;
}

absl::StatusOr<std::vector<CountedUnit>> UnitsToCount(
    sql::Tx& tx, const std::string& issuer_id, const std::string& level,
    const Moment& moment) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(kUnitsToCount, moment.day, moment.sequence, issuer_id, level));
  std::vector<CountedUnit> units;
  for (const sql::Row row : rows) {
    units.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3),
                     row.Text(4), row.Text(5), row.Text(6)});
  }
  return units;
}

absl::StatusOr<std::vector<std::string>> SubtreeOf(sql::Tx& tx,
                                                   const std::string& unit_id,
                                                   const Moment& moment) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kSubtreeOf, moment.day, moment.sequence,
                          sql::JsonArray(std::vector<std::string>{unit_id})));
  std::vector<std::string> ids;
  for (const sql::Row row : rows) ids.push_back(row.Text(0));
  return ids;
}

}  // namespace loa::units
