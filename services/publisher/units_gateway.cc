#include "services/publisher/units_gateway.h"

#include <utility>

#include "libs/base/civil_date.h"
#include "libs/base/log.h"
#include "libs/status/error.h"
#include "libs/status/rpc_status.h"
#include "loa/units/v1/page_service.grpc.pb.h"
#include "loa/units/v1/plan_service.grpc.pb.h"
#include "services/publisher/dispatch_words.h"

namespace loa::publisher {
namespace {

namespace units = ::loa::units::v1;
using units::PageService;
using units::PlanService;

constexpr size_t kMaxEvidence = 500;  // limit of the contract's field

// Whether a fact is told: recorded, or refused for good. A day that units has
// not begun yet, its clock being a little behind, is not for good.
bool IsAnswer(const std::string& page,
              const units::RecordFactsResponse::Result& result) {
  if (!result.has_error()) return true;
  base::Log(base::Severity::kError, "units refused a first post",
            {{"page", page}, {"error", result.error().message()}});
  return status::ReasonOf(status::FromRpcStatus(result.error())) !=
         "FACT_IN_FUTURE";
}

}  // namespace

struct UnitsGateway::Stubs {
  std::unique_ptr<PageService::Stub> pages;
  std::unique_ptr<PlanService::Stub> plans;
};

UnitsGateway::UnitsGateway(Options options,
                           std::shared_ptr<grpc::Channel> channel,
                           rpc::TokenSource* tokens, const base::Clock& clock)
    : options_(std::move(options)),
      stubs_(new Stubs{PageService::NewStub(channel),
                       PlanService::NewStub(channel)}),
      tokens_(tokens),
      clock_(clock) {}

UnitsGateway::~UnitsGateway() = default;

rpc::CallOptions UnitsGateway::Call() const {
  rpc::CallOptions options;
  options.peer = "units";
  options.timeout = options_.timeout;
  options.tokens = tokens_;
  return options;
}

absl::StatusOr<platform::Credential> UnitsGateway::CredentialOf(
    const std::string& page) {
  const absl::Duration now = clock_.SinceBoot();
  {
    base::MutexLock lock(mutex_);
    const auto kept = kept_.find(page);
    if (kept != kept_.end() && now < kept->second.until) {
      return kept->second.credential;
    }
  }
  units::OpenPageCredentialRequest request;
  request.set_name(page);
  ASSIGN_OR_RETURN(
      const units::OpenPageCredentialResponse response,
      rpc::CallUnary(*stubs_->pages, &PageService::Stub::OpenPageCredential,
                     request, Call()));
  platform::Credential credential;
  credential.page_id = response.platform_page_id();
  credential.token = response.access_token();
  credential.app_secret = options_.app_secret;
  credential.address = response.address();
  base::MutexLock lock(mutex_);
  kept_[page] = {credential, now + options_.keep_credentials};
  return credential;
}

void UnitsGateway::Forget(const std::string& page) {
  base::MutexLock lock(mutex_);
  kept_.erase(page);
}

FactsRecorded UnitsGateway::Do(const RecordFirstPosts& action) {
  units::RecordFactsRequest request;
  for (const FirstPost& item : action.items) {
    units::Fact* fact = request.add_facts();
    fact->set_subject(item.page);
    fact->set_kind(units::FACT_KIND_FIRST_POST);
    fact->set_achieved_on(
        base::FormatDate(base::DateAt(item.begun, options_.zone)));
    fact->set_evidence(Cut(item.evidence, kMaxEvidence));
  }
  const auto response = rpc::CallUnary(
      *stubs_->plans, &PlanService::Stub::RecordFacts, request, Call());
  if (!response.ok()) {
    base::Log(base::Severity::kWarning, "units does not take facts",
              {{"status", response.status().ToString()}});
  }
  FactsRecorded event;
  for (size_t i = 0; i < action.items.size(); ++i) {
    const bool answered = response.ok() &&
                          static_cast<int>(i) < response->results_size() &&
                          IsAnswer(action.items[i].page, response->results(i));
    event.items.push_back({action.items[i].page, answered});
  }
  return event;
}

}  // namespace loa::publisher
