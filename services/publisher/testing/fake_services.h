#ifndef LOA_SERVICES_PUBLISHER_TESTING_FAKE_SERVICES_H_
#define LOA_SERVICES_PUBLISHER_TESTING_FAKE_SERVICES_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "libs/base/mutex.h"
#include "loa/content/v1/amendment_dispatch_service.grpc.pb.h"
#include "loa/content/v1/dispatch_service.grpc.pb.h"
#include "loa/content/v1/media_service.grpc.pb.h"
#include "loa/units/v1/page_service.grpc.pb.h"
#include "loa/units/v1/plan_service.grpc.pb.h"

namespace loa::publisher {

// Content and units as far as the publisher sees them, behind a real gRPC
// server on a free port.  Rules are simple: what is scheduled may begin once.
// Thread-safe.
class FakeServices {
 public:
  static constexpr int kPartitions = 4;

  FakeServices();
  ~FakeServices();

  std::shared_ptr<grpc::Channel> channel() const { return channel_; }

  void Schedule(const std::string& publication, const std::string& page,
                const std::string& text);
  // The same with photos that content has, each in several pieces.
  void SchedulePhotos(const std::string& publication, const std::string& page,
                      const std::string& text,
                      const std::vector<std::string>& media);
  // Makes content answer MEDIA_LOST.
  void LoseMedia();
  // Of the newest attempt, as content keeps them.
  std::vector<std::string> PreparedIds(const std::string& publication);
  content::v1::Publication::State StateOf(const std::string& publication);
  // Fails so many of the next RPCs of BeginAttempts and FinishAttempts after
  // they took effect: their answers are lost.
  void LoseAnswers(int count);
  // Makes every OpenPageCredential fail for this reason.
  void RefuseCredentials(const std::string& reason);

  // Wants a change of a publication that is PUBLISHED.
  void Amend(const std::string& amendment, const std::string& publication,
             content::v1::Amendment::Kind kind, const std::string& text);
  content::v1::Amendment::State AmendmentStateOf(const std::string& amendment);
  // What SettleAmendments was told, by name.
  std::vector<std::string> sights();

  std::vector<content::v1::FinishAttemptsRequest::Outcome> outcomes();
  std::vector<content::v1::SettleAttemptsRequest::Reading> readings();
  std::vector<content::v1::ReportGatesRequest::Closure> closures();
  std::vector<units::v1::Fact> facts();
  // Pages that show something and whose first post is not known as recorded.
  int unrecorded();
  int begun(const std::string& publication);
  bool released();

 private:
  class Dispatch;
  class AmendmentDispatch;
  class Pages;
  class Plans;
  class Transfer;

  std::string PostIdOf(const std::string& publication) const
      LOA_REQUIRES(mutex_);
  // Pages with a published publication and no recorded first post.
  std::set<std::string> Unrecorded() const LOA_REQUIRES(mutex_);

  base::Mutex mutex_;
  std::map<std::string, content::v1::Publication> publications_
      LOA_GUARDED_BY(mutex_);
  std::map<std::string, content::v1::Amendment> amendments_
      LOA_GUARDED_BY(mutex_);
  std::vector<std::string> sights_ LOA_GUARDED_BY(mutex_);
  std::map<std::string, int> begun_ LOA_GUARDED_BY(mutex_);
  std::vector<content::v1::FinishAttemptsRequest::Outcome> outcomes_
      LOA_GUARDED_BY(mutex_);
  std::vector<content::v1::SettleAttemptsRequest::Reading> readings_
      LOA_GUARDED_BY(mutex_);
  std::vector<content::v1::ReportGatesRequest::Closure> closures_
      LOA_GUARDED_BY(mutex_);
  std::vector<units::v1::Fact> facts_ LOA_GUARDED_BY(mutex_);
  int lost_answers_ LOA_GUARDED_BY(mutex_) = 0;
  std::set<std::string> recorded_ LOA_GUARDED_BY(mutex_);
  std::string refuse_credentials_ LOA_GUARDED_BY(mutex_);
  bool released_ LOA_GUARDED_BY(mutex_) = false;
  bool media_lost_ LOA_GUARDED_BY(mutex_) = false;
  std::map<std::string, std::vector<std::string>> prepared_
      LOA_GUARDED_BY(mutex_);

  std::unique_ptr<Dispatch> dispatch_;
  std::unique_ptr<AmendmentDispatch> amendment_dispatch_;
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<Plans> plans_;
  std::unique_ptr<Transfer> transfer_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace loa::publisher

#endif  // LOA_SERVICES_PUBLISHER_TESTING_FAKE_SERVICES_H_
