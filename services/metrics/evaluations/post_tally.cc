#include "services/metrics/evaluations/post_tally.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace loa::metrics {
namespace {

using Tallies = google::protobuf::RepeatedPtrField<v1::Tally>;
using CountsByKey = std::map<std::string, int>;

constexpr char kOriginal[] = "ORIGINAL";
constexpr char kShared[] = "SHARED";
constexpr char kUnknown[] = "UNKNOWN";

void Append(const std::string& key, const std::string& display_name, int count,
            Tallies& to) {
  v1::Tally& tally = *to.Add();
  tally.set_key(key);
  tally.set_display_name(display_name);
  tally.set_count(count);
}

// The most first, then by key.
std::vector<std::pair<std::string, int>> Ranked(const CountsByKey& counts) {
  std::vector<std::pair<std::string, int>> ranked(counts.begin(), counts.end());
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const auto& a, const auto& b) { return a.second > b.second; });
  return ranked;
}

void AppendKinds(CountsByKey kinds, Tallies& to) {
  for (const char* kind : {"NEWS_BRIEF", "ARTICLE", "PHOTO"}) {
    Append(kind, "", kinds[kind], to);
    kinds.erase(kind);
  }
  for (const auto& [kind, count] : kinds) Append(kind, "", count, to);
}

void AppendSources(CountsByKey sources, Tallies& to) {
  const auto original = sources.find(kOriginal);
  if (original != sources.end()) {
    Append(kOriginal, "", original->second, to);
    sources.erase(original);
  }
  for (const auto& [source, count] : Ranked(sources)) {
    Append(
        source,
        source == kShared || source == kUnknown
            ? ""
            : absl::StrCat("Chia sẻ: ", absl::StripPrefix(source, "sources/")),
        count, to);
  }
}

std::string SourceKey(const SeenPost& post) {
  if (post.source_kind == kShared && !post.source.empty()) return post.source;
  return post.source_kind.empty() ? kUnknown : post.source_kind;
}

// Each once, "" where there is none.
std::set<std::string> LabelsIn(const std::vector<std::string>& labels) {
  if (labels.empty()) return {""};
  return {labels.begin(), labels.end()};
}

}  // namespace

bool HasTopic(const SeenPost& post, const std::string& topic) {
  const std::string below = absl::StrCat(topic, "/");
  return std::any_of(post.topics.begin(), post.topics.end(),
                     [&](const std::string& own) {
                       return own == topic || absl::StartsWith(own, below);
                     });
}

bool Counts(const v1::Criterion& criterion, const SeenPost& post) {
  if (!criterion.kind().empty() && criterion.kind() != post.kind) return false;
  if (!criterion.source_kind().empty() &&
      criterion.source_kind() != post.source_kind) {
    return false;
  }
  if (!criterion.topic().empty() && !HasTopic(post, criterion.topic())) {
    return false;
  }
  return criterion.subject_body().empty() ||
         std::find(post.subject_bodies.begin(), post.subject_bodies.end(),
                   criterion.subject_body()) != post.subject_bodies.end();
}

void PostTally::Add(const SeenPost& post) {
  ++total_;
  ++kinds_[post.kind];
  ++sources_[SourceKey(post)];
  ++origins_[post.origin];
  for (const std::string& topic : LabelsIn(post.topics)) ++topics_[topic];
  for (const std::string& body : LabelsIn(post.subject_bodies)) {
    ++bodies_[body];
  }
  pages_.insert(post.page);
}

v1::PostFigures PostTally::Figures(const Names& topics) const {
  v1::PostFigures figures;
  figures.set_total(total_);
  AppendKinds(kinds_, *figures.mutable_by_kind());
  for (const auto& [topic, count] : Ranked(topics_)) {
    const auto name = topics.find(topic);
    Append(topic, name == topics.end() ? "" : name->second, count,
           *figures.mutable_by_topic());
  }
  AppendSources(sources_, *figures.mutable_by_source());
  for (const auto& [body, count] : Ranked(bodies_)) {
    Append(body, "", count, *figures.mutable_by_subject_body());
  }
  for (const auto& [origin, count] : Ranked(origins_)) {
    Append(origin, "", count, *figures.mutable_by_origin());
  }
  return figures;
}

}  // namespace loa::metrics
