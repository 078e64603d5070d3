#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "facts/fact.h"

/// Who points at whom. Two resources are related when one's attribute stems from the other's instance, or when both names are known
/// and equal; never by text search.
///
/// An index per root, kind and attribute is made when it is first asked for, in one pass over the facts of that kind; each question
/// is then a look-up, so that asking it of n facts costs n, not n squared.
namespace wafpp::controls {

using facts::Fact;
using value::Value;

class Relations {
 public:
  /// `facts` outlives this.
  explicit Relations(const facts::Facts& facts);
  Relations(const Relations&) = delete;
  Relations& operator=(const Relations&) = delete;
  ~Relations();

  struct Related {
    std::vector<const Fact*> facts;  ///< By subject.
    /// Some that may be related as well, since what they point at is not known. At most a handful: who asks wants to know whether
    /// there are any, and on what they hang.
    std::vector<const Fact*> open;
  };
  /// Facts of `kind` in the target's root whose attribute at `path` (of a collection: one of its elements) stems from `target`, or is
  /// one of `names` (those that are known and not empty).
  Related pointing_at(const Fact& target, std::string_view kind, std::string_view path, const std::vector<Value>& names) const;

  /// One sort of fact that a value may name: by stem, or by the known text of the attribute at `path`.
  struct Candidate {
    std::string_view kind;
    std::string_view path;
  };
  /// What a value names.
  struct Named {
    const Fact* fact = nullptr;  ///< The one fact that the value stems from or names.
    value::Origin open;          ///< Not empty: the value is not known, and it hangs on this which one it is.
    std::string name;            ///< A known name that no candidate has.
    bool nothing = false;        ///< The value is null or empty.
  };
  Named named(uint32_t root, const Value& value, const std::vector<Candidate>& candidates) const;

  /// What `make` works out of `fact`, for which many others may ask: it is made once, by whoever asks first. One kind of thing per type
  /// `T`.
  template <typename T>
  const T& once(const Fact& fact, const std::function<T()>& make) const {
    static const char kTag = 0;
    Kept& kept = kept_for(fact, &kTag);
    std::call_once(kept.made, [&] { kept.value = std::make_shared<const T>(make()); });
    return *static_cast<const T*>(kept.value.get());
  }

 private:
  struct Kept {
    std::once_flag made;
    std::shared_ptr<const void> value;
  };
  Kept& kept_for(const Fact& fact, const void* tag) const;

  struct Index;
  struct Slot;
  const Index& index(uint32_t root, std::string_view kind, std::string_view path) const;
  static std::unique_ptr<const Index> build(const facts::Facts& facts, uint32_t root, std::string_view kind, std::string_view path);

  const facts::Facts& facts_;
  mutable std::mutex mutex_;
  mutable std::string key_;  // Of the slot that is looked up: here, so that it needs no memory each time.
  mutable std::unordered_map<std::string, std::unique_ptr<Slot>> slots_;
  mutable std::map<std::pair<const Fact*, const void*>, Kept> kept_;
};

/// By which attributes one resource is named in another: whichever of them it has and are known.
std::vector<Value> names_of(const Fact& fact);

/// Whether `value` is the very attribute that the stem names, rather than something made from it: true where it cannot be told, since
/// one of the two is not known.
bool is_verbatim(const Value& value, const value::OriginStep& stem, const Fact& target);

}  // namespace wafpp::controls
