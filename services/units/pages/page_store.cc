#include "services/units/pages/page_store.h"

#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/sql/null_if_empty.h"
#include "libs/status/status_macros.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

#define LOA_PAGE_COLUMNS                                                \
  "p.page_id, p.unit_id, p.platform, p.platform_page_id, p.url, "       \
  "p.display_name, p.personal_profile, p.established_on, p.active_on, " \
  "p.retired_on, p.connection, p.connected_at, p.created_at, p.sequence"

// The state on day $1, as StateOn() has it, by the numbers of the contract.
#define LOA_PAGE_STATE                                                 \
  "CASE WHEN p.retired_on <= $1 THEN 4 WHEN p.active_on <= $1 THEN 3 " \
  "WHEN p.established_on <= $1 THEN 2 ELSE 1 END"

#define LOA_PAGE_FILTER \
  "(CAST($4 AS BIGINT) = 0 OR " LOA_PAGE_STATE " = $4) "                    \
  "AND (CAST($5 AS BIGINT) = 0 OR p.connection = $5) "                      \
  "AND (CAST($6 AS TEXT) = '' OR p.unit_id IN (SELECT v.unit_id "           \
  "FROM unit_version v WHERE v.level = $6 AND " LOA_AT_MOMENT("v") ")) "    \
  "AND (p.created_at, p.page_id) > ($7, $8) "                               \
  "ORDER BY p.created_at, p.page_id LIMIT $9"

constexpr char kListAll[] =
    "SELECT " LOA_PAGE_COLUMNS
    " FROM page p WHERE CAST($3 AS TEXT) IS NOT NULL AND " LOA_PAGE_FILTER;

constexpr char kListBelow[] = LOA_BELOW
    "SELECT " LOA_PAGE_COLUMNS
    " FROM page p "
    "WHERE p.unit_id IN (SELECT unit_id FROM below) AND " LOA_PAGE_FILTER;

constexpr char kFindPage[] =
    "SELECT " LOA_PAGE_COLUMNS " FROM page p WHERE p.page_id = $1";

constexpr char kFindPlatformPage[] =
    "SELECT " LOA_PAGE_COLUMNS
    " FROM page p "
    "WHERE p.platform = $1 AND p.platform_page_id = $2";

constexpr char kInsertPage[] =
    "INSERT INTO page (page_id, unit_id, platform, platform_page_id, url, "
    "display_name, personal_profile, established_on, active_on, retired_on, "
    "connection, connected_at, created_at, sequence) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

constexpr char kUpdatePage[] =
    "UPDATE page SET platform_page_id = $2, url = $3, display_name = $4, "
    "personal_profile = $5, established_on = $6, active_on = $7, "
    "retired_on = $8, connection = $9, connected_at = $10, sequence = $11 "
    "WHERE page_id = $1";

constexpr char kFindCredential[] =
    "SELECT sealed FROM page_credential WHERE page_id = $1";

constexpr char kPutCredential[] =
    "INSERT INTO page_credential (page_id, sealed, sealed_at) "
    "VALUES ($1, $2, $3) ON CONFLICT (page_id) DO UPDATE "
    "SET sealed = excluded.sealed, sealed_at = excluded.sealed_at";

constexpr char kDeleteCredential[] =
    "DELETE FROM page_credential WHERE page_id = $1";

constexpr char kListCredentials[] =
    "SELECT page_id, sealed FROM page_credential WHERE page_id > $1 "
    "ORDER BY page_id LIMIT $2";

#undef LOA_PAGE_COLUMNS
#undef LOA_PAGE_STATE
#undef LOA_PAGE_FILTER

StoredPage StoredFrom(const sql::Row& row) {
  StoredPage page;
  page.page_id = row.Text(0);
  page.unit_id = row.Text(1);
  page.platform = static_cast<v1::Platform>(row.Int(2));
  page.platform_page_id = row.OptionalText(3).value_or("");
  page.url = row.Text(4);
  page.display_name = row.Text(5);
  page.personal_profile = row.Bool(6);
  page.dates = {row.OptionalInt(7), row.OptionalInt(8), row.OptionalInt(9)};
  page.connection = static_cast<PageConnection>(row.Int(10));
  if (!row.IsNull(11)) page.connected_at = row.Time(11);
  page.created_at = row.Time(12);
  page.sequence = row.Int(13);
  return page;
}

absl::StatusOr<std::optional<StoredPage>> OneOf(
    const absl::StatusOr<sql::Rows>& rows) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return std::nullopt;
  return StoredFrom((*rows)[0]);
}

std::string DateText(std::optional<base::Days> date) {
  return date.has_value() ? base::FormatDate(*date) : std::string();
}

