#include "services/content/media/media.h"

#include <gmock/gmock.h>

#include <map>

#include "libs/base/sha256.h"
#include "libs/blob/errors.h"
#include "libs/testing/status_matchers.h"
#include "services/content/media/media_rows.h"
#include "services/content/testing/pictures.h"
#include "services/content/testing/post_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasMetadata;
using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// A store in memory that can be told to fail.
class MemoryStore : public blob::BlobStore {
 public:
  absl::Status Put(absl::string_view sha256, absl::string_view bytes) override {
    if (!failure.ok()) return failure;
    EXPECT_EQ(base::Sha256Hex(bytes), sha256);
    blobs[std::string(sha256)] = std::string(bytes);
    return absl::OkStatus();
  }
  absl::StatusOr<std::string> Get(absl::string_view sha256) override {
    if (!failure.ok()) return failure;
    const auto blob = blobs.find(std::string(sha256));
    if (blob == blobs.end()) return blob::BlobNotFound(sha256);
    return blob->second;
  }
  absl::Status Remove(absl::string_view sha256) override {
    if (!failure.ok()) return failure;
    blobs.erase(std::string(sha256));
    return absl::OkStatus();
  }

  absl::Status failure;
  std::map<std::string, std::string> blobs;
};

class MediaTest : public PostWorld {
 protected:
  static std::vector<v1::UploadMediaRequest> Messages(
      const std::string& file, const v1::UploadMediaRequest::Header& header) {
    std::vector<v1::UploadMediaRequest> messages(1);
    *messages[0].mutable_header() = header;
    for (size_t at = 0; at < file.size(); at += 1000) {
      messages.emplace_back().set_chunk(file.substr(at, 1000));
    }
    return messages;
  }
  static v1::UploadMediaRequest::Header Header(
      const std::string& unit = "units/tinh") {
    v1::UploadMediaRequest::Header header;
    header.set_unit(unit);
    header.set_alt_text("Loa phường trên cột điện");
    return header;
  }
  absl::StatusOr<v1::Media> Upload(
      const std::string& file = MakeJpeg(),
      const v1::UploadMediaRequest::Header& header = Header(),
      absl::string_view principal = "principals/lan") {
    return media_.UploadMedia(Context(principal), Messages(file, header));
  }
  v1::Media Uploaded(const std::string& file = MakeJpeg()) {
    const auto media = Upload(file);
    EXPECT_THAT(media, IsOk());
    return media.ok() ? *media : v1::Media();
  }
  absl::StatusOr<std::string> Download(const std::string& name) {
    v1::DownloadMediaRequest request;
    request.set_name(name);
    const auto chunks = media_.DownloadMedia(
        Context("principals/lan", options::v1::PERMISSION_READ_POSTS), request);
    if (!chunks.ok()) return chunks.status();
    std::string bytes;
    for (const auto& chunk : *chunks) bytes += chunk.chunk();
    return bytes;
  }
  absl::Status Delete(const std::string& name,
                      absl::string_view principal = "principals/lan") {
    v1::DeleteMediaRequest request;
    request.set_name(name);
    return media_.DeleteMedia(Context(principal), request).status();
  }
  absl::StatusOr<v1::Media> SetAltText(
      const std::string& name, const std::string& text,
      absl::string_view principal = "principals/lan") {
    v1::UpdateMediaRequest request;
    request.mutable_media()->set_name(name);
    request.mutable_media()->set_alt_text(text);
    return media_.UpdateMedia(Context(principal), request);
  }
  v1::Post PhotoPost(const std::vector<std::string>& media) {
    v1::Post post = Draft();
    post.set_kind(v1::Post::PHOTO);
    for (const std::string& name : media) post.add_media()->set_media(name);
    return post;
  }

  MemoryStore blobs_;
  Media media_{*db_, registry_, blobs_};
};

