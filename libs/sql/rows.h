#ifndef LOA_LIBS_SQL_ROWS_H_
#define LOA_LIBS_SQL_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace loa::sql {

// A statement's parameter or a cell: NULL, BIGINT, TEXT or bytes (BYTEA/BLOB).
// Booleans are 0/1, instants are microseconds since the Unix epoch.
class Value {
 public:
  struct Bytes {
    std::string data;
  };

  Value() = default;                                     // NULL
  Value(std::nullopt_t) {}                               // NOLINT
  Value(int v) : data_(int64_t{v}) {}                    // NOLINT
  Value(int64_t v) : data_(v) {}                         // NOLINT
  Value(bool v) : data_(int64_t{v ? 1 : 0}) {}           // NOLINT
  Value(absl::string_view v) : data_(std::string(v)) {}  // NOLINT
  Value(const std::string& v) : data_(v) {}              // NOLINT
  Value(const char* v) : data_(std::string(v)) {}        // NOLINT
  Value(absl::Time v) : data_(absl::ToUnixMicros(v)) {}  // NOLINT
  Value(Bytes v) : data_(std::move(v)) {}                // NOLINT
  template <typename T>
  Value(const std::optional<T>& v) {  // NOLINT
    if (v) *this = Value(*v);
  }

  const std::variant<std::monostate, int64_t, std::string, Bytes>& data()
      const {
    return data_;
  }

 private:
  std::variant<std::monostate, int64_t, std::string, Bytes> data_;
};

// Reads one row of a result; columns count from 0.  Asking for a column with
// the wrong type is a bug and terminates the process.
class Row {
 public:
  Row(const std::vector<Value>& cells, size_t offset)
      : cells_(cells), offset_(offset) {}
  bool IsNull(int column) const;
  int64_t Int(int column) const;
  bool Bool(int column) const { return Int(column) != 0; }
  const std::string& Text(int column) const;
  const std::string& Bytes(int column) const;
  absl::Time Time(int column) const {
    return absl::FromUnixMicros(Int(column));
  }
  std::optional<int64_t> OptionalInt(int column) const;
  std::optional<std::string> OptionalText(int column) const;
  // The cell whatever its type, for readers that distrust the database.
  const Value& Cell(int column) const { return cells_[offset_ + column]; }

 private:
  const std::vector<Value>& cells_;
  size_t offset_;
};

// A whole result, owned.
class Rows {
 public:
  Rows() = default;
  Rows(int columns, std::vector<Value> cells)
      : columns_(columns), cells_(std::move(cells)) {}

  size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  bool empty() const { return size() == 0; }
  Row operator[](size_t row) const { return Row(cells_, row * columns_); }

  class Iterator {
   public:
    Iterator(const Rows& rows, size_t row) : rows_(rows), row_(row) {}
    Row operator*() const { return rows_[row_]; }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return row_ != other.row_; }

   private:
    const Rows& rows_;
    size_t row_;
  };
  Iterator begin() const { return Iterator(*this, 0); }
  Iterator end() const { return Iterator(*this, size()); }

 private:
  int columns_ = 0;
  std::vector<Value> cells_;
};

// ["a","b"] for the @texts macro and [1,2] for @bigints.
std::string JsonArray(const std::vector<std::string>& texts);
std::string JsonArray(const std::vector<int64_t>& integers);

}  // namespace loa::sql

#endif  // LOA_LIBS_SQL_ROWS_H_
