#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "terraform/evaluation.h"
#include "value/value.h"

/// What can be asked about: each fact one thing of a kind, its attributes values with provenance.
namespace wafpp::facts {

using value::Value;

struct Fact {
  std::string kind;     ///< `resource.aws_db_instance`, `data.aws_kms_alias`, `module`, ...
  std::string subject;  ///< Full instance address.
  uint32_t root = 0;    ///< Index into `Facts::roots`.
  /// The attributes as one object: what `self` is.
  Value value;
  std::shared_ptr<const terraform::BodyValue> body;  ///< For places; null for what was not read from code.
  std::shared_ptr<const value::StemTarget> target;   ///< Identity in provenance.
  std::shared_ptr<const std::vector<terraform::ModuleStep>> path;
  std::string module;
  std::string provider;
  bool unknown_instances = false;  ///< Stands for an unknown number of instances.
  /// Where `path` stands, or the nearest block that exists.
  diag::Place place_of(std::string_view path) const;
};

/// A root as far as facts name it.
struct Root {
  std::string folder;
  std::string environment;
  std::string workspace;
};

/// All facts of one run. Read-only once made; safe from several threads.
class Facts {
 public:
  /// Takes over the resources of an evaluated root.
  uint32_t add(const terraform::RootEvaluation& evaluation);

  const std::vector<Root>& roots() const { return roots_; }
  std::span<const Fact> all() const { return facts_; }
  /// Facts of one kind in one root, by subject. `kind` may end in `.*`.
  std::vector<const Fact*> of_kind(uint32_t root, std::string_view kind) const;
  /// The fact that `target` identifies, or null.
  const Fact* of_target(const value::StemTarget* target) const;
  /// By subject within a root, or null.
  const Fact* find(uint32_t root, std::string_view subject) const;

 private:
  std::vector<Root> roots_;
  std::vector<Fact> facts_;
  std::vector<std::unordered_map<std::string, std::vector<uint32_t>>> by_kind_;
  std::unordered_map<const value::StemTarget*, uint32_t> by_target_;
  std::vector<std::unordered_map<std::string, uint32_t>> by_subject_;
};

}  // namespace wafpp::facts
