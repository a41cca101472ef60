#include "services/units/units/unit_service.h"

#include <functional>

#include "libs/rpc/ingest.h"
#include "libs/rpc/unary.h"
#include "loa/units/v1/unit_service.grpc.pb.h"
#include "services/units/errors.h"

namespace loa::units {
namespace {

class Transport final : public v1::UnitService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Units& units, UnitImport& unit_import)
      : env_(env), units_(units), unit_import_(unit_import) {}

  grpc::ServerUnaryReactor* GetUnit(grpc::CallbackServerContext* grpc,
                                    const v1::GetUnitRequest* request,
                                    v1::Unit* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Units::GetUnit, &units_));
  }
  grpc::ServerUnaryReactor* ListUnits(
      grpc::CallbackServerContext* grpc, const v1::ListUnitsRequest* request,
      v1::ListUnitsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Units::ListUnits, &units_));
  }
  grpc::ServerUnaryReactor* ListAncestors(
      grpc::CallbackServerContext* grpc,
      const v1::ListAncestorsRequest* request,
      v1::ListAncestorsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Units::ListAncestors, &units_));
  }
  grpc::ServerUnaryReactor* CreateUnit(grpc::CallbackServerContext* grpc,
                                       const v1::CreateUnitRequest* request,
                                       v1::Unit* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Units::CreateUnit, &units_));
  }
  grpc::ServerUnaryReactor* UpdateUnit(grpc::CallbackServerContext* grpc,
                                       const v1::UpdateUnitRequest* request,
                                       v1::Unit* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Units::UpdateUnit, &units_));
  }
  grpc::ServerReadReactor<v1::ImportUnitsRequest>* ImportUnits(
      grpc::CallbackServerContext* grpc,
      v1::ImportUnitsResponse* response) override {
    return rpc::Ingest<v1::ImportUnitsRequest>(
        env_, grpc, response,
        {.max_messages = kMaxImportRows,
         .too_many = ImportTooLarge(kMaxImportRows),
         .validate = false},
        std::bind_front(&UnitImport::ImportUnits, &unit_import_));
  }

 private:
  const rpc::CallEnv& env_;
  Units& units_;
  UnitImport& unit_import_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewUnitService(const rpc::CallEnv& env,
                                              Units& units,
                                              UnitImport& unit_import) {
  return std::make_unique<Transport>(env, units, unit_import);
}

}  // namespace loa::units
