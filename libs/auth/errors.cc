#include "libs/auth/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace loa::auth {
namespace {

using status::Error;

constexpr absl::string_view kDomain = "loa";
// Claims are written by whoever made the token: only so much is repeated.
constexpr size_t kMaxEchoBytes = 64;

std::string Echo(absl::string_view claim) {
  std::string safe;
  for (const char c : claim.substr(0, kMaxEchoBytes)) {
    safe += c >= 0x20 && c < 0x7F ? c : '?';
  }
  return safe;
}

std::string Rfc3339(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

Error Unauthenticated(absl::string_view reason, absl::string_view message) {
  return Error(absl::StatusCode::kUnauthenticated, kDomain, reason, message);
}

Error BadKey(absl::string_view reason, absl::string_view message) {
  return Error(absl::StatusCode::kFailedPrecondition, kDomain, reason, message);
}

}  // namespace

absl::Status PermissionDenied(options::v1::Permission permission) {
  const std::string& name = options::v1::Permission_Name(permission);
  return Error(absl::StatusCode::kPermissionDenied, kDomain,
               "PERMISSION_DENIED",
               absl::StrCat("you need ", name,
                            " there; ask an administrator of the unit for a "
                            "role that includes it"))
      .Vietnamese(absl::StrCat("Bạn cần quyền ", name,
                               " tại đơn vị đó; hãy đề nghị quản trị viên của "
                               "đơn vị cấp vai trò có quyền này."))
      .With("permission", name);
}

absl::Status TokenMissing() {
  return Unauthenticated("TOKEN_MISSING",
                         "no token; send metadata \"authorization: Bearer "
                         "<token>\" with a token from IssueToken")
      .Vietnamese(
          "Thiếu mã truy cập; hãy gửi kèm \"authorization: Bearer <mã>\" với "
          "mã lấy từ IssueToken.");
}

absl::Status TokenMalformed(absl::string_view what) {
  return Unauthenticated("TOKEN_MALFORMED",
                         absl::StrCat("the token cannot be read: ", what,
                                      "; use one from IssueToken"))
      .Vietnamese("Không đọc được mã truy cập; hãy dùng mã lấy từ IssueToken.")
      .With("problem", what);
}

absl::Status TokenAlgorithmRefused(absl::string_view algorithm) {
  const std::string echo = Echo(algorithm);
  return Unauthenticated(
             "TOKEN_ALGORITHM_REFUSED",
             absl::StrCat("tokens are signed with EdDSA, not \"", echo, "\""))
      .Vietnamese(absl::StrCat("Mã truy cập phải ký bằng EdDSA, không phải \"",
                               echo, "\"."))
      .With("alg", echo);
}

absl::Status TokenKeyUnknown(absl::string_view key_id) {
  const std::string echo = Echo(key_id);
  return Unauthenticated("TOKEN_KEY_UNKNOWN",
                         absl::StrCat("no key \"", echo,
                                      "\" is trusted here; get a new token "
                                      "from IssueToken"))
      .Vietnamese(absl::StrCat("Khóa \"", echo,
                               "\" không được tin cậy ở đây; hãy lấy mã truy "
                               "cập mới từ IssueToken."))
      .With("key", echo);
}

absl::Status TokenSignatureWrong() {
  return Unauthenticated("TOKEN_SIGNATURE_WRONG",
                         "the token was not signed by the key it names; get a "
                         "new one from IssueToken")
      .Vietnamese(
          "Chữ ký của mã truy cập không đúng với khóa nêu trong mã; hãy lấy mã "
          "mới từ IssueToken.");
}

absl::Status TokenIssuerWrong(absl::string_view issuer) {
  const std::string echo = Echo(issuer);
  return Unauthenticated("TOKEN_ISSUER_WRONG",
                         absl::StrCat("the token's issuer is \"", echo,
                                      "\" where \"loa\" is expected"))
      .Vietnamese(absl::StrCat("Mã truy cập do \"", echo,
                               "\" cấp, ở đây chỉ nhận mã do \"loa\" cấp."))
      .With("issuer", echo);
}

absl::Status TokenAudienceWrong() {
  return Unauthenticated("TOKEN_AUDIENCE_WRONG",
                         "the token is not for this suite; its audience must "
                         "be \"loa\"")
      .Vietnamese(
          "Mã truy cập không dành cho hệ thống này; audience phải là \"loa\".");
}

absl::Status TokenExpired(absl::Time expiry) {
  const std::string at = Rfc3339(expiry);
  return Unauthenticated("TOKEN_EXPIRED",
                         absl::StrCat("the token expired at ", at,
                                      "; get a new one from IssueToken"))
      .Vietnamese(absl::StrCat("Mã truy cập đã hết hạn lúc ", at,
                               " (giờ UTC); hãy lấy mã mới từ IssueToken."))
      .With("expired_at", at);
}

absl::Status TokenNotYetValid(absl::Time issued) {
  const std::string at = Rfc3339(issued);
  return Unauthenticated("TOKEN_NOT_YET_VALID",
                         absl::StrCat("the token is valid from ", at,
                                      "; check the clocks of both hosts"))
      .Vietnamese(absl::StrCat("Mã truy cập chỉ có hiệu lực từ ", at,
                               " (giờ UTC); hãy kiểm tra đồng hồ của hai máy."))
      .With("valid_from", at);
}

absl::Status SigningKeyInvalid(absl::string_view what) {
  return BadKey("SIGNING_KEY_INVALID",
                absl::StrCat("the signing key cannot be used: ", what,
                             "; make one with \"openssl genpkey -algorithm "
                             "ed25519\""))
      .Vietnamese(
          "Không dùng được khóa ký; hãy tạo khóa bằng \"openssl genpkey "
          "-algorithm ed25519\".")
      .With("problem", what);
}

absl::Status TokenKeysInvalid(absl::string_view what) {
  return BadKey("TOKEN_KEYS_INVALID",
                absl::StrCat("the token keys cannot be used: ", what,
                             "; the file holds one or more Ed25519 public keys "
                             "in PEM (openssl pkey -pubout)"))
      .Vietnamese(
          "Không dùng được các khóa kiểm tra mã truy cập; tệp phải chứa một "
          "hoặc nhiều khóa công khai Ed25519 dạng PEM (openssl pkey -pubout).")
      .With("problem", what);
}

absl::Status SealingKeyMissing(absl::string_view what) {
  return BadKey("SEALING_KEY_MISSING",
                absl::StrCat("no sealing key: ", what,
                             "; the file holds lines \"<id>:<64 hex digits>\", "
                             "such as \"k1:$(openssl rand -hex 32)\""))
      .Vietnamese(
          "Thiếu khóa niêm phong; tệp gồm các dòng \"<id>:<64 chữ số hex>\", "
          "ví dụ \"k1:$(openssl rand -hex 32)\".")
      .With("problem", what);
}

absl::Status SealingKeyMalformed(int line, absl::string_view what) {
  return BadKey("SEALING_KEY_MALFORMED",
                absl::StrCat("line ", line, " of the sealing keys: ", what,
                             "; expected \"<id>:<64 hex digits>\""))
      .Vietnamese(absl::StrCat("Dòng ", line,
                               " của tệp khóa niêm phong không đúng; mỗi dòng "
                               "phải có dạng \"<id>:<64 chữ số hex>\"."))
      .With("line", absl::StrCat(line))
      .With("problem", what);
}

absl::Status SealingKeyWeak(absl::string_view key_id, absl::string_view what) {
  return BadKey("SEALING_KEY_WEAK",
                absl::StrCat("sealing key ", key_id, " is weak: ", what,
                             "; make one with \"openssl rand -hex 32\""))
      .Vietnamese(
          absl::StrCat("Khóa niêm phong ", key_id,
                       " yếu; hãy tạo khóa bằng \"openssl rand -hex 32\"."))
      .With("key", key_id)
      .With("problem", what);
}

absl::Status SealingKeyUnknown(absl::string_view key_id) {
  return BadKey("SEALING_KEY_UNKNOWN",
                absl::StrCat("sealed with key ", key_id,
                             ", which is not in the key file; put it back "
                             "until everything is sealed again"))
      .Vietnamese(absl::StrCat("Dữ liệu được niêm phong bằng khóa ", key_id,
                               " không có trong tệp khóa; hãy đặt lại khóa này "
                               "cho đến khi mọi dữ liệu được niêm phong lại."))
      .With("key", key_id);
}

absl::Status SealedDataDamaged() {
  return Error(absl::StatusCode::kDataLoss, kDomain, "SEALED_DATA_DAMAGED",
               "sealed data does not open: it was changed, or it belongs to "
               "something else; enter the credential again")
      .Vietnamese(
          "Không mở được dữ liệu niêm phong: dữ liệu đã bị sửa hoặc thuộc về "
          "đối tượng khác; hãy nhập lại thông tin kết nối.");
}

}  // namespace loa::auth
