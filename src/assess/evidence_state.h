#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controls/control.h"
#include "facts/fact.h"

/// Which of the evidence that a control wants is there.
namespace wafpp::assess {

enum class EvidenceStanding : uint8_t {
  Present,
  Incomplete,  ///< A file is there that itself says that there is more.
  Stale,       ///< What is there is too old.
  Missing,
  NotNeeded,  ///< It is about clouds that the code does not use.
  Unasked,    ///< Nobody said by which files it is proven.
};
/// `present`, `incomplete`, `stale`, `missing`, `not_needed`, `unasked`.
std::string_view to_string(EvidenceStanding standing);

inline bool is_lacking(EvidenceStanding standing) {
  return standing == EvidenceStanding::Missing || standing == EvidenceStanding::Stale || standing == EvidenceStanding::Incomplete;
}

struct ProofState {
  const controls::EvidenceProof* proof = nullptr;
  EvidenceStanding standing = EvidenceStanding::Missing;
  std::vector<std::string> files;  ///< Those that prove it; of a stale one, those that are too old.
};

struct EvidenceResult {
  const controls::EvidenceItem* item = nullptr;
  EvidenceStanding standing = EvidenceStanding::Unasked;
  std::vector<ProofState> proofs;  ///< Those that are needed.
};

/// Whether something that the control demands is not there, or not as it has to be.
inline bool lacks(const EvidenceResult& result) { return result.item->mandatory && is_lacking(result.standing); }

/// By the facts `estate` and `evidence.file`.
EvidenceResult evidence_state(const facts::Facts& facts, const controls::EvidenceItem& item);

/// How the file that `fact` was read from stands as proof of `item`: `Present`, `Incomplete` or `Stale`; `Missing` where `item` wants none
/// of its kind.
EvidenceStanding standing_of_file(const facts::Facts& facts, const controls::EvidenceItem& item, const facts::Fact& fact);

/// The project's settings say that evidence has to be there.
bool evidence_required(const facts::Facts& facts);

}  // namespace wafpp::assess
