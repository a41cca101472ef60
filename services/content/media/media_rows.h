#ifndef LOA_SERVICES_CONTENT_MEDIA_MEDIA_ROWS_H_
#define LOA_SERVICES_CONTENT_MEDIA_MEDIA_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/sql/database.h"
#include "loa/content/v1/media_service.pb.h"
#include "loa/content/v1/post.pb.h"

// The SQL of photos and of what shows them.
namespace loa::content {

// A row of the table `media`; `media` is complete but for its etag.
struct MediaRecord {
  v1::Media media;
  int64_t version = 0;
};
v1::Media ToProto(const MediaRecord& record);

// "media/{sha256}" and back.
std::string MediaName(absl::string_view sha256);
absl::string_view HashOfMedia(absl::string_view name);

// MEDIA_NOT_FOUND.
absl::StatusOr<MediaRecord> FindMedia(sql::Tx& tx, absl::string_view name);
// The unit that uploaded it. MEDIA_NOT_FOUND.
absl::StatusOr<std::string> UnitOfMedia(sql::Tx& tx, absl::string_view name);
// FindMedia(), and nobody else changes it until this transaction ends.
absl::StatusOr<MediaRecord> LockMedia(sql::Tx& tx, absl::string_view name);

// Whoever stores or removes the bytes of a photo holds this until the end of
// the transaction.
absl::Status LockBytes(sql::Tx& tx, absl::string_view name);

// False when it is there already.
absl::StatusOr<bool> InsertMedia(sql::Tx& tx, const MediaRecord& record);
// Writes the alt text of a locked one, as a new version.
absl::Status SaveAltText(sql::Tx& tx, MediaRecord& record);
absl::Status RemoveMedia(sql::Tx& tx, absl::string_view name);

// Gives a photo that says nothing the alt text of its upload. MEDIA_NOT_FOUND.
absl::Status CompletePhoto(sql::Tx& tx, v1::PostMedia& photo);
absl::Status CompletePhotos(sql::Tx& tx, v1::Post& post);

// From now on `used_by` shows it: a revision, a local part, a submission.
// MEDIA_NOT_FOUND.
absl::Status UseMedia(sql::Tx& tx, absl::string_view name,
                      absl::string_view used_by);
// And no more.
absl::Status ReleaseMedia(sql::Tx& tx, absl::string_view name,
                          absl::string_view used_by);
// One that shows it, "" for none.
absl::StatusOr<std::string> UserOfMedia(sql::Tx& tx, absl::string_view name);

// Which photos a list shows.
struct MediaFilter {
  // Only of these units; nullopt: of all.
  std::optional<std::vector<std::string>> units;
  // Only after this one, in the list's order. The default is the end of 9999.
  absl::Time before = absl::FromUnixSeconds(253402300799);
  std::string before_name;
};
// Up to `limit`, the newest first.
absl::StatusOr<std::vector<MediaRecord>> ReadMedia(sql::Tx& tx,
                                                   const MediaFilter& filter,
                                                   int limit);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_MEDIA_ROWS_H_
