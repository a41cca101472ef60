#include "services/content/posts/post_service.h"

#include <functional>

#include "libs/rpc/unary.h"
#include "loa/content/v1/post_service.grpc.pb.h"

namespace loa::content {
namespace {

class Transport final : public v1::PostService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Posts& posts, PostReads& reads)
      : env_(env), posts_(posts), reads_(reads) {}

  grpc::ServerUnaryReactor* CreatePost(grpc::CallbackServerContext* grpc,
                                       const v1::CreatePostRequest* request,
                                       v1::Post* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Posts::CreatePost, &posts_));
  }
  grpc::ServerUnaryReactor* GetPost(grpc::CallbackServerContext* grpc,
                                    const v1::GetPostRequest* request,
                                    v1::Post* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&PostReads::GetPost, &reads_));
  }
  grpc::ServerUnaryReactor* ListPosts(
      grpc::CallbackServerContext* grpc, const v1::ListPostsRequest* request,
      v1::ListPostsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&PostReads::ListPosts, &reads_));
  }
  grpc::ServerUnaryReactor* UpdatePost(grpc::CallbackServerContext* grpc,
                                       const v1::UpdatePostRequest* request,
                                       v1::Post* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Posts::UpdatePost, &posts_));
  }
  grpc::ServerUnaryReactor* SubmitPost(grpc::CallbackServerContext* grpc,
                                       const v1::SubmitPostRequest* request,
                                       v1::Post* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Posts::SubmitPost, &posts_));
  }
  grpc::ServerUnaryReactor* WithdrawPost(grpc::CallbackServerContext* grpc,
                                         const v1::WithdrawPostRequest* request,
                                         v1::Post* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Posts::WithdrawPost, &posts_));
  }
  grpc::ServerUnaryReactor* ListRevisions(
      grpc::CallbackServerContext* grpc,
      const v1::ListRevisionsRequest* request,
      v1::ListRevisionsResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&PostReads::ListRevisions, &reads_));
  }
  grpc::ServerUnaryReactor* PreviewCascade(
      grpc::CallbackServerContext* grpc,
      const v1::PreviewCascadeRequest* request,
      v1::PreviewCascadeResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&PostReads::PreviewCascade, &reads_));
  }
  grpc::ServerUnaryReactor* SchedulePost(grpc::CallbackServerContext* grpc,
                                         const v1::SchedulePostRequest* request,
                                         v1::Post* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Posts::SchedulePost, &posts_));
  }

 private:
  const rpc::CallEnv& env_;
  Posts& posts_;
  PostReads& reads_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewPostService(const rpc::CallEnv& env,
                                              Posts& posts, PostReads& reads) {
  return std::make_unique<Transport>(env, posts, reads);
}

}  // namespace loa::content
