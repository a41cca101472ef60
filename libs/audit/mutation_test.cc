#include "libs/audit/mutation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/log.h"
#include "libs/audit/note.pb.h"
#include "libs/base/deterministic.h"
#include "libs/testing/database.h"
#include "libs/testing/proto_matchers.h"
#include "libs/testing/status_matchers.h"

namespace loa::audit {
namespace {

using ::testing::AllOf;
using testing::CreateNoteRequest;
using testing::DeleteNoteRequest;
using testing::HasMetadata;
using testing::HasReason;
using testing::IsOk;
using testing::IsOkAndHolds;
using testing::NamesField;
using testing::Note;
using testing::StatusIs;

const std::vector<sql::Migration>& Migrations() {
  static const auto& all = *new std::vector<sql::Migration>{
      {1, "notes", "CREATE TABLE notes (name TEXT PRIMARY KEY)"}};
  return all;
}

rpc::RequestContext Context(absl::string_view principal = "principals/an") {
  rpc::RequestContext context;
  context.principal.name = std::string(principal);
  context.method = "loa.audit.testing.Notes.CreateNote";
  context.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
  context.now = absl::FromUnixSeconds(1654041600);
  return context;
}

CreateNoteRequest Request(absl::string_view text,
                          absl::string_view request_id = "") {
  CreateNoteRequest request;
  request.mutable_note()->set_text(std::string(text));
  request.set_request_id(std::string(request_id));
  return request;
}

class MutationTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  // Makes a note with a name of its own.
  absl::StatusOr<Note> Create(const rpc::RequestContext& context,
                              const CreateNoteRequest& request) {
    return Mutate<Note>(
        *db_, context, request,
        [&](sql::Tx& tx, Subject& subject) -> absl::StatusOr<Note> {
          Note note = request.note();
          note.set_name(absl::StrCat("notes/", ++names_));
          subject = {.resource = note.name(), .unit = "units/a"};
          RETURN_IF_ERROR(
              tx.Exec("INSERT INTO notes (name) VALUES ($1)", note.name())
                  .status());
          return note;
        });
  }
  int64_t Count(absl::string_view table) {
    int64_t count = -1;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const sql::Rows rows,
                       tx.Run(absl::StrCat("SELECT COUNT(*) FROM ", table)));
      count = rows[0].Int(0);
      return absl::OkStatus();
    }),
                IsOk());
    return count;
  }
  absl::Status Run(absl::string_view sql) {
    return db_->Write([&](sql::Tx& tx) { return tx.Exec(sql).status(); });
  }
  VerifyResult VerifyAll() {
    VerifyResult result;
    EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(result, Verify(tx));
      return absl::OkStatus();
    }),
                IsOk());
    return result;
  }

  std::unique_ptr<testing::TestDatabase> db_ =
      testing::OpenTestDatabase(GetParam(), Migrations());
  std::atomic<int> names_{0};
};

INSTANTIATE_TEST_SUITE_P(Engines, MutationTest, testing::kEngines,
                         testing::EngineName);

TEST_P(MutationTest, LogsWhoChangedWhat) {
  const CreateNoteRequest request = Request("xin chào");
  ASSERT_THAT(Create(Context(), request), IsOk());
  EXPECT_THAT(db_->Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const sql::Rows rows,
        tx.Run("SELECT number, recorded_at, principal, method, resource, unit,"
               " trace_id, request_hash FROM audit_log ORDER BY number"));
    EXPECT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].Int(0), 1);
    EXPECT_EQ(rows[0].Time(1), Context().now);
    EXPECT_EQ(rows[0].Text(2), "principals/an");
    EXPECT_EQ(rows[0].Text(3), "loa.audit.testing.Notes.CreateNote");
    EXPECT_EQ(rows[0].Text(4), "notes/1");
    EXPECT_EQ(rows[0].Text(5), "units/a");
    EXPECT_EQ(rows[0].Text(6), Context().trace_id);
    EXPECT_EQ(rows[0].Text(7), base::HashOf(request));
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_TRUE(VerifyAll().ok);
}

