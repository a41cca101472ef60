#include "services/content/sources/source_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace loa::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SourceHost, IsANameOfTwoLabelsOrMoreInLowerCase) {
  EXPECT_EQ(ParseHost("quangninh.gov.vn"), "quangninh.gov.vn");
  EXPECT_EQ(ParseHost("MatTran.org.VN"), "mattran.org.vn");
  EXPECT_EQ(ParseHost("xn--mttrn-3ya.vn"), "xn--mttrn-3ya.vn");
}

TEST(SourceHost, IsNeitherAUrlNorAnAddressNorMalformed) {
  for (const char* text :
       {"", "vn", "https://quangninh.gov.vn/", "quangninh.gov.vn/tin",
        "quangninh.gov.vn:443", "10.0.0.1", "a..vn", ".gov.vn", "gov.vn.",
        "-a.vn", "a-.vn", "a_b.vn", "quảngninh.vn", "a b.vn"}) {
    EXPECT_THAT(ParseHost(text), IsEmpty()) << text;
  }
  EXPECT_THAT(ParseHost(absl::StrCat(std::string(64, 'a'), ".vn")), IsEmpty());
  EXPECT_EQ(ParseHost(absl::StrCat(std::string(63, 'a'), ".vn")).size(), 66u);
}

TEST(SourceHost, OfALinkIsWhereABrowserGoes) {
  EXPECT_EQ(HostOfLink("https://mattran.org.vn"), "mattran.org.vn");
  EXPECT_EQ(HostOfLink("HTTP://WWW.MatTran.org.vn:8080/tin?a=b#c"),
            "www.mattran.org.vn");
  EXPECT_EQ(HostOfLink("https://mattran.org.vn./tin"), "mattran.org.vn");
  EXPECT_EQ(HostOfLink("https://evil.com/@mattran.org.vn"), "evil.com");
  EXPECT_EQ(HostOfLink("https://evil.com?https://mattran.org.vn"), "evil.com");
}

TEST(SourceHost, OfALinkThatReadersDisagreeAboutIsNone) {
  for (const char* link :
       {"", "mattran.org.vn", "ftp://mattran.org.vn/",
        "https://mattran.org.vn@evil.com/", "https://evil.com\\@mattran.org.vn",
        "https://mattran.org.vn:x@evil.com/", "https://mattran.org.vn%2eevil/",
        "https:// mattran.org.vn/", "https://mattran.org.vn\n.evil.com/"}) {
    EXPECT_THAT(HostOfLink(link), IsEmpty()) << link;
  }
}

TEST(SourceHost, StandsBelowItsParentsDownToTwoLabels) {
  EXPECT_THAT(HostAndParents("www.mattran.org.vn"),
              ElementsAre("www.mattran.org.vn", "mattran.org.vn", "org.vn"));
}

}  // namespace
}  // namespace loa::content
