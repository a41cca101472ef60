#include "libs/sql/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/error.h"
#include "libs/status/status_macros.h"
#include "libs/testing/database.h"
#include "libs/testing/status_matchers.h"

namespace loa::sql {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::HasReason;
using testing::IsOk;
using testing::StatusIs;

const std::vector<Migration>& Migrations() {
  static const auto& all = *new std::vector<Migration>{
      {1, "notes",
       "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL,"
       " data @bytes, CHECK (id > 0));"
       "CREATE TABLE replies (id BIGINT PRIMARY KEY,"
       " note BIGINT NOT NULL REFERENCES notes (id));"}};
  return all;
}

class DatabaseTest : public ::testing::TestWithParam<Engine> {
 protected:
  absl::Status Add(int64_t id, absl::string_view text) {
    return db_->Write([&](Tx& tx) { return Insert(tx, id, text); });
  }
  static absl::Status Insert(Tx& tx, int64_t id, absl::string_view text) {
    return tx.Exec("INSERT INTO notes (id, text) VALUES ($1, $2)", id, text)
        .status();
  }
  std::vector<int64_t> Ids() {
    std::vector<int64_t> ids;
    EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
      ids.clear();
      ASSIGN_OR_RETURN(const Rows rows,
                       tx.Run("SELECT id FROM notes ORDER BY id"));
      for (const Row row : rows) ids.push_back(row.Int(0));
      return absl::OkStatus();
    }),
                IsOk());
    return ids;
  }

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
};

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTest, testing::kEngines,
                         testing::EngineName);

TEST_P(DatabaseTest, ReadsWhatWasWritten) {
  EXPECT_EQ(db_->engine(), GetParam());
  ASSERT_THAT(Add(1, "xã"), IsOk());
  EXPECT_THAT(Ids(), ElementsAre(1));
}

TEST_P(DatabaseTest, KeepsEveryTypeAsItIs) {
  const std::string bytes("\0\xff'\\x00", 7);
  EXPECT_THAT(db_->Write([&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.Exec("INSERT INTO notes (id, text, data) "
                            "VALUES ($1, $2, $3), ($4, $2, $5), ($6, '', $7)",
                            int64_t{9007199254740993}, "Đường 'phố' $1 ?",
                            Value::Bytes{bytes}, 2, std::nullopt, 3,
                            Value::Bytes{})
                        .status());
    ASSIGN_OR_RETURN(
        const Rows rows,
        tx.Run("SELECT id, text, data FROM notes ORDER BY id DESC"));
    EXPECT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].Int(0), 9007199254740993);
    EXPECT_EQ(rows[0].Text(1), "Đường 'phố' $1 ?");
    EXPECT_EQ(rows[0].Bytes(2), bytes);
    EXPECT_EQ(rows[1].Bytes(2), "");
    EXPECT_TRUE(rows[2].IsNull(2));
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, TakesParametersByNumberNotByPlace) {
  EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const Rows rows,
        tx.Run("SELECT CAST($2 AS TEXT), CAST($1 AS TEXT)", "one", "two"));
    EXPECT_EQ(rows[0].Text(0), "two");
    EXPECT_EQ(rows[0].Text(1), "one");
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, FindsTheMembersOfAnArray) {
  for (int i = 1; i <= 4; ++i)
    ASSERT_THAT(Add(i, absl::StrCat("t", i)), IsOk());
  EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const Rows rows,
        tx.Run("SELECT id FROM notes WHERE id IN (@bigints($1)) "
               "AND text IN (@texts($2)) ORDER BY id",
               JsonArray(std::vector<int64_t>{1, 2, 3}),
               JsonArray(std::vector<std::string>{"t2", "t3", "\"\\\n"})));
    EXPECT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].Int(0), 2);
    ASSIGN_OR_RETURN(
        const Rows table,
        tx.Run("SELECT a.value FROM @texts($1) AS a "
               "ORDER BY a.value",
               JsonArray(std::vector<std::string>{"b", "\"\\\n"})));
    EXPECT_EQ(table[0].Text(0), "\"\\\n");
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, SortsTextsByTheirBytes) {
  int64_t id = 0;
  for (const char* text : {"đ", "a", "Z", "ă", "z"}) {
    ASSERT_THAT(Add(++id, text), IsOk());
  }
  EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
    std::string order;
    ASSIGN_OR_RETURN(const Rows rows,
                     tx.Run("SELECT text FROM notes ORDER BY text"));
    for (const Row row : rows) order += row.Text(0);
    EXPECT_EQ(order, "Zazăđ");
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, MatchesLikeByCase) {
  ASSERT_THAT(Add(1, "Loa"), IsOk());
  EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Rows rows,
                     tx.Run("SELECT id FROM notes WHERE text LIKE 'loa'"));
    EXPECT_TRUE(rows.empty());
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, CountsChangedRows) {
  ASSERT_THAT(Add(1, "a"), IsOk());
  ASSERT_THAT(Add(2, "a"), IsOk());
  EXPECT_THAT(db_->Write([&](Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const int64_t two,
                     tx.Exec("UPDATE notes SET text = $1", "b"));
    EXPECT_EQ(two, 2);
    ASSIGN_OR_RETURN(const int64_t none,
                     tx.Exec("UPDATE notes SET text = $1 WHERE id = 9", "c"));
    EXPECT_EQ(none, 0);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, RollsBackWhatABodyRefused) {
  const absl::Status refused = db_->Write([&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(Insert(tx, 1, "a"));
    return absl::NotFoundError("no such page");
  });
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kNotFound, "no such page"));
  EXPECT_THAT(Ids(), ElementsAre());
}

