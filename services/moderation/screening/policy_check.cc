#include "services/moderation/screening/policy_check.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/moderation/errors.h"
#include "services/moderation/screening/rules.h"

namespace loa::moderation {
namespace {

using Faults = std::vector<PolicyFault>;

bool IsDigits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(c);
  });
}

void CheckAllowed(const v1::Rule::PhoneNumber& rule, const std::string& path,
                  Faults& faults) {
  for (int i = 0; i < rule.allowed_size(); ++i) {
    if (IsDigits(rule.allowed(i)) && rule.allowed(i)[0] == '0') continue;
    faults.push_back({absl::StrCat(path, ".phone_number.allowed[", i, "]"),
                      "digits only, as dialled at home, such as 02033835678"});
  }
}

void CheckTerms(const v1::Rule& rule, const std::string& path, Faults& faults) {
  if (rule.listed_terms().terms().empty()) {
    faults.push_back({path + ".listed_terms.terms", "at least one term"});
    return;
  }
  if (const auto detector = Compile(rule); !detector.ok()) {
    faults.push_back({path + ".listed_terms.terms",
                      std::string(detector.status().message())});
  }
}

void CheckLength(const v1::Rule::Length& rule, const std::string& path,
                 Faults& faults) {
  if (rule.at_least() == 0 && rule.at_most() == 0) {
    faults.push_back({path + ".length", "at_least, at_most or both"});
  } else if (rule.at_most() > 0 && rule.at_least() > rule.at_most()) {
    faults.push_back(
        {path + ".length.at_least",
         absl::StrCat("not more than at_most, which is ", rule.at_most())});
  }
}

void CheckPredicate(const v1::Rule& rule, const std::string& path,
                    Faults& faults) {
  switch (rule.predicate_case()) {
    case v1::Rule::kApprovedSource:
    case v1::Rule::kNationalId:
    case v1::Rule::kHomeAddress:
      return;
    case v1::Rule::kPhoneNumber:
      return CheckAllowed(rule.phone_number(), path, faults);
    case v1::Rule::kListedTerms:
      return CheckTerms(rule, path, faults);
    case v1::Rule::kLength:
      return CheckLength(rule.length(), path, faults);
    case v1::Rule::PREDICATE_NOT_SET:
      faults.push_back({path,
                        "one of approved_source, phone_number, listed_terms, "
                        "length, national_id, home_address"});
  }
}

void CheckRules(const v1::Policy& policy, Faults& faults) {
  if (policy.rules().empty()) {
    faults.push_back({"policy.rules", "at least one rule"});
  }
  absl::flat_hash_set<std::string> ids;
  for (int i = 0; i < policy.rules_size(); ++i) {
    const v1::Rule& rule = policy.rules(i);
    const std::string path = absl::StrCat("policy.rules[", i, "]");
    if (!ids.insert(rule.id()).second) {
      faults.push_back({path + ".id", "an id that no other rule has"});
    }
    CheckPredicate(rule, path, faults);
  }
}

void CheckStages(const v1::Policy& policy, Faults& faults) {
  absl::flat_hash_set<std::string> ids;
  bool always = policy.stages().empty();
  for (int i = 0; i < policy.stages_size(); ++i) {
    always = always || !policy.stages(i).only_when_needed();
    if (!ids.insert(policy.stages(i).id()).second) {
      faults.push_back({absl::StrCat("policy.stages[", i, "].id"),
                        "an id that no other stage has"});
    }
  }
  if (!always) {
    faults.push_back({"policy.stages",
                      "at least one stage without only_when_needed: a person "
                      "looks at every post"});
  }
}

}  // namespace

absl::Status CheckPolicy(const v1::Policy& policy) {
  Faults faults;
  CheckRules(policy, faults);
  CheckStages(policy, faults);
  return faults.empty() ? absl::OkStatus() : PolicyInvalid(faults);
}

}  // namespace loa::moderation
