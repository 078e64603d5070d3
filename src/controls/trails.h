#pragma once

#include <string>

#include "controls/domain.h"

/// What CloudTrail trails record of the use of keys, and who watches it.
namespace wafpp::controls {

struct TrailAnswer {
  Answer answer = Answer::Yes;
  value::Origin open;
  std::string path;  ///< The argument that decides; empty where nothing is set.
};
/// Whether a trail records management events of KMS, those that read included: `Decrypt` and `GenerateDataKey` are such.
TrailAnswer records_kms(const Fact& trail);

/// Whether an alarm is raised on the use of keys: a metric filter about KMS whose metric has an alarm, or an event rule about KMS that
/// has a target.
Value watched(Question& question, const Fact& trail);

}  // namespace wafpp::controls