TEST_P(DatabaseTest, AFailedStatementFailsItsTransaction) {
  ASSERT_THAT(Add(1, "a"), IsOk());
  const absl::Status swallowed = db_->Write([&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(Insert(tx, 2, "b"));
    EXPECT_THAT(Insert(tx, 1, "again"), HasReason("UNIQUE_VIOLATION"));
    EXPECT_FALSE(Insert(tx, 3, "c").ok());
    return absl::OkStatus();
  });
  EXPECT_THAT(swallowed, HasReason("UNIQUE_VIOLATION"));
  EXPECT_THAT(Ids(), ElementsAre(1));
}

TEST_P(DatabaseTest, NamesTheConstraintThatIsBroken) {
  ASSERT_THAT(Add(1, "a"), IsOk());
  EXPECT_THAT(Add(1, "a"), AllOf(StatusIs(absl::StatusCode::kAlreadyExists),
                                 HasReason("UNIQUE_VIOLATION")));
  EXPECT_THAT(Add(-1, "check"),
              AllOf(StatusIs(absl::StatusCode::kFailedPrecondition),
                    HasReason("CONSTRAINT_VIOLATION")));
  EXPECT_THAT(db_->Write([&](Tx& tx) {
    return tx.Exec("INSERT INTO replies (id, note) VALUES (1, 99)").status();
  }),
              HasReason("CONSTRAINT_VIOLATION"));
}

TEST_P(DatabaseTest, RefusesTextsThatOneOfTheEnginesCannotStore) {
  for (const absl::string_view text :
       {absl::string_view("a\0b", 3), absl::string_view("\xff"),
        absl::string_view("\xc0\xaf"), absl::string_view("\xed\xa0\x80")}) {
    EXPECT_THAT(Add(1, text),
                AllOf(StatusIs(absl::StatusCode::kInvalidArgument),
                      HasReason("TEXT_UNSTORABLE")));
  }
}

TEST_P(DatabaseTest, AStatementThatIsWrongIsInternal) {
  EXPECT_THAT(db_->Read([](Tx& tx) { return tx.Run("SELEC 1").status(); }),
              AllOf(StatusIs(absl::StatusCode::kInternal),
                    HasReason("STATEMENT_FAILED")));
}

TEST_P(DatabaseTest, ReadsCannotWrite) {
  EXPECT_FALSE(db_->Read([](Tx& tx) { return Insert(tx, 1, "a"); }).ok());
  EXPECT_THAT(Ids(), ElementsAre());
}

TEST_P(DatabaseTest, AReadSeesOneSnapshot) {
  ASSERT_THAT(Add(1, "a"), IsOk());
  EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
    constexpr absl::string_view kCount = "SELECT COUNT(*) FROM notes";
    ASSIGN_OR_RETURN(const Rows before, tx.Run(kCount));
    EXPECT_THAT(Add(2, "b"), IsOk());
    ASSIGN_OR_RETURN(const Rows after, tx.Run(kCount));
    EXPECT_EQ(before[0].Int(0), after[0].Int(0));
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(Ids(), ElementsAre(1, 2));
}

