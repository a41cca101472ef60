#ifndef LOA_SERVICES_CONTENT_AUDIENCE_PREVIEW_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_PREVIEW_H_

#include "absl/time/time.h"
#include "loa/content/v1/post_service.pb.h"
#include "services/content/audience/registry.h"

namespace loa::content {

// What the audience of `post`, which has one, would be at `now`: whom it
// reaches and when, whom not and why, and a warning where so many like texts
// in so short a time look like spam. Pure.
v1::PreviewCascadeResponse Previewed(const v1::Post& post,
                                     const RegistryView& registry,
                                     absl::Time now);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_PREVIEW_H_
