#ifndef LOA_SERVICES_METRICS_EVALUATIONS_JSON_WRITER_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_JSON_WRITER_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::metrics {

// Writes JSON with two blanks of indentation, fields in the order of the
// calls.  Inside an object every value is given with its key, inside a list
// with "".
class JsonWriter {
 public:
  void BeginObject(absl::string_view key = "");
  void BeginList(absl::string_view key = "");
  void End();  // of the innermost object or list

  // Texts are composed (NFC) and escaped.
  void Text(absl::string_view key, absl::string_view value);
  void Number(absl::string_view key, int64_t value);
  // A number with two digits after the point, made of hundredths.
  void Hundredths(absl::string_view key, int64_t hundredths);
  void Truth(absl::string_view key, bool value);
  void Null(absl::string_view key);

  // What was written, with an end of line.
  std::string Take() &&;

 private:
  void BeginValue(absl::string_view key);
  void Begin(absl::string_view key, char open, char close);

  std::string out_;
  std::string closers_;  // of what is open, the innermost last
  bool first_ = true;    // nothing is in the innermost yet
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_JSON_WRITER_H_
