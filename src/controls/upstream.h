#pragma once

#include "controls/control.h"
#include "controls/yaml_reader.h"

/// Controls in the framework's own form: a check has a `scope` and `assertions` of an attribute, an operator and an expected value.
/// Each assertion is translated into an expression, and is a part of the check's question.
namespace wafpp::controls {

bool is_upstream(const YamlNode& root);
/// The control with those checks that can be asked: automated ones about resources or modules, whose operators can be answered from
/// code. Every other one is reported as left out.
Control read_upstream(FileReader& file, const YamlNode& root);

/// A severity by its name; reported where it is none.
Severity read_severity(FileReader& file, const YamlNode* node, Severity otherwise);

}  // namespace wafpp::controls