TEST_P(MediaTest, KeepsAPhotoUnderTheHashOfItsBytes) {
  const std::string file = MakeJpeg();
  const v1::Media media = Uploaded(file);
  EXPECT_EQ(media.name(), "media/" + base::Sha256Hex(file));
  EXPECT_EQ(media.unit(), "units/tinh");
  EXPECT_EQ(media.mime_type(), "image/jpeg");
  EXPECT_EQ(media.byte_size(), static_cast<int64_t>(file.size()));
  EXPECT_EQ(media.width(), 160);
  EXPECT_EQ(media.height(), 120);
  EXPECT_EQ(media.orientation(), 1);
  EXPECT_EQ(media.creator(), "principals/lan");
  const auto bytes = Download(media.name());
  ASSERT_THAT(bytes, IsOk());
  EXPECT_TRUE(*bytes == file);
}

TEST_P(MediaTest, NeverStoresWhereAPhotoWasTaken) {
  const auto media = Upload(WithSegments(MakeJpeg(), {ExifOfATelephone(6)}));
  ASSERT_THAT(media, IsOk());
  EXPECT_EQ(media->orientation(), 6);
  for (const auto& [hash, bytes] : blobs_.blobs) {
    EXPECT_THAT(bytes, Not(HasSubstr("20.9712N")));
  }
}

TEST_P(MediaTest, AnswersThePhotoThatIsThereToASecondUpload) {
  const v1::Media first = Uploaded();
  v1::UploadMediaRequest::Header header = Header("units/xa-1");
  header.set_alt_text("khác");
  const auto second = Upload(MakeJpeg(), header, "principals/xa");
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->name(), first.name());
  EXPECT_EQ(second->unit(), "units/tinh");
  EXPECT_EQ(second->alt_text(), first.alt_text());
  EXPECT_THAT(blobs_.blobs, SizeIs(1));
}

TEST_P(MediaTest, RefusesUploadsThatAreNotAHeaderAndChunks) {
  auto messages = Messages(MakeJpeg(), Header());
  messages.erase(messages.begin());
  EXPECT_THAT(media_.UploadMedia(Context(), messages),
              HasReason("MEDIA_UPLOAD_MALFORMED"));
  messages = Messages(MakeJpeg(), Header());
  messages.push_back(messages[0]);
  EXPECT_THAT(media_.UploadMedia(Context(), messages),
              HasReason("MEDIA_UPLOAD_MALFORMED"));
}

TEST_P(MediaTest, RefusesFilesThatAreNotWhatWasSaid) {
  v1::UploadMediaRequest::Header header = Header();
  header.set_mime_type("image/png");
  EXPECT_THAT(Upload(MakeJpeg(), header), HasReason("MEDIA_TYPE_MISMATCH"));
  header.set_mime_type("image/jpeg");
  EXPECT_THAT(Upload(MakeJpeg(), header), IsOk());
  header.set_sha256(base::Sha256Hex("another"));
  EXPECT_THAT(Upload(MakeJpeg(), header), HasReason("MEDIA_HASH_MISMATCH"));
  header.set_sha256(base::Sha256Hex(MakeJpeg()));
  EXPECT_THAT(Upload(MakeJpeg(), header), IsOk());
}

TEST_P(MediaTest, RefusesBadFilesAndStoresNothingOfThem) {
  const std::string file = MakeJpeg();
  EXPECT_THAT(Upload(""), HasReason("MEDIA_EMPTY"));
  EXPECT_THAT(Upload(std::string(kMaxPictureBytes + 1, 'x')),
              HasReason("MEDIA_TOO_LARGE"));
  EXPECT_THAT(Upload("GIF89a"), HasReason("MEDIA_TYPE_UNSUPPORTED"));
  EXPECT_THAT(Upload(file.substr(0, file.size() / 2)),
              HasReason("MEDIA_TRUNCATED"));
  EXPECT_THAT(blobs_.blobs, IsEmpty());
}

TEST_P(MediaTest, RefusesUnitsThatAreNotAndThoseOfOthers) {
  EXPECT_THAT(Upload(MakeJpeg(), Header("units/none")),
              HasReason("UNIT_UNKNOWN"));
  EXPECT_THAT(Upload(MakeJpeg(), Header(), "principals/xa"),
              HasReason("PERMISSION_DENIED"));
}

