#ifndef LOA_LIBS_SQL_CONNECTION_POOL_H_
#define LOA_LIBS_SQL_CONNECTION_POOL_H_

#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/mutex.h"
#include "libs/sql/errors.h"

namespace loa::sql {

// At most `size` connections, opened when first needed, lent to one caller at
// a time.  Callers wait for a bounded time, then get OVERLOADED.  Thread-safe.
template <typename Connection>
class ConnectionPool {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Connection>>()>;

  // A connection on loan.  Returns to the pool by itself.
  class Loan {
   public:
    Loan(ConnectionPool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Loan() {
      if (pool_ != nullptr) pool_->Return(std::move(connection_));
    }
    Loan(Loan&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          connection_(std::move(other.connection_)) {}
    Loan& operator=(Loan&&) = delete;

    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }
    // Closes the connection; the next loan opens another one.
    void Discard() { connection_.reset(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  ConnectionPool(int size, absl::Duration timeout, Opener open)
      : timeout_(timeout), open_(std::move(open)), unopened_(size) {}

  absl::StatusOr<Loan> Borrow() {
    const auto give_up =
        std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(timeout_);
    {
      base::MutexLock lock(mutex_);
      while (idle_.empty() && unopened_ == 0) {
        const auto left = give_up - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds::zero()) {
          return Overloaded(timeout_);
        }
        returned_.WaitFor(mutex_, left);
      }
      if (!idle_.empty()) {
        Loan loan(this, std::move(idle_.back()));
        idle_.pop_back();
        return loan;
      }
      --unopened_;
    }
    absl::StatusOr<std::unique_ptr<Connection>> opened = open_();
    if (!opened.ok()) {
      Return(nullptr);
      return opened.status();
    }
    return Loan(this, *std::move(opened));
  }

  // Closes all idle connections: what is left of a server that went away.
  void DiscardIdle() {
    std::vector<std::unique_ptr<Connection>> closing;
    base::MutexLock lock(mutex_);
    closing.swap(idle_);
    unopened_ += static_cast<int>(closing.size());
  }

 private:
  void Return(std::unique_ptr<Connection> connection) {
    {
      base::MutexLock lock(mutex_);
      if (connection == nullptr) {
        ++unopened_;
      } else {
        idle_.push_back(std::move(connection));
      }
    }
    returned_.NotifyOne();
  }

  const absl::Duration timeout_;
  const Opener open_;
  base::Mutex mutex_;
  base::CondVar returned_;
  int unopened_ LOA_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<Connection>> idle_ LOA_GUARDED_BY(mutex_);
};

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_CONNECTION_POOL_H_
