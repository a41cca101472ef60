#ifndef LOA_LIBS_PLATFORM_OUTCOME_KIND_H_
#define LOA_LIBS_PLATFORM_OUTCOME_KIND_H_

#include "libs/platform/http/client.h"
#include "libs/platform/platform.h"

namespace loa::platform {

// How far a visible call got, as its HTTP call tells.
inline RawOutcome::Kind KindOf(http::Response::Kind kind) {
  switch (kind) {
    case http::Response::Kind::kNotSent:
      return RawOutcome::Kind::kNotSent;
    case http::Response::Kind::kAnswered:
      return RawOutcome::Kind::kAnswered;
    case http::Response::Kind::kNoAnswer:
      break;
  }
  return RawOutcome::Kind::kNoAnswer;
}

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_OUTCOME_KIND_H_
