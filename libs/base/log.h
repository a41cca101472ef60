#ifndef LOA_LIBS_BASE_LOG_H_
#define LOA_LIBS_BASE_LOG_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::base {

enum class Severity { kDebug, kInfo, kWarning, kError };

// One field of a log line.
struct LogField {
  absl::string_view key;
  std::variant<std::string, int64_t, double, bool> value;

  LogField(absl::string_view k, absl::string_view v)
      : key(k), value(std::string(v)) {}
  LogField(absl::string_view k, const char* v)
      : key(k), value(std::string(v)) {}
  LogField(absl::string_view k, const std::string& v) : key(k), value(v) {}
  LogField(absl::string_view k, int v) : key(k), value(int64_t{v}) {}
  LogField(absl::string_view k, int64_t v) : key(k), value(v) {}
  LogField(absl::string_view k, double v) : key(k), value(v) {}
  LogField(absl::string_view k, bool v) : key(k), value(v) {}
};

// Writes one JSON object on one line of standard error:
//   {"time":"2022-06-01T00:00:00.123Z","severity":"INFO","service":"units",
//    "message":"...", ...fields}
// Never log tokens, secrets, request bodies or personal data.  Thread-safe.
void Log(Severity severity, absl::string_view message,
         std::initializer_list<LogField> fields = {});

// The "service" of every line, and the least severity that is written.
void SetLogService(absl::string_view service);
void SetLogThreshold(Severity threshold);

// The line that Log writes, without its newline.  Bad bytes become U+FFFD; a
// double that JSON cannot hold becomes a string ("nan", "inf", "-inf").
std::string FormatLogLine(absl::Time time, Severity severity,
                          absl::string_view service, absl::string_view message,
                          std::initializer_list<LogField> fields);

}  // namespace loa::base

#endif  // LOA_LIBS_BASE_LOG_H_
