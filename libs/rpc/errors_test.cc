#include "libs/rpc/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/auth/errors.h"
#include "libs/sql/errors.h"
#include "libs/status/error.h"
#include "libs/testing/status_matchers.h"
#include "loa/options/v1/error_reason.pb.h"

namespace loa::rpc {
namespace {

using ::loa::testing::SpeaksVietnamese;
using ::testing::Not;

// What the libraries below every service can answer a caller with; errors at
// start-up end the process and are not of the contract.
std::vector<absl::Status> All() {
  return {FieldInvalid("post.title", "is required", "là bắt buộc"),
          RequestUnreadable(),
          MaskPathUnknown("titel", {"title"}),
          PageTokenInvalid(),
          EtagMismatch("posts/abc"),
          ServiceOnly({"content"}),
          Overloaded(),
          DeadlinePassed(),
          Cancelled(),
          StreamTooLong(3, 100),
          CursorGone(),
          ShuttingDown(),
          Internal("4bf9"),
          DependencyUnavailable("units"),
          auth::PermissionDenied(options::v1::PERMISSION_READ_POSTS),
          auth::TokenMissing(),
          auth::TokenMalformed("it has not three parts"),
          auth::TokenAlgorithmRefused("none"),
          auth::TokenKeyUnknown("k"),
          auth::TokenSignatureWrong(),
          auth::TokenIssuerWrong("x"),
          auth::TokenAudienceWrong(),
          auth::TokenExpired(absl::UnixEpoch()),
          auth::TokenNotYetValid(absl::UnixEpoch()),
          auth::SealingKeyUnknown("k1"),
          sql::UniqueViolation(),
          sql::ConstraintViolation(),
          sql::TransactionConflict(),
          sql::StorageFull(),
          sql::DatabaseUnavailable(),
          sql::CommitUnknown(),
          sql::DatabaseCorrupt(),
          sql::Overloaded(absl::Seconds(5)),
          sql::StatementFailed("postgres 42P01"),
          sql::NestedTransaction(),
          sql::TextUnstorable()};
}

TEST(CommonErrors, AreAllInTheContract) {
  for (const absl::Status& error : All()) {
    options::v1::CommonErrorReason reason;
    EXPECT_TRUE(
        options::v1::CommonErrorReason_Parse(status::ReasonOf(error), &reason))
        << error;
  }
}

TEST(CommonErrors, SpeakVietnamese) {
  for (const absl::Status& status : All()) {
    EXPECT_THAT(status, SpeaksVietnamese());
  }
}

TEST(CommonErrors, NameTheFirstFieldAndHowManyMoreInVietnamese) {
  const FieldViolation title = {"post.title", "is required", "là bắt buộc"};
  const FieldViolation kind = {"post.kind", "is required", "là bắt buộc"};
  EXPECT_EQ(status::VietnameseOf(FieldsInvalid({title})),
            "Trường post.title: là bắt buộc.");
  EXPECT_THAT(FieldInvalid("post.title", "is required", ""),
              Not(SpeaksVietnamese()));
  EXPECT_EQ(status::VietnameseOf(FieldsInvalid({title, kind})),
            "Trường post.title: là bắt buộc (và 1 lỗi khác ở các trường được "
            "nêu).");
}

TEST(CommonErrors, NameTheRowOfABulkCallInVietnamese) {
  const std::vector<FieldViolation> faults = {
      {"rows[12].page", "is required", "là bắt buộc"},
      {"rows[12].day", "is required", "là bắt buộc"},
      {"rows[3].media[2].alt", "is required", "là bắt buộc"}};
  EXPECT_EQ(FirstInVietnamese(faults),
            "Dòng 12, trường page: là bắt buộc (và 2 lỗi khác ở các trường "
            "được nêu)");
  EXPECT_EQ(FirstInVietnamese({faults[2]}),
            "Dòng 3, trường media[2].alt: là bắt buộc");
  EXPECT_EQ(CountRows(faults), 2);
}

TEST(CommonErrors, SayWhatIsWrongInASentence) {
  for (const absl::Status& error : All()) {
    EXPECT_GT(error.message().size(), 15u) << error;
  }
}

}  // namespace
}  // namespace loa::rpc
