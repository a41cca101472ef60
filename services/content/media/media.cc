#include "services/content/media/media.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/base/log.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/visible_units.h"
#include "services/content/errors.h"
#include "services/content/media/media_errors.h"
#include "services/content/media/media_rows.h"
#include "services/content/posts/post_rules.h"

namespace loa::content {
namespace {

constexpr size_t kChunkBytes = 256 << 10;

template <typename Response>
std::vector<Response> InChunks(const std::string& bytes) {
  std::vector<Response> chunks;
  for (size_t at = 0; at < bytes.size(); at += kChunkBytes) {
    chunks.emplace_back().set_chunk(bytes.substr(at, kChunkBytes));
  }
  return chunks;
}

// Whoever uploads can only come again; the log is for those who can do more.
absl::Status StoreUnavailable(const absl::Status& status) {
  base::Log(base::Severity::kError, "the store of media does not work",
            {{"status", status.ToString()}});
  return rpc::DependencyUnavailable("media store");
}

// People change their own photos, editors those of others.
absl::Status CheckMayChange(const rpc::RequestContext& context,
                            const v1::Media& media) {
  RETURN_IF_ERROR(context.access.Check(media.unit()));
  if (media.creator() == context.principal.name) return absl::OkStatus();
  return auth::Access(context.access.view(), context.principal,
                      options::v1::PERMISSION_EDIT_POSTS)
      .Check(media.unit());
}

absl::StatusOr<MediaRecord> LockForChange(sql::Tx& tx,
                                          const rpc::RequestContext& context,
                                          const std::string& name,
                                          const std::string& etag,
                                          audit::Subject& subject) {
  ASSIGN_OR_RETURN(MediaRecord record, LockMedia(tx, name));
  subject = {name, record.media.unit()};
  RETURN_IF_ERROR(CheckMayChange(context, record.media));
  RETURN_IF_ERROR(rpc::CheckEtag(etag, rpc::EtagOf(record.version), name));
  return record;
}

MediaRecord RecordOf(const rpc::RequestContext& context, const Upload& upload,
                     const std::string& unit) {
  MediaRecord record;
  v1::Media& media = record.media;
  media.set_name(MediaName(upload.sha256));
  media.set_unit(unit);
  media.set_alt_text(upload.header.alt_text());
  media.set_mime_type(std::string(upload.picture.mime_type));
  media.set_byte_size(static_cast<int64_t>(upload.picture.bytes.size()));
  media.set_width(static_cast<int32_t>(upload.picture.width));
  media.set_height(static_cast<int32_t>(upload.picture.height));
  media.set_orientation(upload.picture.orientation);
  media.set_creator(context.principal.name);
  *media.mutable_create_time() = base::TimestampOf(context.now);
  record.version = 1;
  return record;
}

}  // namespace

absl::StatusOr<v1::Media> Media::UploadMedia(
    const rpc::RequestContext& context,
    const std::vector<v1::UploadMediaRequest>& messages) {
  ASSIGN_OR_RETURN(const auto registry, CurrentView(registry_));
  absl::StatusOr<Upload> upload;
  {
    base::MutexLock lock(decoding_);
    upload = ReadUpload(messages);
  }
  RETURN_IF_ERROR(upload.status());
  const auto unit = registry->FindUnit(upload->header.unit());
  if (!unit) return UnitUnknown("header.unit", upload->header.unit());
  RETURN_IF_ERROR(context.access.Check(*unit));
  return Keep(context, *upload, *unit);
}

absl::StatusOr<v1::Media> Media::Keep(const rpc::RequestContext& context,
                                      const Upload& upload,
                                      const std::string& unit) {
  MediaRecord record = RecordOf(context, upload, unit);
  return audit::Mutate<v1::Media>(
      database_, context, upload.header,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Media> {
        subject = {record.media.name(), unit};
        RETURN_IF_ERROR(LockBytes(tx, record.media.name()));
        if (const absl::Status stored =
                blobs_.Put(upload.sha256, upload.picture.bytes);
            !stored.ok()) {
          return StoreUnavailable(stored);
        }
        ASSIGN_OR_RETURN(const bool is_new, InsertMedia(tx, record));
        if (is_new) return ToProto(record);
        ASSIGN_OR_RETURN(const MediaRecord there,
                         FindMedia(tx, record.media.name()));
        return ToProto(there);
      });
}

absl::StatusOr<v1::Media> Media::GetMedia(const rpc::RequestContext& context,
                                          const v1::GetMediaRequest& request) {
  v1::Media media;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const MediaRecord record, FindMedia(tx, request.name()));
    RETURN_IF_ERROR(context.access.Check(record.media.unit()));
    media = ToProto(record);
    return absl::OkStatus();
  }));
  return media;
}

