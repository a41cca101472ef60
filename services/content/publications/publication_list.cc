#include "services/content/publications/publication_list.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/page_budget.h"
#include "libs/rpc/page_token.h"
#include "libs/status/status_macros.h"
#include "services/content/audience/visible_units.h"
#include "services/content/errors.h"
#include "services/content/publications/publication_store.h"

namespace loa::content {
namespace {

#define LOA_PUBLICATIONS_AFTER                               \
  " (sequence > $1 OR (sequence = $1 AND publication > $2))" \
  " AND (CAST($3 AS TEXT) = '' OR post = $3)"                \
  " AND (CAST($4 AS TEXT) = '' OR page = $4)"                \
  " AND (CAST($5 AS BIGINT) = 0 OR state = $5)"              \
  " ORDER BY sequence, publication LIMIT $6"

constexpr absl::string_view kList =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication WHERE" LOA_PUBLICATIONS_AFTER;

constexpr absl::string_view kListOfUnits =
    "SELECT " LOA_PUBLICATION_COLUMNS
    " FROM publication WHERE unit IN (@texts($7)) AND" LOA_PUBLICATIONS_AFTER;

constexpr absl::string_view kCount =
    "SELECT unit, state, kind, CAST(COUNT(*) AS BIGINT) FROM publication"
    " WHERE (CAST($1 AS TEXT) = '' OR post = $1)"
    " GROUP BY unit, state, kind ORDER BY unit, state, kind";

// Which units a caller sees and asked to have counted.
class Scope {
 public:
  static absl::StatusOr<Scope> Of(const rpc::RequestContext& context,
                                  const Registry& registry,
                                  absl::string_view within) {
    Scope scope(context);
    if (within.empty()) return scope;
    scope.view_ = registry.View();
    if (scope.view_ == nullptr) return rpc::DependencyUnavailable("units");
    const auto unit = scope.view_->FindUnit(within);
    if (!unit) return UnitUnknown("within", within);
    scope.within_ = *unit;
    return scope;
  }
  bool Covers(absl::string_view unit) const {
    return context_.access.Allows(unit) &&
           (view_ == nullptr || view_->IsWithin(unit, within_));
  }

 private:
  explicit Scope(const rpc::RequestContext& context) : context_(context) {}

  const rpc::RequestContext& context_;
  std::shared_ptr<const RegistryView> view_;
  std::string within_;
};

// A page's own name for an alias; an unknown one stays and matches nothing.
std::string OwnName(const Registry& registry, const std::string& page) {
  const auto view = registry.View();
  if (view == nullptr || page.empty()) return page;
  const auto found = view->FindPage(page);
  return found ? found->name : page;
}

}  // namespace

absl::StatusOr<v1::ListPublicationsResponse> PublicationList::List(
    const rpc::RequestContext& context,
    const v1::ListPublicationsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  ASSIGN_OR_RETURN(const auto units,
                   VisibleUnits(context.access, registry_, request.within()));
  int64_t after = -1;
  if (key.size() == 2 && !absl::SimpleAtoi(key[0], &after)) {
    return rpc::PageTokenInvalid();
  }
  const std::string after_name = key.size() == 2 ? key[1] : "";
  const std::string page = OwnName(registry_, request.page());
  const auto state = static_cast<int64_t>(request.state());
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  v1::ListPublicationsResponse response;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    response.Clear();
    rpc::PageBudget budget;
    const absl::StatusOr<sql::Rows> rows =
        units ? tx.Run(kListOfUnits, after, after_name, request.post(), page,
                       state, size + 1, sql::JsonArray(*units))
              : tx.Run(kList, after, after_name, request.post(), page, state,
                       size + 1);
    if (!rows.ok()) return rows.status();
    for (const Publication& p : ReadPublications(*rows)) {
      v1::Publication publication = ToProto(p);
      if (response.publications_size() == size || !budget.Takes(publication)) {
        const v1::Publication& last = *response.publications().rbegin();
        response.set_next_page_token(rpc::EncodePageToken(
            request, {absl::StrCat(last.sequence()), last.name()}));
        break;
      }
      *response.add_publications() = std::move(publication);
    }
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::CountPublicationsResponse> PublicationList::Count(
    const rpc::RequestContext& context,
    const v1::CountPublicationsRequest& request) {
  ASSIGN_OR_RETURN(const Scope scope,
                   Scope::Of(context, registry_, request.within()));
  std::map<int64_t, int64_t> by_state;
  std::map<std::string, std::pair<int64_t, int64_t>> by_kind;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    by_state.clear();
    by_kind.clear();
    ASSIGN_OR_RETURN(const sql::Rows rows, tx.Run(kCount, request.post()));
    for (const sql::Row row : rows) {
      if (!scope.Covers(row.Text(0))) continue;
      by_state[row.Int(1)] += row.Int(3);
      auto& [all, published] = by_kind[row.Text(2)];
      all += row.Int(3);
      if (IsVisible(static_cast<PublicationState>(row.Int(1)))) {
        published += row.Int(3);
      }
    }
    return absl::OkStatus();
  }));
  v1::CountPublicationsResponse response;
  int64_t total = 0;
  for (int state = v1::Publication::SCHEDULED;
       state <= v1::Publication::State_MAX; ++state) {
    auto& count = *response.add_by_state();
    count.set_state(static_cast<PublicationState>(state));
    count.set_count(static_cast<int32_t>(by_state[state]));
    total += by_state[state];
  }
  for (const auto& [kind, counts] : by_kind) {
    auto& count = *response.add_by_kind();
    count.set_kind(kind);
    count.set_count(static_cast<int32_t>(counts.first));
    count.set_published_count(static_cast<int32_t>(counts.second));
  }
  response.set_total(static_cast<int32_t>(total));
  *response.mutable_as_of() = base::TimestampOf(context.now);
  return response;
}

}  // namespace loa::content
