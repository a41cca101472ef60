#ifndef LOA_SERVICES_METRICS_SAMPLES_SAMPLE_CHECK_H_
#define LOA_SERVICES_METRICS_SAMPLES_SAMPLE_CHECK_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/auth/principal.h"
#include "libs/clients/registry_view.h"
#include "libs/rpc/errors.h"
#include "loa/metrics/v1/sample_service.pb.h"
#include "services/metrics/definitions/metric_store.h"
#include "services/metrics/samples/branch.h"
#include "services/metrics/samples/sample.h"

namespace loa::metrics {

// The word of a service is the platform's; what a person brings is not.
v1::FigureSource SourceOf(const auth::Principal& recorder);

// Turns rows into samples: resolves names, and notes each fault of each row.
class SampleCheck {
 public:
  // All outlive it.  `within` is the unit that all pages must be in.
  SampleCheck(const clients::RegistryView& view, const Definitions& definitions,
              std::string within, absl::Time now, auth::Principal recorder);

  // `row` is what people call it, from 1.
  void Add(int row, const v1::Sample& sample);
  void AddFaults(std::vector<rpc::FieldViolation> faults);

  // SAMPLE_ROWS_INVALID when a row had a fault.
  absl::Status Result() const;
  std::vector<Sample>& samples() { return samples_; }
  // The branches of the samples, by name.
  const std::map<std::string, Branch>& branches() const { return branches_; }

 private:
  void CheckNames(const std::string& prefix, const v1::Sample& sample);
  void Take(const units::v1::Page& page, const Definition& definition,
            const v1::Sample& sample);

  const clients::RegistryView& view_;
  const Definitions& definitions_;
  const std::string within_;
  const absl::Time now_;
  const auth::Principal recorder_;
  const base::Days today_;
  std::vector<Sample> samples_;
  std::map<std::string, Branch> branches_;
  std::vector<rpc::FieldViolation> faults_;
};

}  // namespace loa::metrics

#endif  // LOA_SERVICES_METRICS_SAMPLES_SAMPLE_CHECK_H_
