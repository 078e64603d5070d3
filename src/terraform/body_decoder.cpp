#include "terraform/body_decoder.h"

#include <algorithm>
#include <functional>
#include <string>

#include "base/text.h"
#include "terraform/similar.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Level kError = diag::Level::Error;
constexpr diag::Level kWarning = diag::Level::Warning;
constexpr diag::Kind kUnsupportedArgument = {.name = "unsupported-argument", .level = kError};
constexpr diag::Kind kDoubtfulArgument = {.name = "unsupported-argument", .level = kWarning};
constexpr diag::Kind kUnsupportedBlock = {.name = "unsupported-block", .level = kError};
constexpr diag::Kind kDoubtfulBlock = {.name = "unsupported-block", .level = kWarning};
constexpr diag::Kind kMissingArgument = {.name = "missing-argument", .level = kError};
constexpr diag::Kind kNullArgument = {.name = "missing-argument", .level = kError, .of_values = true};
constexpr diag::Kind kBlockCount = {.name = "block-count", .level = kError, .of_values = true};
constexpr diag::Kind kReadOnly = {.name = "read-only-argument", .level = kError};
constexpr diag::Kind kDoubtfulReadOnly = {.name = "read-only-argument", .level = kWarning};
constexpr diag::Kind kWrongType = {.name = "wrong-type", .level = kError, .of_values = true};
constexpr diag::Kind kDoubtfulType = {.name = "wrong-type", .level = kWarning, .of_values = true};
constexpr diag::Kind kEphemeralValue = {.name = "ephemeral-value", .level = kError, .of_values = true};

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

}  // namespace

std::string name_help(const ResourceSchema& schema, const BodySchema& body, std::string_view name, Said& said) {
  if (std::string_view version = body.last_seen(name); !version.empty())
    return "it is gone from the provider's newer versions; " + std::string(version) + " had it";
  if (!schema.certain) {
    // What looks misspelt may be newer than the table: `http3_enabled` beside `http2_enabled`.
    return "known are versions " + std::string(schema.oldest_known) + " to " + std::string(schema.newest_known) + " of `" +
           std::string(schema.source) + "`; which one is in use, a lock file would say";
  }
  std::string similar = said.may_suggest() ? nearest(name, body.names()) : std::string();
  return similar.empty() ? similar : "did you mean " + quoted(similar) + "?";
}

std::string BodyDecoder::where(const BodySchema& body) const {
  std::string type = quoted(schema_.type);
  return body.outer == nullptr ? type : quoted(body.path()) + " in " + type;
}

bool BodyDecoder::is_new(std::string_view what, std::string_view name, const diag::Place& place) {
  uint64_t at = uint64_t{place.source} << 32 | place.begin;
  // What is said of instances that there may not be is kept apart, and may be dropped.
  uint64_t names =
      std::hash<std::string_view>()(what) ^ std::hash<std::string_view>()(name) * 3 ^ std::hash<const void*>()(&evaluator_.sink());
  return said_.places.insert(at * 0x9E3779B97F4A7C15ULL ^ names).second;
}

bool BodyDecoder::is_json(const diag::Place& place) {
  if (place.source != json_source_) {
    json_source_ = place.source;
    json_ = place.known() && sources_.at(place.source).path().ends_with(".json");
  }
  return json_;
}

Value BodyDecoder::argument(const AttributeSchema& argument, const BodySchema& body, Value value, const diag::Place& name_place,
                            const diag::Place& expr_place) {
  // Null is as good as left out.
  bool is_read_only = argument.mode == ArgumentMode::Computed && !value.is_null() && !schema_.outside;
  if (is_read_only && is_new("read-only", argument.name, name_place)) {
    evaluator_.sink()
        .report(kind(kReadOnly, kDoubtfulReadOnly), name_place,
                quoted(argument.name) + " of " + where(body) + " is decided by the provider and cannot be set")
        .emit();
  }
  if (mode_ != Mode::Ephemeral && !argument.write_only && (value.deep_marks() & value::kEphemeral) != 0) {
    evaluator_.sink()
        .report(kEphemeralValue, expr_place,
                quoted(argument.name) + " of " + where(body) + " would be stored, and an ephemeral value may not be")
        .emit();
  }
  // What comes out of a broken expression has been reported.
  if (!argument.type.is_dynamic()) {
    if (auto converted = value::convert(value, argument.type)) {
      value = std::move(*converted);
    } else if (!schema_.outside) {
      evaluator_.sink()
          .report(kind(kWrongType, kDoubtfulType), expr_place,
                  quoted(argument.name) + " of " + where(body) + " has the wrong type: " + converted.error().text())
          .emit();
      if (schema_.certain) {
        value::OriginStep step{.kind = value::OriginStep::Kind::Cause,
                               .cause = value::CauseKind::Error,
                               .place = expr_place,
                               .text = "wrong type of " + quoted(argument.name)};
        if (!value.origin().empty()) step.parents.push_back(value.origin());
        value = Value::unknown(argument.type.without_optional()).add_marks(value.marks()).with_origin(value::Origin::step(std::move(step)));
      }
    }
  }
  return argument.sensitive ? std::move(value).add_marks(value::kSensitive) : value;
}

