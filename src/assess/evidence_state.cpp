#include "assess/evidence_state.h"

#include <algorithm>
#include <array>
#include <optional>

#include "controls/domain.h"
#include "evidence/common/time.h"

namespace wafpp::assess {

namespace {

using controls::EvidenceProof;
using facts::Fact;
using value::Value;

constexpr int64_t kDay = 86'400;

std::string_view text_at(const Fact& fact, std::string_view name) { return controls::text_in(fact.value(), name); }

/// Whether an attribute is there and is no.
bool is_false(const Fact& fact, std::string_view name) {
  const Value* found = fact.value().find(name);
  return found != nullptr && found->has_content() && found->kind() == value::TypeKind::Bool && !found->as_bool();
}

const Fact* estate_of(const facts::Facts& facts) {
  for (uint32_t root = 0; root < facts.roots().size(); ++root) {
    if (!facts.roots()[root].is_evidence) continue;
    std::vector<const Fact*> found = facts.of_kind(root, "estate");
    if (!found.empty()) return found.front();
  }
  return nullptr;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_needed(const EvidenceProof& proof, const Fact* estate) {
  if (proof.clouds.empty() || estate == nullptr) return true;
  const Value* clouds = estate->value().find("clouds");
  return clouds != nullptr && std::any_of(clouds->elements().begin(), clouds->elements().end(),
                                          [&](const Value& cloud) { return contains(proof.clouds, cloud.as_string()); });
}

/// Of one file: whether it proves, and how well; nothing where it is of another kind.
std::optional<EvidenceStanding> standing(const EvidenceProof& proof, const Fact& file, std::string_view as_of) {
  if (!contains(proof.kinds, text_at(file, "kind"))) return std::nullopt;
  // A scan that failed, or has not ended.
  if (is_false(file, "conclusive")) return std::nullopt;
  if (!proof.criterion.empty() && text_at(file, "criterion") != proof.criterion) return std::nullopt;
  std::optional<int64_t> made = evidence::seconds_of(text_at(file, "time"));
  std::optional<int64_t> now = evidence::seconds_of(as_of);
  if (proof.valid_days != 0 && made && now && *made + int64_t{proof.valid_days} * kDay < *now) return EvidenceStanding::Stale;
  return text_at(file, "state") == "incomplete" ? EvidenceStanding::Incomplete : EvidenceStanding::Present;
}

ProofState state_of(const facts::Facts& facts, const EvidenceProof& proof, std::string_view as_of) {
  ProofState state{.proof = &proof, .standing = EvidenceStanding::Missing, .files = {}};
  for (uint32_t root = 0; root < facts.roots().size(); ++root) {
    if (!facts.roots()[root].is_evidence) {
      if (contains(proof.kinds, "terraform")) state.standing = EvidenceStanding::Present;
      continue;
    }
    for (const Fact* file : facts.of_kind(root, "evidence.file")) {
      std::optional<EvidenceStanding> of_file = standing(proof, *file, as_of);
      if (!of_file || *of_file > state.standing) continue;
      if (*of_file < state.standing) state.files.clear();
      state.standing = *of_file;
      state.files.emplace_back(text_at(*file, "file"));
    }
  }
  return state;
}

}  // namespace

std::string_view to_string(EvidenceStanding standing) {
  constexpr std::array<std::string_view, 6> kWords = {"present", "incomplete", "stale", "missing", "not_needed", "unasked"};
  return kWords[static_cast<size_t>(standing)];
}

EvidenceResult evidence_state(const facts::Facts& facts, const controls::EvidenceItem& item) {
  EvidenceResult result{.item = &item, .standing = EvidenceStanding::Unasked, .proofs = {}};
  if (item.proofs.empty()) return result;
  const Fact* estate = estate_of(facts);
  std::string_view as_of = estate == nullptr ? std::string_view() : text_at(*estate, "as_of");
  result.standing = EvidenceStanding::NotNeeded;
  for (const EvidenceProof& proof : item.proofs) {
    if (!is_needed(proof, estate)) continue;
    ProofState state = state_of(facts, proof, as_of);
    bool is_first = result.proofs.empty();
    if (is_first || state.standing > result.standing) result.standing = state.standing;
    result.proofs.push_back(std::move(state));
  }
  return result;
}

EvidenceStanding standing_of_file(const facts::Facts& facts, const controls::EvidenceItem& item, const Fact& fact) {
  const Fact* estate = estate_of(facts);
  std::string_view as_of = estate == nullptr ? std::string_view() : text_at(*estate, "as_of");
  const Fact* file = facts.find(fact.root, text_at(fact, "file"));
  if (file == nullptr) return EvidenceStanding::Missing;
  EvidenceStanding best = EvidenceStanding::Missing;
  for (const EvidenceProof& proof : item.proofs) {
    if (std::optional<EvidenceStanding> one = standing(proof, *file, as_of)) best = std::min(best, *one);
  }
  return best;
}

bool evidence_required(const facts::Facts& facts) {
  const Fact* estate = estate_of(facts);
  const Value* required = estate == nullptr ? nullptr : estate->value().find("evidence_required");
  return required != nullptr && controls::truth(*required) == controls::Answer::Yes;
}

}  // namespace wafpp::assess
