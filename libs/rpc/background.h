#ifndef LOA_LIBS_RPC_BACKGROUND_H_
#define LOA_LIBS_RPC_BACKGROUND_H_

namespace loa::rpc {

// Work that a service does on its own while it serves: relays, sweeps, watch
// hubs, replicas.  Serve() starts them in order and stops them in reverse.
class Background {
 public:
  virtual ~Background() = default;
  virtual void Start() = 0;
  // Returns once nothing of it runs any more.  May be called twice.
  virtual void Stop() = 0;
};

}  // namespace loa::rpc

#endif  // LOA_LIBS_RPC_BACKGROUND_H_
