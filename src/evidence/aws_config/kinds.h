#pragma once

#include "evidence/reading.h"

/// Kinds of AWS Config that have a file of their own.
namespace wafpp::evidence {

bool is_pack_rules(const Shape& shape);
void read_pack_rules(Reading& reading);
bool is_pack_details(const Shape& shape);
void read_pack_details(Reading& reading);
bool is_packs(const Shape& shape);
void read_packs(Reading& reading);
bool is_config_resources(const Shape& shape);
void read_config_resources(Reading& reading);

}  // namespace wafpp::evidence
