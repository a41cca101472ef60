#ifndef LOA_SERVICES_CONTENT_AUDIENCE_RENDITION_H_
#define LOA_SERVICES_CONTENT_AUDIENCE_RENDITION_H_

#include <string>
#include <vector>

#include "loa/content/v1/assignment_service.pb.h"
#include "loa/content/v1/post.pb.h"

namespace loa::content {

// The text that a page shows: the opening line of its own people, title, body,
// for a shared post the attribution, and under photos, which leave no room for
// its preview, the link, with a blank line between them; what is empty is left
// out. Every line is in canonical form, and several blank lines are one, so
// that what comes back from a page is the same text again.
std::string RenderText(const v1::Post& post, const v1::LocalPart& part = {});

// The link that a page shows with a preview: none under photos.
std::string RenderLink(const v1::Post& post, const v1::LocalPart& part = {});

// The photos that a page shows: the one of its own people first, each once.
std::vector<v1::PostMedia> RenderedPhotos(const v1::Post& post,
                                          const v1::LocalPart& part = {});

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AUDIENCE_RENDITION_H_
