#include "services/content/assignments/adoption_facts.h"

#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kAsked =
    "SELECT a.unit, a.state, a.answer_asked, a.created_at, a.adopted_at,"
    " p.state, p.published_at FROM assignment a"
    " LEFT JOIN publication p ON p.publication = a.publication"
    " WHERE a.post = $1 AND a.occurrence = (SELECT MAX(b.occurrence)"
    " FROM assignment b WHERE b.post = a.post AND b.page = a.page)"
    " ORDER BY a.page";

// Line 1 of a timeline is the making of the publication.
constexpr absl::string_view kMandated =
    "SELECT p.unit, t.happened_at, p.state, p.published_at FROM publication p"
    " JOIN timeline t ON t.publication = p.publication AND t.number = 1"
    " WHERE p.post = $1 AND p.occurrence = (SELECT MAX(q.occurrence)"
    " FROM publication q WHERE q.post = p.post AND q.page = p.page)"
    " AND NOT EXISTS (SELECT 1 FROM assignment a"
    " WHERE a.post = p.post AND a.page = p.page)"
    " ORDER BY p.page";

std::optional<absl::Time> OptionalTime(const sql::Row& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Time(column);
}

}  // namespace

absl::StatusOr<std::vector<AdoptionFact>> ReadAdoptionFacts(
    sql::Tx& tx, absl::string_view post) {
  std::vector<AdoptionFact> facts;
  ASSIGN_OR_RETURN(const sql::Rows asked, tx.Run(kAsked, post));
  for (const sql::Row row : asked) {
    AdoptionFact& fact = facts.emplace_back();
    fact.unit = row.Text(0);
    fact.assignment = static_cast<AssignmentState>(row.Int(1));
    fact.answer_asked = row.Bool(2);
    fact.made_at = row.Time(3);
    fact.adopted_at = OptionalTime(row, 4);
    if (const auto state = row.OptionalInt(5)) {
      fact.publication = static_cast<PublicationState>(*state);
    }
    fact.published_at = OptionalTime(row, 6);
  }
  ASSIGN_OR_RETURN(const sql::Rows mandated, tx.Run(kMandated, post));
  for (const sql::Row row : mandated) {
    AdoptionFact& fact = facts.emplace_back();
    fact.unit = row.Text(0);
    fact.made_at = row.Time(1);
    fact.publication = static_cast<PublicationState>(row.Int(2));
    fact.published_at = OptionalTime(row, 3);
  }
  return facts;
}

}  // namespace loa::content