absl::StatusOr<v1::ListMediaResponse> Media::ListMedia(
    const rpc::RequestContext& context, const v1::ListMediaRequest& request) {
  MediaFilter filter;
  ASSIGN_OR_RETURN(filter.units,
                   VisibleUnits(context.access, registry_, request.within()));
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.size() == 2) {
    int64_t before = 0;
    if (!absl::SimpleAtoi(key[0], &before)) return rpc::PageTokenInvalid();
    filter.before = absl::FromUnixMicros(before);
    filter.before_name = key[1];
  }
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  std::vector<MediaRecord> records;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(records, ReadMedia(tx, filter, size + 1));
    return absl::OkStatus();
  }));
  v1::ListMediaResponse response;
  for (const MediaRecord& record : records) {
    if (response.media_size() == size) {
      const v1::Media& last = response.media(size - 1);
      response.set_next_page_token(rpc::EncodePageToken(
          request,
          {absl::StrCat(absl::ToUnixMicros(base::TimeOf(last.create_time()))),
           last.name()}));
      break;
    }
    *response.add_media() = ToProto(record);
  }
  return response;
}

absl::StatusOr<std::string> Media::UnitOf(absl::string_view name) {
  std::string unit;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(unit, UnitOfMedia(tx, name));
    return absl::OkStatus();
  }));
  return unit;
}

absl::StatusOr<std::string> Media::BytesOf(absl::string_view name) {
  absl::StatusOr<std::string> bytes = blobs_.Get(HashOfMedia(name));
  if (absl::IsNotFound(bytes.status()) || absl::IsDataLoss(bytes.status())) {
    base::Log(base::Severity::kError, "the store has lost a photo",
              {{"media", name}, {"status", bytes.status().ToString()}});
    return MediaLost(name);
  }
  if (!bytes.ok()) return StoreUnavailable(bytes.status());
  return bytes;
}

absl::StatusOr<std::vector<v1::DownloadMediaResponse>> Media::DownloadMedia(
    const rpc::RequestContext& context,
    const v1::DownloadMediaRequest& request) {
  ASSIGN_OR_RETURN(const std::string unit, UnitOf(request.name()));
  RETURN_IF_ERROR(context.access.Check(unit));
  ASSIGN_OR_RETURN(const std::string bytes, BytesOf(request.name()));
  return InChunks<v1::DownloadMediaResponse>(bytes);
}

absl::StatusOr<std::vector<v1::FetchMediaResponse>> Media::FetchMedia(
    const rpc::RequestContext&, const v1::FetchMediaRequest& request) {
  RETURN_IF_ERROR(UnitOf(request.name()).status());
  ASSIGN_OR_RETURN(const std::string bytes, BytesOf(request.name()));
  return InChunks<v1::FetchMediaResponse>(bytes);
}

absl::StatusOr<v1::Media> Media::UpdateMedia(
    const rpc::RequestContext& context, const v1::UpdateMediaRequest& request) {
  return audit::Mutate<v1::Media>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<v1::Media> {
        ASSIGN_OR_RETURN(MediaRecord record,
                         LockForChange(tx, context, request.media().name(),
                                       request.media().etag(), subject));
        if (record.media.alt_text() != request.media().alt_text()) {
          record.media.set_alt_text(request.media().alt_text());
          RETURN_IF_ERROR(SaveAltText(tx, record));
        }
        return ToProto(record);
      });
}

absl::StatusOr<v1::DeleteMediaResponse> Media::DeleteMedia(
    const rpc::RequestContext& context, const v1::DeleteMediaRequest& request) {
  auto answer = audit::Mutate<v1::DeleteMediaResponse>(
      database_, context, request,
      [&](sql::Tx& tx,
          audit::Subject& subject) -> absl::StatusOr<v1::DeleteMediaResponse> {
        RETURN_IF_ERROR(
            LockForChange(tx, context, request.name(), request.etag(), subject)
                .status());
        ASSIGN_OR_RETURN(const std::string user,
                         UserOfMedia(tx, request.name()));
        if (!user.empty()) return MediaInUse(request.name(), user);
        RETURN_IF_ERROR(RemoveMedia(tx, request.name()));
        return v1::DeleteMediaResponse();
      });
  if (!answer.ok()) return answer;
  const absl::Status removed = RemoveBytes(request.name());
  if (!removed.ok()) {
    base::Log(base::Severity::kWarning, "the bytes of a photo stay behind",
              {{"media", request.name()}, {"status", removed.ToString()}});
  }
  return answer;
}

absl::Status Media::RemoveBytes(absl::string_view name) {
  return database_.Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(LockBytes(tx, name));
    // It may have been uploaded again meanwhile.
    const absl::Status there = FindMedia(tx, name).status();
    if (!absl::IsNotFound(there)) return there;
    return blobs_.Remove(HashOfMedia(name));
  });
}

}  // namespace loa::content