TEST_P(DatabaseTest, RefusesAWriteInsideAWrite) {
  EXPECT_THAT(db_->Write([&](Tx&) { return Add(1, "a"); }),
              HasReason("NESTED_TRANSACTION"));
  EXPECT_THAT(Add(1, "a"), IsOk());
}

TEST_P(DatabaseTest, AWriteInsideAnotherDatabasesWriteIsFine) {
  const auto other = testing::OpenTestDatabase(GetParam(), Migrations());
  EXPECT_THAT(db_->Write([&](Tx&) {
    EXPECT_THAT(other->Write([](Tx& tx) { return Insert(tx, 1, "other"); }),
                IsOk());
    return Add(1, "nested");
  }),
              HasReason("NESTED_TRANSACTION"));
}

TEST_P(DatabaseTest, BuiltTextsDoNotFillTheStatementCache) {
  EXPECT_THAT(db_->Read([](Tx& tx) -> absl::Status {
    for (int round = 0; round < 2; ++round) {
      for (int64_t i = 0; i < 1010; ++i) {
        ASSIGN_OR_RETURN(const Rows rows,
                         tx.Run(absl::StrCat("SELECT ", i, " + 0")));
        EXPECT_EQ(rows[0].Int(0), i);
      }
    }
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(DatabaseTest, TellsListenersOfCommitsThatWrote) {
  int commits = 0;
  const int token = db_->AddCommitListener([&] { ++commits; });
  ASSERT_THAT(Add(1, "a"), IsOk());
  EXPECT_EQ(commits, 1);
  ASSERT_THAT(db_->Write([](Tx& tx) {
    return tx.Run("SELECT COUNT(*) FROM notes").status();
  }),
              IsOk());
  EXPECT_EQ(commits, 1);
  EXPECT_FALSE(Add(1, "a").ok());
  EXPECT_EQ(commits, 1);
  db_->RemoveCommitListener(token);
  ASSERT_THAT(Add(2, "a"), IsOk());
  EXPECT_EQ(commits, 1);
}

TEST_P(DatabaseTest, CallersWaitForAConnectionForABoundedTime) {
  Options options = testing::TestDatabaseOptions(GetParam());
  options.readers = 1;
  options.connections = 1;
  options.acquire_timeout = absl::Milliseconds(30);
  const auto db = Database::Open(options, Migrations());
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->Read([&](Tx&) {
    return (*db)->Read([](Tx&) { return absl::OkStatus(); });
  }),
              AllOf(StatusIs(absl::StatusCode::kResourceExhausted),
                    HasReason("OVERLOADED")));
}

TEST_P(DatabaseTest, NoLowerNumberAppearsAfterAHigherOne) {
  constexpr int kWriters = 8;
  constexpr int kEach = 25;
  std::atomic<int> writing{kWriters};
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        EXPECT_THAT(db_->Write([&](Tx& tx) -> absl::Status {
          ASSIGN_OR_RETURN(const int64_t number, NextSequence(tx));
          return Insert(tx, number, "n");
        }),
                    IsOk());
      }
      --writing;
    });
  }
  std::vector<int64_t> seen;
  while (writing > 0) {
    const std::vector<int64_t> now = Ids();
    ASSERT_GE(now.size(), seen.size());
    // What was seen is a prefix of what is there: nothing came in between.
    ASSERT_TRUE(std::equal(seen.begin(), seen.end(), now.begin()));
    seen = now;
  }
  for (std::thread& thread : threads) thread.join();
  const std::vector<int64_t> all = Ids();
  EXPECT_EQ(all.size(), size_t{kWriters * kEach});
  EXPECT_EQ(all.back(), kWriters * kEach);
}

TEST_P(DatabaseTest, KeepsItsHistoryIdUntilARestoreChangesIt) {
  const auto id = [&] {
    std::string found;
    EXPECT_THAT(db_->Read([&](Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(found, HistoryId(tx));
      return absl::OkStatus();
    }),
                IsOk());
    return found;
  };
  const std::string first = id();
  EXPECT_EQ(first.size(), 16u);
  ASSERT_THAT(db_->Reopen(Migrations()), IsOk());
  EXPECT_EQ(id(), first);
  ASSERT_THAT(
      db_->Write([](Tx& tx) { return StartNewHistory(tx, "restored"); }),
      IsOk());
  EXPECT_EQ(id(), "restored");
}

}  // namespace
}  // namespace loa::sql
