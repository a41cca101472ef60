#include "services/content/publications/approvals.h"

#include "libs/status/status_macros.h"

namespace loa::content {
namespace {

constexpr absl::string_view kRecord =
    "INSERT INTO approval (post, revision, content_sha256, audience_sha256,"
    " review, approved_at, expires_at, voided)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 0)"
    " ON CONFLICT (post) DO UPDATE SET revision = excluded.revision,"
    " content_sha256 = excluded.content_sha256,"
    " audience_sha256 = excluded.audience_sha256, review = excluded.review,"
    " approved_at = excluded.approved_at, expires_at = excluded.expires_at,"
    " voided = 0";

constexpr absl::string_view kVoid =
    "UPDATE approval SET voided = 1 WHERE post = $1";

constexpr absl::string_view kStands =
    "SELECT review FROM approval WHERE post = $1 AND revision = $2"
    " AND audience_sha256 = $3 AND voided = 0"
    " AND (expires_at IS NULL OR expires_at > $4)";

// NULL without an end.
sql::Value ExpiresAt(const Approval& approval) {
  if (approval.expires_at == absl::InfiniteFuture()) return sql::Value();
  return approval.expires_at;
}

// 2 APPROVED.
constexpr absl::string_view kPartStands =
    "SELECT review FROM local_part WHERE local_part = $1 AND state = 2";
constexpr absl::string_view kRevisionStands =
    "SELECT review FROM approval WHERE post = $1 AND revision = $2"
    " AND voided = 0 AND (expires_at IS NULL OR expires_at > $3)";

}  // namespace

absl::Status RecordApproval(sql::Tx& tx, const Approval& approval) {
  return tx
      .Exec(kRecord, approval.post, approval.revision, approval.content_sha256,
            approval.audience_sha256, approval.review, approval.approved_at,
            ExpiresAt(approval))
      .status();
}

absl::Status VoidApproval(sql::Tx& tx, absl::string_view post) {
  return tx.Exec(kVoid, post).status();
}

absl::StatusOr<bool> IsApproved(sql::Tx& tx, const Publication& p,
                                absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kStands, p.post, p.revision, p.audience_sha256, now));
  if (rows.empty() || p.local_part.empty()) return !rows.empty();
  ASSIGN_OR_RETURN(const sql::Rows parts, tx.Run(kPartStands, p.local_part));
  return !parts.empty();
}

absl::StatusOr<bool> IsRevisionApproved(sql::Tx& tx, absl::string_view post,
                                        absl::string_view revision,
                                        absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   tx.Run(kRevisionStands, post, revision, now));
  return !rows.empty();
}

}  // namespace loa::content
