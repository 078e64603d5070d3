#pragma once

#include <cstdint>
#include <span>
#include <string_view>

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

/// A vulnerability at one place: one for each id, package, version and place, before any merging of aliases.
struct Finding {
  std::string_view id;
  std::span<const std::string_view> aliases;  ///< Other names of the same, as the file asserts: CVE and GHSA ids, sorted.
  std::string_view package;
  std::string_view version;
  std::string_view purl;  ///< As written.
  std::string_view severity_raw;
  bool has_severity = false;  ///< The file gives one, which may be an empty text.
  Severity severity = Severity::Unknown;
  std::string_view rated_by;  ///< Where the severity was derived by us: the CVSS vector.
  Fix fix = Fix::Unknown;
  std::span<const std::string_view> fixed_in;  ///< Sorted.
  State state = State::Open;
  std::string_view status_raw;  ///< The format's own word for how things stand with the fix.
  std::string_view justification;
  std::string_view first_observed;
  std::string_view first_observed_from;  ///< The field it came from, where the format has several.
  std::string_view last_observed;
  std::string_view closed_at;
  std::string_view published;
  std::string_view fix_since;
  std::string_view where;  ///< The target inside of the artefact, or the resource.
  std::string_view resource_type;
  std::string_view artefact;  ///< Of reports about several: which one.
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
