#include "services/units/units/units.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/audit/mutation.h"
#include "libs/auth/access.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/etag.h"
#include "libs/rpc/field_mask.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "libs/text/unit_names.h"
#include "services/units/errors.h"
#include "services/units/names.h"
#include "services/units/organization/organization_store.h"
#include "services/units/registry/change_log.h"
#include "services/units/units/timeline.h"
#include "services/units/units/unit_access.h"
#include "services/units/units/unit_rules.h"
#include "services/units/units/unit_store.h"

namespace loa::units {
namespace {

// Where a list stands: the moment of its first page, so that later pages
// answer the same question, and the last unit sent.
struct ListPlace {
  Moment moment;
  UnitCursor after;
};

absl::StatusOr<ListPlace> PlaceOf(sql::Tx& tx, absl::Time now,
                                  const v1::ListUnitsRequest& request) {
  ListPlace place;
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  if (key.empty()) {
    ASSIGN_OR_RETURN(place.moment, ReadMoment(tx, now, request.as_of(),
                                              request.at_sequence()));
    return place;
  }
  if (key.size() != 6 || !absl::SimpleAtoi(key[0], &place.moment.day) ||
      !absl::SimpleAtoi(key[1], &place.moment.sequence) ||
      !absl::SimpleAtoi(key[2], &place.after.rank)) {
    return rpc::PageTokenInvalid();
  }
  place.after.code = key[3];
  place.after.display_name = key[4];
  place.after.unit_id = key[5];
  return place;
}

std::string TokenAfter(const v1::ListUnitsRequest& request,
                       const Moment& moment, const UnitCursor& last) {
  return rpc::EncodePageToken(
      request,
      {absl::StrCat(moment.day), absl::StrCat(moment.sequence),
       absl::StrCat(last.rank), last.code, last.display_name, last.unit_id});
}

absl::StatusOr<UnitFilter> FilterOf(sql::Tx& tx, const auth::Access& access,
                                    const v1::ListUnitsRequest& request,
                                    const Moment& moment) {
  ASSIGN_OR_RETURN(const VisibleTree visible,
                   VisibleWithin(tx, access, request.within(), moment));
  UnitFilter filter;
  filter.whole_tree = visible.whole;
  filter.roots = visible.roots;
  filter.level = request.level();
  filter.kind = request.kind();
  filter.search_key = text::SearchKey(request.query());
  return filter;
}

// The dates that a request names were checked by its field rules.
base::Days DateOr(absl::string_view date, base::Days otherwise) {
  return base::ParseDate(date).value_or(otherwise);
}

UnitAttributes AttributesOf(const v1::Unit& unit,
                            const std::string& parent_id) {
  return {unit.level(),         unit.kind(), unit.display_name(),
          unit.official_name(), unit.code(), parent_id};
}

absl::StatusOr<std::string> ParentIdOf(sql::Tx& tx, const v1::Unit& unit,
                                       const Moment& moment) {
  if (unit.parent().empty()) return std::string();
  return ResolveUnit(tx, "unit.parent", unit.parent(), moment);
}

std::string AccessUnitOf(const std::string& unit_id) {
  return unit_id.empty() ? std::string(auth::kOrganization) : UnitName(unit_id);
}

// Checks, records and tells watchers; the unit as it is on `day` afterwards,
// or in its first version when it is not there that day.
absl::StatusOr<v1::Unit> Store(sql::Tx& tx, const rpc::RequestContext& context,
                               UnitTree& tree, const std::string& unit_id,
                               const Timeline& timeline, base::Days day) {
  const Timeline before = tree.Of(unit_id);
  Moment moment{day, 0};
  if (timeline == before) {
    ASSIGN_OR_RETURN(moment.sequence, sql::CurrentSequence(tx));
  } else {
    tree.Set(unit_id, timeline);
    RETURN_IF_ERROR(CheckUnit(tree, unit_id));
    ASSIGN_OR_RETURN(moment.sequence, sql::NextSequence(tx));
    RETURN_IF_ERROR(RecordTimeline(tx, unit_id, before, timeline,
                                   moment.sequence, context.now));
    RETURN_IF_ERROR(RecordChange(tx, moment.sequence, kUnitChange, unit_id));
  }
  if (VersionOn(timeline, day) == nullptr) {
    moment.day = timeline.front().valid_from;
  }
  ASSIGN_OR_RETURN(std::optional<v1::Unit> unit, FindUnit(tx, unit_id, moment));
  return *std::move(unit);
}

absl::StatusOr<v1::Unit> Create(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::CreateUnitRequest& request,
                                const std::string& unit_id,
                                audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const base::Days today, ReadToday(tx, context.now));
  const v1::Unit& unit = request.unit();
  const base::Days from = DateOr(unit.valid_from(), today);
  ASSIGN_OR_RETURN(Moment moment, ReadMoment(tx, context.now, "", 0));
  moment.day = from;
  ASSIGN_OR_RETURN(const std::string parent_id, ParentIdOf(tx, unit, moment));
  RETURN_IF_ERROR(context.access.Check(AccessUnitOf(parent_id)));
  ASSIGN_OR_RETURN(const bool taken, UnitIdTaken(tx, unit_id));
  if (taken) return UnitAlreadyExists(UnitName(unit_id));

