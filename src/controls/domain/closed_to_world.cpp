#include <fmt/format.h>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

// A wider one is no network of anybody's own; `0.0.0.0/1` and its twin are the internet in two halves.
constexpr uint32_t kWidestNetwork = 8;

Answer is_world(const Value& cidr) {
  std::optional<std::string_view> text = text_of(cidr);
  if (!text) return cidr.is_known() ? Answer::No : Answer::Unknown;
  size_t slash = text->rfind('/');
  if (slash == std::string_view::npos) return Answer::No;
  uint32_t length = 0;
  for (char digit : text->substr(slash + 1)) {
    if (digit < '0' || digit > '9' || length > kWidestNetwork * 100) return Answer::No;
    length = length * 10 + static_cast<uint32_t>(digit - '0');
  }
  return slash + 1 < text->size() && length < kWidestNetwork ? Answer::Yes : Answer::No;
}

struct Rule {
  const Value& value;
  Value at(std::string_view name) const {
    const Value* found = value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map ? value.find(name) : nullptr;
    return found == nullptr ? Value() : *found;
  }
};

/// Three-valued: false decides, else what is not known.
struct All {
  Answer answer = Answer::Yes;
  Value open;
  void add(Answer next, const Value& by) {
    if (answer == Answer::No || next == Answer::Yes) return;
    if (next == Answer::Unknown && answer == Answer::Yes) open = by;
    answer = next;
  }
};

/// `by`: the network that is wide enough, or the value that may be one.
Answer from_world(const Rule& rule, Value& by) {
  Answer found = Answer::No;
  for (std::string_view name : {"cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"}) {
    Value value = rule.at(name);
    bool is_list = value.is_known() && !value.is_null() && value.kind() != value::TypeKind::String;
    std::span<const Value> each = is_list ? value.elements() : std::span<const Value>(&value, 1);
    for (const Value& cidr : each) {
      Answer one = is_world(cidr);
      if (one == Answer::Yes || (one == Answer::Unknown && found == Answer::No)) {
        found = one;
        by = cidr;
      }
      if (one == Answer::Yes) return one;
    }
  }
  return found;
}

Answer takes_in(const Rule& rule, int64_t port, Value& open) {
  Value protocol = rule.at("protocol");
  if (protocol.is_known() && protocol.is_null()) protocol = rule.at("ip_protocol");
  if (!protocol.is_known()) {
    open = protocol;
    return Answer::Unknown;
  }
  std::string_view text = text_of(protocol).value_or("");
  if (text == "-1" || text == "all") return Answer::Yes;
  bool is_tcp = text == "6" || (text.size() == 3 && (text[0] | 0x20) == 't' && (text[1] | 0x20) == 'c' && (text[2] | 0x20) == 'p');
  if (!is_tcp) return Answer::No;
  All all;
  Value from = rule.at("from_port");
  Value to = rule.at("to_port");
  std::optional<int64_t> low = from.as_int64();
  std::optional<int64_t> high = to.as_int64();
  all.add(low ? (*low <= port ? Answer::Yes : Answer::No) : from.is_known() ? Answer::No : Answer::Unknown, from);
  all.add(high ? (*high >= port ? Answer::Yes : Answer::No) : to.is_known() ? Answer::No : Answer::Unknown, to);
  open = all.open;
  return all.answer;
}

Value closed_to_world(Question& question, std::span<const Value> arguments) {
  for (const Value& argument : arguments) {
    if (!argument.is_known()) return undecided_by(argument, value::Type::boolean());
  }
  std::optional<int64_t> port = arguments[1].as_int64();
  if (!port || arguments[0].is_null()) return Value::boolean(true);
  Rule rule{arguments[0]};
  Value port_open;
  Value network;
  All all;
  all.add(takes_in(rule, *port, port_open), port_open);
  all.add(from_world(rule, network), network);
  if (all.answer == Answer::Unknown) return undecided_by(all.open, value::Type::boolean());
  if (all.answer == Answer::Yes) {
    question.note(Note::Kind::Reason, value::first_place(network.origin()), fmt::format("`{}` is the internet", shown(network)),
                  fmt::format("`{}` ist das Internet", shown(network)));
  }
  return Value::boolean(all.answer == Answer::No);
}

}  // namespace

extern const DomainFunction domain_closed_to_world;
const DomainFunction domain_closed_to_world = {
    .name = "closed_to_world",
    .signature = "closed_to_world(rule, port)",
    .summary =
        "Whether a rule of a security group, block or resource, keeps a TCP port from the internet: from every network of fewer than eight "
        "bits.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = closed_to_world,
};

}  // namespace wafpp::controls