TEST_P(MutationTest, WhatFailsLeavesNeitherChangeNorRow) {
  const CreateNoteRequest request = Request("a", "id-1");
  const absl::StatusOr<Note> answer = Mutate<Note>(
      *db_, Context(), request,
      [&](sql::Tx& tx, Subject&) -> absl::StatusOr<Note> {
        RETURN_IF_ERROR(
            tx.Exec("INSERT INTO notes (name) VALUES ('notes/x')").status());
        return absl::FailedPreconditionError("not now");
      });
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Count("notes"), 0);
  EXPECT_EQ(Count("audit_log"), 0);
  // An error is no answer to repeat: the id is still free.
  EXPECT_THAT(Create(Context(), Request("b", "id-1")), IsOk());
  EXPECT_TRUE(VerifyAll().ok);
}

TEST_P(MutationTest, ARepeatedRequestGetsTheFirstAnswer) {
  const absl::StatusOr<Note> first = Create(Context(), Request("a", "id-1"));
  const absl::StatusOr<Note> again = Create(Context(), Request("a", "id-1"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(*again, testing::EqualsProto(*first));
  EXPECT_EQ(Count("notes"), 1);
  EXPECT_EQ(Count("audit_log"), 1);
}

TEST_P(MutationTest, TheFirstAnswerIsThereBeforeAnythingIsDoneAgain) {
  const auto answer = [&](const CreateNoteRequest& request) {
    return FirstAnswer<Note>(*db_, Context(), request);
  };
  EXPECT_THAT(answer(Request("a", "id-1")),
              IsOkAndHolds(::testing::Eq(std::nullopt)));
  const absl::StatusOr<Note> first = Create(Context(), Request("a", "id-1"));
  ASSERT_THAT(first, IsOk());
  const auto found = answer(Request("a", "id-1"));
  ASSERT_THAT(found, IsOk());
  ASSERT_TRUE(found->has_value());
  EXPECT_THAT(**found, testing::EqualsProto(*first));
  EXPECT_THAT(answer(Request("b", "id-1")), HasReason("REQUEST_ID_REUSED"));
  ASSERT_THAT(Create(Context(), Request("c")), IsOk());
  EXPECT_THAT(answer(Request("c")), IsOkAndHolds(::testing::Eq(std::nullopt)));
}

TEST_P(MutationTest, WithoutAnIdEveryRequestIsItsOwn) {
  ASSERT_THAT(Create(Context(), Request("a")), IsOk());
  ASSERT_THAT(Create(Context(), Request("a")), IsOk());
  EXPECT_EQ(Count("notes"), 2);
  EXPECT_EQ(Count("remembered_request"), 0);
}

TEST_P(MutationTest, ARequestWithoutSuchAFieldIsFine) {
  DeleteNoteRequest request;
  request.set_name("notes/1");
  EXPECT_THAT(Mutate<Note>(*db_, Context(), request,
                           [](sql::Tx&, Subject&) -> absl::StatusOr<Note> {
                             return Note();
                           }),
              IsOk());
  EXPECT_EQ(Count("audit_log"), 1);
}

TEST_P(MutationTest, AnotherRequestWithTheSameIdIsRefused) {
  ASSERT_THAT(Create(Context(), Request("a", "id-1")), IsOk());
  EXPECT_THAT(
      Create(Context(), Request("b", "id-1")),
      AllOf(StatusIs(absl::StatusCode::kInvalidArgument),
            HasReason("REQUEST_ID_REUSED"), HasMetadata("request_id", "id-1"),
            NamesField("request_id")));
  EXPECT_EQ(Count("notes"), 1);
}

TEST_P(MutationTest, IdsBelongToTheirPrincipalAndMethod) {
  ASSERT_THAT(Create(Context("principals/an"), Request("a", "id-1")), IsOk());
  ASSERT_THAT(Create(Context("principals/ba"), Request("b", "id-1")), IsOk());
  rpc::RequestContext other_method = Context("principals/an");
  other_method.method = "loa.audit.testing.Notes.CopyNote";
  ASSERT_THAT(Create(other_method, Request("c", "id-1")), IsOk());
  EXPECT_EQ(Count("notes"), 3);
}

TEST_P(MutationTest, ForgetsRequestsAfterADay) {
  ASSERT_THAT(Create(Context(), Request("a", "id-1")), IsOk());
  rpc::RequestContext later = Context();
  later.now += absl::Hours(24);
  EXPECT_THAT(Create(later, Request("b", "id-1")),
              HasReason("REQUEST_ID_REUSED"));
  later.now += absl::Microseconds(1);
  EXPECT_THAT(Create(later, Request("b", "id-1")), IsOk());
}

TEST_P(MutationTest, ForgetsAFewOldRequestsInPassing) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_THAT(Create(Context(), Request("a", absl::StrCat("old-", i))),
                IsOk());
  }
  rpc::RequestContext later = Context();
  later.now += absl::Hours(25);
  ASSERT_THAT(Create(later, Request("a", "new-1")), IsOk());
  EXPECT_EQ(Count("remembered_request"), 31);
  ASSERT_THAT(Create(later, Request("a", "new-2")), IsOk());
  ASSERT_THAT(Create(later, Request("a", "new-3")), IsOk());
  EXPECT_EQ(Count("remembered_request"), 3);
}

