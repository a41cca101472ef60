#ifndef LOA_SERVICES_CONTENT_TESTING_SEARCH_WORLD_H_
#define LOA_SERVICES_CONTENT_TESTING_SEARCH_WORLD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/content/documents/documents.h"
#include "services/content/search/search.h"
#include "services/content/testing/post_world.h"

namespace loa::content {

// A PostWorld whose posts are shown on pages and whose documents are filed, so
// that there is something to find.
class SearchWorld : public PostWorld {
 protected:
  rpc::RequestContext Reader(absl::string_view who = "principals/lan") const {
    return Context(who, options::v1::PERMISSION_READ_POSTS);
  }

  // A draft of `unit`, named "posts/{id}".
  v1::Post Write(const std::string& id, const std::string& title,
                 const std::string& body = "",
                 const std::string& unit = "units/tinh",
                 const std::vector<std::string>& topics = {});
  // It becomes visible on a page of a commune, now.
  void Show(const v1::Post& post, const std::string& page = "pages/p1",
            const std::string& unit = "units/xa-1");
  // Both, a second later.
  void Publish(const std::string& id, const std::string& title,
               const std::string& body = "",
               const std::string& unit = "units/tinh");
  // It is not visible on any page any more.
  void TakeOffPages(const std::string& post);
  void WithdrawPost(const std::string& post);

  void File(const std::string& id, const std::string& number,
            const std::string& abstract, const std::string& text = "",
            const std::string& unit = "units/tinh",
            const std::string& date = "2022-04-12");

  v1::SearchRequest Query(const std::string& query) const;
  // All pages of it.
  std::vector<v1::SearchHit> Hits(v1::SearchRequest request,
                                  absl::string_view who = "principals/lan");
  // Their names.
  std::vector<std::string> Found(const v1::SearchRequest& request,
                                 absl::string_view who = "principals/lan");
  std::vector<std::string> Found(const std::string& query,
                                 absl::string_view who = "principals/lan") {
    return Found(Query(query), who);
  }

  Documents documents_{*db_, ids_, registry_};
  Searches searches_{*db_, registry_};
  int shown_ = 0;
};

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_TESTING_SEARCH_WORLD_H_