TEST_P(MediaTest, HasNoRowWhereTheStoreDidNotTakeTheBytes) {
  blobs_.failure = blob::StoreUnreachable("told");
  EXPECT_THAT(Upload(), HasReason("DEPENDENCY_UNAVAILABLE"));
  blobs_.failure = absl::OkStatus();
  EXPECT_THAT(Download(MediaName(base::Sha256Hex(MakeJpeg()))),
              HasReason("MEDIA_NOT_FOUND"));
}

TEST_P(MediaTest, SaysThatBytesAreLost) {
  const v1::Media media = Uploaded();
  blobs_.blobs.clear();
  EXPECT_THAT(Download(media.name()), HasReason("MEDIA_LOST"));
  v1::FetchMediaRequest request;
  request.set_name(media.name());
  EXPECT_THAT(media_.FetchMedia(Context(), request), HasReason("MEDIA_LOST"));
}

TEST_P(MediaTest, ListsTheNewestFirstAPageAtATimeAndOnlyWhatOneMaySee) {
  std::vector<std::string> names;
  for (int shade = 0; shade < 3; ++shade) {
    names.push_back(Uploaded(MakeJpeg({.shade = 80 * shade})).name());
    clock_.Advance(absl::Seconds(1));
  }
  v1::ListMediaRequest request;
  request.set_page_size(2);
  const auto context =
      Context("principals/minh", options::v1::PERMISSION_READ_POSTS);
  const auto first = media_.ListMedia(context, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(first->media(), SizeIs(2));
  EXPECT_EQ(first->media(0).name(), names[2]);
  request.set_page_token(first->next_page_token());
  const auto second = media_.ListMedia(context, request);
  ASSERT_THAT(second, IsOk());
  ASSERT_THAT(second->media(), SizeIs(1));
  EXPECT_EQ(second->media(0).name(), names[0]);
  EXPECT_EQ(second->next_page_token(), "");
  request.clear_page_token();
  const auto other = media_.ListMedia(
      Context("principals/xa", options::v1::PERMISSION_READ_POSTS), request);
  ASSERT_THAT(other, IsOk());
  EXPECT_THAT(other->media(), IsEmpty());
}

TEST_P(MediaTest, ChangesAnAltTextForItsUploaderAndForEditors) {
  const v1::Media media = Uploaded();
  const auto changed = SetAltText(media.name(), "Loa ở xã", "principals/minh");
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->alt_text(), "Loa ở xã");
  EXPECT_NE(changed->etag(), media.etag());
  EXPECT_THAT(SetAltText(media.name(), "x", "principals/xa"),
              HasReason("PERMISSION_DENIED"));
  v1::UpdateMediaRequest request;
  *request.mutable_media() = media;
  EXPECT_THAT(media_.UpdateMedia(Context(), request),
              HasReason("ETAG_MISMATCH"));
}

TEST_P(MediaTest, RemovesAPhotoThatNothingShowsWithItsBytes) {
  const v1::Media media = Uploaded();
  EXPECT_THAT(Delete(media.name(), "principals/xa"),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Delete(media.name()), IsOk());
  EXPECT_THAT(blobs_.blobs, IsEmpty());
  EXPECT_THAT(Delete(media.name()), HasReason("MEDIA_NOT_FOUND"));
  // It may come back.
  EXPECT_EQ(Uploaded().name(), media.name());
  EXPECT_THAT(blobs_.blobs, SizeIs(1));
}

TEST_P(MediaTest, KeepsAPhotoThatAnyRevisionShows) {
  const v1::Media media = Uploaded();
  const v1::Post post = Create(PhotoPost({media.name()}));
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(post.name());
  request.mutable_update_mask()->add_paths("media");
  ASSERT_THAT(posts_.UpdatePost(Context(), request), IsOk());
  EXPECT_THAT(Get(post.name()).media(), IsEmpty());
  const absl::Status refused = Delete(media.name());
  EXPECT_THAT(refused, HasReason("MEDIA_IN_USE"));
  EXPECT_THAT(refused, HasMetadata("by", post.name() + "/revisions/1"));
}

