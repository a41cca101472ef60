// The worker with a real Redis, real gRPC and a platform in memory.
#include "services/publisher/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/clock.h"
#include "libs/queue/relay.h"
#include "libs/testing/redis.h"
#include "libs/testing/status_matchers.h"
#include "services/publisher/testing/fake_services.h"

namespace loa::publisher {
namespace {

using content::v1::Amendment;
using content::v1::FinishAttemptsRequest;
using content::v1::Publication;
using content::v1::SettleAttemptsRequest;
using testing::IsOk;
using OutcomeKind = platform::RawOutcome::Kind;
using Body = platform::RawOutcome::Body;

// Shows what is published and answers as it was told to.
class FakePlatform : public platform::PagePlatform {
 public:
  using Answer = std::function<platform::RawOutcome(const std::string& id)>;

  void AnswerWith(Answer answer) {
    base::MutexLock lock(mutex_);
    answer_ = std::move(answer);
  }
  int shown(const std::string& text) {
    base::MutexLock lock(mutex_);
    int count = 0;
    for (const platform::Post& post : posts_) count += post.message == text;
    return count;
  }

  absl::StatusOr<platform::PageIdentity> Identify(
      const platform::Credential&) override {
    return absl::UnimplementedError("not asked");
  }
  platform::RawOutcome UploadPhoto(const platform::Credential&,
                                   const platform::Photo& photo,
                                   absl::Duration) override {
    base::MutexLock lock(mutex_);
    if (upload_answer_) return *upload_answer_;
    uploads_.push_back(photo);
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kAnswered;
    outcome.body = Body::kId;
    outcome.http_status = 200;
    outcome.post_id = absl::StrCat("photo", uploads_.size());
    return outcome;
  }
  void AnswerUploadsWith(platform::RawOutcome outcome) {
    base::MutexLock lock(mutex_);
    upload_answer_ = std::move(outcome);
  }
  std::vector<platform::Photo> uploads() {
    base::MutexLock lock(mutex_);
    return uploads_;
  }
  std::vector<platform::Post> posts() {
    base::MutexLock lock(mutex_);
    return posts_;
  }
  platform::RawOutcome Publish(const platform::Credential& credential,
                               const platform::Rendition& rendition,
                               absl::Duration deadline) override {
    base::MutexLock lock(mutex_);
    const std::string id = absl::StrCat("post", posts_.size());
    posts_.push_back({id, rendition.text, rendition.link, "https://page/" + id,
                      absl::Now(), rendition.photo_ids});
    if (answer_) return answer_(id);
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kAnswered;
    outcome.body = Body::kId;
    outcome.http_status = 200;
    outcome.post_id = id;
    outcome.permalink = "https://page/" + id;
    return outcome;
  }
  platform::RawOutcome Edit(const platform::Credential&,
                            const std::string& post_id, const std::string& text,
                            absl::Duration) override {
    base::MutexLock lock(mutex_);
    for (platform::Post& post : posts_) {
      if (post.id == post_id) post.message = text;
    }
    return AnswerChange();
  }
  platform::RawOutcome Delete(const platform::Credential&,
                              const std::string& post_id,
                              absl::Duration) override {
    base::MutexLock lock(mutex_);
    std::erase_if(posts_, [&](const auto& post) { return post.id == post_id; });
    return AnswerChange();
  }
  absl::StatusOr<std::optional<platform::Post>> FindPost(
      const platform::Credential&, const std::string& post_id) override {
    base::MutexLock lock(mutex_);
    for (const platform::Post& post : posts_) {
      if (post.id == post_id) return std::optional<platform::Post>(post);
    }
    return std::optional<platform::Post>();
  }
  absl::StatusOr<platform::PostList> ListPosts(const platform::Credential&,
                                               absl::Time since,
                                               const std::string&) override {
    base::MutexLock lock(mutex_);
    platform::PostList list;
    list.posts.assign(posts_.rbegin(), posts_.rend());
    return list;
  }

 private:
  platform::RawOutcome AnswerChange() LOA_REQUIRES(mutex_) {
    if (answer_) return answer_("");
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kAnswered;
    outcome.body = Body::kSuccess;
    outcome.http_status = 200;
    return outcome;
  }

