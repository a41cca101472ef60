#include "services/metrics/evaluations/figure_differences.h"

#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"

namespace loa::metrics {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

class PathReporter : public MessageDifferencer::Reporter {
 public:
  void ReportAdded(
      const Message&, const Message&,
      const std::vector<MessageDifferencer::SpecificField>& path) override {
    Report(path);
  }
  void ReportDeleted(
      const Message&, const Message&,
      const std::vector<MessageDifferencer::SpecificField>& path) override {
    Report(path);
  }
  void ReportModified(
      const Message&, const Message&,
      const std::vector<MessageDifferencer::SpecificField>& path) override {
    Report(path);
  }

  std::vector<std::string> Take() { return std::move(paths_); }

 private:
  void Report(const std::vector<MessageDifferencer::SpecificField>& fields) {
    if (paths_.size() == kMaxDifferences) return;
    std::string path;
    for (const MessageDifferencer::SpecificField& part : fields) {
      absl::StrAppend(&path, path.empty() ? "" : ".", part.field->name());
      if (part.index >= 0) absl::StrAppend(&path, "[", part.index, "]");
    }
    paths_.push_back(std::move(path));
  }

  std::vector<std::string> paths_;
};

}  // namespace

std::vector<std::string> FigureDifferences(const v1::EvaluationFigures& a,
                                           const v1::EvaluationFigures& b) {
  PathReporter reporter;
  MessageDifferencer differencer;
  differencer.IgnoreField(
      v1::EvaluationFigures::descriptor()->FindFieldByName("read_point"));
  // The instant of the publications is no figure either.
  differencer.IgnoreField(
      v1::PublicationFigures::descriptor()->FindFieldByName("as_of"));
  differencer.ReportDifferencesTo(&reporter);
  differencer.Compare(a, b);
  return reporter.Take();
}

}  // namespace loa::metrics
