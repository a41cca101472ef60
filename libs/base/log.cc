#include "libs/base/log.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/clock.h"
#include "libs/base/json_string.h"
#include "libs/base/mutex.h"

namespace loa::base {
namespace {

std::atomic<Severity> threshold{Severity::kInfo};

// The service's name, and the lock that keeps lines whole.
struct Output {
  Mutex mutex;
  std::string service LOA_GUARDED_BY(mutex);
};

Output& Stderr() {
  static auto& output = *new Output;
  return output;
}

absl::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "DEBUG";
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "ERROR";
}

// Appends a field's value as JSON.
struct AppendValue {
  std::string& out;
  void operator()(const std::string& value) { AppendJsonString(value, out); }
  void operator()(int64_t value) { absl::StrAppend(&out, value); }
  void operator()(bool value) { out += value ? "true" : "false"; }
  void operator()(double value) {
    if (std::isfinite(value)) {
      absl::StrAppendFormat(&out, "%.15g", value);
    } else {
      AppendJsonString(absl::StrCat(value), out);
    }
  }
};

void WriteAll(absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return;  // nowhere is left to say that logging failed
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace

std::string FormatLogLine(absl::Time time, Severity severity,
                          absl::string_view service, absl::string_view message,
                          std::initializer_list<LogField> fields) {
  std::string line = absl::StrCat(
      R"({"time":")",
      absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone()),
      R"(","severity":")", SeverityName(severity), R"(","service":)");
  AppendJsonString(service, line);
  line += R"(,"message":)";
  AppendJsonString(message, line);
  for (const LogField& field : fields) {
    line += ',';
    AppendJsonString(field.key, line);
    line += ':';
    std::visit(AppendValue{line}, field.value);
  }
  line += '}';
  return line;
}

void Log(Severity severity, absl::string_view message,
         std::initializer_list<LogField> fields) {
  if (severity < threshold.load(std::memory_order_relaxed)) return;
  Output& output = Stderr();
  std::string service;
  {
    MutexLock lock(output.mutex);
    service = output.service;
  }
  // Formatted outside the lock, or all calls of a server would take turns.
  std::string line =
      FormatLogLine(SystemClock().Now(), severity, service, message, fields);
  line += '\n';
  MutexLock lock(output.mutex);
  WriteAll(line);
}

void SetLogService(absl::string_view service) {
  Output& output = Stderr();
  MutexLock lock(output.mutex);
  output.service = std::string(service);
}

void SetLogThreshold(Severity severity) {
  threshold.store(severity, std::memory_order_relaxed);
}

}  // namespace loa::base
