#include "services/content/search/search_run.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/str_join.h"
#include "libs/base/timestamp.h"
#include "libs/status/status_macros.h"
#include "services/content/search/near_words.h"

namespace loa::content {
namespace {

using Hit = v1::SearchHit;

// Of words that are as near, how many are tried.
constexpr size_t kNearTried = 8;

}  // namespace

bool SearchRun::WantsKind(Hit::Kind kind) const {
  return terms_.kinds.empty() || absl::c_linear_search(terms_.kinds, kind);
}

std::vector<IndexWord> SearchRun::WithKind(std::vector<IndexWord> words) const {
  if (!words.empty() && terms_.kinds.size() == 1) {
    words.push_back(KindWord(terms_.kinds[0]));
  }
  return words;
}

Query SearchRun::QueryOfTier() const {
  return place_.tier == Hit::NEAR ? Query::OfFolded(place_.near) : terms_.query;
}

absl::StatusOr<bool> SearchRun::IsHit(const Query& query,
                                      const SearchEntry& entry,
                                      ShownPlace& shown) {
  if (!WantsKind(entry.kind) || !query.IsOf(place_.tier, entry.text)) {
    return false;
  }
  return sight_.Sees(tx_, entry, shown);
}

absl::StatusOr<bool> SearchRun::RunTier(v1::SearchResponse& response) {
  const Query query = QueryOfTier();
  std::vector<IndexWord> words = WithKind(query.WordsOf(place_.tier));
  if (words.empty()) return true;
  ASSIGN_OR_RETURN(WordScan scan,
                   WordScan::Start(tx_, std::move(words), terms_.from,
                                   terms_.until, place_.scan));
  while (!scan.done()) {
    if (budget_.left() <= 0) return false;
    ASSIGN_OR_RETURN(const std::vector<ScanPlace> places, scan.Next(budget_));
    ASSIGN_OR_RETURN(const SearchEntries entries,
                     ReadSearchEntries(tx_, EntriesOf(places)));
    for (const ScanPlace& place : places) {
      const auto found = entries.find(place.entry);
      if (found == entries.end()) continue;
      const SearchEntry& entry = found->second;
      ShownPlace shown;
      ASSIGN_OR_RETURN(const bool hit, IsHit(query, entry, shown));
      if (hit) {
        if (response.hits_size() == terms_.page_size) return false;
        AddHit(query, entry, shown, response);
      }
      place_.scan = place;
    }
    place_.scan = scan.place();
  }
  return true;
}

void SearchRun::AddHit(const Query& query, const SearchEntry& entry,
                       const ShownPlace& shown, v1::SearchResponse& response) {
  place_.found = true;
  Hit& hit = *response.add_hits();
  hit.set_name(entry.name);
  hit.set_kind(entry.kind);
  hit.set_tier(place_.tier);
  hit.set_title(entry.title);
  hit.set_number(entry.document_number);
  hit.set_unit(entry.unit);
  hit.set_place(sight_.registry().DisplayNameOf(entry.unit));
  *hit.mutable_time() = base::TimestampOf(entry.at);
  hit.set_permalink(shown.permalink);
  hit.set_excerpt(query.ExcerptOf(entry.text));
  if (place_.tier == Hit::NEAR) {
    hit.set_taken_for(absl::StrJoin(place_.near, " "));
  }
}

absl::Status SearchRun::EndTier() {
  place_.scan = ScanPlace();
  switch (place_.tier) {
    case Hit::PHRASE:
      place_.tier = Hit::EXACT;
      return absl::OkStatus();
    case Hit::EXACT:
      place_.tier = Hit::FOLDED;
      return absl::OkStatus();
    case Hit::FOLDED:
      place_.tier = Hit::NEAR;
      if (!place_.found) {
        ASSIGN_OR_RETURN(place_.near, FindNear());
      }
      done_ = place_.near.empty();
      return absl::OkStatus();
    default:
      done_ = true;
      return absl::OkStatus();
  }
}

absl::StatusOr<bool> SearchRun::AnyHolds(
    const std::vector<std::string>& folded) {
  const Query query = Query::OfFolded(folded);
  ASSIGN_OR_RETURN(WordScan scan,
                   WordScan::Start(tx_, WithKind(query.WordsOf(Hit::NEAR)),
                                   terms_.from, terms_.until, ScanPlace()));
  ScanBudget budget(1024);
  while (!scan.done() && budget.left() > 0) {
    ASSIGN_OR_RETURN(const std::vector<ScanPlace> places, scan.Next(budget));
    ASSIGN_OR_RETURN(const SearchEntries entries,
                     ReadSearchEntries(tx_, EntriesOf(places)));
    for (const auto& [number, entry] : entries) {
      if (!WantsKind(entry.kind)) continue;
      ShownPlace shown;
      ASSIGN_OR_RETURN(const bool sees, sight_.Sees(tx_, entry, shown));
      if (sees) return true;
    }
  }
  return false;
}

absl::StatusOr<std::vector<std::string>> SearchRun::FindNear() {
  const std::vector<std::string>& folded = terms_.query.folded();
  std::vector<std::string> known;
  std::vector<size_t> unknown;
  for (size_t i = 0; i < folded.size(); ++i) {
    ASSIGN_OR_RETURN(const bool held, AnyHolds({folded[i]}));
    if (held) {
      known.push_back(folded[i]);
    } else {
      unknown.push_back(i);
    }
  }
  std::vector<std::string> near = folded;
  for (const size_t i : unknown) {
    ASSIGN_OR_RETURN(std::vector<std::string> words,
                     ReadNearWords(tx_, folded[i]));
    if (words.size() > kNearTried) words.resize(kNearTried);
    bool found = false;
    for (const std::string& word : words) {
      known.push_back(word);
      ASSIGN_OR_RETURN(found, AnyHolds(known));
      if (found) {
        near[i] = word;
        break;
      }
      known.pop_back();
    }
    if (!found) return std::vector<std::string>();
  }
  return unknown.empty() ? std::vector<std::string>() : near;
}

absl::Status SearchRun::Run(v1::SearchResponse& response) {
  while (!done_) {
    ASSIGN_OR_RETURN(const bool ended, RunTier(response));
    if (!ended) return absl::OkStatus();
    RETURN_IF_ERROR(EndTier());
  }
  return absl::OkStatus();
}

}  // namespace loa::content
