#include "libs/redis/pipeline.h"

#include "absl/strings/str_cat.h"

namespace loa::redis {

void Pipeline::Add(absl::Span<const absl::string_view> argv) {
  if (writes_.empty() || writes_.back().bytes.size() >= kWriteBytes) {
    writes_.emplace_back();
  }
  Write& write = writes_.back();
  absl::StrAppend(&write.bytes, "*", argv.size(), "\r\n");
  for (const absl::string_view argument : argv) {
    absl::StrAppend(&write.bytes, "$", argument.size(), "\r\n", argument,
                    "\r\n");
  }
  ++write.commands;
  ++size_;
}

}  // namespace loa::redis
