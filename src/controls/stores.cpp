#include "controls/stores.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "controls/account_default.h"
#include "controls/block_paths.h"
#include "controls/keys.h"
#include "controls/sequence.h"
#include "controls/store_policies.h"

namespace wafpp::controls {
namespace {

using value::CauseKind;

bool is_empty(const Value& value) { return value.is_known() && (value.is_null() || (text_of(value) && text_of(value)->empty())); }

StoreAnswer certain(bool holds, const Fact& fact, std::string path) {
  return {.answer = holds ? Answer::Yes : Answer::No, .open = {}, .at = &fact, .path = std::move(path)};
}
StoreAnswer open_answer(const Value& by, const Fact& fact, std::string path) {
  return {.answer = Answer::Unknown, .open = undecided_by(by).origin(), .at = &fact, .path = std::move(path)};
}

/// Several answers that all have to be yes: the first that is no, else the first that is not known, else the first.
void and_also(StoreAnswer& all, StoreAnswer next, bool& is_first) {
  bool is_worse = (next.answer == Answer::No && all.answer != Answer::No) || (next.answer == Answer::Unknown && all.answer == Answer::Yes);
  if (is_first || is_worse) all = std::move(next);
  is_first = false;
}

/// Whether something that is not known hangs on a key of the customer's alone, as a block does that is there where a key is given: then it
/// is taken to name that key.
bool hangs_on_own_key(Question& question, const Fact& fact, const Value& open) {
  if (open.is_known() || customer_key(question, open).answer != Answer::Yes) return false;
  std::vector<const value::OriginStep*> stems = value::stems(open.origin());
  const value::OriginStep* key = stems.empty() ? nullptr : stems.back();
  std::string name = key == nullptr ? std::string("?") : fmt::format("{}.{}", key->target->address, key->text);
  question.note(Note::Kind::Assumption, fact.place, fmt::format("what hangs on `{}` alone is taken to name it", name),
                fmt::format("was allein an `{}` hängt, gilt als dessen Nennung", name));
  return true;
}

/// One place of a store: its block `block`, empty for the resource itself.
class PlaceQuestion {
 public:
  PlaceQuestion(Question& question, const Fact& fact, const EncryptionPlace& place, const DataStore* store, std::string block)
      : question_(question), fact_(fact), place_(place), store_(store), block_(std::move(block)) {}

  StoreAnswer is_encrypted() const {
    if (place_.encrypted.empty()) return certain(true, fact_, first_key_path());
    std::string path = path_below(block_, place_.encrypted);
    Value encrypted = fact_.at(path);
    if (encrypted.is_known() && encrypted.is_null()) return where_unset(path);
    if (!encrypted.is_known()) {
      if (key_is_enough() && will_be_set(first_key())) return certain(true, fact_, first_key_path());
      return open_answer(encrypted, fact_, path);
    }
    bool on = place_.encrypted_values.empty() ? truth(encrypted) == Answer::Yes
                                              : std::any_of(place_.encrypted_values.begin(), place_.encrypted_values.end(),
                                                            [&](const std::string& one) { return text_of(encrypted) == one; });
    if (!on && place_.account_default) {
      // What the account encrypts by default no volume can be without.
      StoreAnswer by_default = account_encrypts(path);
      if (by_default.answer == Answer::Yes) return by_default;
    }
    return certain(on, fact_, path);
  }

  StoreAnswer has_customer_key() const {
    StoreAnswer chosen = arguments_are(fact_, block_, place_.choices);
    if (chosen.answer == Answer::No) return chosen;
    StoreAnswer key = key_answer();
    bool is_open = chosen.answer == Answer::Unknown && key.answer != Answer::No;
    return is_open && !hangs_on_own_key(question_, fact_, fact_.at(chosen.path)) ? chosen : key;
  }

