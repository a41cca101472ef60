#include "services/content/assignments/assignment_record.h"

#include "absl/strings/str_cat.h"
#include "libs/base/deterministic.h"
#include "libs/base/sha256.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/etag.h"
#include "services/content/audience/checked_audience.h"

namespace loa::content {
namespace {

constexpr absl::string_view kParts = "/localParts/";

// The one page that a local part is for, as an approval binds an audience.
std::string PageHash(const v1::Assignment& assignment) {
  v1::Audience audience;
  audience.mutable_page_list()->add_pages(assignment.page());
  return AudienceHash(audience);
}

}  // namespace

v1::Assignment ToProto(const AssignmentRecord& record) {
  v1::Assignment assignment = record.assignment;
  assignment.set_etag(EtagOf(record));
  return assignment;
}

std::string EtagOf(const AssignmentRecord& record) {
  return rpc::EtagOf(record.version);
}

AssignmentCircumstances CircumstancesOf(const v1::Assignment& assignment,
                                        absl::Time now) {
  return {.closed = base::TimeOf(assignment.close_time()) <= now,
          .placed = !assignment.publication().empty()};
}

std::string LocalPartName(absl::string_view assignment, int64_t number) {
  return absl::StrCat(assignment, kParts, number);
}

absl::string_view AssignmentOfLocalPart(absl::string_view name) {
  const size_t end = name.find(kParts);
  return end == absl::string_view::npos ? "" : name.substr(0, end);
}

std::string LocalPartHash(const v1::LocalPart& part,
                          absl::string_view revision) {
  v1::LocalPart content;
  content.set_opening_line(part.opening_line());
  if (part.has_photo()) *content.mutable_photo() = part.photo();
  return base::Sha256Hex(
      absl::StrCat(revision, "\n", base::DeterministicBytes(content)));
}

moderation::v1::ScreeningInput ScreeningInputOf(
    const v1::LocalPart& part, const v1::Assignment& assignment,
    const v1::Post& post) {
  moderation::v1::ScreeningInput input;
  input.set_post(assignment.post());
  input.set_revision(part.name());
  input.set_content_sha256(part.content_sha256());
  input.set_audience_sha256(PageHash(assignment));
  input.set_unit(assignment.unit());
  input.set_kind(v1::Post::Kind_Name(post.kind()));
  input.set_title(post.title());
  input.set_body(part.opening_line());
  if (part.has_photo()) {
    input.add_media()->set_media(part.photo().media());
    input.mutable_media(0)->set_alt_text(part.photo().alt_text());
  }
  input.set_author(part.author());
  input.set_last_editor(part.author());
  return input;
}

}  // namespace loa::content
