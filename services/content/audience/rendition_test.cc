#include "services/content/audience/rendition.h"

#include <gtest/gtest.h>

namespace loa::content {
namespace {

TEST(Rendition, IsTitleBlankLineBodyAndAttribution) {
  v1::Post post;
  post.set_title("Tin mới");
  post.set_body("Dòng một\nDòng hai");
  post.set_attribution("Theo Cổng thông tin tỉnh");
  EXPECT_EQ(RenderText(post),
            "Tin mới\n\nDòng một\nDòng hai\n\nTheo Cổng thông tin tỉnh");
}

TEST(Rendition, LeavesOutWhatIsEmpty) {
  v1::Post post;
  post.set_title("Tin mới");
  EXPECT_EQ(RenderText(post), "Tin mới");
  post.set_attribution("Nguồn");
  EXPECT_EQ(RenderText(post), "Tin mới\n\nNguồn");
}

TEST(Rendition, BeginsWithTheOpeningLineOfThePagesPeople) {
  v1::Post post;
  post.set_title("Tin mới");
  post.set_body("Dòng một");
  v1::LocalPart part;
  part.set_opening_line(" Xã  ta ");
  EXPECT_EQ(RenderText(post, part), "Xã ta\n\nTin mới\n\nDòng một");
}

v1::PostMedia Photo(const std::string& name) {
  v1::PostMedia photo;
  photo.set_media("media/" + name);
  return photo;
}

TEST(Rendition, PutsTheLinkUnderTheTextWhereThereArePhotos) {
  v1::Post post;
  post.set_title("Tin mới");
  post.set_link("https://quangninh.gov.vn/tin");
  EXPECT_EQ(RenderText(post), "Tin mới");
  EXPECT_EQ(RenderLink(post), "https://quangninh.gov.vn/tin");
  v1::LocalPart part;
  *part.mutable_photo() = Photo("xa");
  EXPECT_EQ(RenderText(post, part), "Tin mới\n\nhttps://quangninh.gov.vn/tin");
  EXPECT_EQ(RenderLink(post, part), "");
  *post.add_media() = Photo("tinh");
  EXPECT_EQ(RenderText(post), "Tin mới\n\nhttps://quangninh.gov.vn/tin");
  EXPECT_EQ(RenderLink(post), "");
}

TEST(Rendition, ShowsThePhotoOfThePagesPeopleFirstAndEachOnce) {
  v1::Post post;
  *post.add_media() = Photo("a");
  *post.add_media() = Photo("b");
  v1::LocalPart part;
  *part.mutable_photo() = Photo("b");
  const auto photos = RenderedPhotos(post, part);
  ASSERT_EQ(photos.size(), 2u);
  EXPECT_EQ(photos[0].media(), "media/b");
  EXPECT_EQ(photos[1].media(), "media/a");
}

TEST(Rendition, FoldsWhiteSpaceAndKeepsParagraphs) {
  v1::Post post;
  post.set_title("  Tin \t mới ");
  post.set_body("\r\nMột\r\n\r\n \r\nHai  ba\r\n");
  EXPECT_EQ(RenderText(post), "Tin mới\n\nMột\n\nHai ba");
}

TEST(Rendition, ComposesDecomposedLetters) {
  v1::Post post;
  post.set_title("e\xCC\x82\xCC\x81");  // e, circumflex, acute
  EXPECT_EQ(RenderText(post), "\xE1\xBA\xBF");
}

}  // namespace
}  // namespace loa::content