 private:
  std::string first_key_path() const {
    if (!place_.keys.empty()) return path_below(block_, place_.keys.front());
    return path_below(block_, place_.choices.empty() ? place_.encrypted : place_.choices.front().path);
  }
  Value first_key() const {
    for (const std::string& name : place_.keys) {
      Value key = fact_.at(path_below(block_, name));
      if (!is_empty(key)) return key;
    }
    return Value::null();
  }
  /// A key cannot be there without encryption.
  bool key_is_enough() const {
    if (place_.key_encrypts) return true;
    if (store_ == nullptr) return false;
    return std::any_of(store_->sources.begin(), store_->sources.end(),
                       [&](const StoreSource& source) { return source.key_encrypts && !is_empty(fact_.at(source.by)); });
  }

  StoreAnswer where_unset(const std::string& path) const {
    if (key_is_enough()) {
      Value key = first_key();
      if (!is_empty(key)) {
        if (!key.is_known() && !will_be_set(key)) return open_answer(key, fact_, first_key_path());
        return certain(true, fact_, first_key_path());
      }
    }
    StoreAnswer unset = certain(place_.unset_encrypted == Answer::Yes, fact_, path);
    for (const ArgumentIs& condition : place_.unset_if) {
      StoreAnswer holds = argument_is(fact_, block_, condition);
      if (holds.answer == Answer::Yes) return certain(true, fact_, path);
      if (holds.answer == Answer::Unknown && unset.answer == Answer::No) unset = {Answer::Unknown, holds.open, &fact_, path};
    }
    if (place_.account_default) {
      StoreAnswer by_default = account_encrypts(path);
      if (by_default.answer != Answer::No) return by_default;
    }
    if (place_.unset_encrypted == Answer::Unknown) {
      return {Answer::Unknown, cause(CauseKind::OutsideEstate, fact_.place_of(path), "`aws_ebs_encryption_by_default`"), &fact_, path};
    }
    return unset;
  }

  StoreAnswer account_encrypts(const std::string& path) const {
    AccountDefault by_default = ebs_encryption_by_default(question_, fact_);
    if (by_default.answer == Answer::Yes) {
      question_.note(Note::Kind::Reason, by_default.by->place, fmt::format("`{}` encrypts every new volume", by_default.by->subject),
                     fmt::format("`{}` verschlüsselt jedes neue Volume", by_default.by->subject));
    }
    return {by_default.answer, by_default.open, &fact_, path};
  }

  StoreAnswer key_answer() const {
    for (const std::string& name : place_.named) {
      std::string path = path_below(block_, name);
      Value value = fact_.at(path);
      if (is_empty(value)) continue;
      if (!value.is_known() && !will_be_set(value)) return open_answer(value, fact_, path);
      return certain(true, fact_, path);
    }
    for (const std::string& name : place_.keys) {
      std::string path = path_below(block_, name);
      Value value = fact_.at(path);
      if (is_empty(value)) continue;
      return answer_of_key(value, path);
    }
    if (place_.account_default) {
      AccountDefault by_default = ebs_default_key(question_, fact_);
      if (by_default.by != nullptr) {
        question_.note(Note::Kind::Reason, by_default.by->place_of(by_default.path),
                       fmt::format("the account's default key for EBS is set by `{}`", by_default.by->subject),
                       fmt::format("den Standardschlüssel des Kontos für EBS setzt `{}`", by_default.by->subject));
        return {by_default.answer, by_default.open, &fact_, first_key_path()};
      }
    }
    if (!place_.unset_key_hangs_on.empty()) return by_policy();
    // Where there is no key to name, what is chosen decides alone; a switch alone is asked elsewhere.
    bool has_no_key = place_.keys.empty() && place_.named.empty() && !place_.account_default;
    return certain(has_no_key, fact_, first_key_path());
  }

  /// Of a store whose key a policy names.
  StoreAnswer by_policy() const {
    PolicyKey key = store_ == nullptr ? PolicyKey{} : key_by_policy(question_, fact_, store_->policies);
    if (key.policy == nullptr) {
      return {Answer::Unknown, cause(CauseKind::OutsideEstate, fact_.place, fmt::format("`{}`", place_.unset_key_hangs_on)), &fact_,
              first_key_path()};
    }
    question_.note(Note::Kind::Reason, key.policy->place, fmt::format("`{}` takes it in", key.policy->subject),
                   fmt::format("`{}` erfasst es", key.policy->subject));
    return {key.answer, key.open, key.policy, store_->policies.document};
  }

