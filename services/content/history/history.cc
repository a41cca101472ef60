#include "services/content/history/history.h"

#include <limits>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/wrappers.pb.h"
#include "libs/audit/mutation.h"
#include "libs/base/timestamp.h"
#include "libs/rpc/errors.h"
#include "libs/rpc/names.h"
#include "libs/rpc/page_token.h"
#include "libs/sql/change_sequence.h"
#include "libs/status/status_macros.h"
#include "services/content/errors.h"
#include "services/content/history/history_errors.h"
#include "services/content/history/history_rows.h"
#include "services/content/history/past_post_rows.h"
#include "services/content/posts/post_rules.h"
#include "services/content/visible/visible_changes.h"

namespace loa::content {
namespace {

// What the audit log hashes: all rows, each with its length.
google::protobuf::BytesValue WholeRequest(
    const std::vector<v1::ImportHistoryRequest>& rows) {
  google::protobuf::BytesValue whole;
  for (const v1::ImportHistoryRequest& row : rows) {
    const std::string bytes = row.SerializeAsString();
    absl::StrAppend(whole.mutable_value(), bytes.size(), ":", bytes);
  }
  return whole;
}

v1::PastPost ToProto(const PastPostRow& row) {
  v1::PastPost post;
  post.set_name(row.name);
  post.set_page(row.page);
  *post.mutable_publish_time() = base::TimestampOf(row.published_at);
  v1::PastPost::Kind kind = v1::PastPost::KIND_UNSPECIFIED;
  v1::PastPost::Kind_Parse(row.kind, &kind);
  post.set_kind(kind);
  post.set_title(row.title);
  post.mutable_topics()->Assign(row.topics.begin(), row.topics.end());
  post.set_attribution(row.attribution);
  post.set_permalink(row.permalink);
  post.set_platform_post_id(row.platform_post_id);
  post.mutable_subject_bodies()->Assign(row.subject_bodies.begin(),
                                        row.subject_bodies.end());
  post.set_unit(row.unit);
  post.set_importer(row.importer);
  *post.mutable_import_time() = base::TimestampOf(row.imported_at);
  post.set_shared(row.shared);
  return post;
}

// One import inside its transaction.
class Importing {
 public:
  Importing(sql::Tx& tx, base::IdSource& ids) : tx_(tx), ids_(ids) {}

  absl::Status Take(PastPostRow row) {
    ASSIGN_OR_RETURN(
        const bool published,
        IsPublication(tx_, row.page, row.platform_post_id, row.permalink));
    if (published) {
      response_.set_published_by_loa(response_.published_by_loa() + 1);
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(
        const std::vector<PastPostRow> known,
        FindPastPosts(tx_, row.page, row.platform_post_id, row.permalink));
    if (known.size() > 1) {
      return HistoryRowsInvalid(
          {{"permalink",
            absl::StrCat(row.permalink, " and ", row.platform_post_id, " are ",
                         known[0].name, " and ", known[1].name, " already"),
            absl::StrCat(row.permalink, " và ", row.platform_post_id,
                         " đã là hai bài khác nhau, ", known[0].name, " và ",
                         known[1].name)}});
    }
    if (known.empty()) {
      row.name = rpc::JoinName("pastPosts", ids_.NewId());
      response_.set_added(response_.added() + 1);
    } else {
      KeepWhatIsKnown(known[0], row);
      if (SaysTheSame(known[0], row)) {
        response_.set_unchanged(response_.unchanged() + 1);
        return absl::OkStatus();
      }
      response_.set_corrected(response_.corrected() + 1);
    }
    changed_.push_back(row.name);
    return SavePastPost(tx_, row);
  }

  // Tells watchers, under one sequence.
  absl::StatusOr<v1::ImportHistoryResponse> Finish() {
    if (changed_.empty()) return response_;
    ASSIGN_OR_RETURN(const int64_t sequence, sql::NextSequence(tx_));
    for (const std::string& name : changed_) {
      RETURN_IF_ERROR(NoteVisibleChange(tx_, name, sequence));
    }
    return response_;
  }

 private:
  // An import that knows less of the post's identity takes nothing away.
  static void KeepWhatIsKnown(const PastPostRow& known, PastPostRow& row) {
    row.name = known.name;
    if (row.platform_post_id.empty()) {
      row.platform_post_id = known.platform_post_id;
    }
    if (row.permalink.empty()) row.permalink = known.permalink;
  }

  sql::Tx& tx_;
  base::IdSource& ids_;
  std::vector<std::string> changed_;
  v1::ImportHistoryResponse response_;
};

// Where a list goes on.
struct Cursor {
  int64_t published_at = std::numeric_limits<int64_t>::max();
  std::string name;
};

absl::StatusOr<Cursor> CursorIn(const v1::ListPastPostsRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> key,
                   rpc::DecodePageToken(request));
  Cursor cursor;
  if (key.empty()) return cursor;
  if (key.size() != 2 || !absl::SimpleAtoi(key[0], &cursor.published_at)) {
    return rpc::PageTokenInvalid();
  }
  cursor.name = key[1];
  return cursor;
}

}  // namespace

absl::StatusOr<v1::ImportHistoryResponse> History::ImportHistory(
    const rpc::RequestContext& context,
    const std::vector<v1::ImportHistoryRequest>& rows) {
  ASSIGN_OR_RETURN(const auto view, CurrentView(registry_));
  const std::string& asked = rows[0].within();
  const auto within = asked.empty()
                          ? view->FindUnit(context.access.view()->RootUnit())
                          : view->FindUnit(asked);
  if (!within) return UnitUnknown("within", asked);
  std::vector<rpc::FieldViolation> faults;
  const std::vector<PastPostRow> read =
      ReadHistoryRows(rows, *view, *within, context.now, faults);
  if (!faults.empty()) return HistoryRowsInvalid(faults);
  return audit::Mutate<v1::ImportHistoryResponse>(
      database_, context, WholeRequest(rows),
      [&](sql::Tx& tx, audit::Subject& subject)
          -> absl::StatusOr<v1::ImportHistoryResponse> {
        subject = {*within, *within};
        RETURN_IF_ERROR(context.access.Check(*within));
        Importing importing(tx, ids_);
        for (PastPostRow row : read) {
          row.importer = context.principal.name;
          row.imported_at = context.now;
          RETURN_IF_ERROR(importing.Take(std::move(row)));
        }
        return importing.Finish();
      });
}

absl::StatusOr<v1::ListPastPostsResponse> History::ListPastPosts(
    const rpc::RequestContext& context,
    const v1::ListPastPostsRequest& request) {
  ASSIGN_OR_RETURN(const Cursor before, CursorIn(request));
  ASSIGN_OR_RETURN(const auto view, CurrentView(registry_));
  const auto page = view->FindPage(request.page());
  if (!page) return PageUnknown("page", request.page());
  const int size = rpc::PageSize(request.page_size(), 50, 1000);
  std::vector<PastPostRow> rows;
  RETURN_IF_ERROR(database_.Read([&](sql::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(rows,
                     ListPastPostsBefore(tx, page->name, before.published_at,
                                         before.name, size + 1));
    return absl::OkStatus();
  }));
  v1::ListPastPostsResponse response;
  for (const PastPostRow& row : rows) {
    if (response.past_posts_size() == size) {
      const PastPostRow& last = rows[static_cast<size_t>(size) - 1];
      response.set_next_page_token(rpc::EncodePageToken(
          request,
          {absl::StrCat(absl::ToUnixMicros(last.published_at)), last.name}));
      break;
    }
    *response.add_past_posts() = ToProto(row);
  }
  return response;
}

}  // namespace loa::content
