#include "tools/ledger_check/check.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/platform/canonical_text.h"

namespace loa::ledger_check {
namespace {

using pagesim::Entry;

bool IsLive(const Publication& publication) {
  return publication.state != "CANCELLED" && publication.state != "FAILED";
}

// Loa sent it: neither people by hand nor anybody outside.
bool IsPromised(const Publication& publication) {
  return !publication.by_hand && publication.state != "OUTSIDE";
}

// A publication with the posts that are its own, as they appeared.
struct Claim {
  const Publication* publication;
  std::vector<const Entry*> posts;
};

// A post at the end of the ledger.
struct Shown {
  std::string text;
  bool deleted = false;
};

// One page at a time: nothing is compared across pages.
class PageCheck {
 public:
  PageCheck(std::vector<const Entry*> posts,
            std::vector<const Publication*> publications,
            const std::map<std::string, Shown>& shown, Findings& findings)
      : posts_(std::move(posts)), shown_(shown), findings_(findings) {
    // In the order in which posts are given out to equal texts.
    std::sort(publications.begin(), publications.end(),
              [](const Publication* a, const Publication* b) {
                return std::make_tuple(!IsLive(*a), a->due_time, a->sequence) <
                       std::make_tuple(!IsLive(*b), b->due_time, b->sequence);
              });
    for (const Publication* publication : publications) {
      claims_.push_back({.publication = publication});
    }
  }

  void Run() {
    Assign();
    for (const Claim& claim : claims_) Judge(claim);
    JudgeOrder();
  }

 private:
  static bool Fits(const Entry& post, const Publication& publication) {
    return (!publication.link || *publication.link == post.link) &&
           (!publication.photo_sha256 ||
            *publication.photo_sha256 == post.photo_sha256);
  }

  void Report(int64_t& counter, std::string detail) {
    ++counter;
    if (findings_.details.size() < Findings::kMaxDetails) {
      findings_.details.push_back(std::move(detail));
    }
  }

  void Assign() {
    std::map<std::string, Claim*> by_id;
    std::map<std::string, std::vector<Claim*>> by_text;
    for (Claim& claim : claims_) {
      const Publication& publication = *claim.publication;
      if (!publication.platform_post_id.empty()) {
        by_id.emplace(publication.platform_post_id, &claim);
      }
      by_text[platform::CanonicalText(publication.text)].push_back(&claim);
    }
    // Posts that are named go first, so that none takes another's place.
    std::vector<std::pair<const Entry*, std::vector<Claim*>>> rest;
    for (const Entry* post : posts_) {
      std::vector<Claim*> equals;
      for (Claim* claim : by_text[platform::CanonicalText(post->text)]) {
        if (Fits(*post, *claim->publication)) equals.push_back(claim);
      }
      const auto named = by_id.find(post->post);
      if (named != by_id.end() && std::find(equals.begin(), equals.end(),
                                            named->second) != equals.end()) {
        named->second->posts.push_back(post);
      } else {
        rest.emplace_back(post, std::move(equals));
      }
    }
    for (const auto& [post, equals] : rest) AssignByText(*post, equals);
  }

  void AssignByText(const Entry& post, const std::vector<Claim*>& equals) {
    if (equals.empty()) {
      Report(findings_.strays, absl::StrCat("stray: ", post.post));
      return;
    }
    const auto free =
        std::find_if(equals.begin(), equals.end(),
                     [](const Claim* claim) { return claim->posts.empty(); });
    // More posts than publications of this text: the first has the double.
    (free != equals.end() ? *free : equals.front())->posts.push_back(&post);
  }

  void Judge(const Claim& claim) {
    const Publication& publication = *claim.publication;
    if (!IsPromised(publication)) return;
    if (publication.state == "CANCELLED" || publication.state == "FAILED") {
      int64_t& counter = publication.state == "CANCELLED"
                             ? findings_.after_cancel
                             : findings_.failed_seen;
      for (const Entry* post : claim.posts) {
        Report(counter, absl::StrCat(publication.state, " yet seen: ",
                                     publication.name, " as ", post->post));
      }
      return;
    }
    for (size_t i = 1; i < claim.posts.size(); ++i) {
      Report(findings_.doubled, absl::StrCat("doubled: ", publication.name,
                                             " as ", claim.posts[i]->post));
    }
    for (const Entry* post : claim.posts) {
      if (absl::FromUnixMicros(post->time_us) < publication.due_time) {
        Report(findings_.early,
               absl::StrCat("early: ", publication.name, " as ", post->post));
      }
    }
    if (publication.state == "NEEDS_ATTENTION") {
      ++findings_.needs_attention;
      return;
    }
    ++findings_.expected;
    if (claim.posts.empty()) {
      Report(findings_.lost, absl::StrCat("lost: ", publication.name, " (",
                                          publication.state, ")"));
    } else {
      ++findings_.visible;
    }
    JudgeId(claim);
    JudgeAmendments(claim);
  }

