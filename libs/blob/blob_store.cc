#include "libs/blob/blob_store.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/blob/directory_store.h"
#include "libs/blob/errors.h"
#include "libs/blob/s3_store.h"
#include "libs/status/status_macros.h"

namespace loa::blob {
namespace {

// Characters that stand in a path as they are.
bool IsPlain(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
           c == '.' || c == '_' || c == '/';
  });
}

absl::StatusOr<S3Key> ReadKey(const std::string& path) {
  S3Key key;
  std::ifstream file(path);
  std::getline(file, key.id);
  std::getline(file, key.secret);
  key.id = std::string(absl::StripAsciiWhitespace(key.id));
  key.secret = std::string(absl::StripAsciiWhitespace(key.secret));
  if (key.id.empty() || key.secret.empty()) {
    return AddressInvalid(
        absl::StrCat("the file of its key \"", path,
                     "\" must hold the key's id and its secret, a line each"));
  }
  return key;
}

absl::Status ReadQuery(absl::string_view query, S3Options& options) {
  for (const absl::string_view part : absl::StrSplit(query, '&')) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (pair.first == "endpoint") {
      options.endpoint = std::string(absl::StripSuffix(pair.second, "/"));
    } else if (pair.first == "region" && IsPlain(pair.second)) {
      options.region = std::string(pair.second);
    } else {
      return AddressInvalid(
          absl::StrCat("\"", part, "\" is neither endpoint nor region"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<S3Options> ReadS3Address(absl::string_view rest) {
  S3Options options;
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(rest, absl::MaxSplits('?', 1));
  const std::pair<absl::string_view, absl::string_view> place =
      absl::StrSplit(parts.first, absl::MaxSplits('/', 1));
  options.bucket = std::string(place.first);
  if (options.bucket.empty() || !IsPlain(parts.first)) {
    return AddressInvalid("the bucket is missing or holds odd characters");
  }
  const absl::string_view prefix = absl::StripSuffix(place.second, "/");
  if (!prefix.empty()) options.prefix = absl::StrCat(prefix, "/");
  RETURN_IF_ERROR(ReadQuery(parts.second, options));
  if (!absl::StartsWith(options.endpoint, "https://") &&
      !absl::StartsWith(options.endpoint, "http://")) {
    return AddressInvalid("endpoint must begin with https:// or http://");
  }
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BlobStore>> OpenBlobStore(
    absl::string_view address, const std::string& credentials_file,
    const base::Clock& clock) {
  if (absl::ConsumePrefix(&address, "file://")) {
    if (!absl::StartsWith(address, "/") || address.size() < 2) {
      return AddressInvalid("the path of a directory must be absolute");
    }
    return OpenDirectoryStore(std::string(address));
  }
  if (!absl::ConsumePrefix(&address, "s3://")) {
    return AddressInvalid(
        absl::StrCat("\"", address, "\" is neither a directory nor S3"));
  }
  ASSIGN_OR_RETURN(S3Options options, ReadS3Address(address));
  ASSIGN_OR_RETURN(options.key, ReadKey(credentials_file));
  return NewS3Store(std::move(options), clock);
}

}  // namespace loa::blob
