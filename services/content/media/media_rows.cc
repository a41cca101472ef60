#include "services/content/media/media_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/status/status_macros.h"
#include "services/content/media/media_errors.h"

namespace loa::content {
namespace {

// In the order that ReadRecord() takes them.
#define LOA_MEDIA_COLUMNS                                        \
  "media, unit, alt_text, mime_type, byte_size, width, height, " \
  "orientation, creator, created_at, version"

constexpr absl::string_view kFind =
    "SELECT " LOA_MEDIA_COLUMNS " FROM media WHERE media = $1";

constexpr absl::string_view kLock =
    "UPDATE media SET version = version WHERE media = $1"
    " RETURNING " LOA_MEDIA_COLUMNS;

constexpr absl::string_view kLockBytes =
    "INSERT INTO media_lane (media, stored) VALUES ($1, 1)"
    " ON CONFLICT (media) DO UPDATE SET stored = media_lane.stored";

constexpr absl::string_view kInsert =
    "INSERT INTO media (" LOA_MEDIA_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    " ON CONFLICT (media) DO NOTHING";

constexpr absl::string_view kSave =
    "UPDATE media SET alt_text = $2, version = $3 WHERE media = $1";

constexpr absl::string_view kRemove = "DELETE FROM media WHERE media = $1";

constexpr absl::string_view kUse =
    "INSERT INTO media_use (media, used_by) VALUES ($1, $2)"
    " ON CONFLICT (media, used_by) DO NOTHING";

constexpr absl::string_view kRelease =
    "DELETE FROM media_use WHERE media = $1 AND used_by = $2";

constexpr absl::string_view kUser =
    "SELECT used_by FROM media_use WHERE media = $1"
    " ORDER BY used_by LIMIT 1";

#define LOA_MEDIA_BEFORE                                   \
  " (created_at < $1 OR (created_at = $1 AND media < $2))" \
  " ORDER BY created_at DESC, media DESC LIMIT $3"

constexpr absl::string_view kList =
    "SELECT " LOA_MEDIA_COLUMNS " FROM media WHERE" LOA_MEDIA_BEFORE;

constexpr absl::string_view kListOfUnits =
    "SELECT " LOA_MEDIA_COLUMNS
    " FROM media WHERE unit IN (@texts($4)) AND" LOA_MEDIA_BEFORE;

MediaRecord ReadRecord(const sql::Row& row) {
  MediaRecord to;
  v1::Media& media = to.media;
  int c = 0;
  media.set_name(row.Text(c++));
  media.set_unit(row.Text(c++));
  media.set_alt_text(row.Text(c++));
  media.set_mime_type(row.Text(c++));
  media.set_byte_size(row.Int(c++));
  media.set_width(static_cast<int32_t>(row.Int(c++)));
  media.set_height(static_cast<int32_t>(row.Int(c++)));
  media.set_orientation(static_cast<int32_t>(row.Int(c++)));
  media.set_creator(row.Text(c++));
  *media.mutable_create_time() = base::TimestampOf(row.Time(c++));
  to.version = row.Int(c++);
  return to;
}

}  // namespace

v1::Media ToProto(const MediaRecord& record) {
  v1::Media media = record.media;
  media.set_etag(rpc::EtagOf(record.version));
  return media;
}

std::string MediaName(absl::string_view sha256) {
  return absl::StrCat("media/", sha256);
}

absl::string_view HashOfMedia(absl::string_view name) {
  return absl::StripPrefix(name, "media/");
}

absl::StatusOr<MediaRecord> FindMedia(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFind, name));
  if (rows.empty()) return MediaNotFound(name);
  return ReadRecord(rows[0]);
}

absl::StatusOr<std::string> UnitOfMedia(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const MediaRecord record, FindMedia(tx, name));
  return record.media.unit();
}

absl::StatusOr<MediaRecord> LockMedia(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kLock, name));
  if (rows.empty()) return MediaNotFound(name);
  return ReadRecord(rows[0]);
}

absl::Status LockBytes(sql::Tx& tx, absl::string_view name) {
  return tx.Exec(kLockBytes, name).status();
}

absl::StatusOr<bool> InsertMedia(sql::Tx& tx, const MediaRecord& record) {
  const v1::Media& media = record.media;
  ASSIGN_OR_RETURN(
      const int64_t inserted,
      tx.Exec(kInsert, media.name(), media.unit(), media.alt_text(),
              media.mime_type(), media.byte_size(), int64_t{media.width()},
              int64_t{media.height()}, int64_t{media.orientation()},
              media.creator(), base::TimeOf(media.create_time()),
              record.version));
  return inserted == 1;
}

absl::Status SaveAltText(sql::Tx& tx, MediaRecord& record) {
  ++record.version;
  return tx
      .Exec(kSave, record.media.name(), record.media.alt_text(), record.version)
      .status();
}

absl::Status RemoveMedia(sql::Tx& tx, absl::string_view name) {
  return tx.Exec(kRemove, name).status();
}

absl::Status CompletePhoto(sql::Tx& tx, v1::PostMedia& photo) {
  ASSIGN_OR_RETURN(const MediaRecord record, FindMedia(tx, photo.media()));
  if (photo.alt_text().empty()) photo.set_alt_text(record.media.alt_text());
  return absl::OkStatus();
}

absl::Status CompletePhotos(sql::Tx& tx, v1::Post& post) {
  for (v1::PostMedia& photo : *post.mutable_media()) {
    RETURN_IF_ERROR(CompletePhoto(tx, photo));
  }
  return absl::OkStatus();
}

absl::Status UseMedia(sql::Tx& tx, absl::string_view name,
                      absl::string_view used_by) {
  // Locked: it is not removed while somebody begins to show it.
  RETURN_IF_ERROR(LockMedia(tx, name).status());
  return tx.Exec(kUse, name, used_by).status();
}

absl::Status ReleaseMedia(sql::Tx& tx, absl::string_view name,
                          absl::string_view used_by) {
  return tx.Exec(kRelease, name, used_by).status();
}

absl::StatusOr<std::string> UserOfMedia(sql::Tx& tx, absl::string_view name) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kUser, name));
  return rows.empty() ? std::string() : rows[0].Text(0);
}

absl::StatusOr<std::vector<MediaRecord>> ReadMedia(sql::Tx& tx,
                                                   const MediaFilter& filter,
                                                   int limit) {
  absl::StatusOr<sql::Rows> rows =
      filter.units ? tx.Run(kListOfUnits, filter.before, filter.before_name,
                            limit, sql::JsonArray(*filter.units))
                   : tx.Run(kList, filter.before, filter.before_name, limit);
  RETURN_IF_ERROR(rows.status());
  std::vector<MediaRecord> all;
  for (const sql::Row row : *rows) all.push_back(ReadRecord(row));
  return all;
}

}  // namespace loa::content