void BodyDecoder::not_expected(const BodySchema& body, std::string_view name, const diag::Place& place, bool is_block) {
  if (schema_.outside || !is_new("not expected", name, place)) return;
  const diag::Kind& which = is_block ? kind(kUnsupportedBlock, kDoubtfulBlock) : kind(kUnsupportedArgument, kDoubtfulArgument);
  auto report =
      evaluator_.sink().report(which, place, quoted(name) + (is_block ? " is no block of " : " is no argument of ") + where(body));
  if (is_block && body.attribute(name) != nullptr) {
    std::move(report).help(quoted(name) + " is an argument: write `" + std::string(name) + " = ...`").emit();
  } else if (!is_block && body.block(name) != nullptr) {
    std::move(report).help(quoted(name) + " is a block: write `" + std::string(name) + " { ... }`").emit();
  } else if (std::string help = name_help(schema_, body, name, said_); !help.empty()) {
    std::move(report).help(std::move(help)).emit();
  } else {
    std::move(report).emit();
  }
}

void BodyDecoder::no_block(const BodySchema& body, std::string_view name, const diag::Place& place) {
  if (schema_.outside || !is_new("no block", name, place)) return;
  evaluator_.sink()
      .report(kind(kUnsupportedBlock, kDoubtfulBlock), place,
              quoted(name) + " is a block of " + where(body) + ": it wants an object, or an array of objects")
      .emit();
}

void BodyDecoder::check_blocks(const BodyValue& value, const BodySchema& body) {
  for (uint32_t index : body.limited) {
    const BlockSchema& block = body.blocks[index];
    // A number that is not known may be a fitting one.
    if (value.has_unknown_blocks(block.name)) continue;
    uint64_t count = 0;
    const BodyValue* last = &value;
    for (const BodyValue::Block& one : value.blocks) {
      if (one.type != block.name) continue;
      ++count;
      last = one.body.get();
    }
    bool is_single = block.nesting == Nesting::Single || block.nesting == Nesting::Group;
    uint64_t maximum = is_single ? 1 : block.maximum > 0 ? block.maximum : UINT64_MAX;
    if (count >= block.minimum && count <= maximum) continue;
    if (!is_new("count", block.name, last->header)) continue;
    std::string what = count < block.minimum ? "at least " + std::to_string(block.minimum) : "at most " + std::to_string(maximum);
    evaluator_.sink()
        .report(kBlockCount, last->header,
                where(body) + " wants " + what + " `" + std::string(block.name) + "` block, got " + std::to_string(count))
        .emit();
  }
}

void BodyDecoder::check_required(const BodyValue& value, const BodySchema& body) {
  for (uint32_t index : body.required) {
    const AttributeSchema& argument = body.attributes[index];
    const BodyValue::Attribute* set = value.attribute(argument.name);
    if (set != nullptr && !set->value.is_null()) continue;
    if (argument.as_blocks != nullptr && (!value.blocks_of(argument.name).empty() || value.has_unknown_blocks(argument.name))) continue;
    diag::Place place = set != nullptr ? set->expr_place : value.header;
    if (!is_new("missing", argument.name, place)) continue;
    evaluator_.sink()
        .report(set != nullptr ? kNullArgument : kMissingArgument, place,
                "argument " + quoted(argument.name) + " of " + where(body) + " is not set")
        .emit();
  }
}

value::Origin BodyDecoder::version_cause(const AttributeSchema& argument, const BodySchema& body, const diag::Place& place) const {
  std::string text = body.outer == nullptr ? std::string(argument.name) : body.path() + "." + std::string(argument.name);
  return value::Origin::step({.kind = value::OriginStep::Kind::Cause,
                              .cause = value::CauseKind::ProviderVersion,
                              .place = place,
                              .text = std::string(schema_.type) + "." + text});
}

void BodyDecoder::finish(BodyValue& value, const BodySchema& body) {
  // What is missing may not be wanted in another version.
  if (schema_.certain) {
    check_required(value, body);
    check_blocks(value, body);
  }
  for (uint32_t index : body.defaulted) {
    const AttributeSchema& argument = body.attributes[index];
    auto set = std::find_if(value.attributes.begin(), value.attributes.end(),
                            [&](const auto& one) { return base::same_name(one.name, argument.name); });
    if (set != value.attributes.end() && !set->value.is_null()) continue;
    diag::Place place = set != value.attributes.end() ? set->expr_place : value.header;
    value::OriginStep step{
        .kind = value::OriginStep::Kind::Binding, .place = place, .text = std::string(argument.name), .context = "default"};
    if (!argument.default_value) step.parents.push_back(version_cause(argument, body, place));
    Value made = argument.default_value ? *argument.default_value : Value::unknown(argument.type.without_optional());
    made = std::move(made).with_origin(value::Origin::step(std::move(step)));
    if (argument.sensitive) made = std::move(made).add_marks(value::kSensitive);
    if (set != value.attributes.end()) {
      set->value = std::move(made);
      set->by = BodyValue::SetBy::Default;
    } else {
      value.attributes.push_back({argument.name, std::move(made), value.header, value.header, BodyValue::SetBy::Default});
    }
  }
}

}  // namespace wafpp::terraform
