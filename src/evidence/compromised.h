#pragma once

#include <string>
#include <vector>

namespace wafpp::evidence {

/// Something that pipelines bring in, of which versions are known to have been malicious. One entry of src/evidence/ci/compromised.yml, or
/// of a list of the user's in that form.
struct CompromisedPart {
  std::string kind;                  ///< As in `evidence.pipeline_action`: `action`, `image`, `orb`.
  std::string name;                  ///< In lower case, without the version; of an image without its registry.
  bool has_range = false;            ///< Whether `until` counts.
  std::vector<int> until;            ///< The highest version that is malicious: `{1, 2, 3}`; `{0}`: every tag is.
  std::vector<std::string> tags;     ///< Besides these.
  std::vector<std::string> commits;  ///< The malicious commits themselves.
  std::string advisory;              ///< What says so; never empty.
  std::string date;                  ///< The day; may be empty.
};

}  // namespace wafpp::evidence