  base::Mutex mutex_;
  Answer answer_ LOA_GUARDED_BY(mutex_);
  std::optional<platform::RawOutcome> upload_answer_ LOA_GUARDED_BY(mutex_);
  std::vector<platform::Photo> uploads_ LOA_GUARDED_BY(mutex_);
  std::vector<platform::Post> posts_ LOA_GUARDED_BY(mutex_);
};

class WorkerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Worker::Options options;
    options.core.reconcile.partitions = FakeServices::kPartitions;
    options.core.reconcile.interval = absl::Milliseconds(20);
    options.core.amend.partitions = FakeServices::kPartitions;
    options.core.amend.interval = absl::Milliseconds(20);
    options.block = absl::Milliseconds(20);
    worker_ = std::make_unique<Worker>(
        options, Worker::Parts{clock_, content_, units_, pages_, queue_});
    worker_->Start();
  }
  void HandOver(const std::string& publication, const std::string& page,
                const std::string& text) {
    services_.Schedule(publication, page, text);
    ASSERT_THAT(relay_.HandOver({queue::Entry{publication, page, 0, 1}}),
                IsOk());
  }
  void HandOverPhotos(const std::string& publication, const std::string& page,
                      const std::string& text,
                      const std::vector<std::string>& media) {
    services_.SchedulePhotos(publication, page, text, media);
    ASSERT_THAT(relay_.HandOver({queue::Entry{publication, page, 0, 1}}),
                IsOk());
  }
  // Fails the test when `condition` does not come true in good time.
  void Await(const char* what, const std::function<bool()>& condition) {
    const absl::Time limit = absl::Now() + absl::Seconds(20);
    while (!condition()) {
      ASSERT_LT(absl::Now(), limit) << "waited in vain: " << what;
      absl::SleepFor(absl::Milliseconds(2));
    }
  }
  void AwaitState(const std::string& publication, Publication::State state) {
    Await(Publication::State_Name(state).c_str(),
          [&] { return services_.StateOf(publication) == state; });
  }

  const base::Clock& clock_ = base::SystemClock();
  testing::TestRedis redis_;
  FakeServices services_;
  FakePlatform platform_;
  FakePlatform site_;
  queue::Relay relay_{
      {.redis = redis_.options(), .partitions = FakeServices::kPartitions}};
  queue::Owner queue_{redis_.options()};
  ContentGateway content_{{.owner = "owner",
                           .partitions = FakeServices::kPartitions,
                           .want = FakeServices::kPartitions},
                          services_.channel(),
                          nullptr,
                          clock_};
  UnitsGateway units_{{}, services_.channel(), nullptr, clock_};
  MediaGateway media_{services_.channel(), nullptr};
  PageCalls pages_{{platform_, site_}, units_, media_, clock_};
  std::unique_ptr<Worker> worker_;
};

TEST_F(WorkerTest, UploadsPhotosUnseenAndShowsThemInOneCall) {
  HandOverPhotos("publications/1", "pages/a", "one", {"media/x", "media/y"});
  AwaitState("publications/1", Publication::PUBLISHED);
  const auto uploads = platform_.uploads();
  ASSERT_THAT(uploads, ::testing::SizeIs(2));
  EXPECT_EQ(uploads[0].bytes, "bytes of media/x");
  EXPECT_EQ(uploads[0].mime_type, "image/jpeg");
  EXPECT_EQ(uploads[1].alt_text, "alt of media/y");
  ASSERT_THAT(platform_.posts(), ::testing::SizeIs(1));
  EXPECT_THAT(platform_.posts()[0].photo_ids,
              ::testing::ElementsAre("photo1", "photo2"));
  EXPECT_THAT(services_.PreparedIds("publications/1"),
              ::testing::ElementsAre("photo1", "photo2"));
}

TEST_F(WorkerTest, FindsAPhotoPostByItsPhotosWhateverItsTextBecame) {
  platform_.AnswerWith([](const std::string&) {
    return platform::RawOutcome();  // nothing came back
  });
  HandOverPhotos("publications/1", "pages/a", "", {"media/x"});
  AwaitState("publications/1", Publication::PUBLISHED);
  ASSERT_THAT(services_.readings(), ::testing::Not(::testing::IsEmpty()));
  EXPECT_THAT(services_.readings().back().evidence(),
              ::testing::HasSubstr("prepared id"));
  EXPECT_THAT(platform_.posts(), ::testing::SizeIs(1));
}

TEST_F(WorkerTest, TellsContentOfAPhotoThatThePlatformRefuses) {
  platform::RawOutcome refused;
  refused.kind = OutcomeKind::kAnswered;
  refused.body = Body::kError;
  refused.http_status = 400;
  refused.error.code = 324;
  refused.error.subcode = 1366046;
  platform_.AnswerUploadsWith(refused);
  HandOverPhotos("publications/1", "pages/a", "one", {"media/x"});
  Await("an outcome", [&] { return !services_.outcomes().empty(); });
  const auto outcome = services_.outcomes()[0];
  EXPECT_EQ(outcome.kind(), FinishAttemptsRequest::REFUSED);
  EXPECT_EQ(outcome.platform_subcode(), 1366046);
  EXPECT_THAT(outcome.detail(), ::testing::HasSubstr("media/x"));
  EXPECT_THAT(platform_.posts(), ::testing::IsEmpty());
}

