// Whatever is screened: the same findings twice, every span inside its field
// and on the bounds of characters, and nothing unreadable passes.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/base/deterministic.h"
#include "libs/text/utf8.h"
#include "services/moderation/screening/default_policy.h"
#include "services/moderation/screening/screener.h"

namespace {

namespace v1 = loa::moderation::v1;

void Require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", property);
  std::abort();
}

bool IsSound(const v1::Finding& finding, const std::string& text) {
  const auto begin = static_cast<size_t>(finding.begin_byte());
  const auto end = static_cast<size_t>(finding.end_byte());
  return begin <= end && end <= text.size() &&
         loa::text::Decode(text.substr(0, begin)).ok() &&
         loa::text::Decode(text.substr(begin, end - begin)).ok();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto& screener =
      *new loa::moderation::Screener(loa::moderation::DefaultPolicy());
  v1::ScreeningInput input;
  input.set_body(std::string(reinterpret_cast<const char*>(data), size));
  const v1::Screening screening = screener.Screen(input, "");
  Require(loa::base::DeterministicBytes(screener.Screen(input, "")) ==
              loa::base::DeterministicBytes(screening),
          "screening is a pure function");
  for (const v1::Finding& finding : screening.findings()) {
    if (finding.field() != "body") continue;
    Require(IsSound(finding, input.body()), "spans are sound");
    Require(finding.confidence() >= 0 && finding.confidence() <= 100,
            "confidence is a percentage");
  }
  if (!loa::text::Decode(input.body()).ok()) {
    Require(screening.severity() >= v1::SEVERITY_NEEDS_STAGE,
            "what cannot be read does not pass silently");
  }
  return 0;
}
