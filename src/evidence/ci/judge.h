#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evidence/ci/pipeline.h"

namespace wafpp::evidence::ci {

/// A deed, by where it stands.
struct DeedPlace {
  size_t job = 0;
  size_t step = 0;
  size_t deed = 0;
};

/// A scan of an image that was meant to stop the pipeline.
struct Gate {
  DeedPlace at;
  std::optional<bool> before_push;    ///< Nothing where nothing is pushed.
  std::optional<bool> before_deploy;  ///< Likewise.
  std::string defeated_by;            ///< Why it stops nothing.
  std::string unknown;                ///< What keeps one from telling whether it does.
  bool holds() const { return defeated_by.empty() && unknown.empty(); }
};

/// What a pipeline as a whole comes to.
struct Judgement {
  std::vector<DeedPlace> scans;  ///< Of images.
  std::vector<Gate> gates;       ///< In the order written, those that are defeated as well.
  Answer has_gate = Answer::No;  ///< Every way to a push or a deployment is gated.
  std::string why;               ///< Where it has none, or that is not known.
  std::optional<bool> before_push;
  std::optional<bool> before_deploy;
  bool builds_image = false;
  bool pushes_image = false;
  bool deploys = false;
  Answer makes_sbom = Answer::No;  ///< Of an image.
  Answer stores_sbom = Answer::No;
  Answer signs = Answer::No;
  Answer makes_provenance = Answer::No;
};

/// Whether a step runs at all when no pull request is built.
bool runs(const Pipeline& pipeline, const Job& job, const Step& step);
/// Whether one of `stored` takes a file of `sbom` along.
bool is_stored(const Deed& sbom, const std::vector<const Deed*>& stored);

Judgement judge(const Pipeline& pipeline);

}  // namespace wafpp::evidence::ci
