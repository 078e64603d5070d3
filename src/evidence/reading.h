#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "documents/json_stream.h"
#include "evidence/compromised.h"
#include "evidence/format.h"
#include "evidence/input.h"
#include "evidence/item.h"
#include "evidence/reason.h"

namespace wafpp::evidence {

/// Something in the file that was left out, or looks wrong; the rest counts.
struct Warning {
  diag::LineColumn place;  ///< Of the entry that it is about.
  std::string message;
};

struct PublicKey {
  std::string name;  ///< As the user gave it.
  std::string pem;
};

/// What the caller knows besides the file.
struct ReadOptions {
  const Kind* kind = nullptr;   ///< What it is, where the user says so; null to tell by its content.
  std::string as_of;            ///< The time at which it is judged, in UTC; empty: none is, so that what depends on it is null.
  std::vector<PublicKey> keys;  ///< Signatures are checked with these.
  std::string artefact_name;    ///< A file that a signature is about, as the user named it; may be empty.
  std::string artefact;         ///< Its bytes.
  /// Whose VEX statements count, as documents name their authors; empty: all are shown as they stand.
  std::vector<std::string> vex_authors;
  /// What of pipelines the caller knows to have been malicious, besides the list that is built in; has to outlive the reading.
  std::span<const CompromisedPart> compromised;
};

/// One file while it is read.
class Reading {
 public:
  static constexpr size_t kWarnings = 100;

  Reading(Item& item, const Shape& shape, const Input& input, const ReadOptions& options)
      : item_(item), shape_(shape), input_(input), options_(options) {}

  Item& item() { return item_; }
  const Shape& shape() const { return shape_; }
  const Input& input() const { return input_; }
  const ReadOptions& options() const { return options_; }
  /// Of JSON: stands before the document; of JSON Lines before the first.
  documents::JsonStream& json() { return *json_; }
  /// Of XML and text: the whole.
  std::string_view text() const { return text_; }

  /// Takes the next value as a tree and marks it as the entry that warnings are about. Nothing where it is broken, which `refused` then
  /// says. A name that is in one of its objects twice is refused.
  std::optional<documents::JsonDocument> read();
  /// The same into `into`, whose memory is used again: for entries of which there are many.
  bool read(documents::JsonDocument& into);
  /// Likewise for an entry that is read in some other way.
  void mark_entry() { entry_ = json_->offset(); }
  /// Places are told within `text`.
  void mark_entry(size_t offset) { text_entry_ = offset; }

  /// About the entry that was read last. More than `kWarnings` are counted only.
  void warn(std::string message);
  /// The file cannot be what it looked like: nothing of it is used. The first reason holds.
  void refuse(Reason reason);
  /// The file says something that does not hold: an attestation that has expired, a configuration that its tool refuses. It is taken in,
  /// and counts for nothing. The first reason holds.
  void void_by(Reason reason);
  bool refused() const { return refused_ || (json_ && json_->failed()); }

  const std::vector<Warning>& warnings() const { return warnings_; }
  size_t warning_count() const { return warning_count_; }

 private:
  friend class FileReader;
  diag::LineColumn entry_place() const;

  Item& item_;
  const Shape& shape_;
  const Input& input_;
  const ReadOptions& options_;
  std::unique_ptr<documents::JsonStream> json_;
  std::string text_;
  uint64_t entry_ = 0;
  std::optional<size_t> text_entry_;
  std::vector<Warning> warnings_;
  size_t warning_count_ = 0;
  bool refused_ = false;
  diag::LineColumn refused_at_;
  Reason refusal_;
  Reason invalid_;
};

}  // namespace wafpp::evidence
