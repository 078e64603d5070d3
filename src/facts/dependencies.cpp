#include "facts/dependencies.h"

#include <algorithm>
#include <set>
#include <utility>

#include "terraform/requirements.h"

namespace wafpp::facts {
namespace {

using terraform::BodyValue;
using terraform::LockedProvider;
using terraform::UsedProvider;

std::shared_ptr<BodyValue> body_at(const diag::Place& place) {
  auto body = std::make_shared<BodyValue>();
  body->header = place;
  body->whole = place;
  return body;
}

/// `name` is a literal.
void add(BodyValue& body, std::string_view name, Value value, const diag::Place& place) {
  // What is not there shows as not set at the fact itself.
  if (value.is_known() && value.is_null()) value = std::move(value).with_origin(value::Origin::written(&body.header));
  body.attributes.push_back({.name = name, .value = std::move(value), .name_place = place, .expr_place = place});
}
void add(BodyValue& body, std::string_view name, Value value) { add(body, name, std::move(value), body.header); }

Value text(const std::string& from) { return from.empty() ? Value::null(value::Type::string()) : Value::string(from); }
Value count(uint32_t number) { return Value::integer(number); }

value::Origin cause(value::CauseKind kind, const diag::Place& place, std::string text) {
  value::OriginStep step{.kind = value::OriginStep::Kind::Cause, .cause = kind, .place = place, .text = std::move(text)};
  return value::Origin::step(std::move(step));
}

Value known_or_open(const std::optional<bool>& known, const FileTracking& tracking, const diag::Place& place) {
  if (known) return Value::boolean(*known);
  return Value::unknown(value::Type::boolean()).with_origin(cause(tracking.cause, place, tracking.open));
}

Fact fact_at(uint32_t root, std::string_view kind, std::string subject, const diag::Place& place, std::shared_ptr<const BodyValue> body) {
  static const auto kRootPath = std::make_shared<const std::vector<terraform::ModuleStep>>();
  Fact fact;
  fact.kind = kind;
  fact.subject = std::move(subject);
  fact.root = root;
  fact.place = place;
  fact.target = std::make_shared<const value::StemTarget>(value::StemTarget{fact.kind, fact.subject, false, place});
  fact.set_value(body->object().with_origin(identity(fact.target, place)));
  fact.body = std::move(body);
  fact.path = kRootPath;
  return fact;
}

std::string constraint_of(const UsedProvider& used) {
  std::set<std::string> seen;
  std::string all;
  for (const terraform::ProviderNeed& need : used.needs) {
    if (need.constraint.empty() || !seen.insert(need.constraint).second) continue;
    all += (all.empty() ? "" : ", ") + need.constraint;
  }
  return all;
}

/// The one version that a constraint allows, as it is written; empty where none does.
std::string exact_version(std::string_view constraint) {
  while (!constraint.empty()) {
    size_t comma = constraint.find(',');
    std::string_view one = constraint.substr(0, comma);
    constraint = comma == std::string_view::npos ? std::string_view() : constraint.substr(comma + 1);
    size_t begin = one.find_first_not_of(" \t");
    if (begin == std::string_view::npos) continue;
    one = one.substr(begin, one.find_last_not_of(" \t") - begin + 1);
    if (one.starts_with('=')) one.remove_prefix(1);
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    // Terraform takes neither `v1.2.3` nor `==`.
    bool begins_as_number = !one.empty() && one.front() >= '0' && one.front() <= '9';
    if (begins_as_number && terraform::Version::parse(one)) return std::string(one);
  }
  return {};
}

/// The lock file's entry for a provider, or null.
const LockedProvider* entry_of(const terraform::LockFile& lock, std::string_view source) {
  auto found = std::lower_bound(lock.providers.begin(), lock.providers.end(), source,
                                [](const LockedProvider& one, std::string_view wanted) { return one.source < wanted; });
  return found != lock.providers.end() && found->source == source ? &*found : nullptr;
}

bool fits(const LockedProvider& entry, const std::string& constraint) {
  std::optional<terraform::Version> version = terraform::Version::parse(entry.version);
  if (!version) return false;
  return constraint.empty() || terraform::satisfies(*version, constraint).value_or(true);
}

/// Names of providers, and the first place where that shows.
struct Names {
  std::string names;
  diag::Place place;
  void add(const std::string& name, const diag::Place& at) {
    if (names.empty()) place = at;
    names.append(names.empty() ? "" : ", ").append(name);
  }
};

class Maker {
 public:
  Maker(uint32_t root, const terraform::Dependencies& from, const FileTracking& tracking, const DependencyOptions& options)
      : root_(root), from_(from), tracking_(tracking), options_(options) {}

  std::vector<Fact> run() {
    for (const UsedProvider& used : from_.providers) provider(used);
    lock_file();
    for (const terraform::CalledModule& module : from_.modules) {
      if (!module.is_local) module_source(module);
    }
    return std::move(made_);
  }

 private:
  bool has_hashes(const LockedProvider& entry) const {
    size_t wanted = std::max<size_t>(options_.platforms.size(), 1);
    return entry.package_hashes >= wanted && entry.archive_hashes >= wanted;
  }

