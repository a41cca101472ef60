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
  EXPECT_EQ(RenderText(post, " Xã  ta "), "Xã ta\n\nTin mới\n\nDòng một");
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
