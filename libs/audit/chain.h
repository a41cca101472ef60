#ifndef LOA_LIBS_AUDIT_CHAIN_H_
#define LOA_LIBS_AUDIT_CHAIN_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace loa::audit {

// What a row of the audit log says; `previous_hash` is "" for number 1.
struct Entry {
  int64_t number = 0;       // 1, 2, 3, ...
  int64_t recorded_at = 0;  // microseconds since the Unix epoch
  std::string principal, method, resource, unit, trace_id;
  std::string request_hash, previous_hash;
};

// SHA-256 in hex over all fields in a fixed order, each with its length before
// it, so that no two entries have the same bytes.
std::string HashOf(const Entry& entry);

// What a check of a whole log found.
struct VerifyResult {
  bool ok = true;
  int64_t rows = 0;              // read before the first bad one
  int64_t first_bad_number = 0;  // 0 when ok
  std::string what;              // for people; "" when ok
};

// Follows a chain from number 1.  Knows one row at a time.
class ChainVerifier {
 public:
  // The next row; false once something is wrong.
  bool Add(const Entry& entry, absl::string_view stored_hash);
  // The head row, after the last row of the log.
  void Finish(int64_t head_number, absl::string_view head_hash);
  // The row that should be number rows + 1 is no row at all.
  void Fail(absl::string_view what);
  const VerifyResult& result() const { return result_; }

 private:
  VerifyResult result_;
  std::string last_hash_;
};

}  // namespace loa::audit

#endif  // LOA_LIBS_AUDIT_CHAIN_H_
