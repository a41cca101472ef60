#ifndef LOA_SERVICES_CONTENT_AMENDMENTS_WITHDRAWAL_H_
#define LOA_SERVICES_CONTENT_AMENDMENTS_WITHDRAWAL_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/ids.h"
#include "libs/sql/database.h"
#include "services/content/amendments/amendment.h"
#include "services/content/posts/post_steps.h"
#include "services/content/publications/publication.h"

// How something goes from the pages, whoever wants it gone.
namespace loa::content {

// Is something of it there, or may it turn out to be?
bool MayHaveToGo(PublicationState state);

// Takes down a locked publication that may have to go: what is on its way is
// not to become visible first. `reason` stands on its timeline, `cause` says
// why it was cancelled where nothing became visible.
absl::StatusOr<Amendment> TakeDown(sql::Tx& tx, base::IdSource& ids,
                                   Publication& publication,
                                   absl::string_view cause,
                                   const std::string& reason, const Act& act);

struct TakenBack {
  int cancelled = 0;  // publications that will never be sent
  int deletions = 0;  // that go, now or if they turn out to be there
};

// The same of all publications of a locked post that `goes` says yes to; what
// of them waits is cancelled.
absl::StatusOr<TakenBack> TakeBackFromPages(
    sql::Tx& tx, base::IdSource& ids, absl::string_view post,
    const std::string& reason, const Act& act,
    absl::FunctionRef<bool(const Publication&)> goes);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_AMENDMENTS_WITHDRAWAL_H_
