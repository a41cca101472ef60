#include "services/content/media/jpeg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/content/testing/pictures.h"

namespace loa::content {
namespace {

using loa::testing::HasMetadata;
using loa::testing::HasReason;
using loa::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Words(absl::string_view begin, absl::string_view rest) {
  return std::string(begin) + std::string(rest);
}

// The text of `name` and a NUL.
std::string Named(absl::string_view name) {
  return std::string(name) + std::string(1, '\0');
}

// Offset of the first marker of a kind.
size_t At(const std::string& jpeg, char marker) {
  return jpeg.find(std::string("\xFF") + marker);
}

TEST(Jpeg, KeepsAPlainPictureByteForByte) {
  for (const bool progressive : {false, true}) {
    const std::string file = MakeJpeg({.progressive = progressive});
    const auto picture = ReadJpeg(file);
    ASSERT_THAT(picture, IsOk()) << progressive;
    EXPECT_EQ(picture->width, 160);
    EXPECT_EQ(picture->height, 120);
    EXPECT_EQ(picture->orientation, 1);
    EXPECT_EQ(picture->mime_type, kJpegType);
    EXPECT_TRUE(picture->bytes == file);
  }
}

TEST(Jpeg, LeavesOutPlaceDeviceTextsAndPreviewsAndNoPixel) {
  const std::string plain = MakeJpeg();
  const std::string file = WithSegments(
      plain,
      {ExifOfATelephone(6),
       JpegSegment(0xE1, Words(Named("http://ns.adobe.com/xap/1.0/"), "XMP")),
       JpegSegment(0xED, Words(Named("Photoshop 3.0"), "IPTC Nguyễn Văn A")),
       JpegSegment(0xE2, Words(Named("MPF"), "second picture")),
       JpegSegment(0xFE, "comment: at home")});
  const auto picture = ReadJpeg(file);
  ASSERT_THAT(picture, IsOk());
  for (const char* gone : {"20.9712N", "Phone X", "XMP", "IPTC", "MPF",
                           "second picture", "at home", "xap"}) {
    EXPECT_THAT(file, HasSubstr(gone));
    EXPECT_THAT(picture->bytes, Not(HasSubstr(gone)));
  }
  EXPECT_TRUE(PixelsOf(picture->bytes) == PixelsOf(plain));
}

TEST(Jpeg, KeepsWhichSideIsUpAndWhatItsColoursMean) {
  const std::string profile =
      JpegSegment(0xE2, Words(Named("ICC_PROFILE"), "\x01\x01profile"));
  const auto picture =
      ReadJpeg(WithSegments(MakeJpeg(), {ExifOfATelephone(6), profile}));
  ASSERT_THAT(picture, IsOk());
  EXPECT_EQ(picture->orientation, 6);
  EXPECT_THAT(picture->bytes, HasSubstr(profile));
  // What was written is what the next reader finds.
  const auto again = ReadJpeg(picture->bytes);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->orientation, 6);
  EXPECT_TRUE(again->bytes == picture->bytes);
}

TEST(Jpeg, LeavesOutWhatFollowsThePicture) {
  const std::string file = MakeJpeg();
  const auto picture = ReadJpeg(file + "PK\x03\x04 a film, a place, a virus");
  ASSERT_THAT(picture, IsOk());
  EXPECT_TRUE(picture->bytes == file);
}

TEST(Jpeg, TakesAnOrientationThatMakesNoSenseForNone) {
  for (const int orientation : {0, 9, 255}) {
    const auto picture =
        ReadJpeg(WithSegments(MakeJpeg(), {ExifOfATelephone(orientation)}));
    ASSERT_THAT(picture, IsOk());
    EXPECT_EQ(picture->orientation, 1);
  }
}

TEST(Jpeg, RefusesAFileThatIsCutAnywhere) {
  for (const bool progressive : {false, true}) {
    const std::string file = MakeJpeg({.progressive = progressive});
    for (size_t length = 3; length < file.size(); ++length) {
      EXPECT_THAT(ReadJpeg(file.substr(0, length)),
                  HasReason("MEDIA_TRUNCATED"))
          << length;
    }
  }
}

TEST(Jpeg, RefusesAFileWhoseEndWasPutBehindHalfAPicture) {
  std::string file = MakeJpeg({.width = 800, .height = 600});
  file.resize(file.size() / 2);
  EXPECT_THAT(ReadJpeg(file + "\xFF\xD9"), HasReason("MEDIA_TRUNCATED"));
}

TEST(Jpeg, RefusesMorePixelsThanItHasBytesFor) {
  // The frame says 9000 x 4000; the data are those of 160 x 120.
  std::string file = MakeJpeg();
  const size_t frame = At(file, '\xC0');
  file[frame + 5] = '\x0F', file[frame + 6] = '\xA0';
  file[frame + 7] = '\x23', file[frame + 8] = '\x28';
  EXPECT_THAT(ReadJpeg(file), HasReason("MEDIA_TRUNCATED"));
}

TEST(Jpeg, RefusesABombBeforeItIsDecoded) {
  std::string file = MakeJpeg();
  const size_t frame = At(file, '\xC0');
  for (const size_t byte : {5, 6, 7, 8}) file[frame + byte] = '\xFF';
  EXPECT_THAT(ReadJpeg(file), HasReason("MEDIA_DIMENSIONS_INVALID"));
  EXPECT_THAT(ReadJpeg(file), HasMetadata("width", "65535"));
}

TEST(Jpeg, RefusesAPictureOfNoHeight) {
  std::string file = MakeJpeg();
  const size_t frame = At(file, '\xC0');
  file[frame + 5] = file[frame + 6] = '\0';
  EXPECT_THAT(ReadJpeg(file), HasReason("MEDIA_DIMENSIONS_INVALID"));
}

TEST(Jpeg, RefusesCodingsThatPagesDoNotShow) {
  std::string file = MakeJpeg();
  file[At(file, '\xC0') + 1] = '\xC9';  // arithmetic
  EXPECT_THAT(ReadJpeg(file), HasReason("MEDIA_DAMAGED"));
}

TEST(Jpeg, RefusesCodesThatMakeNoSense) {
  std::string file = MakeJpeg();
  // A table with more codes of one bit than there are.
  file[At(file, '\xC4') + 5] = '\x7F';
  EXPECT_THAT(ReadJpeg(file), HasReason("MEDIA_DAMAGED"));
}

TEST(Jpeg, RefusesTwoFramesAndNone) {
  const std::string file = MakeJpeg();
  const size_t frame = At(file, '\xC0');
  const std::string segment = file.substr(frame, 19);
  std::string twice = file;
  twice.insert(frame, segment);
  EXPECT_THAT(ReadJpeg(twice), HasReason("MEDIA_DAMAGED"));
  std::string none = file;
  none.erase(frame, 19);
  EXPECT_THAT(ReadJpeg(none), HasReason("MEDIA_DAMAGED"));
}

TEST(Jpeg, RefusesMoreScansThanAPictureNeeds) {
  const std::string file = MakeJpeg({.progressive = true});
  const size_t scan = At(file, '\xDA');
  const size_t next = file.find('\xFF', scan + 2);
  const std::string one = file.substr(scan, next - scan);
  std::string many = file.substr(0, scan);
  for (int i = 0; i < 200; ++i) many += one;
  EXPECT_THAT(ReadJpeg(many + file.substr(scan)), HasReason("MEDIA_DAMAGED"));
}

TEST(Jpeg, RefusesASegmentThatIsShorterThanItsLength) {
  EXPECT_THAT(ReadJpeg(std::string("\xFF\xD8\xFF\xE0\x00\x01", 6)),
              HasReason("MEDIA_DAMAGED"));
}

TEST(Jpeg, RefusesAFileWithoutAPicture) {
  EXPECT_THAT(ReadJpeg("\xFF\xD8\xFF\xD9"), HasReason("MEDIA_DAMAGED"));
}

}  // namespace
}  // namespace loa::content
