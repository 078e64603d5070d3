#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Groovy as far as Jenkinsfiles need it: calls with their arguments, and the blocks in them. Nothing is run.
namespace wafpp::evidence::ci {

/// An argument that is a text: `returnStatus: true`, `script: 'make'`, `'make'`.
struct GroovyArgument {
  std::string name;  ///< Empty where it has none.
  std::string text;  ///< Of a string what is in it, of anything else as written.
  bool is_string = false;
};

/// A statement such as `sh 'make'`, `stage('Build') { ... }`, `def rc = sh(...)`, `if (rc != 0) { ... }`.
struct GroovyStatement {
  std::string name;    ///< The word that is called, or the keyword.
  std::string target;  ///< `rc` of `rc = sh(...)`.
  std::vector<GroovyArgument> arguments;
  std::string head;  ///< All of it up to its block, as written but for comments.
  uint32_t begin = 0;
  uint32_t end = 0;
  std::vector<GroovyStatement> block;
  bool has_block = false;

  const GroovyArgument* find(std::string_view argument) const;
  /// The text of a named argument; of `argument` empty the first without a name.
  std::string text(std::string_view argument) const;
};

/// Nothing is an error; what is nested more than some 60 deep is passed over.
std::vector<GroovyStatement> parse_groovy(std::string_view text);

}  // namespace wafpp::evidence::ci
