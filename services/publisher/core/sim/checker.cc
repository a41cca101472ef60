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

// What a post shows when all is over, against the amendments that were done.
void CheckAmended(const Shown& shown, const std::vector<std::string>& wanted,
                  const AmendmentModel& model,
                  std::vector<std::string>& violations) {
  const auto say = [&](absl::string_view what) {
    violations.push_back(absl::StrCat(what, ": ", shown.text));
  };
  std::string text = shown.text;
  bool deleted = false;
  for (const std::string& name : wanted) {
    const AmendmentModel::Amendment& amendment = model.amendments().at(name);
    using AmendmentState = AmendmentModel::State;
    if (amendment.state != AmendmentState::kDone &&
        amendment.state != AmendmentState::kVoid) {
      say("amendment stuck");
    }
    if (amendment.state != AmendmentState::kDone) continue;
    if (amendment.kind == AmendmentKind::kDelete) {
      deleted = true;
    } else {
      text = amendment.text;
    }
  }
  const bool gone = shown.DeletedBy(absl::InfiniteFuture());
  if (deleted && !gone) say("still visible");
  if (!deleted && gone) say("deleted, though nobody wanted it");
  if (!deleted && shown.TextAt(absl::InfiniteFuture()) != text) {
    say("another text than content says");
  }
}

}  // namespace

std::vector<std::string> Check(const ContentModel& content,
                               const AmendmentModel& amendments,
                               const PlatformModel& platform,
                               const std::set<std::string>& facts) {
  std::vector<std::string> violations;
  std::map<std::string, std::vector<const Shown*>> by_text, by_page;
  for (const std::string& text : content.adopted()) {
    if (content.publications().contains(text)) {
      violations.push_back(absl::StrCat("ours, adopted from outside: ", text));
    }
  }
  for (const Shown& shown : platform.shown()) {
    if (shown.outside) continue;
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
  std::map<std::string, std::vector<std::string>> wanted;  // by publication
  for (const auto& [name, amendment] : amendments.amendments()) {
    wanted[amendment.publication].push_back(name);
  }
  for (const Shown& shown : platform.shown()) {
    if (shown.outside || by_text[shown.text].size() > 1)
      continue;  // said already
    CheckAmended(shown, wanted[shown.text], amendments, violations);
  }
  for (const auto& [page, shown] : by_page) {
    CheckOrder(shown, content, violations);
  }
  return violations;
}

}  // namespace loa::publisher::sim
