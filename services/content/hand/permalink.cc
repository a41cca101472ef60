#include "services/content/hand/permalink.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace loa::content {
namespace {

constexpr absl::string_view kHost = "facebook.com";
constexpr absl::string_view kShortHost = "fb.com";

struct Address {
  std::string host;  // lower case, without the prefixes of its front ends
  std::vector<std::string> path;
  std::map<std::string, std::string> query;
};

bool IsNumber(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

Address Parse(absl::string_view text) {
  Address address;
  if (!absl::ConsumePrefix(&text, "https://")) {
    absl::ConsumePrefix(&text, "http://");
  }
  text = text.substr(0, text.find('#'));
  const size_t mark = text.find('?');
  const absl::string_view query =
      mark == absl::string_view::npos ? "" : text.substr(mark + 1);
  address.path = absl::StrSplit(text.substr(0, mark), '/', absl::SkipEmpty());
  if (!address.path.empty()) {
    address.host = absl::AsciiStrToLower(address.path.front());
    address.path.erase(address.path.begin());
  }
  for (const absl::string_view prefix : {"www.", "m.", "web.", "mbasic."}) {
    if (absl::StartsWith(address.host, prefix)) {
      address.host.erase(0, prefix.size());
    }
  }
  if (address.host == kShortHost) address.host = std::string(kHost);
  for (const absl::string_view pair :
       absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> field =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    address.query.insert(field);
  }
  return address;
}

// What names the post in a query.
std::string PostOf(const Address& address) {
  for (const char* name : {"story_fbid", "fbid", "v"}) {
    const auto found = address.query.find(name);
    if (found != address.query.end()) return found->second;
  }
  return "";
}

std::string KeyOf(const Address& address) {
  std::string key =
      absl::StrCat(address.host, "/", absl::StrJoin(address.path, "/"));
  const std::string post = PostOf(address);
  if (!post.empty()) absl::StrAppend(&key, "?", post);
  return key;
}

// Does `segment` name the page: its id, or the name in its own address?
bool NamesPage(const std::string& segment, const PageAddress& page) {
  if (segment == page.platform_page_id) return true;
  const Address own = Parse(page.url);
  return own.host == kHost && own.path.size() == 1 &&
         absl::EqualsIgnoreCase(own.path[0], segment);
}

}  // namespace

std::optional<Permalink> ParsePermalink(absl::string_view text,
                                        const PageAddress& page) {
  const Address address = Parse(text);
  if (address.host != kHost || address.path.empty()) return std::nullopt;
  const std::string& first = address.path.front();
  Permalink permalink{.key = KeyOf(address)};
  // "{page}_{post}"
  const std::pair<std::string, std::string> ids =
      absl::StrSplit(first, absl::MaxSplits('_', 1));
  if (ids.first == page.platform_page_id && IsNumber(ids.second)) {
    permalink.post_id = first;
    return permalink;
  }
  // "permalink.php?story_fbid={post}&id={page}"
  const std::string post = PostOf(address);
  const auto id = address.query.find("id");
  if (!post.empty() && id != address.query.end() &&
      id->second == page.platform_page_id) {
    if (IsNumber(post)) {
      permalink.post_id = absl::StrCat(page.platform_page_id, "_", post);
    }
    return permalink;
  }
  // "{page}/posts/{post}", "{page}/photos/...", "{page}/videos/..."
  if (!NamesPage(first, page) || address.path.size() < 3) return std::nullopt;
  if (address.path[1] == "posts" && IsNumber(address.path.back())) {
    permalink.post_id =
        absl::StrCat(page.platform_page_id, "_", address.path.back());
  }
  return permalink;
}

std::string PermalinkKey(absl::string_view address) {
  return KeyOf(Parse(address));
}

}  // namespace loa::content
