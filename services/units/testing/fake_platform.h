#ifndef LOA_SERVICES_UNITS_TESTING_FAKE_PLATFORM_H_
#define LOA_SERVICES_UNITS_TESTING_FAKE_PLATFORM_H_

#include <string>

#include "libs/platform/platform.h"

namespace loa::units::testing {

// A platform that answers every probe with `answer`; it has no posts.  The
// real adapter is tested with the platform's simulator, end to end.
class FakePlatform : public platform::PagePlatform {
 public:
  absl::StatusOr<platform::PageIdentity> Identify(
      const platform::Credential& credential) override {
    asked = credential;
    return answer;
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

  absl::StatusOr<platform::PageIdentity> answer =
      absl::InternalError("the test sets an answer");
  platform::Credential asked;
};

}  // namespace loa::units::testing

#endif  // LOA_SERVICES_UNITS_TESTING_FAKE_PLATFORM_H_