  void provider(const UsedProvider& used) {
    const terraform::ProviderNeed& first = used.needs.front();
    std::string constraint = constraint_of(used);
    // Where it is pinned, else where the root says most.
    std::string exact;
    diag::Place at = first.place;
    for (const terraform::ProviderNeed& need : used.needs) {
      exact = exact_version(need.constraint);
      if (exact.empty()) continue;
      at = need.place;
      break;
    }
    std::shared_ptr<BodyValue> body = body_at(first.place);
    const LockedProvider* entry = entry_of(from_.lock, used.source);
    add(*body, "source", Value::string(used.source));
    add(*body, "constraint", text(constraint), at);
    if (constraint.empty() && !from_.missing.empty()) {
      // A module that is not here may pin it.
      add(*body, "exact_version",
          Value::unknown(value::Type::string()).with_origin(cause(value::CauseKind::MissingModule, at, from_.missing.front())), at);
    } else {
      add(*body, "exact_version", text(exact), at);
    }
    add(*body, "lock_exists", Value::boolean(from_.lock.exists));
    diag::Place in_lock = entry != nullptr ? entry->place : first.place;
    add(*body, "locked_version", text(entry != nullptr ? entry->version : ""), in_lock);
    add(*body, "is_locked", Value::boolean(entry != nullptr && fits(*entry, constraint)), in_lock);
    add(*body, "has_hashes", Value::boolean(entry != nullptr && entry->package_hashes + entry->archive_hashes > 0), in_lock);
    for (const terraform::ProviderNeed& need : used.needs) {
      std::shared_ptr<BodyValue> block = body_at(need.place);
      add(*block, "folder", Value::string(need.folder));
      add(*block, "name", Value::string(need.name));
      add(*block, "constraint", text(need.constraint));
      add(*block, "is_root", Value::boolean(need.is_root));
      body->blocks.push_back({.type = "need", .labels = {}, .body = std::move(block)});
    }
    std::string_view kind = options_.is_module ? "module_provider" : "used_provider";
    made_.push_back(fact_at(root_, kind, "provider[\"" + used.source + "\"]", first.place, std::move(body)));
  }

  void lock_file() {
    const terraform::LockFile& lock = from_.lock;
    diag::Place place = lock.place.known() ? lock.place : from_.place;
    std::shared_ptr<BodyValue> body = body_at(place);
    Names missing;
    Names unfit;
    Names unhashed;
    Names stale;
    for (const UsedProvider& used : from_.providers) {
      const LockedProvider* entry = entry_of(lock, used.source);
      if (entry == nullptr) {
        missing.add(used.source, place);
      } else if (!fits(*entry, constraint_of(used))) {
        unfit.add(used.source, entry->place);
      } else if (!has_hashes(*entry)) {
        unhashed.add(used.source, entry->place);
      }
    }
    for (const LockedProvider& entry : lock.providers) {
      bool is_used = std::any_of(from_.providers.begin(), from_.providers.end(),
                                 [&](const UsedProvider& used) { return used.source == entry.source; });
      if (!is_used) stale.add(entry.source, entry.place);
      std::shared_ptr<BodyValue> block = body_at(entry.place);
      add(*block, "source", Value::string(entry.source));
      add(*block, "version", text(entry.version));
      add(*block, "constraints", text(entry.constraints));
      add(*block, "package_hashes", count(entry.package_hashes));
      add(*block, "archive_hashes", count(entry.archive_hashes));
      body->blocks.push_back({.type = "provider", .labels = {}, .body = std::move(block)});
    }
    add(*body, "path", Value::string(lock.path));
    add(*body, "exists", Value::boolean(lock.exists));
    add(*body, "is_readable", Value::boolean(lock.is_readable));
    add(*body, "is_module", Value::boolean(options_.is_module));
    add(*body, "tracked", known_or_open(tracking_.tracked, tracking_, place));
    diag::Place ignored_at = tracking_.ignored_at.known() ? tracking_.ignored_at : place;
    add(*body, "ignored", known_or_open(tracking_.ignored, tracking_, place), ignored_at);
    add(*body, "ignored_by", text(tracking_.ignored_by), ignored_at);
    names(*body, "missing", missing, place);
    names(*body, "unfit", unfit, place);
    names(*body, "unhashed", unhashed, place);
    if (!stale.names.empty() && !from_.missing.empty()) {
      // A module that is not here may need them.
      add(*body, "stale",
          Value::unknown(value::Type::string()).with_origin(cause(value::CauseKind::MissingModule, stale.place, from_.missing.front())),
          stale.place);
    } else {
      names(*body, "stale", stale, place);
    }
    made_.push_back(fact_at(root_, "lock_file", ".terraform.lock.hcl", place, std::move(body)));
  }

  static void names(BodyValue& body, std::string_view name, const Names& names, const diag::Place& otherwise) {
    add(body, name, text(names.names), names.names.empty() ? otherwise : names.place);
  }

  void module_source(const terraform::CalledModule& module) {
    std::shared_ptr<BodyValue> body = body_at(module.place);
    add(*body, "source", text(module.source), module.source_place);
    add(*body, "version", text(module.version), module.version_place);
    add(*body, "is_on_disk", Value::boolean(module.is_on_disk));
    made_.push_back(fact_at(root_, "module_source", module.address, module.place, std::move(body)));
  }

  uint32_t root_;
  const terraform::Dependencies& from_;
  const FileTracking& tracking_;
  const DependencyOptions& options_;
  std::vector<Fact> made_;
};

}  // namespace

std::vector<Fact> dependency_facts(uint32_t root, const terraform::Dependencies& dependencies, const FileTracking& tracking,
                                   const DependencyOptions& options) {
  return Maker(root, dependencies, tracking, options).run();
}

}  // namespace wafpp::facts
