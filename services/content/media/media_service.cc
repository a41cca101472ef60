#include "services/content/media/media_service.h"

#include <functional>

#include "libs/rpc/download.h"
#include "libs/rpc/ingest.h"
#include "libs/rpc/unary.h"
#include "loa/content/v1/media_service.grpc.pb.h"
#include "services/content/media/media_errors.h"
#include "services/content/media/picture.h"

namespace loa::content {
namespace {

// Whoever sends a large photo in small pieces is told that it is too large,
// not how many pieces there may be.
constexpr int kMaxPieces = 20'000;
// The headers of so many pieces count too.
constexpr int64_t kMaxUploadBytes = kMaxPictureBytes + 16 * kMaxPieces;

class Transport final : public v1::MediaService::CallbackService {
 public:
  Transport(const rpc::CallEnv& env, Media& media) : env_(env), media_(media) {}

  grpc::ServerReadReactor<v1::UploadMediaRequest>* UploadMedia(
      grpc::CallbackServerContext* grpc, v1::Media* response) override {
    return rpc::Ingest<v1::UploadMediaRequest>(
        env_, grpc, response,
        {.max_messages = kMaxPieces,
         .max_bytes = kMaxUploadBytes,
         .too_many = MediaTooLarge(kMaxPictureBytes),
         .too_large = MediaTooLarge(kMaxPictureBytes)},
        std::bind_front(&Media::UploadMedia, &media_));
  }
  grpc::ServerUnaryReactor* GetMedia(grpc::CallbackServerContext* grpc,
                                     const v1::GetMediaRequest* request,
                                     v1::Media* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Media::GetMedia, &media_));
  }
  grpc::ServerUnaryReactor* ListMedia(
      grpc::CallbackServerContext* grpc, const v1::ListMediaRequest* request,
      v1::ListMediaResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Media::ListMedia, &media_));
  }
  grpc::ServerWriteReactor<v1::DownloadMediaResponse>* DownloadMedia(
      grpc::CallbackServerContext* grpc,
      const v1::DownloadMediaRequest* request) override {
    return rpc::Download<v1::DownloadMediaResponse>(
        env_, grpc, request, std::bind_front(&Media::DownloadMedia, &media_));
  }
  grpc::ServerUnaryReactor* UpdateMedia(grpc::CallbackServerContext* grpc,
                                        const v1::UpdateMediaRequest* request,
                                        v1::Media* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Media::UpdateMedia, &media_));
  }
  grpc::ServerUnaryReactor* DeleteMedia(
      grpc::CallbackServerContext* grpc, const v1::DeleteMediaRequest* request,
      v1::DeleteMediaResponse* response) override {
    return rpc::Unary(env_, grpc, request, response,
                      std::bind_front(&Media::DeleteMedia, &media_));
  }

 private:
  const rpc::CallEnv& env_;
  Media& media_;
};

class TransferTransport final
    : public v1::MediaTransferService::CallbackService {
 public:
  TransferTransport(const rpc::CallEnv& env, Media& media)
      : env_(env), media_(media) {}

  grpc::ServerWriteReactor<v1::FetchMediaResponse>* FetchMedia(
      grpc::CallbackServerContext* grpc,
      const v1::FetchMediaRequest* request) override {
    return rpc::Download<v1::FetchMediaResponse>(
        env_, grpc, request, std::bind_front(&Media::FetchMedia, &media_));
  }

 private:
  const rpc::CallEnv& env_;
  Media& media_;
};

}  // namespace

std::unique_ptr<grpc::Service> NewMediaService(const rpc::CallEnv& env,
                                               Media& media) {
  return std::make_unique<Transport>(env, media);
}

std::unique_ptr<grpc::Service> NewMediaTransferService(const rpc::CallEnv& env,
                                                       Media& media) {
  return std::make_unique<TransferTransport>(env, media);
}

}  // namespace loa::content
