#include "services/metrics/evaluations/json_writer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/json_string.h"
#include "libs/text/compose.h"

namespace loa::metrics {

void JsonWriter::BeginValue(absl::string_view key) {
  if (!closers_.empty()) {
    if (!first_) out_ += ',';
    absl::StrAppend(&out_, "\n", std::string(closers_.size() * 2, ' '));
  }
  first_ = false;
  if (!closers_.empty() && closers_.back() == '}') {
    base::AppendJsonString(text::Composed(key), out_);
    out_ += ": ";
  }
}

void JsonWriter::Begin(absl::string_view key, char open, char close) {
  BeginValue(key);
  out_ += open;
  closers_ += close;
  first_ = true;
}

void JsonWriter::BeginObject(absl::string_view key) { Begin(key, '{', '}'); }
void JsonWriter::BeginList(absl::string_view key) { Begin(key, '[', ']'); }

void JsonWriter::End() {
  const char closer = closers_.back();
  closers_.pop_back();
  if (!first_) {
    absl::StrAppend(&out_, "\n", std::string(closers_.size() * 2, ' '));
  }
  out_ += closer;
  first_ = false;
}

void JsonWriter::Text(absl::string_view key, absl::string_view value) {
  BeginValue(key);
  base::AppendJsonString(text::Composed(value), out_);
}

void JsonWriter::Number(absl::string_view key, int64_t value) {
  BeginValue(key);
  absl::StrAppend(&out_, value);
}

void JsonWriter::Hundredths(absl::string_view key, int64_t hundredths) {
  BeginValue(key);
  const int64_t size = hundredths < 0 ? -hundredths : hundredths;
  absl::StrAppendFormat(&out_, "%s%d.%02d", hundredths < 0 ? "-" : "",
                        size / 100, size % 100);
}

void JsonWriter::Truth(absl::string_view key, bool value) {
  BeginValue(key);
  out_ += value ? "true" : "false";
}

void JsonWriter::Null(absl::string_view key) {
  BeginValue(key);
  out_ += "null";
}

std::string JsonWriter::Take() && {
  while (!closers_.empty()) End();
  out_ += '\n';
  return std::move(out_);
}

}  // namespace loa::metrics
