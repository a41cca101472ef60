#ifndef LOA_SERVICES_UNITS_GOVERNANCE_MEETINGS_H_
#define LOA_SERVICES_UNITS_GOVERNANCE_MEETINGS_H_

#include "absl/status/statusor.h"
#include "libs/base/ids.h"
#include "libs/rpc/request_context.h"
#include "libs/sql/database.h"
#include "loa/units/v1/meeting_service.pb.h"

namespace loa::units {

// The meetings of units.  Contracts and errors: meeting_service.proto.
class Meetings {
 public:
  Meetings(sql::Database& database, base::IdSource& ids)
      : database_(database), ids_(ids) {}

  absl::StatusOr<v1::Meeting> CreateMeeting(
      const rpc::RequestContext& context,
      const v1::CreateMeetingRequest& request);
  absl::StatusOr<v1::Meeting> GetMeeting(const rpc::RequestContext& context,
                                         const v1::GetMeetingRequest& request);
  absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(
      const rpc::RequestContext& context,
      const v1::ListMeetingsRequest& request);
  absl::StatusOr<v1::Meeting> UpdateMeeting(
      const rpc::RequestContext& context,
      const v1::UpdateMeetingRequest& request);
  absl::StatusOr<v1::Meeting> AddOpinion(const rpc::RequestContext& context,
                                         const v1::AddOpinionRequest& request);
  absl::StatusOr<v1::Meeting> ConcludeMeeting(
      const rpc::RequestContext& context,
      const v1::ConcludeMeetingRequest& request);

 private:
  sql::Database& database_;
  base::IdSource& ids_;
};

}  // namespace loa::units

#endif  // LOA_SERVICES_UNITS_GOVERNANCE_MEETINGS_H_
