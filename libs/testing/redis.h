#ifndef LOA_LIBS_TESTING_REDIS_H_
#define LOA_LIBS_TESTING_REDIS_H_

#include <sys/types.h>

#include <string>

#include "absl/strings/string_view.h"
#include "libs/redis/options.h"

namespace loa::testing {

// A redis-server of the test's own, on a unix socket in a temporary directory
// and on a free port of loopback, without persistence.  It dies with the
// object, and with the process however that ends.  Aborts the test when it
// cannot start.
class TestRedis {
 public:
  TestRedis();
  ~TestRedis();
  TestRedis(const TestRedis&) = delete;
  TestRedis& operator=(const TestRedis&) = delete;

  redis::Options options() const;      // by the unix socket
  redis::Options tcp_options() const;  // by 127.0.0.1 and the port
  // "unix:///...": what a --redis flag takes.
  std::string address() const;

  // SIGKILL, and waits for the end.  Everything in it is lost.
  void Kill();
  // SIGSTOP and SIGCONT: a Redis that does not answer.
  void Pause();
  void Resume();
  // Starts again at the same addresses, empty.
  void Restart();
  void FlushAll();

 private:
  void Start();

  std::string directory_;
  int port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_REDIS_H_
