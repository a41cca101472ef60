#include "tools/benchmarks/search/posts.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "libs/testing/tree_view.h"
#include "libs/text/normalize.h"
#include "services/content/migrations.h"
#include "services/content/posts/post_rows.h"
#include "services/content/posts/post_steps.h"
#include "services/content/publications/publication_store.h"
#include "services/content/search/index_words.h"
#include "services/content/search/shown_posts.h"

namespace loa::bench {
namespace {

namespace v1 = content::v1;

constexpr int kSyllables = 25;
constexpr int64_t kPostsACommit = 500;
constexpr const char kUnit[] = "units/tinh";
constexpr const char kReader[] = "principals/reader";

double Now() {
  return std::chrono::duration<double, std::micro>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

absl::Time ShownAt(int64_t number) {
  return absl::FromUnixSeconds(1600000000 + number);
}

absl::StatusOr<int64_t> Count(sql::Database& database) {
  int64_t count = 0;
  RETURN_IF_ERROR(database.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(
        const sql::Rows rows,
        tx.Run("SELECT CAST(COUNT(*) AS BIGINT) FROM search_entry"));
    count = rows[0].Int(0);
    return absl::OkStatus();
  }));
  return count;
}

}  // namespace

Posts::Posts(std::unique_ptr<sql::Database> database, const Corpus& corpus)
    : database_(std::move(database)),
      corpus_(corpus),
      searches_(*database_, registry_) {
  registry_.AddUnit(kUnit, "province", "");
  registry_.AddPage("pages/p", kUnit);
  auto tree = std::make_shared<testing::TreeView>();
  tree->Add(kUnit, "");
  tree->Bind(kReader, options::v1::ROLE_VIEWER, kUnit);
  context_.principal.name = kReader;
  context_.access = auth::Access(std::move(tree), context_.principal,
                                 options::v1::PERMISSION_READ_POSTS);
}

absl::Status Posts::Add(sql::Tx& tx, int64_t number) const {
  content::PostRecord record;
  record.version = 1;
  v1::Post& post = record.post;
  post.set_name(absl::StrCat("posts/", number));
  post.set_unit(kUnit);
  post.set_kind(v1::Post::NEWS_BRIEF);
  post.set_origin(v1::Post::ORIGINAL);
  post.set_title(corpus_.Text(number, kSyllables));
  post.set_state(v1::Post::APPROVED);
  RETURN_IF_ERROR(
      content::TakeRevision(tx, record, {kReader, ShownAt(number)}));
  RETURN_IF_ERROR(content::InsertPost(tx, record));
  RETURN_IF_ERROR(content::InsertRevision(tx, record, ShownAt(number)));
  content::Publication publication;
  publication.name = absl::StrCat("publications/", number);
  publication.post = post.name();
  publication.page = "pages/p";
  publication.unit = kUnit;
  publication.revision = post.revision();
  publication.state = v1::Publication::PUBLISHED;
  publication.platform_post_id = absl::StrCat(number);
  publication.published_at = ShownAt(number);
  RETURN_IF_ERROR(content::InsertPublication(tx, publication).status());
  RETURN_IF_ERROR(content::SavePublication(tx, publication));
  return content::NoteShown(tx, publication);
}

absl::StatusOr<std::unique_ptr<Posts>> Posts::Fill(const sql::Options& options,
                                                   const Corpus& corpus,
                                                   int64_t count) {
  ASSIGN_OR_RETURN(auto database,
                   sql::Database::Open(options, content::Migrations()));
  std::unique_ptr<Posts> posts(new Posts(std::move(database), corpus));
  const double begin = Now();
  ASSIGN_OR_RETURN(int64_t next, Count(*posts->database_));
  while (next < count) {
    const int64_t until = std::min(count, next + kPostsACommit);
    RETURN_IF_ERROR(posts->database_->Write([&](sql::Tx& tx) -> absl::Status {
      for (int64_t number = next; number < until; ++number) {
        RETURN_IF_ERROR(posts->Add(tx, number));
      }
      return absl::OkStatus();
    }));
    next = until;
  }
  posts->fill_seconds_ = (Now() - begin) / 1e6;
  return posts;
}

absl::Status Posts::Verify(const std::string& query,
                           const v1::SearchResponse& response) const {
  const v1::SearchHit* before = nullptr;
  for (const v1::SearchHit& hit : response.hits()) {
    const bool in_order = before == nullptr || before->tier() < hit.tier() ||
                          (before->tier() == hit.tier() &&
                           before->time().seconds() > hit.time().seconds());
    absl::flat_hash_set<std::string> held;
    for (const auto& word : content::CanonicalSyllables(hit.title())) {
      held.insert(text::FoldedText(word));
    }
    bool holds = hit.tier() != v1::SearchHit::NEAR;
    for (const auto& word : content::CanonicalSyllables(query)) {
      holds = holds && held.contains(text::FoldedText(word));
    }
    if (!in_order || !holds) {
      return absl::DataLossError(
          absl::StrCat("\"", query, "\" finds ", hit.name(), " wrongly"));
    }
    before = &hit;
  }
  return absl::OkStatus();
}

absl::StatusOr<double> Posts::SearchP99(int queries) {
  std::vector<double> times;
  int64_t hits = 0;
  for (int i = 0; i < queries; ++i) {
    v1::SearchRequest request;
    request.set_query(corpus_.Query(i));
    request.set_page_size(20);
    const double begin = Now();
    ASSIGN_OR_RETURN(const v1::SearchResponse response,
                     searches_.Search(context_, request));
    times.push_back(Now() - begin);
    hits += response.hits_size();
    RETURN_IF_ERROR(Verify(request.query(), response));
  }
  if (hits < queries) return absl::DataLossError("the queries find too little");
  std::sort(times.begin(), times.end());
  return times[times.size() * 99 / 100];
}

}  // namespace loa::bench
