#include "services/content/media/png.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "services/content/media/exif.h"
#include "services/content/testing/pictures.h"

namespace loa::content {
namespace {

using loa::testing::HasReason;
using loa::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Png, KeepsPlainPicturesOfEveryKindByteForByte) {
  for (const bool interlaced : {false, true}) {
    for (const auto& [type, depth] : std::vector<std::pair<int, int>>{
             {0, 1}, {0, 16}, {2, 8}, {3, 4}, {3, 8}, {4, 8}, {6, 16}}) {
      const std::string file = MakePng({.width = 161,
                                        .height = 123,
                                        .color_type = type,
                                        .depth = depth,
                                        .interlaced = interlaced});
      const auto picture = ReadPng(file);
      ASSERT_THAT(picture, IsOk()) << type << " " << depth << interlaced;
      EXPECT_EQ(picture->width, 161);
      EXPECT_EQ(picture->height, 123);
      EXPECT_EQ(picture->mime_type, kPngType);
      EXPECT_TRUE(picture->bytes == file);
    }
  }
}

TEST(Png, LeavesOutTextsTimesAndPlaces) {
  const std::string plain = MakePng();
  const auto picture = ReadPng(WithChunks(
      plain, {PngChunk("tEXt", "Comment: at home"),
              PngChunk("iTXt", "XML:com.adobe.xmp"),
              PngChunk("tIME", "1234567"), PngChunk("prVt", "private")}));
  ASSERT_THAT(picture, IsOk());
  EXPECT_TRUE(picture->bytes == plain);
}

TEST(Png, LeavesOutWhatFollowsThePicture) {
  const std::string plain = MakePng();
  const auto picture = ReadPng(plain + "a place");
  ASSERT_THAT(picture, IsOk());
  EXPECT_TRUE(picture->bytes == plain);
}

TEST(Png, KeepsWhichSideIsUpAndWhatItsColoursMean) {
  std::string exif = OrientationAlone(8);
  exif += "Phone X";
  const std::string gamma = PngChunk("gAMA", std::string("\0\0\xB1\x8F", 4));
  const auto picture =
      ReadPng(WithChunks(MakePng(), {PngChunk("eXIf", exif), gamma}));
  ASSERT_THAT(picture, IsOk());
  EXPECT_EQ(picture->orientation, 8);
  EXPECT_THAT(picture->bytes, HasSubstr(gamma));
  EXPECT_THAT(picture->bytes, Not(HasSubstr("Phone X")));
  const auto again = ReadPng(picture->bytes);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->orientation, 8);
  EXPECT_TRUE(again->bytes == picture->bytes);
}

TEST(Png, RefusesAFileThatIsCutAnywhere) {
  const std::string file = MakePng();
  for (size_t length = 8; length < file.size(); ++length) {
    EXPECT_THAT(ReadPng(file.substr(0, length)), HasReason("MEDIA_TRUNCATED"))
        << length;
  }
}

TEST(Png, RefusesFewerAndMorePixelsThanItSays) {
  const PngSpec spec;
  const std::string rows = PngRows(spec);
  EXPECT_THAT(ReadPng(MakePngOf(spec, rows.substr(0, rows.size() - 1))),
              HasReason("MEDIA_DAMAGED"));
  EXPECT_THAT(ReadPng(MakePngOf(spec, rows + std::string(1, '\0'))),
              HasReason("MEDIA_DAMAGED"));
}

TEST(Png, StopsABombThatUnpacksToMoreThanItSays) {
  EXPECT_THAT(ReadPng(MakePngOf({}, std::string(64 << 20, '\0'))),
              HasReason("MEDIA_DAMAGED"));
}

TEST(Png, RefusesABombBeforeItIsUnpacked) {
  EXPECT_THAT(ReadPng(MakePngOf({.width = 60000, .height = 60000}, "")),
              HasReason("MEDIA_DIMENSIONS_INVALID"));
}

TEST(Png, RefusesAWrongChecksumAlsoOfWhatItLeavesOut) {
  for (const char* type : {"IDAT", "tEXt"}) {
    std::string file = WithChunks(MakePng(), {PngChunk("tEXt", "hello")});
    ++file[file.find(type) + 6];
    EXPECT_THAT(ReadPng(file), HasReason("MEDIA_DAMAGED")) << type;
  }
}

TEST(Png, RefusesARowWithoutAValidFilter) {
  const PngSpec spec;
  std::string rows = PngRows(spec);
  rows[rows.size() / 120 * 7] = 5;
  EXPECT_THAT(ReadPng(MakePngOf(spec, rows)), HasReason("MEDIA_DAMAGED"));
}

TEST(Png, RefusesPicturesThatMove) {
  EXPECT_THAT(
      ReadPng(WithChunks(MakePng(), {PngChunk("acTL", std::string(8, 1))})),
      HasReason("MEDIA_ANIMATED"));
}

TEST(Png, RefusesChunksThatItMustKnowAndDoesNot) {
  EXPECT_THAT(ReadPng(WithChunks(MakePng(), {PngChunk("ABCD", "")})),
              HasReason("MEDIA_DAMAGED"));
}

TEST(Png, RefusesHeadersThatNameWhatThereIsNot) {
  for (const auto& [type, depth] : std::vector<std::pair<int, int>>{
           {1, 8}, {2, 4}, {3, 16}, {7, 8}, {0, 3}}) {
    EXPECT_THAT(ReadPng(MakePng({.color_type = type, .depth = depth})),
                HasReason("MEDIA_DAMAGED"))
        << type << " " << depth;
  }
}

TEST(Png, RefusesAPaletteThatIsMissingOrThereTwice) {
  std::string file = MakePng({.color_type = 3});
  const size_t palette = file.find("PLTE") - 4;
  std::string without = file;
  without.erase(palette, 768 + 12);
  EXPECT_THAT(ReadPng(without), HasReason("MEDIA_DAMAGED"));
  EXPECT_THAT(ReadPng(WithChunks(file, {PngChunk("PLTE", "abc")})),
              HasReason("MEDIA_DAMAGED"));
}

TEST(Png, RefusesPixelsInTwoPlacesAndNone) {
  const std::string file = MakePng();
  const std::string gamma = PngChunk("gAMA", std::string(4, 1));
  std::string twice = file;
  twice.insert(file.size() - 12, gamma + PngChunk("IDAT", ""));
  EXPECT_THAT(ReadPng(twice), HasReason("MEDIA_DAMAGED"));
  EXPECT_THAT(ReadPng(file.substr(0, 33) + PngChunk("IEND", "")),
              HasReason("MEDIA_DAMAGED"));
}

}  // namespace
}  // namespace loa::content
