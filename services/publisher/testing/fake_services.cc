#include "services/publisher/testing/fake_services.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/grpc_status.h"
#include "libs/status/rpc_status.h"

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;
namespace units = ::loa::units::v1;
using content::Amendment;
using content::Publication;
using grpc::ServerContext;
using grpc::Status;

constexpr int64_t kDue = 1'600'000'000;  // 2020-09-13

google::rpc::Status Refusal(absl::string_view reason) {
  return status::ToRpcStatus(status::Error(
      absl::StatusCode::kFailedPrecondition, "content.loa", reason, "no"));
}

Status Lost() { return Status(grpc::StatusCode::UNAVAILABLE, "answer lost"); }

}  // namespace

class FakeServices::Dispatch : public content::DispatchService::Service {
 public:
  explicit Dispatch(FakeServices& all) : all_(all) {}

  Status LeasePartitions(ServerContext*,
                         const content::LeasePartitionsRequest* request,
                         content::LeasePartitionsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    all_.recorded_.insert(request->recorded_first_posts().begin(),
                          request->recorded_first_posts().end());
    for (const std::string& page : all_.Unrecorded()) {
      auto* post = response->add_first_posts();
      post->set_page(page);
      post->set_permalink(absl::StrCat("https://page/", page));
      post->mutable_begin_time()->set_seconds(kDue);
    }
    for (int p = 0; p < kPartitions; ++p) {
      auto* held = response->add_held();
      held->set_partition(p);
      held->set_epoch(1);
    }
    response->mutable_lease()->set_seconds(3);
    return Status::OK;
  }

  Status ReleasePartitions(ServerContext*,
                           const content::ReleasePartitionsRequest* request,
                           content::ReleasePartitionsResponse*) override {
    base::MutexLock lock(all_.mutex_);
    all_.released_ = request->held_size() == kPartitions;
    return Status::OK;
  }

  Status LoadPublications(
      ServerContext*, const content::LoadPublicationsRequest* request,
      content::LoadPublicationsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const std::string& name : request->names()) {
      auto* result = response->add_results();
      const auto found = all_.publications_.find(name);
      if (found == all_.publications_.end()) {
        *result->mutable_error() = Refusal("PUBLICATION_NOT_FOUND");
      } else {
        *result->mutable_publication() = found->second;
      }
    }
    return Status::OK;
  }

  Status BeginAttempts(ServerContext*,
                       const content::BeginAttemptsRequest* request,
                       content::BeginAttemptsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& attempt : request->attempts()) {
      auto* result = response->add_results();
      Publication& publication = all_.publications_[attempt.publication()];
      const bool repeated = publication.attempt_count() == attempt.attempt();
      if (!repeated && publication.state() != Publication::SCHEDULED) {
        *result->mutable_error() = Refusal("NOT_SCHEDULED");
        continue;
      }
      if (!repeated) {
        ++all_.begun_[attempt.publication()];
        all_.prepared_[attempt.publication()] = {attempt.prepared_ids().begin(),
                                                 attempt.prepared_ids().end()};
      }
      publication.set_state(Publication::SENDING);
      publication.set_attempt_count(attempt.attempt());
      result->mutable_deadline()->set_seconds(30);
    }
    if (all_.lost_answers_ > 0 && all_.lost_answers_--) return Lost();
    return Status::OK;
  }

  Status FinishAttempts(ServerContext*,
                        const content::FinishAttemptsRequest* request,
                        content::FinishAttemptsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& outcome : request->outcomes()) {
      all_.outcomes_.push_back(outcome);
      all_.publications_[outcome.publication()].set_platform_post_id(
          outcome.platform_post_id());
      all_.publications_[outcome.publication()].set_state(
          StateAfter(outcome.kind()));
      response->add_results();
    }
    if (all_.lost_answers_ > 0 && all_.lost_answers_--) return Lost();
    return Status::OK;
  }

  Status ListUnsettled(ServerContext*, const content::ListUnsettledRequest*,
                       content::ListUnsettledResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& [name, publication] : all_.publications_) {
      if (publication.state() != Publication::UNKNOWN) continue;
      auto* unsettled = response->add_unsettled();
      *unsettled->mutable_publication() = publication;
      unsettled->set_attempt(publication.attempt_count());
      unsettled->set_reading(1);
      for (const std::string& id : all_.prepared_[name]) {
        unsettled->add_prepared_ids(id);
      }
      unsettled->mutable_begin_time()->set_seconds(
          absl::ToUnixSeconds(absl::Now()));
    }
    return Status::OK;
  }

  Status SettleAttempts(ServerContext*,
                        const content::SettleAttemptsRequest* request,
                        content::SettleAttemptsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& reading : request->readings()) {
      all_.readings_.push_back(reading);
      if (reading.sight() == content::SettleAttemptsRequest::FOUND) {
        all_.publications_[reading.publication()].set_state(
            Publication::PUBLISHED);
      }
      response->add_results();
    }
    return Status::OK;
  }

  Status ReportGates(ServerContext*, const content::ReportGatesRequest* request,
                     content::ReportGatesResponse*) override {
    base::MutexLock lock(all_.mutex_);
    all_.closures_.insert(all_.closures_.end(), request->closures().begin(),
                          request->closures().end());
    return Status::OK;
  }

 private:
  static Publication::State StateAfter(
      content::FinishAttemptsRequest::Kind kind) {
    switch (kind) {
      case content::FinishAttemptsRequest::ACCEPTED:
        return Publication::PUBLISHED;
      case content::FinishAttemptsRequest::REFUSED:
        return Publication::FAILED;
      case content::FinishAttemptsRequest::OUTCOME_UNKNOWN:
        return Publication::UNKNOWN;
      default:
        return Publication::SCHEDULED;
    }
  }

  FakeServices& all_;
};

