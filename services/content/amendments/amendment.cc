#include "services/content/amendments/amendment.h"

#include "libs/base/timestamp.h"

namespace loa::content {

v1::Amendment ToProto(const Amendment& from) {
  v1::Amendment to;
  to.set_name(from.name);
  to.set_publication(from.publication);
  to.set_post(from.post);
  to.set_page(from.page);
  to.set_unit(from.unit);
  to.set_kind(from.kind);
  to.set_state(from.state);
  to.set_revision(from.revision);
  to.set_text(from.text);
  to.set_reason(from.reason);
  to.set_by_hand(from.by_hand);
  to.set_attempt_count(static_cast<int32_t>(from.attempt_count));
  to.set_cause(from.cause);
  to.set_principal(from.principal);
  *to.mutable_create_time() = base::TimestampOf(from.created_at);
  if (from.ended_at) *to.mutable_end_time() = base::TimestampOf(*from.ended_at);
  to.set_sequence(from.sequence);
  return to;
}

}  // namespace loa::content
