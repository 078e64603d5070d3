#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "controls/data_store.h"
#include "diag/sink.h"
#include "diag/source.h"
#include "documents/repository.h"

/// What providers mean, as data (`catalogue/*.yml`): which resource types are keys, what the policies that AWS publishes allow.
namespace wafpp::controls {

/// How a resource type stands to encryption keys.
struct KeyType {
  enum class Kind : uint8_t {
    Key,    ///< Is a key of the customer's own.
    Named,  ///< Is another name of what its attribute `by` names: an alias, a lookup, a set of one key.
  };
  Kind kind = Kind::Key;
  std::vector<std::string> by;  ///< Attributes, the first that is set counts.
};

struct Catalogue {
  /// By fact kind: `resource.aws_kms_key`, `data.aws_kms_alias`.
  std::map<std::string, KeyType, std::less<>> keys;
  /// The actions that a published AWS policy allows on all resources, by the policy's path and name (`AmazonSSMManagedInstanceCore`,
  /// `service-role/AmazonEC2RoleforSSM`). Only policies that matter to a question are listed.
  struct PublishedPolicy {
    std::vector<std::string> actions;
    std::vector<std::string> not_actions;  ///< Allows everything but these, where it is not empty.
  };
  std::map<std::string, PublishedPolicy, std::less<>> aws_policies;
  DataStores stores;
  /// What an EC2 instance has to be allowed to be managed by Systems Manager.
  std::vector<std::string> ssm_actions;
  /// The operating system that an AMI has by its name, or by the public parameter that holds its id; in the order of the file.
  struct ImagePattern {
    std::string pattern;  ///< `*` is any run of characters.
    std::string system;   ///< As Patch Manager calls it; `none` where it patches none.
  };
  std::vector<ImagePattern> image_names;
  std::vector<ImagePattern> image_parameters;
};

/// The catalogue that is built in, with what `add_own_catalogue` added. A broken built-in one is our own fault and stops the program.
const Catalogue& catalogue();

/// Adds what a user's folder of controls says in `catalogue/*.yml` and `*.yaml`: `data_stores`, `no_data_stores`, `lookups`, `keys`,
/// `names` (docs/catalogue.md). An entry takes the place of the built-in one of its type. What is wrong is reported; of a file with a fault
/// nothing is taken. Called before controls are loaded, while nobody else asks.
void add_own_catalogue(const documents::Repository& folder, diag::SourceMap& sources, diag::Sink& sink);

}  // namespace wafpp::controls