TEST_P(MutationTest, ConcurrentRepetitionsRunOnce) {
  std::vector<absl::StatusOr<Note>> answers(8, absl::UnknownError(""));
  std::vector<std::thread> callers;
  for (absl::StatusOr<Note>& answer : answers) {
    callers.emplace_back(
        [&] { answer = Create(Context(), Request("a", "id-1")); });
  }
  for (std::thread& caller : callers) caller.join();
  for (const absl::StatusOr<Note>& answer : answers) {
    ASSERT_THAT(answer, IsOk());
    EXPECT_EQ(answer->name(), answers[0]->name());
  }
  EXPECT_EQ(Count("notes"), 1);
  EXPECT_EQ(Count("audit_log"), 1);
}

TEST_P(MutationTest, ConcurrentMutationsMakeOneChain) {
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 8; ++caller) {
    callers.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        EXPECT_THAT(Create(Context(), Request("a")), IsOk());
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  const VerifyResult result = VerifyAll();
  EXPECT_TRUE(result.ok) << result.what;
  EXPECT_EQ(result.rows, 80);
}

TEST_P(MutationTest, AnAnswerThatCannotBeReadIsNotGuessed) {
  ASSERT_THAT(Create(Context(), Request("a", "id-1")), IsOk());
  ASSERT_THAT(db_->Write([](sql::Tx& tx) {
    return tx
        .Exec("UPDATE remembered_request SET response = $1",
              sql::Value::Bytes{"\xff\xff"})
        .status();
  }),
              IsOk());
  EXPECT_THAT(Create(Context(), Request("a", "id-1")),
              AllOf(StatusIs(absl::StatusCode::kInternal),
                    HasReason("REMEMBERED_RESPONSE_UNREADABLE")));
}

TEST_P(MutationTest, ALogWithoutItsHeadStopsAllChanges) {
  ASSERT_THAT(Run("DELETE FROM audit_head"), IsOk());
  EXPECT_THAT(Create(Context(), Request("a")),
              AllOf(StatusIs(absl::StatusCode::kDataLoss),
                    HasReason("AUDIT_LOG_DAMAGED")));
  EXPECT_EQ(Count("notes"), 0);
  EXPECT_FALSE(VerifyAll().ok);
}

}  // namespace
}  // namespace loa::audit
