#ifndef LOA_SERVICES_UNITS_UNITS_UNIT_SQL_H_
#define LOA_SERVICES_UNITS_UNITS_UNIT_SQL_H_

// The statements over unit_version.  Reads take $1 = day and $2 = sequence.
// Macros, because statements that share text must still be literals; the
// stores of pages and plans build on them too.

#define LOA_UNIT_COLUMNS                                                  \
  "v.unit_id, v.level, v.kind, v.display_name, v.official_name, v.code, " \
  "v.parent_id, v.valid_from, v.valid_until, v.recorded_sequence, "       \
  "v.recorded_at, "                                                       \
  "(SELECT MAX(e.recorded_sequence) FROM unit_version e "                 \
  "WHERE e.unit_id = v.unit_id AND e.recorded_sequence <= $2)"

// True of the rows of alias `t` that answer at the moment.
#define LOA_AT_MOMENT(t)                                      \
  "(" t ".valid_from <= $1 AND " t ".valid_until > $1 AND " t \
  ".recorded_sequence <= $2 AND " t ".superseded_sequence > $2)"

#define LOA_UNIT_FILTER                          \
  "(CAST($4 AS TEXT) = '' OR v.level = $4) AND " \
  "(CAST($5 AS TEXT) = '' OR v.kind = $5) AND "  \
  "v.search_key LIKE '%' || CAST($6 AS TEXT) || '%'"

// $3 = roots; UNION ends on a tree that bad data made a ring.
#define LOA_BELOW \
  "WITH RECURSIVE below (unit_id) AS ("                                      \
  "SELECT r.unit_id FROM unit_version r WHERE " LOA_AT_MOMENT("r")           \
  " AND r.unit_id IN (@texts($3)) "                          \
  "UNION SELECT c.unit_id FROM unit_version c "                              \
  "JOIN below b ON c.parent_id = b.unit_id WHERE " LOA_AT_MOMENT("c") ") "

#define LOA_LISTED                                                         \
  "FROM unit_version v JOIN organization_level l ON l.level_id = v.level " \
  "WHERE " LOA_AT_MOMENT("v") " AND " LOA_UNIT_FILTER

#define LOA_AFTER_CURSOR                                                  \
  " AND (l.rank, v.code, v.display_name, v.unit_id) > ($7, $8, $9, $10) " \
  "ORDER BY l.rank, v.code, v.display_name, v.unit_id LIMIT $11"

#define LOA_ROOTS_UNUSED " AND CAST($3 AS TEXT) IS NOT NULL"

namespace loa::units {

inline constexpr char kFindUnit[] =
    "SELECT " LOA_UNIT_COLUMNS
    " FROM unit_version v WHERE " LOA_AT_MOMENT("v") " AND v.unit_id = $3";

inline constexpr char kUnitWithCode[] =
    "SELECT v.unit_id FROM unit_version v WHERE " LOA_AT_MOMENT(
        "v") " AND v.code = $3 ORDER BY v.unit_id";

inline constexpr char kUnitIdTaken[] =
    "SELECT 1 FROM unit_version WHERE unit_id = $1 "
    "ORDER BY valid_from LIMIT 1";

inline constexpr char kFindAncestors[] =
    "WITH RECURSIVE above (unit_id, parent_id, depth) AS ("
    "SELECT s.unit_id, s.parent_id, CAST(0 AS BIGINT) FROM unit_version s "
    "WHERE " LOA_AT_MOMENT("s") " AND s.unit_id = $3 "
    "UNION ALL SELECT p.unit_id, p.parent_id, a.depth + 1 "
    "FROM unit_version p JOIN above a ON p.unit_id = a.parent_id "
    "WHERE " LOA_AT_MOMENT("p") " AND a.depth < 16) "
    "SELECT " LOA_UNIT_COLUMNS " FROM above a "
    "JOIN unit_version v ON v.unit_id = a.unit_id "
    "WHERE " LOA_AT_MOMENT("v") " AND a.depth > 0 ORDER BY a.depth";

inline constexpr char kListUnitsOfAll[] =
    "SELECT " LOA_UNIT_COLUMNS
    ", l.rank " LOA_LISTED LOA_ROOTS_UNUSED LOA_AFTER_CURSOR;

inline constexpr char kListUnitsBelow[] =
    LOA_BELOW "SELECT " LOA_UNIT_COLUMNS ", l.rank " LOA_LISTED
              " AND v.unit_id IN (SELECT unit_id FROM below)" LOA_AFTER_CURSOR;

inline constexpr char kCountUnitsOfAll[] =
    "SELECT COUNT(*) " LOA_LISTED LOA_ROOTS_UNUSED;

inline constexpr char kCountUnitsBelow[] =
    LOA_BELOW "SELECT COUNT(*) " LOA_LISTED
              " AND v.unit_id IN (SELECT unit_id FROM below)";

inline constexpr char kReadTree[] =
    "SELECT unit_id, level, kind, display_name, official_name, code, "
    "parent_id, valid_from, valid_until FROM unit_version "
    "WHERE superseded_sequence = $1 ORDER BY unit_id, valid_from";

inline constexpr char kSupersede[] =
    "UPDATE unit_version SET superseded_sequence = $1, superseded_at = $2 "
    "WHERE unit_id = $3 AND valid_from = $4 AND superseded_sequence = $5";

inline constexpr char kRecord[] =
    "INSERT INTO unit_version (unit_id, valid_from, valid_until, "
    "recorded_sequence, superseded_sequence, recorded_at, superseded_at, "
    "level, kind, display_name, official_name, search_key, code, parent_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_UNITS_UNIT_SQL_H_
