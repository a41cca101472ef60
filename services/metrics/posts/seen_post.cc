#include "services/metrics/posts/seen_post.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"

namespace loa::metrics {
namespace {

using Labels = std::vector<std::pair<Dimension, std::string>>;

void AddAll(Dimension dimension, const std::vector<std::string>& labels,
            Labels& to) {
  if (labels.empty()) to.emplace_back(dimension, "");
  for (const std::string& label :
       std::set<std::string>(labels.begin(), labels.end())) {
    to.emplace_back(dimension, label);
  }
}

}  // namespace

const char* NameOf(Dimension dimension) {
  static constexpr const char* kNames[] = {"ALL",    "KIND",         "TOPIC",
                                           "SOURCE", "SUBJECT_BODY", "ORIGIN"};
  return kNames[static_cast<int>(dimension)];
}

Labels LabelsOf(const SeenPost& post) {
  Labels labels = {
      {Dimension::kAll, ""},
      {Dimension::kKind, post.kind},
      {Dimension::kSource, absl::StrCat(post.source_kind, " ", post.source)},
      {Dimension::kOrigin, post.origin}};
  AddAll(Dimension::kTopic, post.topics, labels);
  AddAll(Dimension::kSubjectBody, post.subject_bodies, labels);
  return labels;
}

}  // namespace loa::metrics
