#ifndef LOA_SERVICES_CONTENT_WORK_WORK_WORDS_H_
#define LOA_SERVICES_CONTENT_WORK_WORK_WORDS_H_

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/sql/database.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// What the titles of work items call pages and posts; for one list.
class WorkWords {
 public:
  explicit WorkWords(const Registry& registry) : view_(registry.View()) {}

  // The page's name for people; where the register has none, "pages/x".
  std::string Page(absl::string_view page) const;
  // The title of a post, which is read once.
  absl::StatusOr<std::string> Title(sql::Tx& tx, const std::string& post);

 private:
  std::shared_ptr<const RegistryView> view_;
  absl::flat_hash_map<std::string, std::string> titles_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_WORK_WORK_WORDS_H_
