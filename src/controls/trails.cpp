#include "controls/trails.h"

#include <fmt/format.h>

#include <algorithm>

#include "controls/block_paths.h"
#include "controls/sequence.h"

namespace wafpp::controls {
namespace {

constexpr std::string_view kKms = "kms.amazonaws.com";

Answer has_element(const Value& list, std::string_view wanted) {
  if (!list.is_known()) return Answer::Unknown;
  if (!is_sequence(list)) return Answer::No;
  Answer result = Answer::No;
  for (const Value& one : list.elements()) {
    if (text_of(one) == wanted) return Answer::Yes;
    if (!one.is_known()) result = Answer::Unknown;
  }
  return result;
}

/// The best of several selectors; what is not known may be better than no.
class Best {
 public:
  void add(Answer next, const Value& open, std::string path) {
    bool is_better = next == Answer::Yes || (next == Answer::Unknown && best_.answer == Answer::No);
    if (!is_first_ && !is_better) return;
    best_ = {next, next == Answer::Unknown ? undecided_by(open).origin() : value::Origin(), std::move(path)};
    is_first_ = false;
  }
  bool is_empty() const { return is_first_; }
  TrailAnswer best() const { return best_; }

 private:
  TrailAnswer best_{Answer::No, {}, {}};
  bool is_first_ = true;
};

void add_selector(const Fact& trail, const std::string& block, Best& best) {
  std::string include = path_below(block, "include_management_events");
  std::string type = path_below(block, "read_write_type");
  std::string excluded = path_below(block, "exclude_management_event_sources");
  Value included = trail.at(include);
  if (included.is_known() && !included.is_null() && truth(included) == Answer::No) return best.add(Answer::No, {}, include);
  Value kind = trail.at(type);
  if (text_of(kind) == "WriteOnly") return best.add(Answer::No, {}, type);
  Value sources = trail.at(excluded);
  Answer is_excluded = has_element(sources, kKms);
  if (is_excluded == Answer::Yes) return best.add(Answer::No, {}, excluded);
  for (const auto& [value, path] : {std::pair(included, include), std::pair(kind, type)}) {
    if (!value.is_known()) return best.add(Answer::Unknown, value, path);
  }
  if (is_excluded == Answer::Unknown) return best.add(Answer::Unknown, sources, excluded);
  best.add(Answer::Yes, {}, include);
}

/// One field of an advanced selector: whether it lets KMS's events through.
Answer lets_through(const Fact& trail, const std::string& field, Value& open) {
  Value name = trail.at(path_below(field, "field"));
  std::optional<std::string_view> text = text_of(name);
  if (!text) {
    open = name;
    return Answer::Unknown;
  }
  std::string_view wanted;
  if (*text == "eventCategory") wanted = "Management";
  if (*text == "eventSource") wanted = kKms;
  if (*text == "readOnly") wanted = "true";
  if (wanted.empty()) return Answer::Yes;
  Value equal = trail.at(path_below(field, "equals"));
  Value different = trail.at(path_below(field, "not_equals"));
  if (!equal.is_known() || !different.is_known()) {
    open = equal.is_known() ? different : equal;
    return Answer::Unknown;
  }
  if (!different.is_null() && has_element(different, wanted) == Answer::Yes) return Answer::No;
  return equal.is_null() ? Answer::Yes : has_element(equal, wanted);
}

void add_advanced(const Fact& trail, const std::string& block, Best& best) {
  Answer result = Answer::Yes;
  Value open;
  std::string path = block;
  bool has_category = false;
  BlockPaths fields = block_paths(trail, path_below(block, "field_selector"));
  for (const std::string& field : fields.paths) {
    has_category = has_category || text_of(trail.at(path_below(field, "field"))) == "eventCategory";
    Answer next = lets_through(trail, field, open);
    if (next == Answer::No) return best.add(next, {}, field);
    if (next == Answer::Unknown) {
      result = next;
      path = field;
    }
  }
  if (!fields.open.is_known()) return best.add(Answer::Unknown, fields.open, path);
  best.add(has_category ? result : Answer::No, open, path);
}

bool speaks_of_kms(const Value& pattern) {
  auto holds = [](std::string_view text) {
    return text.find(kKms) != std::string_view::npos || text.find("aws.kms") != std::string_view::npos;
  };
  if (std::optional<std::string_view> text = text_of(pattern)) return holds(*text);
  const value::Refinement* partly = pattern.is_known() ? nullptr : pattern.refinement();
  return partly != nullptr && partly->outline && holds(*partly->outline);
}

}  // namespace

TrailAnswer records_kms(const Fact& trail) {
  Value enabled = trail.at("enable_logging");
  if (!enabled.is_known()) return {Answer::Unknown, undecided_by(enabled).origin(), "enable_logging"};
  if (!enabled.is_null() && truth(enabled) == Answer::No) return {Answer::No, {}, "enable_logging"};
  Best best;
  for (std::string_view type : {"event_selector", "advanced_event_selector"}) {
    BlockPaths blocks = block_paths(trail, type);
    if (!blocks.open.is_known()) best.add(Answer::Unknown, blocks.open, std::string(type));
    for (const std::string& block : blocks.paths) {
      if (type == "event_selector") {
        add_selector(trail, block, best);
      } else {
        add_advanced(trail, block, best);
      }
    }
  }
  // Without a selector, a trail records all management events.
  return best.is_empty() ? TrailAnswer{} : best.best();
}

Value watched(Question& question, const Fact& trail) {
  Value open;
  auto note = [&](const Fact& by) {
    question.note(Note::Kind::Reason, by.place, fmt::format("`{}` watches the use of keys", by.subject),
                  fmt::format("`{}` beobachtet die Nutzung von Schlüsseln", by.subject));
    return Value::boolean(true);
  };
  for (const Fact* rule : question.facts().of_kind(trail.root, "resource.aws_cloudwatch_event_rule")) {
    Value pattern = rule->at("event_pattern");
    Relations::Related targets = question.relations().pointing_at(*rule, "resource.aws_cloudwatch_event_target", "rule", names_of(*rule));
    if (speaks_of_kms(pattern) && !targets.facts.empty()) return note(*rule);
    if (!pattern.is_known() && !speaks_of_kms(pattern) && !targets.facts.empty()) open = pattern;
  }
  for (const Fact* filter : question.facts().of_kind(trail.root, "resource.aws_cloudwatch_log_metric_filter")) {
    Value pattern = filter->at("pattern");
    std::vector<Value> names;
    if (Value name = filter->at("metric_transformation.name"); text_of(name)) names.push_back(name);
    Relations::Related alarms = question.relations().pointing_at(*filter, "resource.aws_cloudwatch_metric_alarm", "metric_name", names);
    if (speaks_of_kms(pattern) && !alarms.facts.empty()) return note(*filter);
    if (!pattern.is_known() && !speaks_of_kms(pattern) && !alarms.facts.empty()) open = pattern;
  }
  return open.is_known() ? Value::boolean(false) : undecided_by(open, value::Type::boolean());
}

}  // namespace wafpp::controls
