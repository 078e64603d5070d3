#pragma once

#include "documents/json_cursor.h"
#include "terraform/plan_draft.h"
#include "terraform/plan_file.h"

/// What the readers of plans and of states share. Internal to them.
namespace wafpp::terraform {

inline constexpr diag::Kind kMalformedPlan = {.name = "malformed-plan", .level = diag::Level::Error};

/// Where the values of a file's sections begin, by the names of its outermost object. Broken text is reported, and what was found
/// before it is there.
std::unordered_map<std::string, size_t> sections_of(const diag::Source& source, diag::Sink& sink);

class PlanReader {
 public:
  PlanReader(PlanDraft& draft, const PlanOptions& options);

  documents::JsonCursor cursor_at(size_t begin) const { return documents::JsonCursor(draft_.source.text(), begin); }
  /// Reports what made the cursor fail.
  void check(const documents::JsonCursor& cursor);
  void report(const diag::Place& place, std::string message);

  /// Walks the tree of modules in `planned_values`, `values` of a state: each resource that is not there already is taken in.
  enum class Values : uint8_t {
    Planned,  ///< All of them.
    Prior,    ///< Of what was before, only what was read for this plan: data sources.
  };
  void read_values(size_t begin, Values which);

  /// A resource as its parts in the file say; `header` and `whole` are for its body.
  struct Found {
    std::string_view address;
    diag::Place address_place;
    diag::Place header;
    diag::Place whole;
    std::string provider;  ///< Where no configuration says better.
    std::string source;    ///< Of the provider: `registry.terraform.io/hashicorp/aws`; empty where the file does not say.
    PlannedJson planned;
    bool existed = false;
    bool unknown_key = false;
    enum class IfKnown : uint8_t { Report, Skip } if_known = IfKnown::Report;
  };
  void add(const Found& found);

  /// Joins everything into the evaluation.
  void finish();

 private:
  void read_module(documents::JsonCursor& cursor, Values which, uint32_t depth);
  bool is_of_no_use(documents::JsonCursor cursor, Values which) const;
  void read_resource(const documents::JsonValue& json, Values which);
  void add_calls();
  void add_ledger();

  PlanDraft& draft_;
  const PlanOptions& options_;
  std::unordered_map<std::string_view, const ResourceInstance*> code_;  ///< Of the code, by address.
  std::unordered_map<std::string, const ResourceInstance*> of_unknown_number_;
  bool said_too_many_ = false;
};

/// `registry.terraform.io/hashicorp/aws` is `aws`.
std::string local_name_of(std::string_view provider);

/// The address without keys, for what the code knows as one instance of an unknown number.
std::string keyless_address(const ResourceInstance& resource);
/// Whether it, or a module around it, is made an unknown number of times.
bool has_unknown_key(const ResourceInstance& resource);

/// Reads a raw state file, whose sections are given.
void read_raw_state(PlanReader& reader, PlanDraft& draft, const std::unordered_map<std::string, size_t>& sections);

/// Makes the draft's instances show the code's places and references; see `PlanOptions::code`.
void take_places_from_code(PlanDraft& draft, const RootEvaluation& code);

}  // namespace wafpp::terraform