class FakeServices::AmendmentDispatch
    : public content::AmendmentDispatchService::Service {
 public:
  explicit AmendmentDispatch(FakeServices& all) : all_(all) {}

  Status ListDueAmendments(
      ServerContext*, const content::ListDueAmendmentsRequest*,
      content::ListDueAmendmentsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& [name, amendment] : all_.amendments_) {
      if (amendment.state() != Amendment::WAITING &&
          amendment.state() != Amendment::UNKNOWN) {
        continue;
      }
      auto* due = response->add_due();
      *due->mutable_amendment() = amendment;
      due->set_platform_post_id(all_.PostIdOf(amendment.publication()));
    }
    return Status::OK;
  }

  Status BeginAmendments(ServerContext*,
                         const content::BeginAmendmentsRequest* request,
                         content::BeginAmendmentsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& attempt : request->attempts()) {
      Amendment& amendment = all_.amendments_[attempt.amendment()];
      amendment.set_state(Amendment::BEGUN);
      amendment.set_attempt_count(attempt.attempt());
      response->add_results()->mutable_deadline()->set_seconds(30);
    }
    return Status::OK;
  }

  Status FinishAmendments(
      ServerContext*, const content::FinishAmendmentsRequest* request,
      content::FinishAmendmentsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& outcome : request->outcomes()) {
      const bool done =
          outcome.outcome().kind() == content::FinishAttemptsRequest::ACCEPTED;
      all_.amendments_[outcome.amendment()].set_state(
          done ? Amendment::DONE : Amendment::UNKNOWN);
      response->add_results();
    }
    return Status::OK;
  }

  Status SettleAmendments(
      ServerContext*, const content::SettleAmendmentsRequest* request,
      content::SettleAmendmentsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const auto& reading : request->readings()) {
      all_.sights_.push_back(
          content::SettleAmendmentsRequest::Sight_Name(reading.sight()));
      all_.amendments_[reading.amendment()].set_state(
          reading.sight() == content::SettleAmendmentsRequest::GONE
              ? Amendment::DONE
              : Amendment::WAITING);
      response->add_results();
    }
    return Status::OK;
  }

 private:
  FakeServices& all_;
};

class FakeServices::Pages : public units::PageService::Service {
 public:
  explicit Pages(FakeServices& all) : all_(all) {}

  Status OpenPageCredential(
      ServerContext*, const units::OpenPageCredentialRequest* request,
      units::OpenPageCredentialResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    if (!all_.refuse_credentials_.empty()) {
      return status::ToGrpc(status::Error(absl::StatusCode::kFailedPrecondition,
                                          "units.loa", all_.refuse_credentials_,
                                          "no"));
    }
    const bool site = absl::StartsWith(request->name(), "pages/site");
    response->set_platform(site ? units::PLATFORM_WEBHOOK
                                : units::PLATFORM_FACEBOOK);
    if (site) response->set_address("https://site.example/loa");
    response->set_platform_page_id(absl::StrCat("platform:", request->name()));
    response->set_access_token("token");
    return Status::OK;
  }

 private:
  FakeServices& all_;
};

class FakeServices::Plans : public units::PlanService::Service {
 public:
  explicit Plans(FakeServices& all) : all_(all) {}

  Status RecordFacts(ServerContext*, const units::RecordFactsRequest* request,
                     units::RecordFactsResponse* response) override {
    base::MutexLock lock(all_.mutex_);
    for (const units::Fact& fact : request->facts()) {
      all_.facts_.push_back(fact);
      response->add_results();
    }
    return Status::OK;
  }

 private:
  FakeServices& all_;
};

class FakeServices::Transfer : public content::MediaTransferService::Service {
 public:
  explicit Transfer(FakeServices& all) : all_(all) {}

  Status FetchMedia(
      ServerContext*, const content::FetchMediaRequest* request,
      grpc::ServerWriter<content::FetchMediaResponse>* writer) override {
    base::MutexLock lock(all_.mutex_);
    if (all_.media_lost_) {
      return status::ToGrpc(status::Error(absl::StatusCode::kDataLoss,
                                          "content.loa", "MEDIA_LOST", "no"));
    }
    content::FetchMediaResponse response;
    for (const std::string& piece :
         {std::string("bytes of "), request->name()}) {
      response.set_chunk(piece);
      writer->Write(response);
    }
    return Status::OK;
  }