TEST_P(MediaTest, APostTakesAltTextsWhenItIsSavedAndKeepsThem) {
  const v1::Media media = Uploaded();
  const v1::Post post = Create(PhotoPost({media.name()}));
  ASSERT_THAT(post.media(), SizeIs(1));
  EXPECT_EQ(post.media(0).alt_text(), media.alt_text());
  ASSERT_THAT(SetAltText(media.name(), "mới"), IsOk());
  EXPECT_EQ(Get(post.name()).media(0).alt_text(), media.alt_text());
  const auto renamed = SetTitle(post.name(), "Tên khác");
  ASSERT_THAT(renamed, IsOk());
  EXPECT_EQ(renamed->media(0).alt_text(), media.alt_text());
}

TEST_P(MediaTest, AnotherPhotoOrOrderIsAnotherContent) {
  const std::string a = Uploaded().name();
  const std::string b = Uploaded(MakeJpeg({.shade = 99})).name();
  const std::string hash = Create(PhotoPost({a, b})).content_sha256();
  EXPECT_NE(Create(PhotoPost({b, a})).content_sha256(), hash);
  EXPECT_NE(Create(PhotoPost({a})).content_sha256(), hash);
  EXPECT_EQ(Create(PhotoPost({a, b})).content_sha256(), hash);
}

TEST_P(MediaTest, APostRefusesPhotosThatAreNotOrAreThereTwice) {
  v1::CreatePostRequest request;
  *request.mutable_post() = PhotoPost({MediaName(base::Sha256Hex("x"))});
  EXPECT_THAT(posts_.CreatePost(Context(), request),
              HasReason("MEDIA_NOT_FOUND"));
  const std::string a = Uploaded().name();
  *request.mutable_post() = PhotoPost({a, a});
  EXPECT_THAT(posts_.CreatePost(Context(), request),
              HasReason("FIELD_INVALID"));
}

TEST_P(MediaTest, APhotoPostIsNotSubmittedWithoutAPhoto) {
  const v1::Post post = Create(PhotoPost({}));
  EXPECT_THAT(Submit(post.name()), HasReason("PHOTO_MISSING"));
}

TEST_P(MediaTest, ReviewersAndPagesGetThePhotosOfTheApprovedRevision) {
  const std::string a = Uploaded().name();
  const std::string b = Uploaded(MakePng()).name();
  v1::Post draft = PhotoPost({a, b});
  draft.set_link("https://quangninh.gov.vn/tin");
  const v1::Post post = Create(draft);
  ASSERT_THAT(Submit(post.name()), IsOk());
  ASSERT_THAT(desk_.opened, SizeIs(1));
  const auto& input = desk_.opened[0].input();
  ASSERT_THAT(input.media(), SizeIs(2));
  EXPECT_EQ(input.media(0).media(), a);
  EXPECT_EQ(input.media(0).alt_text(), "Loa phường trên cột điện");
  Decide(post.name(), moderation::v1::Review::APPROVED);
  ASSERT_THAT(expander_.Expand(post.name()), IsOk());
  const auto publications = PublicationsOf(post.name());
  ASSERT_THAT(publications, SizeIs(2));
  const v1::Publication shown = ToProto(publications[0]);
  ASSERT_THAT(shown.rendition().media(), SizeIs(2));
  EXPECT_EQ(shown.rendition().media(0).media(), a);
  EXPECT_EQ(shown.rendition().media(1).mime_type(), "image/png");
  EXPECT_GT(shown.rendition().media(1).byte_size(), 0);
  EXPECT_EQ(shown.rendition().link(), "");
  EXPECT_THAT(shown.rendition().text(),
              HasSubstr("\n\nhttps://quangninh.gov.vn/tin"));
  Publication without = publications[0];
  without.media.clear();
  EXPECT_NE(RenditionHash(without), publications[0].rendition_sha256);
}

INSTANTIATE_TEST_SUITE_P(Engines, MediaTest, testing::kEngines,
                         testing::EngineName);

}  // namespace
}  // namespace loa::content
