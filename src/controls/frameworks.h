#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "diag/source.h"

/// Regulatory frameworks, and the clauses of each that a control serves. What a published mapping says is kept as it is; where the standard
/// itself has another title, or no such clause, that is said beside it.
namespace wafpp::controls {

struct Clause {
  enum class Status : uint8_t {
    Match,        ///< The published title is the standard's own.
    Abbreviated,  ///< It is a part or short form of it.
    Different,    ///< The clause has another title.
    NoClause,     ///< The named edition has no such clause.
    NoClauseId,   ///< A topic is named, and no clause.
    NoTitle,      ///< The clause is named, and no title.
    Unverified,   ///< There was no official text to compare with.
  };
  std::string id;        ///< `A.5.15`; empty of a topic.
  std::string domain;    ///< Of a topic, what it is under: `Operational measures`.
  std::string title;     ///< As published; may be empty.
  std::string official;  ///< The standard's own; empty where it is the same, or not known.
  Status status = Status::Unverified;
};

struct Framework {
  std::string id;         ///< `iso-27001-2022`; the edition is part of it.
  std::string name;       ///< `ISO 27001:2022`
  std::string qualifier;  ///< `Moderate/High baseline`
  std::vector<Clause> clauses;
};

/// A named list of frameworks: what `mapping` of a control names.
struct Mapping {
  std::string name;  ///< `regulatory`
  std::vector<Framework> frameworks;
};

/// The mapping in a file of the form of `catalogue/frameworks/regulatory.yml`; `name` is that of the file. What is wrong is reported.
Mapping read_mapping(std::string name, const diag::Source& source, diag::SourceMap& sources, diag::Sink& sink);
/// The mapping of that name that is built in, or null.
const Mapping* shipped_mapping(std::string_view name);

}  // namespace wafpp::controls
