#include "tools/pagesim/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/base/sha256.h"
#include "libs/status/status_macros.h"

namespace loa::pagesim {
namespace {

using Json = nlohmann::json;
using Kind = Entry::Kind;

constexpr std::pair<Kind, const char*> kKinds[] = {
    {Kind::kRequest, "request"}, {Kind::kPhoto, "photo"},
    {Kind::kPost, "post"},       {Kind::kEdit, "edit"},
    {Kind::kDelete, "delete"},   {Kind::kArm, "arm"},
    {Kind::kFault, "fault"},
};

struct TextField {
  const char* name;
  std::string Entry::*field;
};
constexpr TextField kTexts[] = {
    {"page", &Entry::page},
    {"post", &Entry::post},
    {"text", &Entry::text},
    {"text_sha256", &Entry::text_sha256},
    {"link", &Entry::link},
    {"method", &Entry::method},
    {"path", &Entry::path},
    {"token_sha256", &Entry::token_sha256},
    {"fault", &Entry::fault},
    {"photo", &Entry::photo},
    {"photo_sha256", &Entry::photo_sha256},
};

struct NumberField {
  const char* name;
  int64_t Entry::*field;
};
constexpr NumberField kNumbers[] = {
    {"time_us", &Entry::time_us},
    {"connection", &Entry::connection},
    {"nth", &Entry::nth},
    {"status", &Entry::status},
    {"arm", &Entry::arm},
    {"count", &Entry::count},
    {"after_posts", &Entry::after_posts},
    {"regain_seconds", &Entry::regain_seconds},
};

std::optional<Kind> KindFrom(const Json& json) {
  const auto it = json.find("entry");
  if (it == json.end() || !it->is_string()) return std::nullopt;
  for (const auto& [kind, name] : kKinds) {
    if (*it == name) return kind;
  }
  return std::nullopt;
}

std::optional<Entry> FromJsonLine(const std::string& line) {
  const Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  const std::optional<Kind> kind = KindFrom(json);
  if (!kind) return std::nullopt;
  Entry entry{.kind = *kind};
  for (const auto& [name, field] : kTexts) {
    const auto it = json.find(name);
    if (it == json.end()) continue;
    if (!it->is_string()) return std::nullopt;
    entry.*field = it->get<std::string>();
  }
  for (const auto& [name, field] : kNumbers) {
    const auto it = json.find(name);
    if (it == json.end()) continue;
    if (!it->is_number_integer()) return std::nullopt;
    entry.*field = it->get<int64_t>();
  }
  return entry;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("no ledger at ", path));
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

[[noreturn]] void Die(absl::string_view what) {
  base::Log(base::Severity::kError, what);
  std::abort();
}

}  // namespace

std::string ToJsonLine(const Entry& entry) {
  nlohmann::ordered_json json;
  for (const auto& [kind, name] : kKinds) {
    if (kind == entry.kind) json["entry"] = name;
  }
  for (const auto& [name, field] : kNumbers) {
    if (entry.*field != 0) json[name] = entry.*field;
  }
  for (const auto& [name, field] : kTexts) {
    if (!(entry.*field).empty()) json[name] = entry.*field;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

absl::StatusOr<std::vector<Entry>> ReadLedger(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::vector<Entry> entries;
  size_t start = 0;
  for (size_t end; (end = text.find('\n', start)) != std::string::npos;
       start = end + 1) {
    std::optional<Entry> entry = FromJsonLine(text.substr(start, end - start));
    if (!entry) {
      return absl::DataLossError(absl::StrCat(
          path, ": line ", entries.size() + 1, " is not an entry"));
    }
    entries.push_back(*std::move(entry));
  }
  return entries;
}

absl::StatusOr<std::unique_ptr<Ledger>> Ledger::Open(const std::string& path) {
  const int fd =
      open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) {
    return absl::UnavailableError(absl::StrCat("cannot open ledger ", path));
  }
  std::unique_ptr<Ledger> ledger(new Ledger(fd));
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  const size_t end = text.rfind('\n');
  const off_t whole =
      end == std::string::npos ? 0 : static_cast<off_t>(end + 1);
  if (ftruncate(fd, whole) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot mend ledger ", path));
  }
  return ledger;
}

Ledger::~Ledger() { close(fd_); }

void Ledger::Append(std::vector<Entry> entries) {
  std::string lines;
  for (Entry& entry : entries) {
    if (entry.kind == Kind::kPost || entry.kind == Kind::kEdit) {
      entry.text_sha256 = base::Sha256Hex(entry.text);
    }
    lines += ToJsonLine(entry);
  }
  for (size_t done = 0; done < lines.size();) {
    const ssize_t wrote = write(fd_, lines.data() + done, lines.size() - done);
    if (wrote <= 0) Die("cannot write the ledger");
    done += static_cast<size_t>(wrote);
  }
  if (fdatasync(fd_) != 0) Die("cannot sync the ledger");
}

}  // namespace loa::pagesim
