#ifndef LOA_SERVICES_METRICS_EVALUATIONS_TESTING_SAMPLE_EVALUATION_H_
#define LOA_SERVICES_METRICS_EVALUATIONS_TESTING_SAMPLE_EVALUATION_H_

#include "loa/metrics/v1/evaluation_service.pb.h"

namespace loa::metrics::testing {

// An evaluation like the first user's of 2022-05-31, with the first
// `districts` of the seed's 13 and their communes.  The same for ever.
v1::Evaluation SampleEvaluation(int districts);

}  // namespace loa::metrics::testing

#endif  // LOA_SERVICES_METRICS_EVALUATIONS_TESTING_SAMPLE_EVALUATION_H_