TEST_F(WorkerTest, NeverCallsAnUploadWithoutAnAnswerUnknown) {
  platform_.AnswerUploadsWith(platform::RawOutcome());
  HandOverPhotos("publications/1", "pages/a", "one", {"media/x"});
  Await("an outcome", [&] { return !services_.outcomes().empty(); });
  EXPECT_EQ(services_.outcomes()[0].kind(), FinishAttemptsRequest::NOT_SENT);
  EXPECT_THAT(platform_.posts(), ::testing::IsEmpty());
}

TEST_F(WorkerTest, SendsNothingWhereContentHasLostThePhoto) {
  services_.LoseMedia();
  HandOverPhotos("publications/1", "pages/a", "one", {"media/x"});
  Await("an outcome", [&] { return !services_.outcomes().empty(); });
  EXPECT_EQ(services_.outcomes()[0].kind(), FinishAttemptsRequest::NOT_SENT);
  EXPECT_THAT(platform_.posts(), ::testing::IsEmpty());
}

TEST_F(WorkerTest, PublishesWhatIsHandedOverAndRecordsTheFirstPost) {
  HandOver("publications/1", "pages/a", "one");
  HandOver("publications/2", "pages/a", "two");
  HandOver("publications/3", "pages/b", "three");
  for (const char* name :
       {"publications/1", "publications/2", "publications/3"}) {
    AwaitState(name, Publication::PUBLISHED);
  }
  EXPECT_EQ(platform_.shown("one"), 1);
  EXPECT_EQ(platform_.shown("two"), 1);
  EXPECT_EQ(platform_.shown("three"), 1);
  Await("two facts", [&] { return services_.unrecorded() == 0; });
  const std::vector<units::v1::Fact> facts = services_.facts();
  ASSERT_EQ(facts.size(), 2u);
  for (const units::v1::Fact& fact : facts) {
    EXPECT_EQ(fact.kind(), units::v1::FACT_KIND_FIRST_POST);
    EXPECT_EQ(fact.achieved_on(), "2020-09-13");
    EXPECT_THAT(fact.evidence(), ::testing::StartsWith("https://page/"));
  }
  EXPECT_THAT(worker_->Ready(), IsOk());
}

TEST_F(WorkerTest, PutsThePostsOfASiteThroughItsOwnAdapter) {
  HandOver("publications/1", "pages/site", "one");
  AwaitState("publications/1", Publication::PUBLISHED);
  EXPECT_EQ(site_.shown("one"), 1);
  EXPECT_EQ(platform_.shown("one"), 0);
}

TEST_F(WorkerTest, CallsOnceThoughAnswersOfContentAreLost) {
  services_.LoseAnswers(4);
  HandOver("publications/1", "pages/a", "one");
  AwaitState("publications/1", Publication::PUBLISHED);
  worker_->Stop();
  EXPECT_EQ(platform_.shown("one"), 1);
  EXPECT_EQ(services_.begun("publications/1"), 1);
}

TEST_F(WorkerTest, SettlesAnUnknownOutcomeByReadingThePage) {
  platform_.AnswerWith([](const std::string&) {
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kNoAnswer;
    outcome.why = "reset";
    return outcome;
  });
  HandOver("publications/1", "pages/a", "one");
  AwaitState("publications/1", Publication::PUBLISHED);
  EXPECT_EQ(platform_.shown("one"), 1);
  ASSERT_EQ(services_.outcomes().size(), 1u);
  EXPECT_EQ(services_.outcomes()[0].kind(),
            FinishAttemptsRequest::OUTCOME_UNKNOWN);
  EXPECT_EQ(services_.outcomes()[0].detail(), "reset");
  const auto readings = services_.readings();
  ASSERT_FALSE(readings.empty());
  EXPECT_EQ(readings.back().sight(), SettleAttemptsRequest::FOUND);
  EXPECT_EQ(readings.back().platform_post_ids(0), "post0");
}

