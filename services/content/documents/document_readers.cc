#include "services/content/documents/document_readers.h"

#include <algorithm>

namespace loa::content {

bool DocumentReaders::MayReadOf(absl::string_view unit) const {
  if (access_.Allows(unit)) return true;
  return std::any_of(scopes_.begin(), scopes_.end(),
                     [&](const std::string& scope) {
                       return access_.view()->IsWithin(scope, unit);
                     });
}

}  // namespace loa::content
