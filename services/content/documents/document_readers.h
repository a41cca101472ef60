#ifndef LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_READERS_H_
#define LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_READERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/auth/access.h"

namespace loa::content {

// Whose documents a caller reads. A plan of the province binds its communes:
// so documents are read by the people of their unit, of those above it (a role
// covers what is below) and of those below it.
class DocumentReaders {
 public:
  // `access` asks for PERMISSION_READ_POSTS and outlives this.
  explicit DocumentReaders(const auth::Access& access)
      : access_(access), scopes_(access.Scopes()) {}

  bool MayReadOf(absl::string_view unit) const;

 private:
  const auth::Access& access_;
  const std::vector<std::string> scopes_;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_DOCUMENTS_DOCUMENT_READERS_H_