TEST_F(WorkerTest, ReportsAThrottleAndBurnsNoAttempt) {
  platform_.AnswerWith([](const std::string&) {
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kAnswered;
    outcome.body = Body::kError;
    outcome.http_status = 400;
    outcome.error.code = 80001;
    return outcome;
  });
  HandOver("publications/1", "pages/a", "one");
  Await("a closure", [&] { return !services_.closures().empty(); });
  EXPECT_EQ(services_.closures()[0].subject(), "pages/a");
  EXPECT_EQ(services_.closures()[0].cause(), "THROTTLED");
  EXPECT_EQ(services_.closures()[0].duration().seconds(), 300);
  Await("an outcome", [&] { return !services_.outcomes().empty(); });
  EXPECT_EQ(services_.outcomes()[0].kind(), FinishAttemptsRequest::THROTTLED);
  EXPECT_EQ(services_.outcomes()[0].platform_code(), 80001);
}

TEST_F(WorkerTest, SendsNothingWithoutACredentialAndClosesThePagesGate) {
  services_.RefuseCredentials("PAGE_NOT_CONNECTED");
  HandOver("publications/1", "pages/a", "one");
  Await("an outcome", [&] { return !services_.outcomes().empty(); });
  EXPECT_EQ(services_.outcomes()[0].kind(), FinishAttemptsRequest::THROTTLED);
  EXPECT_THAT(services_.outcomes()[0].detail(),
              ::testing::HasSubstr("no credential"));
  Await("a closure", [&] { return !services_.closures().empty(); });
  EXPECT_EQ(services_.closures()[0].subject(), "pages/a");
  EXPECT_EQ(services_.closures()[0].cause(), "TOKEN_DEAD");
  EXPECT_FALSE(services_.closures()[0].has_duration());
  EXPECT_EQ(platform_.shown("one"), 0);
}

TEST_F(WorkerTest, ClosesNoGateForAFaultOfUnits) {
  services_.RefuseCredentials("SEALING_KEY_UNKNOWN");
  HandOver("publications/1", "pages/a", "one");
  Await("an outcome", [&] { return !services_.outcomes().empty(); });
  EXPECT_EQ(services_.outcomes()[0].kind(), FinishAttemptsRequest::NOT_SENT);
  EXPECT_THAT(services_.closures(), ::testing::IsEmpty());
  EXPECT_EQ(platform_.shown("one"), 0);
}

TEST_F(WorkerTest, GoesOnWhenRedisComesBackEmpty) {
  HandOver("publications/1", "pages/a", "one");
  AwaitState("publications/1", Publication::PUBLISHED);
  redis_.Restart();
  services_.Schedule("publications/2", "pages/a", "two");
  // The relay's connection broke with the old Redis: it hands over again.
  Await("a hand-over", [&] {
    return relay_.HandOver({queue::Entry{"publications/2", "pages/a", 0, 1}})
        .ok();
  });
  AwaitState("publications/2", Publication::PUBLISHED);
}

TEST_F(WorkerTest, EditsAndDeletesWhatIsVisible) {
  HandOver("publications/1", "pages/a", "one");
  HandOver("publications/2", "pages/a", "two");
  AwaitState("publications/1", Publication::PUBLISHED);
  AwaitState("publications/2", Publication::PUBLISHED);
  services_.Amend("amendments/1", "publications/1", Amendment::EDIT, "new");
  services_.Amend("amendments/2", "publications/2", Amendment::DELETE, "");
  for (const char* name : {"amendments/1", "amendments/2"}) {
    Await("DONE",
          [&] { return services_.AmendmentStateOf(name) == Amendment::DONE; });
  }
  EXPECT_EQ(platform_.shown("one"), 0);
  EXPECT_EQ(platform_.shown("new"), 1);
  EXPECT_EQ(platform_.shown("two"), 0);
}

TEST_F(WorkerTest, SettlesAnUnknownDeletionByReadingThePost) {
  HandOver("publications/1", "pages/a", "one");
  AwaitState("publications/1", Publication::PUBLISHED);
  platform_.AnswerWith([](const std::string&) {
    platform::RawOutcome outcome;
    outcome.kind = OutcomeKind::kNoAnswer;
    outcome.why = "reset";
    return outcome;
  });
  services_.Amend("amendments/1", "publications/1", Amendment::DELETE, "");
  Await("DONE", [&] {
    return services_.AmendmentStateOf("amendments/1") == Amendment::DONE;
  });
  EXPECT_EQ(services_.sights(), std::vector<std::string>{"GONE"});
}

TEST_F(WorkerTest, DrainsAndGivesTheLeasesBack) {
  HandOver("publications/1", "pages/a", "one");
  AwaitState("publications/1", Publication::PUBLISHED);
  worker_->Stop();
  EXPECT_TRUE(services_.released());
  ASSERT_THAT(
      relay_.HandOver({queue::Entry{"publications/1", "pages/a", 0, 1}}),
      IsOk());
  EXPECT_EQ(platform_.shown("one"), 1);
}

}  // namespace
}  // namespace loa::publisher
