#include "services/content/hand/permalink.h"

#include <gtest/gtest.h>

namespace loa::content {
namespace {

const PageAddress kPage{"1048", "https://www.facebook.com/MatTranQuangNinh"};

TEST(Permalink, TakesTheFormsThatPeopleCopy) {
  for (const char* address :
       {"https://www.facebook.com/1048_77",
        "https://www.facebook.com/1048/posts/77",
        "https://m.facebook.com/MatTranQuangNinh/posts/77?ref=share",
        "http://facebook.com/mattranquangninh/posts/77#comments",
        "https://www.facebook.com/permalink.php?story_fbid=77&id=1048",
        "https://web.facebook.com/story.php?id=1048&story_fbid=77&refid=52"}) {
    const auto permalink = ParsePermalink(address, kPage);
    ASSERT_TRUE(permalink.has_value()) << address;
    EXPECT_EQ(permalink->post_id, "1048_77") << address;
  }
}

TEST(Permalink, TakesAnAddressThatHidesTheId) {
  const auto permalink = ParsePermalink(
      "https://www.facebook.com/MatTranQuangNinh/posts/pfbid0AbC?x=1", kPage);
  ASSERT_TRUE(permalink.has_value());
  EXPECT_EQ(permalink->post_id, "");
  EXPECT_EQ(permalink->key, "facebook.com/MatTranQuangNinh/posts/pfbid0AbC");
}

TEST(Permalink, RefusesWhatIsNotAPostOfThePage) {
  for (const char* address :
       {"", "77", "https://www.facebook.com/", "https://example.org/1048_77",
        "https://www.facebook.com.evil.org/1048_77",
        "https://www.facebook.com/MatTranQuangNinh",
        "https://www.facebook.com/1048", "https://www.facebook.com/2048_77",
        "https://www.facebook.com/KhacNua/posts/77",
        "https://www.facebook.com/permalink.php?story_fbid=77&id=2048",
        "https://www.facebook.com/permalink.php?id=1048"}) {
    EXPECT_FALSE(ParsePermalink(address, kPage).has_value()) << address;
  }
}

TEST(Permalink, NamesNobodyByAnAddressThatThePageDoesNotHave) {
  const PageAddress nameless{"1048", ""};
  EXPECT_FALSE(ParsePermalink("https://facebook.com/Ten/posts/77", nameless)
                   .has_value());
  EXPECT_TRUE(ParsePermalink("https://facebook.com/1048/posts/77", nameless)
                  .has_value());
}

TEST(Permalink, TwoAddressesOfOnePostHaveOneKey) {
  EXPECT_EQ(PermalinkKey("https://www.facebook.com/1048_77"),
            PermalinkKey("http://m.facebook.com/1048_77?ref=x"));
  EXPECT_EQ(
      PermalinkKey("https://facebook.com/permalink.php?story_fbid=7&id=1"),
      PermalinkKey("https://fb.com/permalink.php?id=1&story_fbid=7&a=b"));
  EXPECT_NE(PermalinkKey("https://facebook.com/1048_77"),
            PermalinkKey("https://facebook.com/1048_78"));
}

}  // namespace
}  // namespace loa::content
