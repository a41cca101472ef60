#include "libs/blob/testing/s3_server.h"

#include <httplib.h>

#include <atomic>
#include <map>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/mutex.h"
#include "libs/base/sha256.h"

namespace loa::blob {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* kAnyPath = R"(/.*)";

// The text between `begin` and the next comma.
std::string Part(const std::string& text, const std::string& begin) {
  const size_t at = text.find(begin);
  if (at == text.npos) return "";
  const size_t from = at + begin.size();
  return text.substr(from, text.find(',', from) - from);
}

void Refuse(Response& out, int status, const std::string& code) {
  out.status = status;
  out.set_content(absl::StrCat("<Error><Code>", code, "</Code></Error>"),
                  "application/xml");
}

// Signs what arrived with what the request says of itself.
bool SignatureFits(const Request& in, const S3Key& key) {
  const std::string given = in.get_header_value("Authorization");
  const std::vector<std::string> scope =
      absl::StrSplit(Part(given, "Credential="), '/');
  if (scope.size() != 5 || scope[0] != key.id) return false;
  S3Request request;
  request.method = in.method;
  request.path = in.path;
  request.region = scope[2];
  request.payload_sha256 = base::Sha256Hex(in.body);
  const std::string names = Part(given, "SignedHeaders=");
  for (const absl::string_view name : absl::StrSplit(names, ';')) {
    request.headers[std::string(name)] =
        in.get_header_value(std::string(name).c_str());
  }
  for (const char* needed : {"host", "x-amz-date", "x-amz-content-sha256"}) {
    if (request.headers[needed].empty()) return false;
  }
  return request.headers["x-amz-content-sha256"] == request.payload_sha256 &&
         S3Authorization(request, key) == given;
}

}  // namespace

struct S3Server::State {
  // What is asked for, once it may be.
  void Answer(const Request& in, Response& out) {
    if (const int status = fail_with; status != 0) {
      return Refuse(out, status, "Told");
    }
    if (!SignatureFits(in, key)) {
      return Refuse(out, 403, "SignatureDoesNotMatch");
    }
    const std::string prefix = absl::StrCat("/", bucket, "/");
    if (in.path.rfind(prefix, 0) != 0) {
      return Refuse(out, 404, "NoSuchBucket");
    }
    Serve(in, in.path.substr(prefix.size()), out);
  }

  void Serve(const Request& in, const std::string& name, Response& out) {
    base::MutexLock lock(mutex);
    if (in.method == "PUT") {
      objects[name] = in.body;
    } else if (in.method == "DELETE") {
      objects.erase(name);
      out.status = 204;
    } else if (objects.count(name) == 0) {
      Refuse(out, 404, "NoSuchKey");
    } else {
      out.set_content(objects[name], "application/octet-stream");
    }
  }

  std::string bucket;
  S3Key key;
  int port = 0;
  std::atomic<int> fail_with{0};
  base::Mutex mutex;
  std::map<std::string, std::string> objects LOA_GUARDED_BY(mutex);
  httplib::Server server;
  std::thread thread;
};

S3Server::S3Server(std::string bucket, S3Key key)
    : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.bucket = std::move(bucket);
  state.key = std::move(key);
  const auto answer = [&state](const Request& in, Response& out) {
    state.Answer(in, out);
  };
  state.server.Get(kAnyPath, answer);
  state.server.Put(kAnyPath, answer);
  state.server.Delete(kAnyPath, answer);
  state.port = state.server.bind_to_any_port("127.0.0.1");
  state.thread = std::thread([&state] { state.server.listen_after_bind(); });
}

S3Server::~S3Server() {
  while (!state_->server.is_running()) std::this_thread::yield();
  state_->server.stop();
  state_->thread.join();
}

std::string S3Server::endpoint() const {
  return absl::StrCat("http://127.0.0.1:", state_->port);
}

std::string S3Server::Object(const std::string& key) const {
  base::MutexLock lock(state_->mutex);
  const auto object = state_->objects.find(key);
  return object == state_->objects.end() ? "" : object->second;
}

void S3Server::SetObject(const std::string& key, const std::string& bytes) {
  base::MutexLock lock(state_->mutex);
  state_->objects[key] = bytes;
}

void S3Server::FailWith(int status) { state_->fail_with = status; }

}  // namespace loa::blob
