#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/name_table.h"
#include "controls/answer.h"
#include "controls/control.h"
#include "diag/sink.h"
#include "documents/yaml.h"

/// What the catalogue says of a resource type that holds data: where its encryption and its key are declared (catalogue/data-stores-*.yml).
namespace wafpp::controls {

/// An argument that has one of some values, compared as text.
struct ArgumentIs {
  std::string path;
  std::vector<std::string> values;
  bool unset = false;  ///< Whether it counts as one of them where it is not set.
};

/// One place at which a resource type declares encryption. All paths are below `each`.
struct EncryptionPlace {
  std::string each;                           ///< Blocks all of which have to hold; none is enough. Empty: the resource itself.
  bool at_least_one = false;                  ///< Where there is no such block, what holds without it is asked.
  std::vector<ArgumentIs> only_if;            ///< Counts only where all of these hold.
  std::string encrypted;                      ///< A switch, or a text. Empty: the service always encrypts.
  std::vector<std::string> encrypted_values;  ///< What a text says where it is on; empty: it is a bool.
  Answer unset_encrypted = Answer::No;        ///< What the service does where the switch is not set.
  bool account_default = false;               ///< Where neither switch nor key is set, the account's default for EBS counts.
  std::vector<ArgumentIs> unset_if;           ///< Where one of these holds, it encrypts although the switch is not set.
  bool key_encrypts = false;                  ///< A key that is set is enough to be encrypted.
  std::vector<ArgumentIs> choices;            ///< What has to be chosen for a key of the customer's to count.
  std::vector<std::string> keys;              ///< Alternatives, the first that is set counts.
  std::string
      unset_key_hangs_on;  ///< Where no key is set, it hangs on this whether there is one: `aws_opensearchserverless_security_policy`.
  std::vector<std::string> named;  ///< Arguments that can name nothing but a key of the customer's, by its name in a vault.
};

/// A further resource that declares the encryption of a store.
struct Companion {
  std::vector<std::string> types;  ///< One, and its older names.
  std::string by;                  ///< Its argument that names the store.
  bool in_addition = false;        ///< It declares what the store itself cannot: both have to hold.
  EncryptionPlace place;
};

/// Whose data a resource holds: a replica's original, a snapshot's volume.
struct StoreSource {
  std::string by;                   ///< The argument that names it; where blocks repeat it, all of them.
  std::vector<std::string> of;      ///< Types that it can be; empty: what it names is never found in code.
  bool own_key_decides = false;     ///< A key of its own says how it is encrypted, whatever the source was.
  bool own_decides = false;         ///< So does a switch or a choice.
  std::vector<ArgumentIs> only_if;  ///< It counts only where all of these hold.
  bool key_encrypts = false;        ///< Where this source is named, a key that is set is enough to be encrypted.
  std::vector<ArgumentIs> has;      ///< What the source itself has to say for its key to hold this data.
};

/// JSON policies that say, by the names of stores, how they are encrypted.
struct StorePolicies {
  std::string type;      ///< Of the resource that holds one; empty: there are none.
  std::string document;  ///< Its argument.
  std::string resource;  ///< The policy's word for this type of store: `collection`.
  std::string key;       ///< The policy's member that names the key: `KmsARN`.
};

struct DataStore {
  std::string type;
  std::string kind;   ///< `database`, `queue`, `snapshot`; docs/catalogue.md lists them.
  std::string group;  ///< Who asks: `data_store`, `bucket`, `volume`, `backup`, or `own` for types that a check names itself.
  std::vector<EncryptionPlace> places;
  std::vector<EncryptionPlace> side_data;  ///< Keys of what it keeps elsewhere: performance data, a generated password.
  std::vector<Companion> companions;
  std::vector<StoreSource> sources;
  std::vector<StoreSource> copy_of;  ///< What it is a copy of, where that does not say how it is encrypted itself.
  StorePolicies policies;
  std::vector<std::string> names;   ///< Arguments by whose text other resources name it.
  std::vector<ArgumentIs> only_if;  ///< It stores data only where all of these hold.
  Text without_key;                 ///< Not empty: the service has no keys of the customer's; why.
};

/// The arguments of a lookup that name a resource of the estate, with the types it can be.
using Lookups = std::map<std::string, std::vector<std::pair<std::string, std::vector<std::string>>>, std::less<>>;

class DataStores {
 public:
  DataStores() = default;
  DataStores(const DataStores& other) : lookups(other.lookups), exclusions(other.exclusions), by_type_(other.by_type_) { index(); }
  DataStores(DataStores&&) noexcept = default;
  DataStores& operator=(DataStores other) noexcept {
    lookups = std::move(other.lookups);
    exclusions = std::move(other.exclusions);
    by_type_ = std::move(other.by_type_);
    index_ = std::move(other.index_);
    return *this;
  }
  ~DataStores() = default;

  Lookups lookups;  ///< By data source type.
  /// Types that only look like data stores, with the reason.
  std::map<std::string, std::string, std::less<>> exclusions;

  const std::map<std::string, DataStore, std::less<>>& by_type() const { return by_type_; }
  const DataStore* find(std::string_view type) const { return index_.find(type); }
  /// Adds a type, or replaces what is said of it.
  void set(std::string type, DataStore store);
  void erase(std::string_view type);
  /// Types of a kind such as `data_store.aws` or `backup.google`, or all with side data (`side_data.aws`), sorted; empty where `kind` is
  /// none.
  std::vector<std::string_view> of_kind(std::string_view kind) const;

 private:
  void index();

  std::map<std::string, DataStore, std::less<>> by_type_;
  base::NameTable<DataStore> index_;
};

/// Adds what one file of the catalogue says. What is wrong is reported.
void read_data_stores(const documents::YamlNode& root, DataStores& stores, diag::Sink& sink);

}  // namespace wafpp::controls
