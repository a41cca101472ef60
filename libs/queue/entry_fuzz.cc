// libFuzzer entry: whatever the decoder takes, it must have written itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "libs/queue/entry.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view line(reinterpret_cast<const char*>(data), size);
  const auto entry = loa::queue::DecodeEntry(line);
  if (entry.ok() && loa::queue::EncodeEntry(*entry) != line) abort();
  return 0;
}
