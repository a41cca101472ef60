#include "services/moderation/screening/rules.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "libs/status/status_macros.h"
#include "libs/text/normalize.h"
#include "libs/text/terms.h"
#include "libs/text/utf8.h"
#include "services/moderation/errors.h"
#include "services/moderation/screening/home_addresses.h"
#include "services/moderation/screening/national_ids.h"
#include "services/moderation/screening/phone_numbers.h"

namespace loa::moderation {
namespace {

using Hits = absl::StatusOr<std::vector<Hit>>;

absl::StatusOr<std::vector<Field>> Fields(const v1::ScreeningInput& input) {
  const std::pair<absl::string_view, const std::string*> texts[] = {
      {"title", &input.title()},
      {"body", &input.body()},
      {"link", &input.link()}};
  std::vector<Field> fields;
  for (const auto& [name, original] : texts) {
    ASSIGN_OR_RETURN(text::View canonical, text::Canonicalize(*original));
    text::View folded = text::Fold(canonical);
    fields.push_back(
        {name, *original, std::move(canonical), std::move(folded)});
  }
  return fields;
}

Hits DetectApprovedSource(const Material& material) {
  std::vector<Hit> hits;
  if (material.input.shared() && material.input.source().empty()) {
    hits.push_back({"link", {}, "approved-source"});
  }
  return hits;
}

Detector PhoneNumbers(const v1::Rule::PhoneNumber& rule) {
  const absl::flat_hash_set<std::string> allowed(rule.allowed().begin(),
                                                 rule.allowed().end());
  return [allowed](const Material& material) -> Hits {
    RETURN_IF_ERROR(material.fields.status());
    std::vector<Hit> hits;
    for (const Field& field : *material.fields) {
      for (const PhoneNumber& number : FindPhoneNumbers(field.canonical.text)) {
        if (allowed.contains(number.national)) continue;
        hits.push_back({std::string(field.name),
                        field.canonical.origin.ToOriginal(number.span),
                        std::string(number.kind)});
      }
    }
    return hits;
  };
}

// What counts as an ID number where a policy does not say.
constexpr int kDefaultConfidence = 60;

Detector NationalIds(const v1::Rule::NationalId& rule) {
  const int at_least = rule.at_least_confidence() > 0
                           ? rule.at_least_confidence()
                           : kDefaultConfidence;
  return [at_least](const Material& material) -> Hits {
    RETURN_IF_ERROR(material.fields.status());
    std::vector<Hit> hits;
    for (const Field& field : *material.fields) {
      for (const NationalId& id : FindNationalIds(field.canonical.text)) {
        if (id.confidence < at_least) continue;
        hits.push_back({std::string(field.name),
                        field.canonical.origin.ToOriginal(id.span),
                        std::string(id.kind), id.confidence});
      }
    }
    return hits;
  };
}

Hits DetectHomeAddresses(const Material& material) {
  RETURN_IF_ERROR(material.fields.status());
  std::vector<Hit> hits;
  for (const Field& field : *material.fields) {
    for (const HomeAddress& address :
         FindHomeAddresses(field.canonical, field.original)) {
      hits.push_back({std::string(field.name),
                      field.canonical.origin.ToOriginal(address.span),
                      "vn-home-address", address.confidence});
    }
  }
  return hits;
}

struct TermList {
  std::vector<std::string> terms;
  text::TermSet exact;
  text::TermSet folded;  // of the terms without marks; empty when not wanted
};

// A term and where it begins and ends.
using Place = std::tuple<size_t, uint32_t, uint32_t>;

// Adds matches in one view of a field, but not those that were `found` in
// another view of it.
void AddMatches(const TermList& list, const text::TermSet& set,
                const text::View& view, const Field& field,
                absl::flat_hash_set<Place>& found, std::vector<Hit>& hits) {
  for (const text::TermSet::Match& match : set.Find(view)) {
    const text::ByteSpan span = view.origin.ToOriginal(match.span);
    if (!found.emplace(match.term, span.begin, span.end).second) continue;
    hits.push_back({std::string(field.name), span, list.terms[match.term]});
  }
}

absl::StatusOr<Detector> ListedTerms(const v1::Rule::ListedTerms& rule) {
  auto list = std::make_shared<TermList>();
  list->terms.assign(rule.terms().begin(), rule.terms().end());
  ASSIGN_OR_RETURN(list->exact, text::TermSet::Create(list->terms));
  if (rule.folded()) {
    std::vector<std::string> folded;
    for (const std::string& term : list->terms) {
      folded.push_back(text::FoldedText(term));
    }
    ASSIGN_OR_RETURN(list->folded, text::TermSet::Create(folded));
  }
  // Shared because std::function copies; the list never changes.
  return [list = std::shared_ptr<const TermList>(list)](
             const Material& material) -> Hits {
    RETURN_IF_ERROR(material.fields.status());
    std::vector<Hit> hits;
    for (const Field& field : *material.fields) {
      absl::flat_hash_set<Place> found;
      AddMatches(*list, list->exact, field.canonical, field, found, hits);
      AddMatches(*list, list->folded, field.folded, field, found, hits);
    }
    return hits;
  };
}

// Too long: the span is what stands beyond the bound.
Hits CheckLength(const v1::Rule::Length& rule, const Field& field) {
  ASSIGN_OR_RETURN(const auto characters, text::Decode(field.original));
  const auto count = static_cast<int64_t>(characters.size());
  std::vector<Hit> hits;
  if (count < rule.at_least()) {
    hits.push_back({std::string(field.name), {}, "too-short"});
  }
  if (rule.at_most() > 0 && count > rule.at_most()) {
    const uint32_t begin = characters[rule.at_most()].bytes.begin;
    const uint32_t end = characters.back().bytes.end;
    hits.push_back({std::string(field.name), {begin, end}, "too-long"});
  }
  return hits;
}

Detector Length(const v1::Rule::Length& rule) {
  return [rule](const Material& material) -> Hits {
    RETURN_IF_ERROR(material.fields.status());
    for (const Field& field : *material.fields) {
      if (field.name == rule.field()) return CheckLength(rule, field);
    }
    return PredicateUnknown(rule.field());
  };
}

}  // namespace

Material Prepare(const v1::ScreeningInput& input) {
  return {input, Fields(input)};
}

absl::StatusOr<Detector> Compile(const v1::Rule& rule) {
  switch (rule.predicate_case()) {
    case v1::Rule::kApprovedSource:
      return Detector(DetectApprovedSource);
    case v1::Rule::kPhoneNumber:
      return PhoneNumbers(rule.phone_number());
    case v1::Rule::kListedTerms:
      return ListedTerms(rule.listed_terms());
    case v1::Rule::kLength:
      return Length(rule.length());
    case v1::Rule::kNationalId:
      return NationalIds(rule.national_id());
    case v1::Rule::kHomeAddress:
      return Detector(DetectHomeAddresses);
    case v1::Rule::PREDICATE_NOT_SET:
      break;
  }
  return PredicateUnknown(rule.id());
}

}  // namespace loa::moderation
