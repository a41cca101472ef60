// Nobody changes the log unnoticed.
#include "libs/audit/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/audit/note.pb.h"
#include "libs/testing/database.h"
#include "libs/testing/status_matchers.h"

namespace loa::audit {
namespace {

using testing::IsOk;

constexpr int kRows = 24;
constexpr absl::string_view kTextColumns[] = {
    "principal", "method",       "resource",      "unit",
    "trace_id",  "request_hash", "previous_hash", "hash"};

// Forges a log of kRows rows in ways that chance picks, the same in every run.
class Forger {
 public:
  absl::Status ChangeAByte(sql::Tx& tx) {
    const absl::string_view column =
        kTextColumns[Pick(0, std::size(kTextColumns) - 1)];
    // Row 1 has no previous hash to change a byte of.
    const int64_t number = Pick(column == "previous_hash" ? 2 : 1, kRows);
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     tx.Run(absl::StrCat("SELECT ", column,
                                         " FROM audit_log WHERE number = $1"),
                            number));
    std::string text = rows[0].Text(0);
    char& byte = text[Pick(0, text.size() - 1)];
    const char old = byte;
    while (byte == old) byte = static_cast<char>(Pick(1, 127));
    return tx
        .Exec(absl::StrCat("UPDATE audit_log SET ", column,
                           " = $1 WHERE number = $2"),
              text, number)
        .status();
  }

  absl::Status ChangeTheTime(sql::Tx& tx) {
    return tx
        .Exec(
            "UPDATE audit_log SET recorded_at = recorded_at + $1 "
            "WHERE number = $2",
            Pick(1, 1000), Pick(1, kRows))
        .status();
  }

  absl::Status DeleteARow(sql::Tx& tx) {
    return tx.Exec("DELETE FROM audit_log WHERE number = $1", Pick(1, kRows))
        .status();
  }

  absl::Status CutTheEnd(sql::Tx& tx) {
    const int last = Pick(0, kRows - 1);
    RETURN_IF_ERROR(
        tx.Exec("DELETE FROM audit_log WHERE number > $1", last).status());
    if (Pick(0, 1) == 0) return absl::OkStatus();
    return tx.Exec("UPDATE audit_head SET number = $1", last).status();
  }

  absl::Status SwapTwoRows(sql::Tx& tx) {
    const int a = Pick(1, kRows - 1);
    const int b = Pick(a + 1, kRows);
    constexpr absl::string_view kMove =
        "UPDATE audit_log SET number = $2 WHERE number = $1";
    RETURN_IF_ERROR(tx.Exec(kMove, a, -1).status());
    RETURN_IF_ERROR(tx.Exec(kMove, b, a).status());
    return tx.Exec(kMove, -1, b).status();
  }

  absl::Status CopyARow(sql::Tx& tx) {
    return tx
        .Exec(
            "INSERT INTO audit_log SELECT CAST($1 AS BIGINT), recorded_at,"
            " principal, method, resource, unit, trace_id, request_hash,"
            " previous_hash, hash FROM audit_log WHERE number = $2",
            Pick(0, 1) == 0 ? kRows + 1 : -Pick(0, 5), Pick(1, kRows))
        .status();
  }

  absl::Status ChangeTheHead(sql::Tx& tx) {
    switch (Pick(0, 2)) {
      case 0:
        return tx.Exec("UPDATE audit_head SET number = number + $1", Pick(1, 9))
            .status();
      case 1:
        return tx.Exec("UPDATE audit_head SET hash = $1", "0").status();
      default:
        return tx.Exec("DELETE FROM audit_head").status();
    }
  }

 private:
  int Pick(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random_);
  }

  std::mt19937 random_{20220412};
};

class LogTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  using Tamper = std::function<absl::Status(sql::Tx&)>;

  LogTest() {
    for (int i = 1; i <= kRows; ++i) {
      EXPECT_THAT(db_->Write([&](sql::Tx& tx) { return AppendOne(tx, i); }),
                  IsOk());
    }
  }

  static absl::Status AppendOne(sql::Tx& tx, int i) {
    rpc::RequestContext context;
    context.principal.name = absl::StrCat("principals/", i % 3);
    context.method = "loa.audit.testing.Notes.CreateNote";
    context.trace_id = absl::StrCat("trace-", i);
    context.now = absl::FromUnixSeconds(1654041600 + i);
    testing::DeleteNoteRequest request;
    request.set_name(absl::StrCat("notes/", i));
    return Append(tx, context, {absl::StrCat("notes/", i), "units/a"}, request);
  }

  // What Verify() says after `tamper`, which is undone.
  VerifyResult After(const Tamper& tamper) {
    VerifyResult result;
    const absl::Status undone = db_->Write([&](sql::Tx& tx) -> absl::Status {
      const absl::Status tampered = tamper(tx);
      if (!tampered.ok()) return tampered;
      ASSIGN_OR_RETURN(result, Verify(tx));
      return absl::CancelledError("undo");
    });
    EXPECT_EQ(undone.code(), absl::StatusCode::kCancelled) << undone;
    return result;
  }

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), {});
};

INSTANTIATE_TEST_SUITE_P(Engines, LogTest, testing::kEngines,
                         testing::EngineName);

TEST_P(LogTest, AnUntouchedLogIsSound) {
  const VerifyResult result = After([](sql::Tx&) { return absl::OkStatus(); });
  EXPECT_TRUE(result.ok) << result.what;
  EXPECT_EQ(result.rows, kRows);
}

TEST_P(LogTest, EveryRandomForgeryIsFound) {
  const std::vector<absl::Status (Forger::*)(sql::Tx&)> kinds = {
      &Forger::ChangeAByte, &Forger::ChangeAByte,  &Forger::ChangeTheTime,
      &Forger::DeleteARow,  &Forger::CutTheEnd,    &Forger::SwapTwoRows,
      &Forger::CopyARow,    &Forger::ChangeTheHead};
  Forger forger;
  // The engine changes nothing about the check; the slower one gets fewer.
  const int rounds = GetParam() == sql::Engine::kSqlite ? 10000 : 400;
  for (int round = 0; round < rounds; ++round) {
    const auto kind = kinds[round % kinds.size()];
    const VerifyResult result =
        After([&](sql::Tx& tx) { return (forger.*kind)(tx); });
    ASSERT_FALSE(result.ok)
        << "round " << round << ", kind " << round % kinds.size();
    ASSERT_GE(result.first_bad_number, 1);
    ASSERT_FALSE(result.what.empty());
  }
}

TEST_P(LogTest, SaysWhichRowIsBadAndWhy) {
  const auto run = [](absl::string_view sql) {
    return [sql](sql::Tx& tx) { return tx.Exec(sql).status(); };
  };
  VerifyResult result =
      After(run("UPDATE audit_log SET unit = 'units/b' WHERE number = 7"));
  EXPECT_EQ(result.first_bad_number, 7);
  EXPECT_EQ(result.what, "the row was changed");
  EXPECT_EQ(result.rows, 6);

  result = After(run("DELETE FROM audit_log WHERE number = 7"));
  EXPECT_EQ(result.first_bad_number, 7);
  EXPECT_EQ(result.what, "the row is missing");

  result = After(run("DELETE FROM audit_log WHERE number > 20"));
  EXPECT_EQ(result.first_bad_number, 21);
  EXPECT_EQ(result.what, "the log was cut off here");

  result = After(run("DELETE FROM audit_log"));
  EXPECT_EQ(result.first_bad_number, 1);
}

TEST_P(LogTest, AValueOfAWrongTypeIsAForgery) {
  if (GetParam() == sql::Engine::kPostgres) return;  // its columns are typed
  const VerifyResult result = After([](sql::Tx& tx) {
    return tx
        .Exec(
            "UPDATE audit_log SET unit = CAST(unit AS BLOB) "
            "WHERE number = 5")
        .status();
  });
  EXPECT_EQ(result.first_bad_number, 5);
}

}  // namespace
}  // namespace loa::audit
