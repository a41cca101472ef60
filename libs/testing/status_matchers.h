#ifndef LOA_LIBS_TESTING_STATUS_MATCHERS_H_
#define LOA_LIBS_TESTING_STATUS_MATCHERS_H_

#include <gmock/gmock.h>

#include <ostream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/status/error.h"

// Matchers for absl::Status and absl::StatusOr<T>:
//   EXPECT_THAT(store.Put(unit), IsOk());
//   EXPECT_THAT(store.Find(id), IsOkAndHolds(EqualsProto(unit)));
//   EXPECT_THAT(store.Find("x"), StatusIs(absl::StatusCode::kNotFound));
//   EXPECT_THAT(answer, AllOf(HasReason("UNIT_NOT_FOUND"),
//   NamesField("unit")));
namespace loa::testing {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <class T>
const absl::Status& StatusOf(const absl::StatusOr<T>& value) {
  return value.status();
}

// "NOT_FOUND: no unit x [reason UNIT_NOT_FOUND, fields unit]".
std::string DescribeStatus(const absl::Status& status);

// Why the Vietnamese message of `status` cannot be shown: there is none, it is
// not in NFC, holds no letter that only Vietnamese has, is the English one, or
// is no whole sentence.  "" when it can.
std::string WrongVietnamese(const absl::Status& status);

MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  *result_listener << DescribeStatus(StatusOf(arg));
  return StatusOf(arg).ok();
}

MATCHER_P(StatusIs, code,
          (negation ? "is not " : "is ") + absl::StatusCodeToString(code)) {
  *result_listener << DescribeStatus(StatusOf(arg));
  return StatusOf(arg).code() == code;
}

MATCHER_P2(StatusIs, code, message, absl::StatusCodeToString(code)) {
  *result_listener << DescribeStatus(StatusOf(arg));
  return StatusOf(arg).code() == code &&
         ::testing::Matches(message)(std::string(StatusOf(arg).message()));
}

// Its ErrorInfo.reason is `reason`.
MATCHER_P(HasReason, reason,
          (negation ? "has not reason " : "has reason ") +
              std::string(reason)) {
  *result_listener << DescribeStatus(StatusOf(arg));
  return status::ReasonOf(StatusOf(arg)) == reason;
}

// Has a Vietnamese message that a person can be shown; see WrongVietnamese.
MATCHER(SpeaksVietnamese,
        negation ? "says it in no Vietnamese" : "says it in Vietnamese") {
  const std::string wrong = WrongVietnamese(StatusOf(arg));
  *result_listener << DescribeStatus(StatusOf(arg)) << ": " << wrong;
  return wrong.empty();
}

// Its ErrorInfo.metadata[key] is `value`.
MATCHER_P2(HasMetadata, key, value,
           std::string(key) + " = " + std::string(value)) {
  const std::string actual = status::MetadataOf(StatusOf(arg), key);
  *result_listener << DescribeStatus(StatusOf(arg)) << ", " << key << " = "
                   << actual;
  return actual == value;
}

// One of its BadRequest violations is about the field at `path`.
MATCHER_P(NamesField, path,
          (negation ? "does not name field " : "names field ") +
              std::string(path)) {
  *result_listener << DescribeStatus(StatusOf(arg));
  return ::testing::Matches(::testing::Contains(std::string(path)))(
      status::FieldsOf(StatusOf(arg)));
}

// Is OK and its value matches.
template <class Inner>
class IsOkAndHoldsMatcher {
 public:
  explicit IsOkAndHoldsMatcher(Inner inner) : inner_(std::move(inner)) {}

  template <class T>
  operator ::testing::Matcher<T>() const {  // NOLINT: matchers convert
    return ::testing::MakeMatcher(new Bound<T>(inner_));
  }

 private:
  template <class T>
  class Bound : public ::testing::MatcherInterface<T> {
    using Value = typename std::decay_t<T>::value_type;

   public:
    explicit Bound(const Inner& inner)
        : inner_(::testing::SafeMatcherCast<const Value&>(inner)) {}

    bool MatchAndExplain(
        T actual, ::testing::MatchResultListener* listener) const override {
      if (!actual.ok()) {
        *listener << DescribeStatus(actual.status());
        return false;
      }
      return inner_.MatchAndExplain(*actual, listener);
    }
    void DescribeTo(std::ostream* out) const override {
      *out << "is OK and holds a value that ";
      inner_.DescribeTo(out);
    }
    void DescribeNegationTo(std::ostream* out) const override {
      *out << "is not OK or holds a value that ";
      inner_.DescribeNegationTo(out);
    }

   private:
    const ::testing::Matcher<const Value&> inner_;
  };

  const Inner inner_;
};

template <class Inner>
IsOkAndHoldsMatcher<std::decay_t<Inner>> IsOkAndHolds(Inner&& inner) {
  return IsOkAndHoldsMatcher<std::decay_t<Inner>>(std::forward<Inner>(inner));
}

}  // namespace loa::testing

#endif  // LOA_LIBS_TESTING_STATUS_MATCHERS_H_