  /// One key, or a set of them, each of which has to be the customer's.
  StoreAnswer answer_of_key(const Value& value, const std::string& path) const {
    if (!is_sequence(value)) {
      KeyAnswer key = customer_key(question_, value);
      return {key.answer, key.open, &fact_, path};
    }
    if (value.length() == 0) return certain(false, fact_, path);
    StoreAnswer all;
    bool is_first = true;
    for (const Value& one : value.elements()) {
      KeyAnswer key = customer_key(question_, one);
      and_also(all, {key.answer, key.open, &fact_, path}, is_first);
    }
    return all;
  }

  Question& question_;
  const Fact& fact_;
  const EncryptionPlace& place_;
  const DataStore* store_;
  std::string block_;
};

/// `a.b` as `a[0].b[0]`.
std::string first_of_each(std::string_view path) {
  std::string indexed;
  for (char c : path) indexed.append(c == '.' ? "[0]." : std::string_view(&c, 1));
  return indexed + "[0]";
}

using Ask = StoreAnswer (PlaceQuestion::*)() const;

StoreAnswer ask_place(Question& question, const Fact& fact, const EncryptionPlace& place, const DataStore* store, Ask ask) {
  StoreAnswer all;
  bool is_first = true;
  BlockPaths blocks = block_paths(fact, place.each);
  // An index past the end: what is not there is null, and its place the nearest block that is.
  if (place.at_least_one && blocks.paths.empty() && blocks.open.is_known()) blocks.paths.push_back(first_of_each(place.each));
  for (std::string& block : blocks.paths) {
    StoreAnswer applies = arguments_are(fact, block, place.only_if);
    if (applies.answer == Answer::No) continue;
    PlaceQuestion place_question(question, fact, place, store, std::move(block));
    StoreAnswer answer = (place_question.*ask)();
    if (applies.answer == Answer::Unknown && answer.answer == Answer::No) answer = std::move(applies);
    and_also(all, std::move(answer), is_first);
  }
  if (!blocks.open.is_known()) {
    bool is_own = ask == &PlaceQuestion::has_customer_key && hangs_on_own_key(question, fact, blocks.open);
    and_also(all, is_own ? certain(true, fact, place.each) : open_answer(blocks.open, fact, place.each), is_first);
  }
  return all;
}

StoreAnswer ask_places(Question& question, const Fact& fact, const DataStore& store, const std::vector<EncryptionPlace>& places, Ask ask) {
  StoreAnswer all;
  bool is_first = true;
  for (const EncryptionPlace& place : places) {
    StoreAnswer answer = ask_place(question, fact, place, &store, ask);
    // A place without blocks says nothing.
    if (answer.at != nullptr) and_also(all, std::move(answer), is_first);
  }
  return all;
}

StoreAnswer ask_store(Question& question, const Fact& fact, const DataStore& store, Ask ask) {
  // Without a place, only a companion or a source can say anything.
  if (store.places.empty()) return certain(false, fact, {});
  return ask_places(question, fact, store, store.places, ask);
}

/// What one companion declares for a store; `otherwise` where there is none.
StoreAnswer ask_companion(Question& question, const Fact& fact, const Companion& companion, StoreAnswer otherwise) {
  std::vector<Value> names = names_of(fact);
  StoreAnswer found = std::move(otherwise);
  for (const std::string& type : companion.types) {
    Relations::Related related = question.relations().pointing_at(fact, "resource." + type, companion.by, names);
    for (const Fact* one : related.facts) {
      StoreAnswer answer = ask_place(question, *one, companion.place, nullptr, &PlaceQuestion::has_customer_key);
      // Without the block that would declare it, it declares nothing.
      if (answer.at == nullptr) answer = certain(false, *one, companion.place.each);
      if (answer.answer == Answer::Yes && one->unknown_instances) {
        answer.answer = Answer::Unknown;
        answer.open = cause(CauseKind::UnknownInstances, one->place, one->subject);
      }
      if (answer.answer == Answer::Yes) {
        question.note(Note::Kind::Reason, one->place_of(answer.path), fmt::format("`{}` gives it a key", one->subject),
                      fmt::format("`{}` gibt ihm einen Schlüssel", one->subject));
        return answer;
      }
      found = std::move(answer);
    }
    if (related.facts.empty() && !related.open.empty() && found.answer == Answer::No) {
      found = open_answer(related.open.front()->at(companion.by), fact, found.path);
    }
  }
  return found;
}

StoreAnswer ask_companions(Question& question, const Fact& fact, const DataStore& store, StoreAnswer own) {
  for (const Companion& companion : store.companions) {
    if (companion.in_addition) {
      bool is_first = false;
      and_also(own, ask_companion(question, fact, companion, certain(false, fact, {})), is_first);
    } else if (own.answer != Answer::Yes) {
      own = ask_companion(question, fact, companion, std::move(own));
    }
  }
  return own;
}

const DataStore* store_of(Question& question, const Fact& fact) { return question.catalogue().stores.find(fact.type()); }

}  // namespace

StoreAnswer argument_is(const Fact& fact, const std::string& block, const ArgumentIs& wanted) {
  std::string path = path_below(block, wanted.path);
  Value value = fact.at(path);
  if (!value.is_known()) return open_answer(value, fact, std::move(path));
  if (value.is_null()) return certain(wanted.unset, fact, std::move(path));
  std::string text = value.kind() == value::TypeKind::Bool ? (value.as_bool() ? "true" : "false") : shown(value);
  bool found = std::any_of(wanted.values.begin(), wanted.values.end(), [&](const std::string& one) {
    return std::equal(one.begin(), one.end(), text.begin(), text.end(), [](char a, char b) { return (a | 0x20) == (b | 0x20); });
  });
  return certain(found, fact, std::move(path));
}

StoreAnswer arguments_are(const Fact& fact, const std::string& block, const std::vector<ArgumentIs>& wanted) {
  StoreAnswer all;
  bool is_first = true;
  for (const ArgumentIs& one : wanted) and_also(all, argument_is(fact, block, one), is_first);
  return all;
}

StoreAnswer is_encrypted(Question& question, const Fact& fact) {
  const DataStore* store = store_of(question, fact);
  if (store == nullptr) return certain(false, fact, {});
  return store->places.empty() ? certain(true, fact, {}) : ask_store(question, fact, *store, &PlaceQuestion::is_encrypted);
}

StoreAnswer has_customer_key(Question& question, const Fact& fact) {
  const DataStore* store = store_of(question, fact);
  if (store == nullptr) return certain(false, fact, {});
  if (!store->without_key.empty()) {
    question.note(Note::Kind::Reason, fact.place, store->without_key.en, store->without_key.de);
    return certain(false, fact, {});
  }
  return ask_companions(question, fact, *store, ask_store(question, fact, *store, &PlaceQuestion::has_customer_key));
}

StoreAnswer has_customer_key_for_side_data(Question& question, const Fact& fact) {
  const DataStore* store = store_of(question, fact);
  return store == nullptr ? StoreAnswer{} : ask_places(question, fact, *store, store->side_data, &PlaceQuestion::has_customer_key);
}

StoreAnswer holds_data(Question& question, const Fact& fact) {
  const DataStore* store = store_of(question, fact);
  if (store == nullptr) return certain(false, fact, {});
  StoreAnswer applies = arguments_are(fact, {}, store->only_if);
  bool by_blocks = !store->places.empty() && store->companions.empty() && store->sources.empty() && store->without_key.empty();
  if (applies.answer != Answer::Yes || !by_blocks) return applies;
  // Where all depends on blocks, and there are none, it says nothing of its own.
  StoreAnswer any = ask_store(question, fact, *store, &PlaceQuestion::has_customer_key);
  return any.at == nullptr ? certain(false, fact, {}) : applies;
}

Value found_at(Question& question, const StoreAnswer& of) {
  if (of.at != nullptr) question.found_at(*of.at, of.path);
  return answer(of.answer, of.open);
}

}  // namespace wafpp::controls