  subject = {UnitName(unit_id), UnitName(unit_id)};
  ASSIGN_OR_RETURN(UnitTree tree, ReadUnitTree(tx));
  ASSIGN_OR_RETURN(const Timeline timeline,
                   Extended({}, {AttributesOf(unit, parent_id), from,
                                 DateOr(unit.valid_until(), base::kForever)}));
  return Store(tx, context, tree, unit_id, timeline, from);
}

absl::StatusOr<UnitChange> ChangeOf(sql::Tx& tx,
                                    const v1::UpdateUnitRequest& request,
                                    const v1::Unit& current,
                                    const Moment& moment) {
  v1::Unit changed = current;
  RETURN_IF_ERROR(
      rpc::ApplyMask(request.update_mask(), request.unit(), changed,
                     {"level", "kind", "display_name", "official_name", "code",
                      "parent", "valid_until"}));
  UnitChange change;
  change.effective_on = moment.day;
  change.correction = request.correction();
  ASSIGN_OR_RETURN(const std::string parent_id,
                   ParentIdOf(tx, changed, moment));
  change.attributes = AttributesOf(changed, parent_id);
  if (changed.valid_until() != current.valid_until()) {
    change.valid_until = DateOr(changed.valid_until(), base::kForever);
  }
  return change;
}

// The unit as it is known now at `moment`.
absl::StatusOr<v1::Unit> CurrentOn(sql::Tx& tx, const std::string& unit_id,
                                   const UnitTree& tree, const Moment& moment,
                                   const std::string& name) {
  const Timeline& timeline = tree.Of(unit_id);
  if (timeline.empty()) {
    return UnitNotFound("unit.name", name, moment.day);
  }
  if (VersionOn(timeline, moment.day) == nullptr) {
    return ValidityInvalid("effective_on", moment.day, base::kForever,
                           "the unit has no version that is valid then");
  }
  ASSIGN_OR_RETURN(std::optional<v1::Unit> unit, FindUnit(tx, unit_id, moment));
  return *std::move(unit);
}

absl::StatusOr<v1::Unit> Update(sql::Tx& tx, const rpc::RequestContext& context,
                                const v1::UpdateUnitRequest& request,
                                audit::Subject& subject) {
  RETURN_IF_ERROR(LockRegister(tx));
  ASSIGN_OR_RETURN(const Moment moment,
                   ReadMoment(tx, context.now, request.effective_on(), 0));
  ASSIGN_OR_RETURN(const std::string unit_id,
                   ResolveAllowedUnit(tx, context.access, "unit.name",
                                      request.unit().name(), moment));
  subject = {UnitName(unit_id), UnitName(unit_id)};
  ASSIGN_OR_RETURN(UnitTree tree, ReadUnitTree(tx));
  ASSIGN_OR_RETURN(const v1::Unit current,
                   CurrentOn(tx, unit_id, tree, moment, request.unit().name()));
  RETURN_IF_ERROR(
      rpc::CheckEtag(request.unit().etag(), current.etag(), UnitName(unit_id)));
  ASSIGN_OR_RETURN(const UnitChange change,
                   ChangeOf(tx, request, current, moment));
  if (UnitName(change.attributes.parent_id) != current.parent()) {
    RETURN_IF_ERROR(
        context.access.Check(AccessUnitOf(change.attributes.parent_id)));
  }
  ASSIGN_OR_RETURN(const Timeline timeline, Changed(tree.Of(unit_id), change));
  return Store(tx, context, tree, unit_id, timeline, moment.day);
}

}  // namespace

