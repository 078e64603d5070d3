// Bodies: attributes and blocks.

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "hcl/parser_core.h"
#include "hcl/string_literal.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kExpectedItem = {.name = "expected-item", .level = diag::Level::Error};
constexpr diag::Kind kUnclosedBlock = {.name = "unclosed-block", .level = diag::Level::Error};
constexpr diag::Kind kUnopenedBlock = {.name = "unopened-block", .level = diag::Level::Error};
constexpr diag::Kind kQuotedName = {.name = "quoted-name", .level = diag::Level::Error};
constexpr diag::Kind kInvalidBlock = {.name = "invalid-block", .level = diag::Level::Error};
constexpr diag::Kind kMissingNewline = {.name = "missing-newline", .level = diag::Level::Error};
constexpr diag::Kind kDuplicateAttribute = {.name = "duplicate-attribute", .level = diag::Level::Error};
constexpr diag::Kind kTemplateInLabel = {.name = "template-in-label", .level = diag::Level::Error};

}  // namespace

const Body* Parser::file() {
  advance();
  return body(0, true);
}

const Body* Parser::body(uint32_t open, bool is_file) {
  List<Attribute> attributes(attributes_);
  List<Block> blocks(blocks_);
  body_items(open, is_file, attributes, blocks);
  report_duplicates(attributes);
  Body* made = arena_.make<Body>();
  uint32_t end = is_file ? static_cast<uint32_t>(reading_.text().size()) : token_.end;
  made->place = place(open, end);
  made->attributes = attributes.finish(arena_);
  made->blocks = blocks.finish(arena_);
  return made;
}

void Parser::body_items(uint32_t open, bool is_file, List<Attribute>& attributes, List<Block>& blocks) {
  for (;;) {
    switch (token_.kind) {
      case TokenKind::Newline:
        advance();
        continue;
      case TokenKind::Identifier:
        body_item(attributes, blocks);
        continue;
      case TokenKind::EndOfFile:
        if (!is_file && complain()) {
          reading_.report(kUnclosedBlock, token_.begin, token_.end, "the file ends inside of a block")
              .label(place(open, open + 1), "opened here")
              .help("close it with `}`")
              .emit();
        }
        panic_ = false;
        return;
      case TokenKind::CloseBrace:
        if (!is_file) return;
        if (complain()) reading_.report(kUnopenedBlock, token_.begin, token_.end, "this `}` closes nothing").emit();
        advance();
        break;
      case TokenKind::OpenQuote:
        if (complain()) {
          reading_.report(kQuotedName, token_.begin, token_.end, "names of arguments and blocks are not quoted").emit();
        }
        break;
      default:
        expected("an argument or a block", kExpectedItem);
        if (!at(TokenKind::OpenBrace)) advance();
    }
    recover_to_next_item();
  }
}

void Parser::body_item(List<Attribute>& attributes, List<Block>& blocks) {
  Token name = token_;
  advance();
  switch (token_.kind) {
    case TokenKind::Equal: {
      attributes.add(attribute(name));
      if (!panic_) end_of_item("an argument", name, "put each argument on a line of its own");
      if (panic_) recover_to_next_item();
      return;
    }
    case TokenKind::OpenQuote:
    case TokenKind::OpenBrace:
    case TokenKind::Identifier:
      block(name, blocks);
      if (panic_) recover_to_next_item();
      return;
    default:
      if (complain()) {
        reading_
            .report(kExpectedItem, name.begin, name.end,
                    fmt::format("`{}` is neither an argument nor a block", reading_.text(name.begin, name.end)))
            .help("write `=` and a value after it, or `{`")
            .emit();
      }
      recover_to_next_item();
  }
}

Attribute Parser::attribute(const Token& name) {
  advance();  // =
  Attribute made;
  made.name = reading_.text(name.begin, name.end);
  made.name_place = place(name.begin, name.end);
  made.expr = expression();
  return made;
}

void Parser::end_of_item(std::string_view after, const Token& name, std::string_view hint) {
  if (at(TokenKind::Newline)) return advance();
  if (at(TokenKind::EndOfFile)) return;
  if (complain()) {
    reading_.report(kMissingNewline, token_.begin, token_.end, fmt::format("found {} after {}, not the end of the line", found(), after))
        .label(place(name.begin, name.end), "begins here")
        .help(std::string(hint))
        .emit();
  }
}

void Parser::block(const Token& type, List<Block>& blocks) {
  Level level(*this);
  List<BlockLabel> labels(labels_);
  for (;;) {
    if (at(TokenKind::OpenQuote)) {
      labels.add(quoted_label());
    } else if (at(TokenKind::Identifier)) {
      labels.add({text(), place(token_.begin, token_.end)});
      advance();
    } else {
      break;
    }
  }
  Block made;
  made.type = reading_.text(type.begin, type.end);
  made.type_place = place(type.begin, type.end);
  made.labels = labels.finish(arena_);
  Token open = token_;
  if (!at(TokenKind::OpenBrace)) {
    if (complain()) {
      auto report =
          reading_.report(kInvalidBlock, token_.begin, token_.end, fmt::format("found {} instead of `{{` or a label of the block", found()))
              .label(place(type.begin, type.end), "begins here");
      std::move(report)
          .help(at(TokenKind::Equal) ? "an argument has one name, a block has no `=`" : "the `{` stands on the line of the block's type")
          .emit();
    }
    return;
  }
  if (too_deep()) return;
  advance();
  made.open = place(open.begin, open.end);
  bool is_lines = at(TokenKind::Newline) || at(TokenKind::EndOfFile) || at(TokenKind::CloseBrace);
  made.body = is_lines ? body(open.begin, false) : single_line_body(open.begin);
  bool closed = at(TokenKind::CloseBrace);
  made.close = closed ? place(token_.begin, token_.end) : place(previous_end_, previous_end_);
  blocks.add(made);
  if (!closed) return;
  panic_ = false;
  advance();
  end_of_item("a block", type, "put what follows on a line of its own");
}

