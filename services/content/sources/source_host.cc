#include "services/content/sources/source_host.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace loa::content {
namespace {

constexpr size_t kMaxHost = 253;
constexpr size_t kMaxLabel = 63;

bool IsLabel(absl::string_view label) {
  if (label.empty() || label.size() > kMaxLabel) return false;
  if (label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return absl::ascii_isalnum(c) || c == '-'; });
}

bool IsAllDigits(absl::string_view label) {
  return std::all_of(label.begin(), label.end(), absl::ascii_isdigit);
}

}  // namespace

std::string ParseHost(absl::string_view text) {
  if (text.size() > kMaxHost) return "";
  const std::vector<absl::string_view> labels = absl::StrSplit(text, '.');
  if (labels.size() < 2) return "";
  if (!std::all_of(labels.begin(), labels.end(), IsLabel)) return "";
  // A last label of digits makes it an IPv4 address.
  if (IsAllDigits(labels.back())) return "";
  return absl::AsciiStrToLower(text);
}

std::string HostOfLink(absl::string_view link) {
  if (link.find_first_of("\\ \t\r\n") != absl::string_view::npos) return "";
  const std::string lower = absl::AsciiStrToLower(link);
  absl::string_view rest = lower;
  if (!absl::ConsumePrefix(&rest, "https://") &&
      !absl::ConsumePrefix(&rest, "http://")) {
    return "";
  }
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const size_t colon = rest.find(':'); colon != rest.npos) {
    if (!IsAllDigits(rest.substr(colon + 1))) return "";
    rest = rest.substr(0, colon);
  }
  absl::ConsumeSuffix(&rest, ".");
  return ParseHost(rest);
}

std::vector<std::string> HostAndParents(absl::string_view host) {
  std::vector<std::string> hosts;
  while (host.find('.') != absl::string_view::npos) {
    hosts.emplace_back(host);
    host = host.substr(host.find('.') + 1);
  }
  return hosts;
}

}  // namespace loa::content
