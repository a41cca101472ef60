#include "services/units/governance/directions.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/base/civil_date.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/units/creation_cursor.h"
#include "services/units/governance/direction_issue.h"
#include "services/units/governance/direction_standing.h"
#include "services/units/governance/direction_store.h"
#include "services/units/governance/errors.h"
#include "services/units/governance/follow_up.h"
#include "services/units/governance/meeting_store.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

using v1::Direction;

// As Direction.notes declares it.
constexpr int kMaxNotes = 200;
// Directions looked at in one go for those that stand as asked.
constexpr int kChunk = 200;

// A direction that the caller may read: that of a unit where he may, or for
// one.  To others one that is not there looks the same.
absl::StatusOr<StoredDirection> DirectionToRead(sql::Tx& tx,
                                                const auth::Access& access,
                                                absl::string_view field,
                                                const std::string& name) {
  absl::StatusOr<StoredDirection> direction = ResolveDirection(tx, field, name);
  if (absl::IsNotFound(direction.status())) {
    RETURN_IF_ERROR(access.Check(auth::kOrganization));
  }
  if (!direction.ok()) return direction;
  const std::string unit = UnitName(direction->unit_id);
  if (access.Allows(unit)) return direction;
  ASSIGN_OR_RETURN(const std::vector<std::string> addressees,
                   AddresseesOf(tx, direction->direction_id));
  const bool addressed =
      absl::c_any_of(addressees, [&](const std::string& unit_id) {
        return access.Allows(UnitName(unit_id));
      });
  if (!addressed) return access.Check(unit);
  return direction;
}

// The day that a request asks about.
absl::StatusOr<base::Days> DayOf(sql::Tx& tx, const std::string& as_of,
                                 absl::Time now) {
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, now));
  return base::ParseDate(as_of).value_or(today);
}

absl::StatusOr<Direction> AddNote(sql::Tx& tx,
                                  const rpc::RequestContext& context,
                                  const v1::AddFollowUpNoteRequest& request,
                                  audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(StoredDirection direction,
                   ResolveDirection(tx, "direction", request.direction()));
  const std::string unit = UnitName(direction.unit_id);
  RETURN_IF_ERROR(context.access.Check(unit));
  subject = {NameIn("directions", direction.direction_id), unit};
  RETURN_IF_ERROR(rpc::CheckEtag(
      request.etag(), rpc::EtagOf(direction.sequence), subject.resource));
  ASSIGN_OR_RETURN(const std::vector<v1::FollowUpNote> notes,
                   NotesOf(tx, direction.direction_id));
  if (notes.size() >= kMaxNotes) {
    return DirectionFull(subject.resource, kMaxNotes);
  }
  v1::FollowUpNote note;
  note.set_text(request.text());
  note.set_noted_by(context.principal.name);
  *note.mutable_note_time() = base::TimestampOf(context.now);
  RETURN_IF_ERROR(InsertNote(tx, direction.direction_id, note,
                             static_cast<int>(notes.size()) + 1));
  ASSIGN_OR_RETURN(direction.sequence, sql::NextSequence(tx));
  RETURN_IF_ERROR(
      SetDirectionSequence(tx, direction.direction_id, direction.sequence));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  return DirectionOn(tx, direction, today);
}

absl::StatusOr<DirectionFilter> FilterOf(
    sql::Tx& tx, const auth::Access& access,
    const v1::ListDirectionsRequest& request, const Moment& today) {
  DirectionFilter filter;
  ASSIGN_OR_RETURN(filter.visible,
                   VisibleWithin(tx, access, request.within(), today));
  if (!request.meeting().empty()) {
    ASSIGN_OR_RETURN(const v1::Meeting meeting,
                     ResolveMeeting(tx, "meeting", request.meeting()));
    filter.meeting = meeting.name();
  }
  return filter;
}

// Fills one page: the state is not stored, so what does not stand as asked is
// passed over.
absl::Status FillPage(sql::Tx& tx, const v1::ListDirectionsRequest& request,
                      const DirectionFilter& filter, const Moment& today,
                      base::Days day, CreationCursor after,
                      v1::ListDirectionsResponse& response) {
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  rpc::PageBudget budget;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<StoredDirection> chunk,
                     ListStoredDirections(tx, filter, today, after, kChunk));
    for (const StoredDirection& stored : chunk) {
      ASSIGN_OR_RETURN(Direction direction, DirectionOn(tx, stored, day));
      const bool wanted = request.state() == Direction::STATE_UNSPECIFIED ||
                          request.state() == direction.state();
      if (wanted && (response.directions_size() == page_size ||
                     !budget.Takes(direction))) {
        response.set_next_page_token(TokenAfter(request, after));
        return absl::OkStatus();
      }
      after = {absl::ToUnixMicros(stored.created_at), stored.direction_id};
      if (wanted) *response.add_directions() = std::move(direction);
    }
    if (chunk.size() < kChunk) return absl::OkStatus();
  }
}

bool Wanted(AddresseeStanding asked, AddresseeStanding standing) {
  if (asked == v1::Addressee::STANDING_UNSPECIFIED) return true;
  if (asked == v1::Addressee::REMAINING) return standing != v1::Addressee::DONE;
  return asked == standing;
}

