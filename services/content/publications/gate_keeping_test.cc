#include "services/content/publications/gate_keeping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/status_matchers.h"
#include "libs/testing/tree_view.h"
#include "services/content/publications/gates.h"
#include "services/content/testing/dispatch_world.h"

namespace loa::content {
namespace {

using ::loa::testing::HasReason;
using ::loa::testing::IsOk;
using ::loa::testing::NamesField;
using ::testing::AllOf;

class GateKeepingTest : public DispatchWorld {
 protected:
  GateKeepingTest() { registry_.AddPage("pages/1", "units/xa"); }

  rpc::RequestContext Manager(absl::string_view unit) {
    auto view = std::make_shared<testing::TreeView>();
    view->Add("units/tinh", "");
    view->Add("units/huyen", "units/tinh");
    view->Add("units/xa", "units/huyen");
    view->Bind("principals/an", options::v1::ROLE_MANAGER, std::string(unit));
    rpc::RequestContext context = Context("principals/an");
    context.access = auth::Access(view, context.principal,
                                  options::v1::PERMISSION_MANAGE_PUBLICATIONS);
    return context;
  }
  absl::StatusOr<v1::Gate> Close(absl::string_view subject,
                                 absl::string_view unit = "units/tinh",
                                 absl::Duration lasts = absl::ZeroDuration()) {
    v1::CloseGateRequest request;
    request.set_subject(std::string(subject));
    if (lasts > absl::ZeroDuration()) {
      request.mutable_open_time()->set_seconds(
          absl::ToUnixSeconds(clock_.Now() + lasts));
    }
    return gates_.Close(Manager(unit), request);
  }
  absl::Status Open(absl::string_view subject) {
    v1::OpenGateRequest request;
    request.set_subject(std::string(subject));
    return gates_.Open(Manager("units/tinh"), request).status();
  }
  absl::Status Report(absl::string_view subject, absl::Duration lasts) {
    v1::ReportGatesRequest request;
    auto& closure = *request.add_closures();
    closure.set_subject(std::string(subject));
    closure.set_cause("THROTTLED");
    closure.mutable_duration()->set_seconds(absl::ToInt64Seconds(lasts));
    return gates_.Report(Context(), request).status();
  }

  GateKeeping gates_{*db_, registry_, 1};
};
INSTANTIATE_TEST_SUITE_P(Engines, GateKeepingTest, testing::kEngines,
                         testing::EngineName);

TEST_P(GateKeepingTest, AClosedGateHoldsUntilItIsOpened) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Close("units/huyen"), IsOk());
  EXPECT_EQ(Begin("publications/a"), "GATE_CLOSED");
  EXPECT_THAT(Open("units/huyen"), IsOk());
  EXPECT_EQ(Begin("publications/a"), "");
}

TEST_P(GateKeepingTest, SaysHowMuchIsStillBeingSentBehindIt) {
  Schedule("publications/a", "pages/1");
  EXPECT_EQ(Begin("publications/a"), "");
  for (const char* subject : {"pages/1", "units/huyen", "app"}) {
    const auto gate = Close(subject);
    ASSERT_THAT(gate, IsOk()) << subject;
    EXPECT_EQ(gate->sending_count(), 1) << subject;
  }
  EXPECT_EQ(
      Finish("publications/a", v1::FinishAttemptsRequest::ACCEPTED, 1, "1_2"),
      "PUBLISHED");
}

TEST_P(GateKeepingTest, OpensByItselfWhenItsTimeHasCome) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Close("app", "units/tinh", absl::Minutes(5)), IsOk());
  EXPECT_EQ(Begin("publications/a"), "GATE_CLOSED");
  clock_.Advance(absl::Minutes(5));
  EXPECT_EQ(Begin("publications/a"), "");
}

TEST_P(GateKeepingTest, ThePlatformNeverShortensWhatAPersonClosed) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Close("pages/1"), IsOk());
  EXPECT_THAT(Report("pages/1", absl::Seconds(1)), IsOk());
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(Begin("publications/a"), "GATE_CLOSED");
}

TEST_P(GateKeepingTest, TheLongerOfTwoThrottlesCounts) {
  Schedule("publications/a", "pages/1");
  EXPECT_THAT(Report("pages/1", absl::Seconds(60)), IsOk());
  EXPECT_THAT(Report("pages/1", absl::Seconds(5)), IsOk());
  clock_.Advance(absl::Seconds(10));
  EXPECT_EQ(Begin("publications/a"), "GATE_CLOSED");
  clock_.Advance(absl::Seconds(50));
  EXPECT_EQ(Begin("publications/a"), "");
}

TEST_P(GateKeepingTest, RefusesWhatHasNoGateAndWhatIsOpen) {
  EXPECT_THAT(Close("posts/x"), HasReason("GATE_SUBJECT_INVALID"));
  EXPECT_THAT(Close("pages/none"), HasReason("GATE_SUBJECT_INVALID"));
  EXPECT_THAT(Close("units/none"), HasReason("GATE_SUBJECT_INVALID"));
  EXPECT_THAT(Open("pages/1"), HasReason("GATE_NOT_CLOSED"));
}

TEST_P(GateKeepingTest, RefusesATimeOfOpeningThatIsGoneBy) {
  v1::CloseGateRequest request;
  request.set_subject("app");
  request.mutable_open_time()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
  EXPECT_THAT(gates_.Close(Manager("units/tinh"), request),
              AllOf(HasReason("FIELD_INVALID"), NamesField("open_time")));
}

TEST_P(GateKeepingTest, IsForManagersOfTheUnitAlone) {
  EXPECT_THAT(Close("units/tinh", "units/xa"), HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Close("app", "units/xa"), HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(Close("pages/1", "units/xa"), IsOk());
}

TEST_P(GateKeepingTest, ListsWhatTheCallerMaySee) {
  EXPECT_THAT(Close("app"), IsOk());
  EXPECT_THAT(Close("pages/1"), IsOk());
  const auto all = gates_.List(Manager("units/tinh"), {});
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->gates_size(), 2);
  const auto some = gates_.List(Manager("units/xa"), {});
  ASSERT_THAT(some, IsOk());
  ASSERT_EQ(some->gates_size(), 1);
  EXPECT_EQ(some->gates(0).subject(), "pages/1");
}

}  // namespace
}  // namespace loa::content
