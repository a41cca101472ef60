#include "libs/sql/json_texts.h"

#include "nlohmann/json.hpp"

namespace loa::sql {

std::vector<std::string> TextsOfJson(absl::string_view json) {
  const auto parsed = nlohmann::json::parse(json.begin(), json.end(), nullptr,
                                            /*allow_exceptions=*/false);
  std::vector<std::string> texts;
  if (!parsed.is_array()) return texts;
  for (const auto& text : parsed) {
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

}  // namespace loa::sql
