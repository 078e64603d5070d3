#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "evidence/text.h"

/// What evidence says, in one model for all formats. Texts are views into the `Item` that holds them; an empty one says that the format
/// or the file does not have it. Times are UTC in whole seconds (`2026-07-06T05:12:44Z`), or a day alone (`2026-07-06`).
namespace wafpp::evidence {

enum class Severity : uint8_t { Unknown, Info, Low, Medium, High, Critical };
enum class Fix : uint8_t { Unknown, No, Partial, Yes };
enum class State : uint8_t {
  Open,
  Closed,       ///< Repaired, gone, archived.
  Suppressed,   ///< Hidden by a rule, without a reason that it does not apply.
  NotAffected,  ///< A VEX statement says so.
};
/// `CRITICAL`, `HIGH`, `MEDIUM`, `LOW`, `INFO`, `UNKNOWN`.
std::string_view word(Severity severity);
/// `yes`, `no`, `partial`, `unknown`.
std::string_view word(Fix fix);
/// `open`, `closed`, `suppressed`, `not_affected`.
std::string_view word(State state);

/// A vulnerability at one place: one for each id, package, version and place, before any merging of aliases. Large members come first, so
/// that nothing lies between them.
struct Finding {
  std::span<const std::string_view> aliases;   ///< Other names of the same, as the file asserts: CVE and GHSA ids, sorted.
  std::span<const std::string_view> fixed_in;  ///< Sorted.
  Text id;
  Text package;
  Text version;
  Text purl;  ///< As written.
  Text severity_raw;
  Text rated_by;    ///< Where the severity was derived by us: the CVSS vector.
  Text status_raw;  ///< The format's own word for how things stand with the fix.
  Text justification;
  Text first_observed;
  Text first_observed_from;  ///< The field it came from, where the format has several.
  Text last_observed;
  Text closed_at;
  Text published;
  Text fix_since;
  Text where;  ///< The target inside of the artefact, or the resource.
  Text resource_type;
  Text artefact;              ///< Of reports about several: which one.
  bool has_severity = false;  ///< The file gives one, which may be an empty text.
  Severity severity = Severity::Unknown;
  Fix fix = Fix::Unknown;
  State state = State::Open;
  bool known_exploited = false;
};

/// A part that an SBOM lists.
struct Component {
  std::string_view name;
  std::string_view version;
  std::string_view purl;  ///< As written.
  std::string_view type;  ///< The format's own word: `library`, `LIBRARY`, `application`.
  std::string_view supplier;
  std::span<const std::string_view> licences;
  std::string_view ref;  ///< The file's own id for it.
  std::string_view sha256;
};

/// A VEX statement: about one vulnerability in one product.
struct Statement {
  std::string_view vulnerability;
  std::span<const std::string_view> aliases;
  std::string_view product;       ///< A purl or another id, as written.
  std::string_view subcomponent;  ///< Likewise; empty: the product itself.
  std::string_view status;        ///< `not_affected`, `affected`, `fixed`, `under_investigation`.
  std::string_view justification;
  std::string_view impact;     ///< An impact statement in words.
  std::string_view timestamp;  ///< Its own, else the document's.
  std::string_view invalid;    ///< Why it does not count; empty: it does.
};

}  // namespace wafpp::evidence
