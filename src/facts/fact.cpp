#include "facts/fact.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <mutex>
#include <utility>

#include "base/text.h"
#include "terraform/meta.h"

namespace wafpp::facts {
namespace {

using terraform::Mode;

// In the `context` of a stem, where references leave it empty.
constexpr std::string_view kIdentity = "fact";

std::string_view prefix_of(Mode mode) {
  switch (mode) {
    case Mode::Managed:
      return "resource.";
    case Mode::Data:
      return "data.";
    case Mode::Ephemeral:
      return "ephemeral.";
  }
  return {};
}

/// One step of a path: `name`, `name[2]`.
struct PathStep {
  std::string_view name;
  size_t index = 0;
  bool has_index = false;
};

PathStep take_step(std::string_view& path) {
  size_t dot = path.find('.');
  PathStep step{path.substr(0, dot)};
  path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  if (size_t bracket = step.name.find('['); bracket != std::string_view::npos) {
    std::from_chars(step.name.data() + bracket + 1, step.name.data() + step.name.size(), step.index);
    step.name = step.name.substr(0, bracket);
    step.has_index = true;
  }
  return step;
}

/// Null where there are not so many.
const terraform::BodyValue* nth_block(const terraform::BodyValue& body, std::string_view type, size_t index) {
  for (const terraform::BodyValue::Block& block : body.blocks) {
    if (base::same_name(block.type, type) && index-- == 0) return block.body.get();
  }
  return nullptr;
}

Value null_beside(const Value& value) { return Value::null().with_origin(value.origin()); }

Value member_of(const Value& value, std::string_view name) {
  if (!value.is_known() || value.is_null()) return value;
  bool has_members = value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map;
  const Value* member = has_members ? value.find(name) : nullptr;
  return member ? *member : null_beside(value);
}

/// The element of a sequence that the step names, or the first where the path goes on: blocks written as an attribute.
Value element_of(const Value& value, const PathStep& step, bool goes_on) {
  bool is_sequence =
      value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::Set;
  if (!is_sequence || !(step.has_index || goes_on) || !value.is_known() || value.is_null()) return value;
  std::span<const Value> elements = value.elements();
  return step.index < elements.size() ? elements[step.index] : null_beside(value);
}

Fact fact_of(terraform::ResourceInstance&& resource, uint32_t root) {
  auto is_unknown = [](const terraform::InstanceKey& key) { return key.kind == terraform::InstanceKey::Kind::Unknown; };
  Fact fact;
  fact.kind.reserve(prefix_of(resource.mode).size() + resource.type.size());
  fact.kind.append(prefix_of(resource.mode)).append(resource.type);
  fact.unknown_instances = is_unknown(resource.key) || std::any_of(resource.path->begin(), resource.path->end(),
                                                                   [&](const terraform::ModuleStep& step) { return is_unknown(step.key); });
  fact.subject = std::move(resource.address);
  fact.root = root;
  fact.body = std::move(resource.body);
  fact.place = fact.body->header;
  fact.target = std::move(resource.target);
  fact.path = std::move(resource.path);
  fact.module = std::move(resource.module);
  fact.provider = std::move(resource.provider);
  fact.meta = std::move(resource.meta);
  return fact;
}

Fact fact_of(const terraform::Declaration& declaration, uint32_t root) {
  Fact fact;
  fact.kind = declaration.kind;
  fact.subject = declaration.address;
  fact.root = root;
  fact.body = declaration.body;
  fact.place = declaration.body->header;
  fact.target = std::make_shared<const value::StemTarget>(value::StemTarget{declaration.kind, declaration.address, false, fact.place});
  fact.path = declaration.path;
  fact.module = declaration.module;
  return fact;
}

Fact fact_of(const terraform::ModuleCall& call, uint32_t root) {
  auto text = [](const std::string& from) { return from.empty() ? Value::null(value::Type::string()) : Value::string(from); };
  Fact fact;
  fact.kind = "module";
  fact.subject = call.address;
  fact.root = root;
  fact.place = call.place;
  fact.target = std::make_shared<const value::StemTarget>(value::StemTarget{"module", call.address, false, call.place});
  std::vector<value::Member> members;
  members.push_back({Value::string("source"), text(call.source)});
  members.push_back({Value::string("version"), text(call.version)});
  members.push_back({Value::string("resolved"), Value::boolean(call.resolved)});
  members.push_back({Value::string("folder"), text(call.folder)});
  fact.set_value(Value::object(std::move(members)).with_origin(identity(fact.target, fact.place)));
  fact.path = call.path;
  return fact;
}

}  // namespace

value::Origin identity(const std::shared_ptr<const value::StemTarget>& target, const diag::Place& place) {
  value::OriginStep step;
  step.kind = value::OriginStep::Kind::Stem;
  step.place = place;
  step.context = kIdentity;
  step.target = target;
  return value::Origin::step(std::move(step));
}

bool is_identity(const value::OriginStep& step) {
  return step.kind == value::OriginStep::Kind::Stem && step.context == kIdentity && step.text.empty();
}

Value meta_value(const Fact& fact) {
  return fact.meta != nullptr ? terraform::meta_object(*fact.meta) : Value::object({}).with_origin(value::Origin::written(&fact.place));
}

const Value& Fact::value() const {
  if (made_.is_there()) return made_.get();
  // One lock for each fact would be more than most need; those that share one wait for each other at worst.
  static std::array<std::mutex, 64> locks;
  std::lock_guard lock(locks[order % locks.size()]);
  if (!made_.is_there()) made_.set(body != nullptr ? body->object().with_origin(identity(target, place)) : Value());
  return made_.get();
}

std::string_view Fact::type() const {
  size_t dot = kind.find('.');
  return dot == std::string::npos ? std::string_view() : std::string_view(kind).substr(dot + 1);
}

diag::Place Fact::place_of(std::string_view attribute_path) const {
  const terraform::BodyValue* inside = body_with(attribute_path);
  return inside != nullptr ? inside->place_of(attribute_path) : place;
}

const terraform::BodyValue* Fact::body_with(std::string_view attribute_path) const {
  if (!body || !meta) return body.get();
  std::string_view first = attribute_path.substr(0, attribute_path.find_first_of(".["));
  bool has_meta = meta->attribute(first) != nullptr || nth_block(*meta, first, 0) != nullptr;
  bool is_meta = has_meta && body->attribute(first) == nullptr && nth_block(*body, first, 0) == nullptr && !body->has_unknown_blocks(first);
  return is_meta ? meta.get() : body.get();
}

Value Fact::at(std::string_view attribute_path) const {
  // Blocks are walked here, where their places are known; what is inside an attribute's value after that.
  const terraform::BodyValue* inside = body_with(attribute_path);
  Value found;
  bool in_body = inside != nullptr;
  if (!in_body) found = value();
  while (!attribute_path.empty()) {
    PathStep step = take_step(attribute_path);
    if (in_body) {
      if (const terraform::BodyValue::Attribute* attribute = inside->attribute(step.name)) {
        found = element_of(attribute->value, step, !attribute_path.empty());
        in_body = false;
        continue;
      }
      for (const terraform::BodyValue::UnknownBlocks& blocks : inside->unknown_blocks) {
        if (blocks.type == step.name) return Value::unknown().with_origin(blocks.origin);
      }
      bool wants_all = attribute_path.empty() && !step.has_index;
      const terraform::BodyValue* first = nth_block(*inside, step.name, 0);
      if (wants_all && first != nullptr) {
        std::vector<Value> objects;
        for (const terraform::BodyValue* block : inside->blocks_of(step.name)) objects.push_back(block->object());
        return Value::tuple(std::move(objects)).with_origin(value::Origin::written(&first->header));
      }
      const terraform::BodyValue* next = step.index == 0 ? first : nth_block(*inside, step.name, step.index);
      if (next == nullptr) return Value::null().with_origin(value::Origin::written(&inside->header));
      inside = next;
      continue;
    }
    found = element_of(member_of(found, step.name), step, !attribute_path.empty());
  }
  return in_body ? inside->object() : found;
}

size_t Fact::count(std::string_view attribute_path) const {
  Value found = at(attribute_path);
  if (!found.is_known() || found.is_null()) return 0;
  bool is_sequence =
      found.kind() == value::TypeKind::List || found.kind() == value::TypeKind::Tuple || found.kind() == value::TypeKind::Set;
  return is_sequence ? found.length() : 1;
}

bool is_evidence_kind(std::string_view kind) { return kind.starts_with("evidence.") || kind.starts_with("repo.") || kind == "estate"; }

void Facts::expect(std::vector<Root> roots) {
  for (Root& root : roots) {
    roots_.push_back(std::move(root));
    facts_.push_back(std::make_unique<OfRoot>());
  }
}

void Facts::fill(uint32_t root, terraform::RootEvaluation&& evaluation) {
  // Of another root, a thread that asks looks at no more than whether it is evidence.
  roots_[root].workspace = evaluation.workspace;
  std::vector<Fact> facts;
  facts.reserve(evaluation.resources.size() + evaluation.modules.size() + evaluation.declarations.size());
  for (terraform::ResourceInstance& resource : evaluation.resources) facts.push_back(fact_of(std::move(resource), root));
  evaluation.resources = std::vector<terraform::ResourceInstance>();  // `{}` would keep the room.
  for (const terraform::ModuleCall& call : evaluation.modules) facts.push_back(fact_of(call, root));
  for (const terraform::Declaration& declaration : evaluation.declarations) facts.push_back(fact_of(declaration, root));
  take(*facts_[root], std::move(facts));
}

uint32_t Facts::add(terraform::RootEvaluation&& evaluation) {
  auto root = static_cast<uint32_t>(roots_.size());
  expect({{.folder = evaluation.folder,
           .environment = evaluation.environment,
           .workspace = evaluation.workspace,
           .environment_class = evaluation.environment_class}});
  fill(root, std::move(evaluation));
  return root;
}

void Facts::add(std::vector<Fact> facts) {
  std::map<uint32_t, std::vector<Fact>> by_root;
  for (Fact& fact : facts) by_root[fact.root].push_back(std::move(fact));
  for (auto& [root, of_root] : by_root) take(*facts_[root], std::move(of_root));
}

uint32_t Facts::add(Root described, std::vector<Fact> facts) {
  auto root = static_cast<uint32_t>(roots_.size());
  std::vector<Root> one;
  one.push_back(std::move(described));
  expect(std::move(one));
  for (Fact& fact : facts) fact.root = root;
  take(*facts_[root], std::move(facts));
  return root;
}

void Facts::take(OfRoot& root, std::vector<Fact> facts) {
  root.parts.push_back(std::move(facts));
  root.by_subject.reserve(root.count + root.parts.back().size());
  for (Fact& fact : root.parts.back()) {
    fact.order = root.count++;
    fact.target->fact = &fact;
    root.by_kind[fact.kind].push_back(&fact);
    root.by_subject.emplace(fact.subject, &fact);
  }
}

void Facts::release(uint32_t root, const std::function<bool(std::string_view kind)>& is_wanted) {
  for (const auto& [kind, facts] : facts_[root]->by_kind) {
    if (is_wanted(kind)) continue;
    for (const Fact* one : facts) {
      auto& fact = const_cast<Fact&>(*one);  // Ours; the maps hold what is handed out.
      fact.set_value(Value());
      fact.body = nullptr;
      fact.meta = nullptr;
      fact.path = nullptr;
      fact.target = nullptr;
    }
  }
}

std::vector<const Fact*> Facts::all() const {
  std::vector<const Fact*> all;
  for (const std::unique_ptr<OfRoot>& root : facts_) {
    for (const std::vector<Fact>& part : root->parts) {
      for (const Fact& fact : part) all.push_back(&fact);
    }
  }
  return all;
}

size_t Facts::count(uint32_t root) const { return facts_[root]->count; }

std::vector<const Fact*> Facts::of_kind(uint32_t root, std::string_view kind) const {
  const auto& by_kind = facts_[root]->by_kind;
  if (kind.ends_with(".*")) {
    std::vector<const Fact*> found;
    std::string_view prefix = kind.substr(0, kind.size() - 1);
    for (const auto& [name, facts] : by_kind) {
      if (name.starts_with(prefix)) found.insert(found.end(), facts.begin(), facts.end());
    }
    // As they came, which is by subject: the map has no order of its own.
    std::sort(found.begin(), found.end(), [](const Fact* a, const Fact* b) { return a->order < b->order; });
    return found;
  }
  auto found = by_kind.find(kind);
  return found == by_kind.end() ? std::vector<const Fact*>() : found->second;
}

std::vector<std::string_view> Facts::kinds(uint32_t root) const {
  std::vector<std::string_view> kinds;
  kinds.reserve(facts_[root]->by_kind.size());
  for (const auto& [kind, facts] : facts_[root]->by_kind) kinds.push_back(kind);
  return kinds;
}

bool Facts::has_kind(uint32_t root, std::string_view kind) const {
  return kind.ends_with(".*") ? !of_kind(root, kind).empty() : facts_[root]->by_kind.contains(kind);
}

std::vector<const Fact*> Facts::seen_from(uint32_t asker, std::string_view kind) const {
  bool is_evidence = is_evidence_kind(kind);
  if (!is_evidence && !roots_[asker].is_evidence) return of_kind(asker, kind);
  std::vector<const Fact*> found;
  for (uint32_t root = 0; root < roots_.size(); ++root) {
    if (is_evidence && !roots_[root].is_evidence) continue;
    std::vector<const Fact*> more = of_kind(root, kind);
    found.insert(found.end(), more.begin(), more.end());
  }
  return found;
}

const Fact* Facts::of_value(const Value& value) const {
  // The evaluator may have put references on top of the object's own step.
  const Fact* fact = nullptr;
  value::find_step(value.origin(), [&](const value::OriginStep& step) {
    if (is_identity(step)) fact = of_target(step.target.get());
    return fact != nullptr;
  });
  return fact;
}

const Fact* Facts::find(uint32_t root, std::string_view subject) const {
  auto found = facts_[root]->by_subject.find(subject);
  return found == facts_[root]->by_subject.end() ? nullptr : found->second;
}

}  // namespace wafpp::facts
