#include "libs/platform/facebook/directory.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/platform/facebook/answers.h"
#include "libs/platform/facebook/reader.h"
#include "libs/platform/facebook/requests.h"
#include "libs/platform/http/client.h"
#include "libs/status/status_macros.h"

namespace loa::platform::facebook {
namespace {

constexpr int kPagesAtOnce = 25;

class Directory : public PageDirectory {
 public:
  Directory(Options options, const base::Clock& clock)
      : options_(std::move(options)),
        client_(HttpOptions(options_), clock),
        reader_(options_, client_, clock) {}

  absl::StatusOr<PageListing> ListPages(const Credential& holder,
                                        const std::string& cursor) override {
    const std::string query =
        FormEncode({{"fields", "id,name,link,access_token,tasks"},
                    {"limit", absl::StrCat(kPagesAtOnce)},
                    {"after", cursor}});
    ASSIGN_OR_RETURN(const http::Response response,
                     reader_.Read(holder, "me/accounts", query));
    return ReadPageListing(response.body);
  }

 private:
  const Options options_;
  http::Client client_;
  Reader reader_;
};

}  // namespace

std::unique_ptr<PageDirectory> NewFacebookDirectory(Options options,
                                                    const base::Clock& clock) {
  return std::make_unique<Directory>(std::move(options), clock);
}

}  // namespace loa::platform::facebook
