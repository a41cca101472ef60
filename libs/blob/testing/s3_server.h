#ifndef LOA_LIBS_BLOB_TESTING_S3_SERVER_H_
#define LOA_LIBS_BLOB_TESTING_S3_SERVER_H_

#include <memory>
#include <string>

#include "libs/blob/s3_signature.h"

namespace loa::blob {

// A small S3 over real HTTP on a free port of loopback, objects in memory. It
// checks the signature of every request against what arrived, as S3 does, and
// refuses what does not fit with S3's errors. Debian packages no S3 server.
class S3Server {
 public:
  S3Server(std::string bucket, S3Key key);
  ~S3Server();

  std::string endpoint() const;  // "http://127.0.0.1:port"

  // An object by its key, "" for none.
  std::string Object(const std::string& key) const;
  void SetObject(const std::string& key, const std::string& bytes);
  // The next requests are answered with this status; 0: as S3 does.
  void FailWith(int status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace loa::blob

#endif  // LOA_LIBS_BLOB_TESTING_S3_SERVER_H_
