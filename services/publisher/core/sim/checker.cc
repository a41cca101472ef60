#include "services/publisher/core/sim/checker.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace loa::publisher::sim {
namespace {

using State = ContentModel::State;
using Publication = ContentModel::Publication;
using Shown = PlatformModel::Shown;

void CheckOne(const Publication& publication,
              const std::vector<const Shown*>& shown,
              std::vector<std::string>& violations) {
  const auto say = [&](absl::string_view what) {
    violations.push_back(absl::StrCat(what, ": ", publication.name));
  };
  if (shown.size() > 1) say("doubled");
  for (const Shown* one : shown) {
    if (one->sent < publication.due) say("early");
    if (publication.cancel_acknowledged) say("after cancel");
  }
  switch (publication.state) {
    case State::kPublished:
      if (shown.empty()) say("lost, though content says PUBLISHED");
      break;
    case State::kFailed:
    case State::kNeedsAttention:
      if (!shown.empty()) say("visible, though content gave it up");
      break;
    case State::kCancelled:
      break;
    case State::kScheduled:
    case State::kSending:
    case State::kUnknown:
      say("stuck");
  }
}

void CheckOrder(const std::vector<const Shown*>& page,
                const ContentModel& content,
                std::vector<std::string>& violations) {
  std::pair<absl::Time, int64_t> last = {absl::InfinitePast(), 0};
  for (const Shown* one : page) {
    const Publication& publication = content.publications().at(one->text);
    const std::pair place = {publication.due, publication.sequence};
    if (place < last) {
      violations.push_back(absl::StrCat("reordered: ", publication.name));
    }
    last = std::max(last, place);
  }
}

}  // namespace

std::vector<std::string> Check(const ContentModel& content,
                               const PlatformModel& platform,
                               const std::set<std::string>& facts) {
  std::vector<std::string> violations;
  std::map<std::string, std::vector<const Shown*>> by_text, by_page;
  for (const Shown& shown : platform.shown()) {
    by_text[shown.text].push_back(&shown);
    by_page[shown.page].push_back(&shown);  // in order of sending
  }
  for (const auto& [name, publication] : content.publications()) {
    CheckOne(publication, by_text[name], violations);
    if (publication.state == State::kPublished &&
        !facts.contains(publication.page)) {
      violations.push_back(
          absl::StrCat("first post not recorded: ", publication.page));
    }
  }
  for (const auto& [page, shown] : by_page) {
    CheckOrder(shown, content, violations);
  }
  return violations;
}

}  // namespace loa::publisher::sim