const Body* Parser::single_line_body(uint32_t open) {
  List<Attribute> attributes(attributes_);
  Token name = token_;
  if (at(TokenKind::Identifier)) {
    advance();
    if (at(TokenKind::Equal)) {
      attributes.add(attribute(name));
      if (!panic_ && !at(TokenKind::CloseBrace) && complain()) {
        bool at_end = at(TokenKind::EndOfFile);
        std::string message = at_end ? "the file ends inside of a block" : fmt::format("found {} instead of `}}`", found());
        reading_.report(at_end ? kUnclosedBlock : kInvalidBlock, token_.begin, token_.end, std::move(message))
            .label(place(open, open + 1), "opened here")
            .help("a block on one line holds one argument; put more arguments on lines of their own")
            .emit();
      }
    } else if (complain()) {
      reading_.report(kInvalidBlock, name.begin, name.end, "a block on one line holds one argument and nothing else")
          .label(place(open, open + 1), "opened here")
          .emit();
    }
  } else {
    expected("an argument or `}`", kExpectedItem);
  }
  if (panic_) recover_to(TokenKind::CloseBrace);
  Body* made = arena_.make<Body>();
  made->place = place(open, at(TokenKind::CloseBrace) ? token_.end : previous_end_);
  made->attributes = attributes.finish(arena_);
  return made;
}

BlockLabel Parser::quoted_label() {
  uint32_t begin = token_.begin;
  if (uint32_t close = 0; lexer_.plain_string(close)) {
    BlockLabel label{reading_.text(token_.end, close), place(begin, close + 1)};
    token_.end = close + 1;
    advance();
    return label;
  }
  advance();
  std::string resolved;
  while (!at(TokenKind::CloseQuote) && !at(TokenKind::EndOfFile)) {
    switch (token_.kind) {
      case TokenKind::QuotedText:
        // Where a sign was doubled, `$${`, one of the two is left out.
        resolved += unescape(reading_, arena_, token_.begin + (is_escaped_sequence() ? 1 : 0), token_.end);
        break;
      case TokenKind::TemplateInterpolation:
      case TokenKind::TemplateControl: {
        if (complain()) {
          reading_.report(kTemplateInLabel, token_.begin, token_.end, "a label of a block is not a template")
              .help(fmt::format("write `{0}{0}{{` for a literal `{0}{{`", text().front()))
              .emit();
        }
        advance();
        recover_to(TokenKind::TemplateEnd);
        if (!at(TokenKind::TemplateEnd)) return {arena_.copy(resolved), place(begin, previous_end_)};
        break;
      }
      default:
        break;  // The lexer has complained.
    }
    advance();
  }
  BlockLabel label{arena_.copy(resolved), place(begin, token_.end)};
  advance();
  return label;
}

void Parser::report_duplicates(List<Attribute>& attributes) {
  std::span<Attribute> all = attributes.items();
  if (all.size() < 2) return;
  auto report = [&](const Attribute& first, const Attribute& again) {
    reading_.report(kDuplicateAttribute, again.name_place, fmt::format("`{}` is set twice in this body", again.name))
        .label(first.name_place, "set here first")
        .emit();
  };
  // Most bodies are small; a large one (a locals block with thousands of names) is sorted.
  constexpr size_t kSmall = 12;
  std::vector<size_t> again;
  if (all.size() <= kSmall) {
    for (size_t i = 1; i < all.size(); ++i) {
      auto first = std::find_if(all.begin(), all.begin() + i, [&](const Attribute& other) { return other.name == all[i].name; });
      if (first == all.begin() + i) continue;
      report(*first, all[i]);
      again.push_back(i);
    }
  } else {
    List<Name> names(names_);
    for (size_t i = 0; i < all.size(); ++i) names.add({all[i].name, static_cast<uint32_t>(i)});
    std::span<Name> sorted = names.items();
    std::sort(sorted.begin(), sorted.end(),
              [](const Name& a, const Name& b) { return std::tie(a.text, a.index) < std::tie(b.text, b.index); });
    for (size_t first = 0, i = 1; i < sorted.size(); ++i) {
      if (sorted[i].text != sorted[first].text) {
        first = i;
      } else {
        report(all[sorted[first].index], all[sorted[i].index]);
        again.push_back(sorted[i].index);
      }
    }
    std::sort(again.begin(), again.end());
  }
  if (again.empty()) return;
  size_t kept = 0;
  for (size_t i = 0, next = 0; i < all.size(); ++i) {
    if (next < again.size() && again[next] == i) {
      ++next;
    } else {
      all[kept++] = all[i];
    }
  }
  attributes.shrink(kept);
}

}  // namespace wafpp::hcl