absl::StatusOr<v1::Unit> Units::GetUnit(const rpc::RequestContext& context,
                                        const v1::GetUnitRequest& request) {
  v1::Unit response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const Moment moment,
        ReadMoment(tx, context.now, request.as_of(), request.at_sequence()));
    ASSIGN_OR_RETURN(
        const std::string unit_id,
        ResolveAllowedUnit(tx, context.access, "name", request.name(), moment));
    ASSIGN_OR_RETURN(std::optional<v1::Unit> unit,
                     FindUnit(tx, unit_id, moment));
    if (!unit.has_value()) {
      return UnitNotFound("name", request.name(), moment.day);
    }
    response = *std::move(unit);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListUnitsResponse> Units::ListUnits(
    const rpc::RequestContext& context, const v1::ListUnitsRequest& request) {
  v1::ListUnitsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const ListPlace place, PlaceOf(tx, context.now, request));
    ASSIGN_OR_RETURN(const UnitFilter filter,
                     FilterOf(tx, context.access, request, place.moment));
    ASSIGN_OR_RETURN(
        const UnitPage page,
        ListUnitPage(tx, filter, place.moment, place.after,
                     rpc::PageSize(request.page_size(), 50, 1000)));
    ASSIGN_OR_RETURN(const int64_t total, CountUnits(tx, filter, place.moment));
    response.Clear();
    for (const v1::Unit& unit : page.units) *response.add_units() = unit;
    if (page.next.has_value()) {
      response.set_next_page_token(
          TokenAfter(request, place.moment, *page.next));
    }
    response.set_registry_sequence(place.moment.sequence);
    response.set_total_size(static_cast<int32_t>(total));
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListAncestorsResponse> Units::ListAncestors(
    const rpc::RequestContext& context,
    const v1::ListAncestorsRequest& request) {
  v1::ListAncestorsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const Moment moment,
        ReadMoment(tx, context.now, request.as_of(), request.at_sequence()));
    ASSIGN_OR_RETURN(
        const std::string unit_id,
        ResolveAllowedUnit(tx, context.access, "name", request.name(), moment));
    ASSIGN_OR_RETURN(const std::optional<v1::Unit> unit,
                     FindUnit(tx, unit_id, moment));
    if (!unit.has_value()) {
      return UnitNotFound("name", request.name(), moment.day);
    }
    ASSIGN_OR_RETURN(const std::vector<v1::Unit> above,
                     FindAncestors(tx, unit_id, moment));
    response.Clear();
    for (const v1::Unit& ancestor : above) *response.add_units() = ancestor;
    response.set_registry_sequence(moment.sequence);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::Unit> Units::CreateUnit(
    const rpc::RequestContext& context, const v1::CreateUnitRequest& request) {
  const std::string unit_id =
      request.unit_id().empty() ? ids_.NewId() : request.unit_id();
  ASSIGN_OR_RETURN(v1::Unit unit,
                   audit::Mutate<v1::Unit>(
                       database_, context, request,
                       [&](sql::Tx& tx, audit::Subject& subject) {
                         return Create(tx, context, request, unit_id, subject);
                       }));
  RETURN_IF_ERROR(index_.Refresh());
  return unit;
}

absl::StatusOr<v1::Unit> Units::UpdateUnit(
    const rpc::RequestContext& context, const v1::UpdateUnitRequest& request) {
  ASSIGN_OR_RETURN(
      v1::Unit unit,
      audit::Mutate<v1::Unit>(database_, context, request,
                              [&](sql::Tx& tx, audit::Subject& subject) {
                                return Update(tx, context, request, subject);
                              }));
  RETURN_IF_ERROR(index_.Refresh());
  return unit;
}

}  // namespace loa::units
