#ifndef LOA_SERVICES_UNITS_TESTING_FAKE_PLATFORM_H_
#define LOA_SERVICES_UNITS_TESTING_FAKE_PLATFORM_H_

#include <map>
#include <string>
#include <vector>

#include "libs/platform/page_directory.h"
#include "libs/platform/platform.h"

namespace loa::units::testing {

// A platform whose every probe of a page is answered as the test says; it has
// no posts.  The real adapter is tested against the platform's simulator.
class FakePlatform : public platform::PagePlatform {
 public:
  absl::StatusOr<platform::PageIdentity> Identify(
      const platform::Credential& credential) override {
    asked = credential;
    const auto found = answers.find(credential.page_id);
    if (found != answers.end()) return found->second;
    return absl::UnavailableError("the test gave no answer");
  }
  platform::RawOutcome Publish(const platform::Credential&,
                               const platform::Rendition&,
                               absl::Duration) override {
    return {};
  }
  absl::StatusOr<platform::PostList> ListPosts(const platform::Credential&,
                                               absl::Time,
                                               const std::string&) override {
    return absl::UnimplementedError("units reads no posts");
  }

  // By the id of the page that is asked for.
  std::map<std::string, absl::StatusOr<platform::PageIdentity>> answers;
  platform::Credential asked;  // last
};

// A listing of pages two by two, whose cursor is the number of pages before.
class FakeDirectory : public platform::PageDirectory {
 public:
  absl::StatusOr<platform::PageListing> ListPages(
      const platform::Credential& holder, const std::string& cursor) override {
    asked = holder;
    if (!refusal.ok()) return refusal;
    platform::PageListing listing;
    size_t next = cursor.empty() ? 0 : std::stoul(cursor);
    while (next < pages.size() && listing.pages.size() < 2) {
      listing.pages.push_back(pages[next++]);
    }
    if (next < pages.size()) listing.next_cursor = std::to_string(next);
    return listing;
  }

  std::vector<platform::ListedPage> pages;
  absl::Status refusal;
  platform::Credential asked;  // last
};

}  // namespace loa::units::testing

#endif  // LOA_SERVICES_UNITS_TESTING_FAKE_PLATFORM_H_
