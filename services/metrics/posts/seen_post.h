#ifndef LOA_SERVICES_METRICS_POSTS_SEEN_POST_H_
#define LOA_SERVICES_METRICS_POSTS_SEEN_POST_H_

#include <string>
#include <utility>
#include <vector>

#include "libs/base/civil_date.h"

namespace loa::metrics {

// A post on a page, as content told it last.
struct SeenPost {
  std::string name;
  std::string post;
  std::string page;
  std::string unit;
  std::string branch;  // where it counts, see branch.h
  std::string kind;
  std::string title;
  std::vector<std::string> topics;
  std::string source_kind;
  std::string source;
  std::vector<std::string> subject_bodies;
  std::string origin;
  base::Days published_on = 0;
  base::Days withdrawn_on = base::kForever;
  std::string permalink;
};

// What posts are counted by.
enum class Dimension { kAll, kKind, kTopic, kSource, kSubjectBody, kOrigin };
const char* NameOf(Dimension dimension);

// Every label that a post is counted under, each once: one of kAll, kKind,
// kSource ("SHARED sources/x") and kOrigin, all of the others or "" for none.
std::vector<std::pair<Dimension, std::string>> LabelsOf(const SeenPost& post);

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_POSTS_SEEN_POST_H_
