#ifndef LOA_LIBS_PLATFORM_TESTING_SCRIPTED_SERVER_H_
#define LOA_LIBS_PLATFORM_TESTING_SCRIPTED_SERVER_H_

#include <string>
#include <thread>
#include <vector>

#include "libs/base/mutex.h"

namespace loa::platform {

// A server on a free port of loopback that plays one step a request, in
// order, over however many connections the client makes; afterwards it closes
// each connection that brings a request.  One connection at a time.
class ScriptedServer {
 public:
  struct Step {
    std::string bytes;   // written after the request was read
    bool close = false;  // then the connection is closed
    bool stall = false;  // or nothing more happens until the client leaves
  };

  explicit ScriptedServer(std::vector<Step> steps);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  // "http://127.0.0.1:port".
  std::string url() const;
  // Requests read so far, head and body as they came.
  std::vector<std::string> requests() const;
  // Connections that brought a byte.
  int connections() const;

  // A complete answer that keeps the connection.
  static std::string Answer(int status, const std::string& body,
                            const std::string& headers = "");

 private:
  void Run();
  void Serve(int fd);
  bool NextStep(Step& step);

  const int listener_;
  int port_ = 0;
  mutable base::Mutex mutex_;
  std::vector<Step> steps_ LOA_GUARDED_BY(mutex_);
  size_t next_ LOA_GUARDED_BY(mutex_) = 0;
  std::vector<std::string> requests_ LOA_GUARDED_BY(mutex_);
  int connections_ LOA_GUARDED_BY(mutex_) = 0;
  int open_ LOA_GUARDED_BY(mutex_) = -1;
  bool stopping_ LOA_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

// A port of loopback that nothing listens on.
int ClosedPort();

}  // namespace loa::platform

#endif  // LOA_LIBS_PLATFORM_TESTING_SCRIPTED_SERVER_H_
