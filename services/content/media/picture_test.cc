#include "services/content/media/picture.h"

#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/content/testing/pictures.h"

namespace loa::content {
namespace {

using loa::testing::HasMetadata;
using loa::testing::HasReason;
using loa::testing::IsOk;

TEST(Picture, IsReadAsWhatItIs) {
  const auto jpeg = ReadPicture(MakeJpeg());
  ASSERT_THAT(jpeg, IsOk());
  EXPECT_EQ(jpeg->mime_type, kJpegType);
  const auto png = ReadPicture(MakePng());
  ASSERT_THAT(png, IsOk());
  EXPECT_EQ(png->mime_type, kPngType);
}

TEST(Picture, IsRefusedWhenItIsEmptyOrHuge) {
  EXPECT_THAT(ReadPicture(""), HasReason("MEDIA_EMPTY"));
  const std::string huge(kMaxPictureBytes + 1, '\xFF');
  EXPECT_THAT(ReadPicture(huge), HasReason("MEDIA_TOO_LARGE"));
}

TEST(Picture, OfAnotherKindIsRefusedByTheNameOfItsKind) {
  const std::pair<absl::string_view, const char*> kFiles[] = {
      {"GIF89a......", "GIF"},
      {"RIFF1234WEBPVP8 ", "WebP"},
      {absl::string_view("\0\0\0\x18"
                         "ftypheic",
                         12),
       "HEIC"},
      {absl::string_view("\0\0\0\x18"
                         "ftypmif1",
                         12),
       "HEIC"},
      {absl::string_view("\0\0\0\x18"
                         "ftypavif",
                         12),
       "AVIF"},
      {absl::string_view("\0\0\0\x18"
                         "ftypisom",
                         12),
       "a video"},
      {"%PDF-1.7", "PDF"},
      {"BM123456", "BMP"},
      {absl::string_view("II*\0", 4), "TIFF"},
      {absl::string_view("MM\0*", 4), "TIFF"},
      {"PK\x03\x04", "a ZIP or office document"},
      {"<svg onload='x'/>", "SVG or another text"},
      {"\xFF\xD8", "no picture that is known"},
      {"x", "no picture that is known"}};
  for (const auto& [file, name] : kFiles) {
    EXPECT_THAT(ReadPicture(file), HasReason("MEDIA_TYPE_UNSUPPORTED")) << name;
    EXPECT_THAT(ReadPicture(file), HasMetadata("found", name));
  }
}

TEST(Picture, HasSidesAndPixelsInRange) {
  EXPECT_THAT(CheckDimensions(100, 100), IsOk());
  EXPECT_THAT(CheckDimensions(10'000, 4'000), IsOk());
  for (const auto& [width, height] : std::vector<std::pair<int64_t, int64_t>>{
           {99, 100},
           {100, 99},
           {10'001, 100},
           {100, 10'001},
           {10'000, 4'001},
           {0, 0},
           {int64_t{1} << 32, int64_t{1} << 32}}) {
    EXPECT_THAT(CheckDimensions(width, height),
                HasReason("MEDIA_DIMENSIONS_INVALID"));
  }
}

}  // namespace
}  // namespace loa::content