 private:
  FakeServices& all_;
};

FakeServices::FakeServices()
    : dispatch_(std::make_unique<Dispatch>(*this)),
      amendment_dispatch_(std::make_unique<AmendmentDispatch>(*this)),
      pages_(std::make_unique<Pages>(*this)),
      plans_(std::make_unique<Plans>(*this)),
      transfer_(std::make_unique<Transfer>(*this)) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(dispatch_.get());
  builder.RegisterService(amendment_dispatch_.get());
  builder.RegisterService(pages_.get());
  builder.RegisterService(plans_.get());
  builder.RegisterService(transfer_.get());
  server_ = builder.BuildAndStart();
  channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", port),
                                 grpc::InsecureChannelCredentials());
}

FakeServices::~FakeServices() { server_->Shutdown(); }

void FakeServices::Schedule(const std::string& publication,
                            const std::string& page, const std::string& text) {
  base::MutexLock lock(mutex_);
  Publication& scheduled = publications_[publication];
  scheduled.set_name(publication);
  scheduled.set_page(page);
  scheduled.set_state(Publication::SCHEDULED);
  scheduled.set_sequence(static_cast<int64_t>(publications_.size()));
  scheduled.mutable_rendition()->set_text(text);
  scheduled.mutable_due_time()->set_seconds(kDue);
}

void FakeServices::SchedulePhotos(const std::string& publication,
                                  const std::string& page,
                                  const std::string& text,
                                  const std::vector<std::string>& media) {
  Schedule(publication, page, text);
  base::MutexLock lock(mutex_);
  for (const std::string& name : media) {
    auto* photo = publications_[publication].mutable_rendition()->add_media();
    photo->set_media(name);
    photo->set_mime_type("image/jpeg");
    photo->set_alt_text(absl::StrCat("alt of ", name));
  }
}

void FakeServices::LoseMedia() {
  base::MutexLock lock(mutex_);
  media_lost_ = true;
}

std::vector<std::string> FakeServices::PreparedIds(
    const std::string& publication) {
  base::MutexLock lock(mutex_);
  return prepared_[publication];
}

Publication::State FakeServices::StateOf(const std::string& publication) {
  base::MutexLock lock(mutex_);
  return publications_[publication].state();
}

void FakeServices::Amend(const std::string& amendment,
                         const std::string& publication, Amendment::Kind kind,
                         const std::string& text) {
  base::MutexLock lock(mutex_);
  Amendment& wanted = amendments_[amendment];
  wanted.set_name(amendment);
  wanted.set_publication(publication);
  wanted.set_page(publications_[publication].page());
  wanted.set_kind(kind);
  wanted.set_text(text);
  wanted.set_state(Amendment::WAITING);
}

Amendment::State FakeServices::AmendmentStateOf(const std::string& amendment) {
  base::MutexLock lock(mutex_);
  return amendments_[amendment].state();
}

std::string FakeServices::PostIdOf(const std::string& publication) const {
  return publications_.at(publication).platform_post_id();
}

std::vector<std::string> FakeServices::sights() {
  base::MutexLock lock(mutex_);
  return sights_;
}

void FakeServices::LoseAnswers(int count) {
  base::MutexLock lock(mutex_);
  lost_answers_ = count;
}

void FakeServices::RefuseCredentials(const std::string& reason) {
  base::MutexLock lock(mutex_);
  refuse_credentials_ = reason;
}

std::set<std::string> FakeServices::Unrecorded() const {
  std::set<std::string> pages;
  for (const auto& [name, publication] : publications_) {
    if (publication.state() == Publication::PUBLISHED &&
        !recorded_.contains(publication.page())) {
      pages.insert(publication.page());
    }
  }
  return pages;
}

int FakeServices::unrecorded() {
  base::MutexLock lock(mutex_);
  return static_cast<int>(Unrecorded().size());
}

std::vector<content::FinishAttemptsRequest::Outcome> FakeServices::outcomes() {
  base::MutexLock lock(mutex_);
  return outcomes_;
}

std::vector<content::SettleAttemptsRequest::Reading> FakeServices::readings() {
  base::MutexLock lock(mutex_);
  return readings_;
}

std::vector<content::ReportGatesRequest::Closure> FakeServices::closures() {
  base::MutexLock lock(mutex_);
  return closures_;
}

std::vector<units::Fact> FakeServices::facts() {
  base::MutexLock lock(mutex_);
  return facts_;
}

int FakeServices::begun(const std::string& publication) {
  base::MutexLock lock(mutex_);
  return begun_[publication];
}

bool FakeServices::released() {
  base::MutexLock lock(mutex_);
  return released_;
}

}  // namespace loa::publisher
