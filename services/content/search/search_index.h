#ifndef LOA_SERVICES_CONTENT_SEARCH_SEARCH_INDEX_H_
#define LOA_SERVICES_CONTENT_SEARCH_SEARCH_INDEX_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "services/content/search/index_words.h"

// Writing what search finds, in the transaction of the change.
namespace loa::content {

// A row of search_entry; its comments are in the migration.
struct SearchEntry {
  int64_t number = 0;
  std::string name;
  v1::SearchHit::Kind kind = v1::SearchHit::KIND_UNSPECIFIED;
  std::string unit;
  absl::Time at;
  std::string title;
  std::string document_number;
  std::string revision;
  std::string text;
};

// Makes `entry` found by the words of `fields` and by `more` words. An entry
// of that name is replaced and keeps its number and its shown-in words; a new
// one gets the next change sequence. `number` and `text` of `entry` are not
// used. False when another transaction wrote the name first: nothing changed.
absl::StatusOr<bool> PutSearchEntry(
    sql::Tx& tx, const SearchEntry& entry,
    const std::vector<absl::string_view>& fields,
    const std::vector<IndexWord>& more);

// Makes an entry found by one word more.
absl::Status AddSearchWord(sql::Tx& tx, const SearchEntry& entry,
                           IndexWord word);

// Nothing of it is found any more, and nothing of its text is kept.
absl::Status RemoveSearchEntry(sql::Tx& tx, absl::string_view name);

// nullopt when there is none.
absl::StatusOr<std::optional<SearchEntry>> FindSearchEntry(
    sql::Tx& tx, absl::string_view name);
// The same, and nobody else replaces it until this transaction ends.
absl::StatusOr<std::optional<SearchEntry>> LockSearchEntry(
    sql::Tx& tx, absl::string_view name);
// By number, without those that are gone.
using SearchEntries = absl::flat_hash_map<int64_t, SearchEntry>;
absl::StatusOr<SearchEntries> ReadSearchEntries(
    sql::Tx& tx, const std::vector<int64_t>& numbers);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SEARCH_INDEX_H_
