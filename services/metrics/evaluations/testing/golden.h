#ifndef LOA_SERVICES_METRICS_EVALUATIONS_TESTING_GOLDEN_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_TESTING_GOLDEN_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace loa::metrics::testing {

// Expects `content` to be what testing/golden/`name` holds.  With
// LOA_UPDATE_GOLDEN=1 it is written there instead; look at the difference
// before it is committed.
inline void ExpectGolden(absl::string_view name, absl::string_view content) {
  const std::string path = absl::StrCat(
      LOA_SOURCE_DIR, "/services/metrics/evaluations/testing/golden/", name);
  if (std::getenv("LOA_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << content;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string golden((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
  EXPECT_FALSE(golden.empty()) << path << " is missing";
  EXPECT_EQ(content, golden) << path;
}

}  // namespace loa::metrics::testing

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_TESTING_GOLDEN_H_
