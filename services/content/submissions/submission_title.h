#ifndef LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_TITLE_H_
#define LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_TITLE_H_

#include <string>

#include "loa/content/v1/submission_service.pb.h"

namespace loa::content {

// The title of a submission; where it has none, the first words of its text:
// whole ones of the first line, up to about a hundred characters.
std::string TitleOf(const v1::Submission& submission);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_SUBMISSIONS_SUBMISSION_TITLE_H_
