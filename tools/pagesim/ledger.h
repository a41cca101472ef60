#ifndef LOA_TOOLS_PAGESIM_LEDGER_H_
#define LOA_TOOLS_PAGESIM_LEDGER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace loa::pagesim {

// One line of the ledger.  Fields that an entry has no use for are empty.
struct Entry {
  enum class Kind {
    kRequest,  // received, with the answer that it gets
    kPhoto,    // was uploaded; nobody sees it
    kPost,     // became visible
    kEdit,     // shows another text from now on
    kDelete,   // is no longer visible
    kArm,      // a fault was asked for
    kFault,    // a fault fired
  };

  Kind kind = Kind::kRequest;
  int64_t time_us = 0;  // Unix time
  std::string page;
  std::string post;            // kPost, kEdit, kDelete: the platform's id
  std::string text;            // kPost, kEdit; kPhoto: alt text
  std::string text_sha256;     // kPost, kEdit: filled by the ledger
  std::string link;            // kPost
  std::string photo;           // kPhoto: its id; kPost: ids, with commas
  std::string photo_sha256;    // of their bytes, in the same order
  std::string method;          // kRequest
  std::string path;            // kRequest
  std::string token_sha256;    // kRequest: whose token, first 16 hex digits
  int64_t connection = 0;      // kRequest
  int64_t nth = 0;             // kRequest: above 1 on a kept-alive connection
  int64_t status = 0;          // kRequest: HTTP status; 0 closed unanswered
  std::string fault;           // kArm, kFault, kRequest: kind of fault
  int64_t arm = 0;             // kArm, kFault: which arming
  int64_t count = 0;           // kArm
  int64_t after_posts = 0;     // kArm
  int64_t regain_seconds = 0;  // kArm
};

std::string ToJsonLine(const Entry& entry);

// Reads a ledger whole.  A last line without an end was being written when
// the simulator died: nobody was answered on its strength, it is left out.
// Errors: NOT_FOUND no such file; DATA_LOSS any other line that is no entry.
absl::StatusOr<std::vector<Entry>> ReadLedger(const std::string& path);

// The append-only truth of what happened.  Not thread-safe: the simulator
// appends under the lock under which it changes what is visible.
class Ledger {
 public:
  // Opens or creates `path`, cutting off an unfinished last line.
  static absl::StatusOr<std::unique_ptr<Ledger>> Open(const std::string& path);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // Returns once all entries are on disk.  Ends the process when it cannot: a
  // simulator that cannot record must not answer.
  void Append(std::vector<Entry> entries);

 private:
  explicit Ledger(int fd) : fd_(fd) {}
  const int fd_;
};

}  // namespace loa::pagesim

#endif  // LOA_TOOLS_PAGESIM_LEDGER_H_
