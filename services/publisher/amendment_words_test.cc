#include "services/publisher/amendment_words.h"

#include <gtest/gtest.h>

#include <string>

namespace loa::publisher {
namespace {

namespace content = ::loa::content::v1;

content::ListDueAmendmentsResponse::Due Due(content::Amendment::State state) {
  content::ListDueAmendmentsResponse::Due due;
  due.mutable_amendment()->set_name("amendments/a");
  due.mutable_amendment()->set_publication("publications/p");
  due.mutable_amendment()->set_page("pages/1");
  due.mutable_amendment()->set_kind(content::Amendment::EDIT);
  due.mutable_amendment()->set_state(state);
  due.mutable_amendment()->set_text("new");
  due.mutable_amendment()->set_attempt_count(2);
  due.set_platform_post_id("1_2");
  return due;
}

TEST(AmendmentWords, WhatWaitsBeginsItsNextAttempt) {
  const AmendmentsListed::Item item = ToItem(Due(content::Amendment::WAITING));
  EXPECT_EQ(item.kind, AmendmentKind::kEdit);
  EXPECT_EQ(item.post_id, "1_2");
  EXPECT_EQ(item.text, "new");
  EXPECT_FALSE(item.read);
  EXPECT_EQ(item.attempt, 3);
}

TEST(AmendmentWords, WhatIsUnknownIsReadForItsNewestAttempt) {
  const AmendmentsListed::Item item = ToItem(Due(content::Amendment::UNKNOWN));
  EXPECT_TRUE(item.read);
  EXPECT_EQ(item.attempt, 2);
}

TEST(AmendmentWords, TellsWhatWasSeenWithinTheContractsLimits) {
  SettleAmendments::Item item;
  item.partition = {3, 7};
  item.sight.kind = PostSight::Kind::kShown;
  item.sight.text = std::string(80'000, 'a');
  const auto reading = ToReading(item);
  EXPECT_EQ(reading.partition().partition(), 3);
  EXPECT_EQ(reading.partition().epoch(), 7);
  EXPECT_EQ(reading.sight(), content::SettleAmendmentsRequest::SHOWN);
  EXPECT_EQ(reading.text().size(), 70'000u);
  item.sight.kind = PostSight::Kind::kGone;
  EXPECT_EQ(ToReading(item).sight(), content::SettleAmendmentsRequest::GONE);
  item.sight.kind = PostSight::Kind::kUnreadable;
  EXPECT_EQ(ToReading(item).sight(),
            content::SettleAmendmentsRequest::UNREADABLE);
}

}  // namespace
}  // namespace loa::publisher