v1::Platform PlatformOfAlias(absl::string_view kind) {
  if (kind == "facebook") return v1::PLATFORM_FACEBOOK;
  if (kind == "webhook") return v1::PLATFORM_WEBHOOK;
  return v1::PLATFORM_UNSPECIFIED;
}

}  // namespace

v1::Page PageFrom(const StoredPage& stored, base::Days today) {
  v1::Page page;
  page.set_name(PageName(stored.page_id));
  page.set_unit(UnitName(stored.unit_id));
  page.set_platform(stored.platform);
  page.set_platform_page_id(stored.platform_page_id);
  page.set_url(stored.url);
  page.set_display_name(stored.display_name);
  page.set_established_on(DateText(stored.dates.established_on));
  page.set_personal_profile(stored.personal_profile);
  page.set_state(StateOn(stored.dates, today));
  page.set_active_on(DateText(stored.dates.active_on));
  page.set_retired_on(DateText(stored.dates.retired_on));
  page.set_connection(stored.connection);
  if (stored.connected_at.has_value()) {
    *page.mutable_connect_time() = base::TimestampOf(*stored.connected_at);
  }
  *page.mutable_create_time() = base::TimestampOf(stored.created_at);
  page.set_sequence(stored.sequence);
  page.set_etag(rpc::EtagOf(stored.sequence));
  return page;
}

absl::StatusOr<StoredPage> ResolvePage(sql::Tx& tx, absl::string_view field,
                                       const std::string& name) {
  ASSIGN_OR_RETURN(const rpc::Name parsed,
                   rpc::ParseName(field, name, "pages"));
  ASSIGN_OR_RETURN(
      const std::optional<StoredPage> page,
      parsed.is_alias()
          ? FindPlatformPage(tx, PlatformOfAlias(parsed.alias_kind),
                             parsed.alias_value)
          : FindPage(tx, parsed.id));
  if (!page.has_value()) return PageNotFound(field, name);
  return *page;
}

absl::StatusOr<std::optional<StoredPage>> FindPage(sql::Tx& tx,
                                                   const std::string& page_id) {
  return OneOf(tx.Run(kFindPage, page_id));
}

absl::StatusOr<std::optional<StoredPage>> FindPlatformPage(
    sql::Tx& tx, v1::Platform platform, const std::string& platform_page_id) {
  return OneOf(
      tx.Run(kFindPlatformPage, static_cast<int>(platform), platform_page_id));
}

absl::Status InsertPage(sql::Tx& tx, const StoredPage& page) {
  return tx
      .Exec(kInsertPage, page.page_id, page.unit_id,
            static_cast<int>(page.platform),
            sql::NullIfEmpty(page.platform_page_id), page.url,
            page.display_name, page.personal_profile, page.dates.established_on,
            page.dates.active_on, page.dates.retired_on,
            static_cast<int>(page.connection), page.connected_at,
            page.created_at, page.sequence)
      .status();
}

absl::Status UpdateStoredPage(sql::Tx& tx, const StoredPage& page) {
  return tx
      .Exec(kUpdatePage, page.page_id, sql::NullIfEmpty(page.platform_page_id),
            page.url, page.display_name, page.personal_profile,
            page.dates.established_on, page.dates.active_on,
            page.dates.retired_on, static_cast<int>(page.connection),
            page.connected_at, page.sequence)
      .status();
}

absl::StatusOr<std::vector<StoredPage>> ListStoredPages(
    sql::Tx& tx, const PageFilter& filter, base::Days today, int64_t sequence,
    const CreationCursor& after, int limit) {
  const absl::string_view statement =
      filter.visible.whole ? kListAll : kListBelow;
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      tx.Run(statement, today, sequence, sql::JsonArray(filter.visible.roots),
             static_cast<int>(filter.state),
             static_cast<int>(filter.connection), filter.level,
             after.created_at, after.id, limit));
  std::vector<StoredPage> pages;
  for (const sql::Row row : rows) pages.push_back(StoredFrom(row));
  return pages;
}

absl::StatusOr<std::string> FindCredential(sql::Tx& tx,
                                           const std::string& page_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindCredential, page_id));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

absl::Status PutCredential(sql::Tx& tx, const std::string& page_id,
                           const std::string& sealed, absl::Time now) {
  return tx.Exec(kPutCredential, page_id, sealed, now).status();
}

absl::Status DeleteCredential(sql::Tx& tx, const std::string& page_id) {
  return tx.Exec(kDeleteCredential, page_id).status();
}

absl::StatusOr<std::vector<StoredCredential>> ListCredentials(
    sql::Tx& tx, const std::string& page_id, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kListCredentials, page_id, limit));
  std::vector<StoredCredential> credentials;
  for (const sql::Row row : rows) {
    credentials.push_back({row.Text(0), row.Text(1)});
  }
  return credentials;
}

}  // namespace loa::units
