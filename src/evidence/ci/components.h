#pragma once

#include <string>
#include <string_view>

#include "evidence/ci/tools.h"

/// What ready-made parts of pipelines do: actions, tasks, orbs, pipes.
namespace wafpp::evidence::ci {

/// The inputs of a part, by their names in lower case, with known variables filled in.
class Inputs {
 public:
  explicit Inputs(const Surroundings& in) : in_(&in) {}
  void add(std::string_view name, std::string_view value);
  /// Empty where it is not given.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const { return values_.contains(name); }
  bool is_true(std::string_view name) const;
  bool is_false(std::string_view name) const;
  const Surroundings& in() const { return *in_; }

 private:
  const Surroundings* in_;
  Variables values_;
};

/// `name` is without version, such as `aquasecurity/trivy-action`. What is not known does nothing.
void read_action(std::string_view name, const Inputs& inputs, Doings& to);
void read_task(std::string_view name, const Inputs& inputs, Doings& to);
/// `snyk/scan`: an orb's own name (`snyk/snyk`) and the command, with `/` in between.
void read_orb_command(std::string_view name, const Inputs& inputs, Doings& to);
void read_pipe(std::string_view name, const Inputs& inputs, Doings& to);
/// A container image that is run with arguments, as `docker run` does.
void read_container(std::string_view image, std::string_view arguments, const Surroundings& in, Doings& to);

}  // namespace wafpp::evidence::ci
