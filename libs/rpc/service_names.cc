#include "libs/rpc/service_names.h"

#include <grpcpp/impl/server_builder_plugin.h>
#include <grpcpp/impl/server_initializer.h>

namespace loa::rpc {
namespace {

class Plugin : public grpc::ServerBuilderPlugin {
 public:
  explicit Plugin(std::vector<std::string>& names) : names_(names) {}
  std::string name() override { return "loa_service_names"; }
  void InitServer(grpc::ServerInitializer*) override {}
  void Finish(grpc::ServerInitializer* server) override {
    names_ = *server->GetServiceList();
  }
  void ChangeArguments(const std::string&, void*) override {}

 private:
  std::vector<std::string>& names_;
};

class Option : public grpc::ServerBuilderOption {
 public:
  explicit Option(std::vector<std::string>& names) : names_(names) {}
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(
      std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* all) override {
    all->push_back(std::make_unique<Plugin>(names_));
  }

 private:
  std::vector<std::string>& names_;
};

}  // namespace

std::unique_ptr<grpc::ServerBuilderOption> ListServicesInto(
    std::vector<std::string>& names) {
  return std::make_unique<Option>(names);
}

}  // namespace loa::rpc
