#ifndef LOA_SERVICES_CONTENT_SEARCH_SHOWN_POSTS_H_
#define LOA_SERVICES_CONTENT_SEARCH_SHOWN_POSTS_H_

#include "absl/status/status.h"
#include "libs/sql/database.h"
#include "services/content/publications/publication.h"

namespace loa::content {

// A publication has become visible: search and feeds find its post by the
// words of the revision that it shows, from its first showing on. To be called
// in the same transaction, wherever one becomes visible, and again when it
// shows another revision. A publication of no post of content changes nothing.
absl::Status NoteShown(sql::Tx& tx, const Publication& publication);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SEARCH_SHOWN_POSTS_H_
