#include "services/units/governance/meeting_store.h"

#include <utility>

#include "absl/time/time.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/names.h"
#include "libs/status/status_macros.h"
#include "services/units/governance/errors.h"
#include "services/units/names.h"
#include "services/units/units/unit_sql.h"

namespace loa::units {
namespace {

#define LOA_MEETING_COLUMNS                                              \
  "m.meeting_id, m.unit_id, m.title, m.held_on, m.place, m.chair_name, " \
  "m.chair_position, m.plan, m.evaluation, m.state, m.conclusion, "      \
  "m.concluded_by, m.concluded_at, m.created_at, m.sequence"

#define LOA_MEETING_FILTER                        \
  "(CAST($4 AS TEXT) = '' OR m.plan = $4) "       \
  "AND (CAST($5 AS BIGINT) = 0 OR m.state = $5) " \
  "AND (m.created_at, m.meeting_id) > ($6, $7) "  \
  "ORDER BY m.created_at, m.meeting_id LIMIT $8"

constexpr char kListAll[] =
    "SELECT " LOA_MEETING_COLUMNS
    " FROM meeting m "
    "WHERE CAST($1 AS BIGINT) IS NOT NULL AND CAST($2 AS BIGINT) IS NOT NULL "
    "AND CAST($3 AS TEXT) IS NOT NULL AND " LOA_MEETING_FILTER;

constexpr char kListBelow[] = LOA_BELOW
    "SELECT " LOA_MEETING_COLUMNS
    " FROM meeting m "
    "WHERE m.unit_id IN (SELECT unit_id FROM below) AND " LOA_MEETING_FILTER;

constexpr char kFindMeeting[] =
    "SELECT " LOA_MEETING_COLUMNS " FROM meeting m WHERE m.meeting_id = $1";

#undef LOA_MEETING_COLUMNS
#undef LOA_MEETING_FILTER

constexpr char kAttendeesOf[] =
    "SELECT full_name, office FROM meeting_attendee WHERE meeting_id = $1 "
    "ORDER BY place_in_list";

constexpr char kOpinionsOf[] =
    "SELECT speaker_name, speaker_position, body, obstacle "
    "FROM meeting_opinion WHERE meeting_id = $1 ORDER BY place_in_list";

constexpr char kRecognitionsOf[] =
    "SELECT unit_id, body FROM meeting_recognition WHERE meeting_id = $1 "
    "ORDER BY place_in_list";

constexpr char kInsertMeeting[] =
    "INSERT INTO meeting (meeting_id, unit_id, title, held_on, place, "
    "chair_name, chair_position, plan, evaluation, state, conclusion, "
    "concluded_by, concluded_at, created_at, sequence) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', NULL, $11, $12)";

constexpr char kUpdateMeeting[] =
    "UPDATE meeting SET title = $2, held_on = $3, place = $4, "
    "chair_name = $5, chair_position = $6, plan = $7, evaluation = $8, "
    "state = $9, conclusion = $10, concluded_by = $11, concluded_at = $12, "
    "sequence = $13 WHERE meeting_id = $1";

constexpr char kDeleteAttendees[] =
    "DELETE FROM meeting_attendee WHERE meeting_id = $1";

constexpr char kInsertAttendee[] =
    "INSERT INTO meeting_attendee (meeting_id, place_in_list, full_name, "
    "office) VALUES ($1, $2, $3, $4)";

constexpr char kInsertOpinion[] =
    "INSERT INTO meeting_opinion (meeting_id, place_in_list, speaker_name, "
    "speaker_position, body, obstacle) VALUES ($1, $2, $3, $4, $5, $6)";

constexpr char kInsertRecognition[] =
    "INSERT INTO meeting_recognition (meeting_id, place_in_list, unit_id, "
    "body) VALUES ($1, $2, $3, $4)";

v1::Attendee Person(const std::string& full_name, const std::string& position) {
  v1::Attendee person;
  person.set_full_name(full_name);
  person.set_position(position);
  return person;
}

absl::Status ReadPeople(sql::Tx& tx, const std::string& id, v1::Meeting& to) {
  ASSIGN_OR_RETURN(const sql::Rows attendees, tx.Run(kAttendeesOf, id));
  for (const sql::Row row : attendees) {
    *to.add_attendees() = Person(row.Text(0), row.Text(1));
  }
  ASSIGN_OR_RETURN(const sql::Rows opinions, tx.Run(kOpinionsOf, id));
  for (const sql::Row row : opinions) {
    v1::Opinion& opinion = *to.add_opinions();
    *opinion.mutable_speaker() = Person(row.Text(0), row.Text(1));
    opinion.set_text(row.Text(2));
    opinion.set_obstacle(row.Text(3));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Conclusion> ConclusionFrom(sql::Tx& tx,
                                              const sql::Row& row) {
  v1::Conclusion conclusion;
  conclusion.set_text(row.Text(10));
  conclusion.set_concluded_by(row.Text(11));
  *conclusion.mutable_conclude_time() = base::TimestampOf(row.Time(12));
  ASSIGN_OR_RETURN(const sql::Rows recognitions,
                   tx.Run(kRecognitionsOf, row.Text(0)));
  for (const sql::Row recognised : recognitions) {
    v1::Recognition& recognition = *conclusion.add_recognitions();
    recognition.set_unit(UnitName(recognised.Text(0)));
    recognition.set_text(recognised.Text(1));
  }
  return conclusion;
}

absl::StatusOr<v1::Meeting> MeetingFrom(sql::Tx& tx, const sql::Row& row) {
  v1::Meeting meeting;
  meeting.set_name(MeetingName(row.Text(0)));
  meeting.set_unit(UnitName(row.Text(1)));
  meeting.set_title(row.Text(2));
  meeting.set_held_on(base::FormatDate(row.Int(3)));
  meeting.set_place(row.Text(4));
  *meeting.mutable_chair() = Person(row.Text(5), row.Text(6));
  meeting.set_plan(row.Text(7));
  meeting.set_evaluation(row.Text(8));
  meeting.set_state(static_cast<v1::Meeting::State>(row.Int(9)));
  if (!row.IsNull(12)) {
    ASSIGN_OR_RETURN(*meeting.mutable_conclusion(), ConclusionFrom(tx, row));
  }
  *meeting.mutable_create_time() = base::TimestampOf(row.Time(13));
  meeting.set_sequence(row.Int(14));
  meeting.set_etag(rpc::EtagOf(row.Int(14)));
  RETURN_IF_ERROR(ReadPeople(tx, row.Text(0), meeting));
  return meeting;
}

absl::Status InsertAttendees(sql::Tx& tx, const v1::Meeting& meeting) {
  const std::string id = IdIn("meetings", meeting.name());
  for (int i = 0; i < meeting.attendees_size(); ++i) {
    RETURN_IF_ERROR(tx.Exec(kInsertAttendee, id, i + 1,
                            meeting.attendees(i).full_name(),
                            meeting.attendees(i).position())
                        .status());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Meeting> ResolveMeeting(sql::Tx& tx, absl::string_view field,
                                           const std::string& name) {
  ASSIGN_OR_RETURN(const std::string id, rpc::ParseId(field, name, "meetings"));
  ASSIGN_OR_RETURN(std::optional<v1::Meeting> meeting, FindMeeting(tx, id));
  if (!meeting.has_value()) return MeetingNotFound(field, name);
  return *std::move(meeting);
}

absl::StatusOr<std::optional<v1::Meeting>> FindMeeting(
    sql::Tx& tx, const std::string& meeting_id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kFindMeeting, meeting_id));
  if (rows.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(v1::Meeting meeting, MeetingFrom(tx, rows[0]));
  return meeting;
}

absl::Status InsertMeeting(sql::Tx& tx, const v1::Meeting& m) {
  RETURN_IF_ERROR(tx.Exec(kInsertMeeting, IdIn("meetings", m.name()),
                          IdIn("units", m.unit()), m.title(),
                          base::ParseDate(m.held_on()), m.place(),
                          m.chair().full_name(), m.chair().position(), m.plan(),
                          m.evaluation(), static_cast<int>(m.state()),
                          base::TimeOf(m.create_time()), m.sequence())
                      .status());
  return InsertAttendees(tx, m);
}

absl::Status UpdateMeeting(sql::Tx& tx, const v1::Meeting& m) {
  std::optional<absl::Time> concluded_at;
  if (m.has_conclusion()) {
    concluded_at = base::TimeOf(m.conclusion().conclude_time());
  }
  RETURN_IF_ERROR(tx.Exec(kUpdateMeeting, IdIn("meetings", m.name()), m.title(),
                          base::ParseDate(m.held_on()), m.place(),
                          m.chair().full_name(), m.chair().position(), m.plan(),
                          m.evaluation(), static_cast<int>(m.state()),
                          m.conclusion().text(), m.conclusion().concluded_by(),
                          concluded_at, m.sequence())
                      .status());
  RETURN_IF_ERROR(
      tx.Exec(kDeleteAttendees, IdIn("meetings", m.name())).status());
  return InsertAttendees(tx, m);
}

absl::Status InsertOpinion(sql::Tx& tx, const std::string& meeting,
                           const v1::Opinion& opinion, int place) {
  return tx
      .Exec(kInsertOpinion, IdIn("meetings", meeting), place,
            opinion.speaker().full_name(), opinion.speaker().position(),
            opinion.text(), opinion.obstacle())
      .status();
}

absl::Status InsertRecognition(sql::Tx& tx, const std::string& meeting,
                               const v1::Recognition& recognition, int place) {
  return tx
      .Exec(kInsertRecognition, IdIn("meetings", meeting), place,
            IdIn("units", recognition.unit()), recognition.text())
      .status();
}

absl::StatusOr<std::vector<v1::Meeting>> ListStoredMeetings(
    sql::Tx& tx, const MeetingFilter& filter, const Moment& today,
    const CreationCursor& after, int limit) {
  const absl::string_view statement =
      filter.visible.whole ? kListAll : kListBelow;
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(statement, today.day, today.sequence,
                          sql::JsonArray(filter.visible.roots), filter.plan,
                          static_cast<int>(filter.state), after.created_at,
                          after.id, limit));
  std::vector<v1::Meeting> meetings;
  for (const sql::Row row : rows) {
    ASSIGN_OR_RETURN(v1::Meeting meeting, MeetingFrom(tx, row));
    meetings.push_back(std::move(meeting));
  }
  return meetings;
}

}  // namespace loa::units
