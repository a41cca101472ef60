#include "services/content/testing/search_world.h"

#include "absl/strings/str_cat.h"
#include "libs/status/status_macros.h"
#include "libs/testing/status_matchers.h"
#include "services/content/publications/publication_store.h"
#include "services/content/search/shown_posts.h"

namespace loa::content {
namespace {

using ::loa::testing::IsOk;

constexpr absl::string_view kTakeOff =
    "UPDATE publication SET state = 6 WHERE post = $1";

}  // namespace

v1::Post SearchWorld::Write(const std::string& id, const std::string& title,
                            const std::string& body, const std::string& unit,
                            const std::vector<std::string>& topics) {
  v1::Post post = Draft();
  post.set_name("posts/" + id);
  post.set_unit(unit);
  post.set_title(title);
  post.set_body(body);
  *post.mutable_topics() = {topics.begin(), topics.end()};
  return Create(post);
}

void SearchWorld::Show(const v1::Post& post, const std::string& page,
                       const std::string& unit) {
  Publication publication;
  publication.name = absl::StrCat("publications/", ++shown_);
  publication.post = post.name();
  publication.page = page;
  publication.unit = unit;
  publication.revision = post.revision();
  publication.state = v1::Publication::PUBLISHED;
  publication.platform_post_id = absl::StrCat("1_", shown_);
  publication.permalink = absl::StrCat("https://page.example/", shown_);
  publication.published_at = clock_.Now();
  EXPECT_THAT(db_->Write([&](sql::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(InsertPublication(tx, publication).status());
    RETURN_IF_ERROR(SavePublication(tx, publication));
    return NoteShown(tx, publication);
  }),
              IsOk());
}

void SearchWorld::Publish(const std::string& id, const std::string& title,
                          const std::string& body, const std::string& unit) {
  clock_.Advance(absl::Seconds(1));
  Show(Write(id, title, body, unit));
}

void SearchWorld::TakeOffPages(const std::string& post) {
  EXPECT_THAT(
      db_->Write([&](sql::Tx& tx) { return tx.Exec(kTakeOff, post).status(); }),
      IsOk());
}

void SearchWorld::WithdrawPost(const std::string& post) {
  v1::WithdrawPostRequest request;
  request.set_name(post);
  EXPECT_THAT(posts_.WithdrawPost(Context("principals/minh"), request), IsOk());
}

void SearchWorld::File(const std::string& id, const std::string& number,
                       const std::string& abstract, const std::string& text,
                       const std::string& unit, const std::string& date) {
  v1::CreateDocumentRequest request;
  v1::Document& document = *request.mutable_document();
  document.set_name("documents/" + id);
  document.set_unit(unit);
  document.set_kind(v1::Document::PLAN);
  document.set_number(number);
  document.set_abstract(abstract);
  document.set_text(text);
  document.set_issue_date(date);
  EXPECT_THAT(
      documents_.CreateDocument(
          Context("principals/minh", options::v1::PERMISSION_EDIT_POSTS),
          request),
      IsOk());
}

v1::SearchRequest SearchWorld::Query(const std::string& query) const {
  v1::SearchRequest request;
  request.set_query(query);
  return request;
}

std::vector<v1::SearchHit> SearchWorld::Hits(v1::SearchRequest request,
                                             absl::string_view who) {
  std::vector<v1::SearchHit> hits;
  do {
    const auto page = searches_.Search(Reader(who), request);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) break;
    hits.insert(hits.end(), page->hits().begin(), page->hits().end());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return hits;
}

std::vector<std::string> SearchWorld::Found(const v1::SearchRequest& request,
                                            absl::string_view who) {
  std::vector<std::string> names;
  for (const v1::SearchHit& hit : Hits(request, who)) {
    names.push_back(hit.name());
  }
  return names;
}

}  // namespace loa::content
