#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/rpc/contract_check.h"
#include "loa/content/v1/adoption_service.pb.h"
#include "loa/content/v1/assignment_service.pb.h"
#include "loa/content/v1/dispatch_service.pb.h"
#include "loa/content/v1/post_service.pb.h"
#include "loa/content/v1/publication_service.pb.h"
#include "loa/content/v1/source_service.pb.h"
#include "loa/content/v1/submission_figures_service.pb.h"

namespace loa::content {
namespace {

using ::testing::IsEmpty;

TEST(ContentContract, DeclaresAccessAndLimitsEverywhere) {
  for (const auto* request : {v1::GetAdoptionRequest::descriptor(),
                              v1::AdoptAssignmentRequest::descriptor(),
                              v1::BeginAttemptsRequest::descriptor(),
                              v1::CreatePostRequest::descriptor(),
                              v1::GetPublicationRequest::descriptor(),
                              v1::ReadSubmissionFiguresRequest::descriptor(),
                              v1::CreateSourceRequest::descriptor()}) {
    EXPECT_THAT(rpc::ContractViolations(*request->file()), IsEmpty())
        << request->file()->name();
  }
}

}  // namespace
}  // namespace loa::content