  // What is shown at the end of the ledger.
  void JudgeAmendments(const Claim& claim) {
    const Publication& publication = *claim.publication;
    const bool withdrawn = publication.state == "WITHDRAWN";
    const std::string expected = platform::CanonicalText(
        publication.state == "EDITED" ? publication.edited_text
                                      : publication.text);
    for (const Entry* post : claim.posts) {
      const Shown& shown = shown_.at(post->post);
      if (withdrawn && !shown.deleted) {
        Report(findings_.still_visible,
               absl::StrCat("still visible: ", publication.name));
      } else if (!withdrawn && shown.deleted) {
        Report(findings_.vanished,
               absl::StrCat("vanished: ", publication.name));
      } else if (!withdrawn &&
                 platform::CanonicalText(shown.text) != expected) {
        Report(findings_.wrong_text,
               absl::StrCat("wrong text: ", publication.name));
      }
    }
  }

  void JudgeId(const Claim& claim) {
    const std::string& id = claim.publication->platform_post_id;
    if (id.empty()) return;
    const bool own =
        std::any_of(claim.posts.begin(), claim.posts.end(),
                    [&](const Entry* post) { return post->post == id; });
    if (!own) {
      Report(findings_.misbound,
             absl::StrCat("misbound: ", claim.publication->name, " to ", id));
    }
  }

  // First appearances, in the order of the ledger, must be in the order of
  // (due_time, sequence).
  void JudgeOrder() {
    std::map<const Entry*, const Publication*> first;
    for (const Claim& claim : claims_) {
      if (claim.posts.empty() || !IsLive(*claim.publication) ||
          !IsPromised(*claim.publication)) {
        continue;
      }
      const Entry* earliest =
          *std::min_element(claim.posts.begin(), claim.posts.end(),
                            [](const Entry* a, const Entry* b) {
                              return a->time_us < b->time_us;
                            });
      first[earliest] = claim.publication;
    }
    const Publication* latest = nullptr;
    for (const Entry* post : posts_) {
      const auto it = first.find(post);
      if (it == first.end()) continue;
      const Publication* now = it->second;
      if (latest != nullptr &&
          std::tie(now->due_time, now->sequence) <
              std::tie(latest->due_time, latest->sequence)) {
        Report(findings_.reordered,
               absl::StrCat("reordered: ", now->name, " after ", latest->name));
      } else {
        latest = now;
      }
    }
  }

  const std::vector<const Entry*> posts_;      // in the order of the ledger
  const std::map<std::string, Shown>& shown_;  // by the platform's id
  std::vector<Claim> claims_;
  Findings& findings_;
};

}  // namespace

bool Findings::Clean() const {
  for (const auto& [kind, asked] : faults_asked) {
    const auto it = faults_fired.find(kind);
    if (it == faults_fired.end() || it->second < asked) return false;
  }
  return lost + doubled + reordered + early + after_cancel + failed_seen +
             misbound + strays + still_visible + wrong_text + vanished ==
         0;
}

Findings Check(const std::vector<Entry>& ledger,
               const std::vector<Publication>& publications) {
  Findings findings;
  std::map<std::string, std::vector<const Entry*>> posts;
  std::map<std::string, std::vector<const Publication*>> by_page;
  std::set<std::string> pages;
  std::map<std::string, Shown> shown;
  for (const Entry& entry : ledger) {
    if (entry.kind == Entry::Kind::kArm) {
      findings.faults_asked[entry.fault] += entry.count;
    } else if (entry.kind == Entry::Kind::kFault) {
      ++findings.faults_fired[entry.fault];
    } else if (entry.kind == Entry::Kind::kPost) {
      posts[entry.page].push_back(&entry);
      pages.insert(entry.page);
      shown[entry.post].text = entry.text;
    } else if (entry.kind == Entry::Kind::kEdit) {
      shown[entry.post].text = entry.text;
    } else if (entry.kind == Entry::Kind::kDelete) {
      shown[entry.post].deleted = true;
    }
  }
  for (const Publication& publication : publications) {
    by_page[publication.platform_page_id].push_back(&publication);
    pages.insert(publication.platform_page_id);
  }
  for (const std::string& page : pages) {
    PageCheck(posts[page], by_page[page], shown, findings).Run();
  }
  return findings;
}

std::string ToJson(const Findings& findings) {
  nlohmann::ordered_json json;
  json["expected"] = findings.expected;
  json["visible"] = findings.visible;
  json["lost"] = findings.lost;
  json["doubled"] = findings.doubled;
  json["reordered"] = findings.reordered;
  json["early"] = findings.early;
  json["after_cancel"] = findings.after_cancel;
  json["failed_seen"] = findings.failed_seen;
  json["misbound"] = findings.misbound;
  json["strays"] = findings.strays;
  json["still_visible"] = findings.still_visible;
  json["wrong_text"] = findings.wrong_text;
  json["vanished"] = findings.vanished;
  json["needs_attention"] = findings.needs_attention;
  json["faults_asked"] = nlohmann::json(findings.faults_asked);
  json["faults_fired"] = nlohmann::json(findings.faults_fired);
  json["clean"] = findings.Clean();
  json["details"] = findings.details;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
         "\n";
}

}  // namespace loa::ledger_check
