#include "services/content/search/search_index.h"

#include <utility>

#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

#define LOA_SEARCH_ENTRY_COLUMNS \
  "entry, name, kind, unit, at, title, number, revision, text"

constexpr absl::string_view kFind =
    "SELECT " LOA_SEARCH_ENTRY_COLUMNS " FROM search_entry WHERE name = $1";

constexpr absl::string_view kLock =
    "UPDATE search_entry SET at = at WHERE name = $1";

constexpr absl::string_view kRead =
    "SELECT " LOA_SEARCH_ENTRY_COLUMNS
    " FROM search_entry WHERE entry IN (@bigints($1)) ORDER BY entry";

constexpr absl::string_view kInsert =
    "INSERT INTO search_entry (entry, name, kind, unit, at, title, number,"
    " revision, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (name) DO NOTHING";

constexpr absl::string_view kReplace =
    "UPDATE search_entry SET unit = $2, at = $3, title = $4, number = $5,"
    " revision = $6, text = $7 WHERE entry = $1";

constexpr absl::string_view kRemove =
    "DELETE FROM search_entry WHERE name = $1 RETURNING entry";

constexpr absl::string_view kRemoveWords =
    "DELETE FROM search_posting WHERE entry = $1";

constexpr absl::string_view kAddWords =
    "INSERT INTO search_posting (word, at, entry)"
    " SELECT w.value, CAST($2 AS BIGINT), CAST($3 AS BIGINT)"
    " FROM @bigints($1) w WHERE 1 = 1 ON CONFLICT (word, at, entry) DO NOTHING";

constexpr absl::string_view kAddSpellings =
    "INSERT INTO search_word (length, word)"
    " SELECT LENGTH(w.value), w.value FROM @texts($1) w"
    " WHERE 1 = 1 ON CONFLICT (length, word) DO NOTHING";

// Which of `words` the entry has.
constexpr absl::string_view kHeld =
    "SELECT word FROM search_posting WHERE entry = $1"
    " AND word IN (@bigints($2)) ORDER BY word";

constexpr absl::string_view kShownIn =
    "SELECT DISTINCT unit FROM publication WHERE post = $1 ORDER BY unit";

SearchEntry ReadEntry(const sql::Row& row) {
  return {.number = row.Int(0),
          .name = row.Text(1),
          .kind = static_cast<v1::SearchHit::Kind>(row.Int(2)),
          .unit = row.Text(3),
          .at = row.Time(4),
          .title = row.Text(5),
          .document_number = row.Text(6),
          .revision = row.Text(7),
          .text = row.Text(8)};
}

absl::Status AddWords(sql::Tx& tx, const std::vector<IndexWord>& words,
                      absl::Time at, int64_t entry) {
  return tx.Exec(kAddWords, sql::JsonArray(words), at, entry).status();
}

// The units on whose pages the post of `entry` was shown already.
absl::StatusOr<std::vector<IndexWord>> ShownInWordsOf(
    sql::Tx& tx, const SearchEntry& entry) {
  std::vector<IndexWord> words;
  ASSIGN_OR_RETURN(const sql::Rows units, tx.Run(kShownIn, entry.name));
  for (const sql::Row unit : units) words.push_back(ShownInWord(unit.Text(0)));
  ASSIGN_OR_RETURN(const sql::Rows held,
                   tx.Run(kHeld, entry.number, sql::JsonArray(words)));
  words.clear();
  for (const sql::Row row : held) words.push_back(row.Int(0));
  return words;
}

}  // namespace

absl::StatusOr<bool> PutSearchEntry(
    sql::Tx& tx, const SearchEntry& entry,
    const std::vector<absl::string_view>& fields,
    const std::vector<IndexWord>& more) {
  IndexedText indexed = IndexText(fields);
  std::vector<IndexWord>& words = indexed.words;
  words.insert(words.end(), more.begin(), more.end());
  words.push_back(KindWord(entry.kind));
  ASSIGN_OR_RETURN(const std::optional<SearchEntry> old,
                   LockSearchEntry(tx, entry.name));
  int64_t number = 0;
  if (old) {
    number = old->number;
    ASSIGN_OR_RETURN(const std::vector<IndexWord> shown,
                     ShownInWordsOf(tx, *old));
    words.insert(words.end(), shown.begin(), shown.end());
    RETURN_IF_ERROR(tx.Exec(kReplace, number, entry.unit, entry.at, entry.title,
                            entry.document_number, entry.revision, indexed.text)
                        .status());
    RETURN_IF_ERROR(tx.Exec(kRemoveWords, number).status());
  } else {
    ASSIGN_OR_RETURN(number, sql::NextSequence(tx));
    ASSIGN_OR_RETURN(
        const int64_t inserted,
        tx.Exec(kInsert, number, entry.name, static_cast<int64_t>(entry.kind),
                entry.unit, entry.at, entry.title, entry.document_number,
                entry.revision, indexed.text));
    if (inserted == 0) return false;
  }
  RETURN_IF_ERROR(AddWords(tx, words, entry.at, number));
  RETURN_IF_ERROR(
      tx.Exec(kAddSpellings, sql::JsonArray(indexed.spellings)).status());
  return true;
}

absl::Status AddSearchWord(sql::Tx& tx, const SearchEntry& entry,
                           IndexWord word) {
  return AddWords(tx, {word}, entry.at, entry.number);
}

absl::Status RemoveSearchEntry(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kRemove, name));
  if (rows.empty()) return absl::OkStatus();
  return tx.Exec(kRemoveWords, rows[0].Int(0)).status();
}

absl::StatusOr<std::optional<SearchEntry>> FindSearchEntry(
    sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return std::optional<SearchEntry>();
  return std::optional<SearchEntry>(ReadEntry(rows[0]));
}

absl::StatusOr<std::optional<SearchEntry>> LockSearchEntry(
    sql::Tx& tx, absl::string_view name) {
  RETURN_IF_ERROR(tx.Exec(kLock, name).status());
  return FindSearchEntry(tx, name);
}

absl::StatusOr<SearchEntries> ReadSearchEntries(
    sql::Tx& tx, const std::vector<int64_t>& numbers) {
  SearchEntries entries;
  if (numbers.empty()) return entries;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kRead, sql::JsonArray(numbers)));
  for (const sql::Row row : rows) entries[row.Int(0)] = ReadEntry(row);
  return entries;
}

}  // namespace loa::content