// Where a list of addressees goes on: the day of its first page and the last
// unit sent.
struct AddresseePlace {
  std::optional<base::Days> day;
  std::string after;
};

absl::StatusOr<AddresseePlace> PlaceOf(
    const v1::ListAddresseesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  AddresseePlace place;
  if (key.empty()) return place;
  base::Days day = 0;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &day)) {
    return rpc::PageTokenInvalid();
  }
  place.day = day;
  place.after = key[1];
  return place;
}

absl::StatusOr<v1::Addressee> AddresseeOn(sql::Tx& tx,
                                          const FollowUp& follow_up,
                                          const std::string& unit_id,
                                          AddresseeStanding standing,
                                          const Moment& today) {
  v1::Addressee addressee;
  addressee.set_unit(UnitName(unit_id));
  addressee.set_standing(standing);
  ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                   FindUnit(tx, unit_id, today));
  if (unit.has_value()) addressee.set_display_name(unit->display_name());
  const auto done = follow_up.done.find(unit_id);
  if (done != follow_up.done.end()) {
    addressee.set_done_on(base::FormatDate(done->second));
  }
  const auto report = follow_up.reports.find(unit_id);
  if (report != follow_up.reports.end()) {
    *addressee.mutable_report() = report->second;
  }
  return addressee;
}

absl::Status FillPage(sql::Tx& tx, const auth::Access& access,
                      const v1::ListAddresseesRequest& request,
                      const StoredDirection& direction, const Moment& today,
                      base::Days day, const std::string& after,
                      v1::ListAddresseesResponse& response) {
  const int page_size = rpc::PageSize(request.page_size(), 50, 1000);
  ASSIGN_OR_RETURN(const FollowUp follow_up, ReadFollowUp(tx, direction, day));
  std::string last = after;
  for (const std::string& unit_id : follow_up.addressees) {
    if (unit_id <= after || !access.Allows(UnitName(unit_id))) continue;
    const AddresseeStanding standing = AddresseeStandingOn(
        follow_up.done.contains(unit_id), direction.deadline, day);
    if (!Wanted(request.standing(), standing)) continue;
    if (response.addressees_size() == page_size) {
      response.set_next_page_token(
          rpc::EncodePageToken(request, {absl::StrCat(day), last}));
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(*response.add_addressees(),
                     AddresseeOn(tx, follow_up, unit_id, standing, today));
    last = unit_id;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Direction> Directions::IssueDirection(
    const rpc::RequestContext& context,
    const v1::IssueDirectionRequest& request) {
  const std::string direction_id =
      request.direction_id().empty() ? ids_.NewId() : request.direction_id();
  return audit::Mutate<Direction>(
      database_, context, request,
      [&](sql::Tx& tx, audit::Subject& subject) -> absl::StatusOr<Direction> {
        ASSIGN_OR_RETURN(const StoredDirection direction,
                         IssueNewDirection(tx, context, request.direction(),
                                           direction_id, subject));
        ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
        return DirectionOn(tx, direction, today);
      });
}

absl::StatusOr<Direction> Directions::GetDirection(
    const rpc::RequestContext& context,
    const v1::GetDirectionRequest& request) {
  Direction response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const StoredDirection direction,
        DirectionToRead(tx, context.access, "name", request.name()));
    ASSIGN_OR_RETURN(const base::Days day,
                     DayOf(tx, request.as_of(), context.now));
    ASSIGN_OR_RETURN(response, DirectionOn(tx, direction, day));
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListDirectionsResponse> Directions::ListDirections(
    const rpc::RequestContext& context,
    const v1::ListDirectionsRequest& request) {
  ASSIGN_OR_RETURN(const CreationCursor after, ReadCreationCursor(request));
  v1::ListDirectionsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    ASSIGN_OR_RETURN(const DirectionFilter filter,
                     FilterOf(tx, context.access, request, today));
    response.Clear();
    return FillPage(tx, request, filter, today,
                    base::ParseDate(request.as_of()).value_or(today.day), after,
                    response);
  }));
  return response;
}

absl::StatusOr<v1::ListAddresseesResponse> Directions::ListAddressees(
    const rpc::RequestContext& context,
    const v1::ListAddresseesRequest& request) {
  ASSIGN_OR_RETURN(const AddresseePlace place, PlaceOf(request));
  v1::ListAddresseesResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const StoredDirection direction,
        DirectionToRead(tx, context.access, "direction", request.direction()));
    ASSIGN_OR_RETURN(const Moment today, ReadMoment(tx, context.now, "", 0));
    const base::Days day = place.day.value_or(
        base::ParseDate(request.as_of()).value_or(today.day));
    response.Clear();
    return FillPage(tx, context.access, request, direction, today, day,
                    place.after, response);
  }));
  return response;
}

absl::StatusOr<Direction> Directions::AddFollowUpNote(
    const rpc::RequestContext& context,
    const v1::AddFollowUpNoteRequest& request) {
  return audit::Mutate<Direction>(
      database_, context, request, [&](sql::Tx& tx, audit::Subject& subject) {
        return AddNote(tx, context, request, subject);
      });
}

}  // namespace loa::units
