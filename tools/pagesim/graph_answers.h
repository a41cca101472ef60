#ifndef LOA_TOOLS_PAGESIM_GRAPH_ANSWERS_H_
#define LOA_TOOLS_PAGESIM_GRAPH_ANSWERS_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/string_view.h"
#include "tools/pagesim/http_server.h"
#include "tools/pagesim/posts.h"

namespace loa::pagesim {

// Answers in the Graph API's shapes.

Reply JsonReply(const nlohmann::ordered_json& body, int status = 200);

// {"error": {message, type, code, error_subcode?, is_transient, fbtrace_id}}.
Reply ErrorReply(int status, int code, int subcode, absl::string_view message,
                 bool is_transient = false);

nlohmann::ordered_json PostJson(const VisiblePost& post);

// X-App-Usage and X-Business-Use-Case-Usage.  `regain_seconds` above 0 is
// sent as the fraction of a minute that it is, unlike the platform's whole
// minutes: nobody waits for whole minutes in a demonstration.
void AddUsage(const std::string& page, int percent, int64_t regain_seconds,
              Reply& reply);

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_GRAPH_ANSWERS_H_
