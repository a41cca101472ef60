#include "services/publisher/core/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace loa::publisher {
namespace {

using ::testing::ElementsAre;

const absl::Time kBegun = absl::FromUnixSeconds(1'653'955'200);
constexpr absl::Duration kSkew = absl::Seconds(120);

platform::Post MakePost(const std::string& id, const std::string& text,
                        const std::string& link = "",
                        absl::Duration after = absl::Seconds(1)) {
  return {id, text, link, "https://page/" + id, kBegun + after};
}

Sought MakeSought(const std::string& text, const std::string& link = "") {
  Sought sought;
  sought.text = text;
  sought.link = link;
  sought.begun = kBegun;
  return sought;
}

TEST(Match, FindsThePostByItsText) {
  const Sight sight =
      Match(MakeSought("Đại hội"),
            {MakePost("1", "khác"), MakePost("2", "Đại hội")}, true, kSkew);
  EXPECT_EQ(sight.kind, Sight::Kind::kFound);
  EXPECT_THAT(sight.post_ids, ElementsAre("2"));
  EXPECT_EQ(sight.permalink, "https://page/2");
  EXPECT_EQ(sight.evidence, "found by text among 2 posts read");
}

TEST(Match, KnowsAPostByAPhotoThatItShowsBeforeItsText) {
  Sought sought = MakeSought("Đại hội");
  sought.prepared_ids = {"p1", "p2"};
  platform::Post ours = MakePost("1", "sửa lại");
  ours.photo_ids = {"p1", "p2"};
  platform::Post other = MakePost("2", "Đại hội");
  other.photo_ids = {"p9"};
  const Sight sight = Match(sought, {other, ours}, true, kSkew);
  EXPECT_EQ(sight.kind, Sight::Kind::kFound);
  EXPECT_THAT(sight.post_ids, ElementsAre("1"));
  EXPECT_EQ(sight.evidence, "found by prepared id among 2 posts read");
}

TEST(Match, ComparesTextInCanonicalForm) {
  // Composed against decomposed, and white space as the platform trims it.
  const Sight sight = Match(MakeSought("  Hạ \n\n Long "),
                            {MakePost("1", "Ha\xCC\xA3 Long")}, true, kSkew);
  EXPECT_EQ(sight.kind, Sight::Kind::kFound);
}

TEST(Match, ANotFoundPostIsAbsentOnlyInACompleteListing) {
  EXPECT_EQ(Match(MakeSought("a"), {MakePost("1", "b")}, true, kSkew).kind,
            Sight::Kind::kAbsent);
  EXPECT_EQ(Match(MakeSought("a"), {MakePost("1", "b")}, false, kSkew).kind,
            Sight::Kind::kUnreadable);
  EXPECT_EQ(Match(MakeSought("a"), {}, true, kSkew).kind, Sight::Kind::kAbsent);
}

TEST(Match, AFoundPostIsFoundInACutListingToo) {
  EXPECT_EQ(Match(MakeSought("a"), {MakePost("1", "a")}, false, kSkew).kind,
            Sight::Kind::kFound);
}

TEST(Match, IgnoresWhatWasThereBeforeTheAttempt) {
  EXPECT_EQ(Match(MakeSought("a"),
                  {MakePost("1", "a", "", -absl::Seconds(121))}, true, kSkew)
                .kind,
            Sight::Kind::kAbsent);
  EXPECT_EQ(Match(MakeSought("a"),
                  {MakePost("1", "a", "", -absl::Seconds(120))}, true, kSkew)
                .kind,
            Sight::Kind::kFound);
}

TEST(Match, IgnoresWhatIsBoundToAnotherPublication) {
  Sought sought = MakeSought("a");
  sought.bound_post_ids = {"1"};
  EXPECT_EQ(Match(sought, {MakePost("1", "a")}, true, kSkew).kind,
            Sight::Kind::kAbsent);
}

TEST(Match, PrefersAPreparedIdToEverythingElse) {
  Sought sought = MakeSought("a", "https://x/");
  sought.prepared_ids = {"9"};
  const Sight sight =
      Match(sought, {MakePost("1", "a", "https://x/"), MakePost("9", "edited")},
            true, kSkew);
  EXPECT_THAT(sight.post_ids, ElementsAre("9"));
  EXPECT_EQ(sight.evidence, "found by prepared id among 2 posts read");
}

TEST(Match, PrefersLinkAndTextToTextAlone) {
  const Sight sight = Match(
      MakeSought("a", "https://x/"),
      {MakePost("1", "a"), MakePost("2", "a", "https://x/")}, true, kSkew);
  EXPECT_THAT(sight.post_ids, ElementsAre("2"));
}

TEST(Match, FindsByTextWhereThePlatformRewroteTheLink) {
  const Sight sight =
      Match(MakeSought("a", "https://x/"),
            {MakePost("1", "a", "https://l.example/?u=x")}, true, kSkew);
  EXPECT_THAT(sight.post_ids, ElementsAre("1"));
}

TEST(Match, FindsALinkWithoutWords) {
  EXPECT_EQ(Match(MakeSought("", "https://x/"),
                  {MakePost("1", "", "https://x/")}, true, kSkew)
                .kind,
            Sight::Kind::kFound);
  // Two posts without words are not the same post.
  EXPECT_EQ(Match(MakeSought("", "https://x/"),
                  {MakePost("1", "", "https://y/")}, true, kSkew)
                .kind,
            Sight::Kind::kAbsent);
}

TEST(Match, NamesEveryDoubleOldestFirst) {
  const Sight sight = Match(MakeSought("a"),
                            {MakePost("3", "a", "", absl::Seconds(9)),
                             MakePost("2", "a", "", absl::Seconds(5)),
                             MakePost("1", "a", "", absl::Seconds(5))},
                            true, kSkew);
  EXPECT_THAT(sight.post_ids, ElementsAre("1", "2", "3"));
}

}  // namespace
}  // namespace loa::publisher
