#include "tools/benchmarks/rpc/load.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "loa/units/v1/page_service.grpc.pb.h"
#include "loa/units/v1/unit_service.grpc.pb.h"

namespace loa::bench {
namespace {

namespace v1 = units::v1;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr int kThreads = 2;
constexpr int kConnections = 4;
constexpr seconds kConnectTimeout{5};
constexpr seconds kCallTimeout{30};
constexpr double kWarmUp = 0.2;  // of the measured time

// An RPC as the loop sees it: the n-th request, and whether an answer is right.
struct GetUnitCall {
  using Service = v1::UnitService;
  using Request = v1::GetUnitRequest;
  using Response = v1::Unit;

  static Request Ask(const LoadOrder&, int64_t n) {
    Request request;
    request.set_name(absl::StrCat("units/", UnitIdOf(n % kUnits)));
    return request;
  }
  static bool IsRight(const Request& request, int64_t n,
                      const Response& response) {
    return response.name() == request.name() &&
           response.display_name() == UnitTitleOf(n % kUnits);
  }
  static auto Start(Service::Stub& stub, grpc::ClientContext* context,
                    const Request& request, grpc::CompletionQueue* queue) {
    return stub.AsyncGetUnit(context, request, queue);
  }
};

struct UpdatePageCall {
  using Service = v1::PageService;
  using Request = v1::UpdatePageRequest;
  using Response = v1::Page;

  static Request Ask(const LoadOrder& order, int64_t n) {
    Request request;
    request.mutable_page()->set_name(order.pages[n % order.pages.size()]);
    request.mutable_page()->set_display_name(absl::StrCat("Mặt trận ", n));
    request.mutable_update_mask()->add_paths("display_name");
    return request;
  }
  static bool IsRight(const Request& request, int64_t,
                      const Response& response) {
    return response.name() == request.page().name() &&
           response.display_name() == request.page().display_name();
  }
  static auto Start(Service::Stub& stub, grpc::ClientContext* context,
                    const Request& request, grpc::CompletionQueue* queue) {
    return stub.AsyncUpdatePage(context, request, queue);
  }
};

// What the threads of one load share.
struct Progress {
  SteadyClock::time_point measure_from, measure_until;
  std::atomic<int64_t> next{0};
  std::atomic<int64_t> completed{0};
  std::atomic<int64_t> measured{0};
  std::atomic<bool> failed{false};
  std::mutex mutex;
  std::string error;

  void Fail(const std::string& what) {
    const std::lock_guard lock(mutex);
    if (!failed.exchange(true)) error = what;
  }
};

// One thread's share of the calls.
template <typename Call>
class Lane {
 public:
  using Stub = typename Call::Service::Stub;

  Lane(const LoadOrder& order, Progress& progress)
      : order_(order),
        progress_(progress),
        authorization_(absl::StrCat("Bearer ", order.token)) {}

  void Run(std::vector<std::unique_ptr<Stub>>& stubs) {
    std::vector<Flight> flights(kInFlight / kThreads);
    for (size_t i = 0; i < flights.size(); ++i) {
      flights[i].stub = stubs[i % stubs.size()].get();
      Launch(flights[i]);
    }
    void* tag = nullptr;
    bool ok = false;
    for (size_t flying = flights.size(); flying > 0;) {
      queue_.Next(&tag, &ok);
      Flight& flight = *static_cast<Flight*>(tag);
      const SteadyClock::time_point now = SteadyClock::now();
      Land(flight, now);
      if (now < progress_.measure_until && !progress_.failed) {
        Launch(flight);
      } else {
        --flying;
      }
    }
    queue_.Shutdown();
    while (queue_.Next(&tag, &ok)) {
    }
  }

 private:
  struct Flight {
    Stub* stub = nullptr;
    int64_t number = 0;
    std::unique_ptr<grpc::ClientContext> context;
    typename Call::Request request;
    typename Call::Response response;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<typename Call::Response>>
        reader;
  };

  void Launch(Flight& flight) {
    flight.number = progress_.next++;
    flight.request = Call::Ask(order_, flight.number);
    flight.reader.reset();  // it lives in the context's arena
    flight.context = std::make_unique<grpc::ClientContext>();
    flight.context->set_deadline(std::chrono::system_clock::now() +
                                 kCallTimeout);
    if (!order_.token.empty()) {
      flight.context->AddMetadata("authorization", authorization_);
    }
    flight.reader = Call::Start(*flight.stub, flight.context.get(),
                                flight.request, &queue_);
    flight.reader->Finish(&flight.response, &flight.status, &flight);
  }

  void Land(const Flight& flight, SteadyClock::time_point now) {
    ++progress_.completed;
    if (!flight.status.ok()) {
      progress_.Fail(absl::StrFormat("code %d: %s", flight.status.error_code(),
                                     flight.status.error_message()));
    } else if (!Call::IsRight(flight.request, flight.number, flight.response)) {
      progress_.Fail(
          absl::StrCat("a wrong answer: ", flight.response.ShortDebugString()));
    } else if (now >= progress_.measure_from && now < progress_.measure_until) {
      ++progress_.measured;
    }
  }

  const LoadOrder& order_;
  Progress& progress_;
  const std::string authorization_;
  grpc::CompletionQueue queue_;
};

// Channels with connections of their own; empty when the server is not there.
std::vector<std::shared_ptr<grpc::Channel>> Connect(int port) {
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < kConnections; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channels.push_back(grpc::CreateCustomChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials(),
        arguments));
    if (!channels.back()->WaitForConnected(std::chrono::system_clock::now() +
                                           kConnectTimeout)) {
      return {};
    }
  }
  return channels;
}

template <typename Call>
LoadResult Drive(const LoadOrder& order) {
  std::vector<std::unique_ptr<typename Call::Service::Stub>> stubs;
  for (const auto& channel : Connect(order.port)) {
    stubs.push_back(Call::Service::NewStub(channel));
  }
  if (stubs.empty()) return {.error = "the server cannot be reached"};

  using Duration = SteadyClock::duration;
  const std::chrono::duration<double> measured(order.seconds);
  Progress progress;
  progress.measure_from =
      SteadyClock::now() +
      std::chrono::duration_cast<Duration>(measured * kWarmUp);
  progress.measure_until =
      progress.measure_from + std::chrono::duration_cast<Duration>(measured);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] { Lane<Call>(order, progress).Run(stubs); });
  }
  for (std::thread& thread : threads) thread.join();
  return {.completed = progress.completed,
          .per_second = static_cast<double>(progress.measured) / order.seconds,
          .error = progress.error};
}

}  // namespace

std::string UnitIdOf(int64_t i) { return absl::StrFormat("xa-%03d", i); }

std::string UnitTitleOf(int64_t i) {
  return absl::StrFormat("Ủy ban MTTQ xã %03d", i);
}

LoadResult DriveLoad(const LoadOrder& order) {
  switch (order.rpc) {
    case Rpc::kGetUnit:
      return Drive<GetUnitCall>(order);
    case Rpc::kUpdatePage:
      return Drive<UpdatePageCall>(order);
  }
  return {.error = "no such RPC"};
}

}  // namespace loa::bench
