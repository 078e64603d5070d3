// Templates, second half: from parts to a tree.

#include <fmt/format.h>

#include <algorithm>

#include "hcl/parser_core.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kUnclosedDirective = {.name = "unclosed-directive", .level = diag::Level::Error};
constexpr diag::Kind kMisplacedDirective = {.name = "misplaced-directive", .level = diag::Level::Error};

}  // namespace

std::string_view Parser::describe_part(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::Text:
      return "text";
    case Part::Kind::Value:
      return "`${ }`";
    case Part::Kind::If:
      return "`%{ if }`";
    case Part::Kind::Else:
      return "`%{ else }`";
    case Part::Kind::EndIf:
      return "`%{ endif }`";
    case Part::Kind::For:
      return "`%{ for }`";
    case Part::Kind::EndFor:
      return "`%{ endfor }`";
  }
  return "";
}

const Expr* Parser::template_of(List<Part>& parts, uint32_t begin, uint32_t end) {
  join_texts(parts);
  std::span<const Part> all = parts.items();
  if (all.size() == 1 && all[0].kind == Part::Kind::Value) {
    auto* made = node<WrapExpr>(ExprKind::Wrap, begin, end);
    made->inner = all[0].expr;
    contains(made, made->inner);
    return checked(made);
  }
  List<const Expr*> exprs(exprs_);
  for (size_t index = 0; index < all.size();) exprs.add(part_expr(all, index));
  return template_from(exprs, begin, end);
}

const Expr* Parser::template_from(List<const Expr*>& exprs, uint32_t begin, uint32_t end) {
  diag::Place whole = place(begin, end);
  // Empty texts are left out; alone, an empty text is the empty string.
  auto is_text = [](const Expr* expr) { return expr->kind == ExprKind::String; };
  std::span<const Expr*> all = exprs.items();
  std::span<const Expr*> kept(all.begin(), std::remove_if(all.begin(), all.end(), [&](const Expr* expr) {
                                return is_text(expr) && as<StringExpr>(*expr).text.empty();
                              }));
  if (kept.empty() || (kept.size() == 1 && is_text(kept[0]) && all.size() == 1)) {
    auto* made = arena_.make<StringExpr>();
    made->kind = ExprKind::String;
    made->place = whole;
    if (!kept.empty()) made->text = as<StringExpr>(*kept[0]).text;
    return made;
  }
  auto* made = arena_.make<TemplateExpr>();
  made->kind = ExprKind::Template;
  made->place = whole;
  made->parts = arena_.copy(std::span<const Expr* const>(kept));
  for (const Expr* part : made->parts) contains(made, part);
  return checked(made);
}

const Expr* Parser::part_expr(std::span<const Part> parts, size_t& index) {
  const Part& part = parts[index];
  switch (part.kind) {
    case Part::Kind::Text: {
      ++index;
      auto* made = node<StringExpr>(ExprKind::String, part.begin, part.end);
      made->text = part.text;
      return made;
    }
    case Part::Kind::Value: {
      ++index;
      if (part.expr->kind != ExprKind::String) return part.expr;
      // Not to be taken for literal text of this template.
      auto* made = node<TemplateExpr>(ExprKind::Template, 0, 0);
      made->place = part.expr->place;
      if (!as<StringExpr>(*part.expr).text.empty()) made->parts = arena_.copy(std::span<const Expr* const>(&part.expr, 1));
      contains(made, part.expr);
      return made;
    }
    case Part::Kind::If:
      return if_directive(parts, index);
    case Part::Kind::For:
      return for_directive(parts, index);
    case Part::Kind::Else:
    case Part::Kind::EndIf:
    case Part::Kind::EndFor:
      break;
  }
  reading_.report(kMisplacedDirective, part.begin, part.end, fmt::format("{} has no beginning", describe_part(part.kind))).emit();
  ++index;
  return error(part.begin, part.end);
}

const Expr* Parser::branch(List<const Expr*>& exprs, uint32_t empty_at) {
  if (exprs.empty()) return template_from(exprs, empty_at, empty_at);
  diag::Place whole = {reading_.source(), exprs.items().front()->place.begin, exprs.items().back()->place.end};
  const Expr* made = template_from(exprs, empty_at, empty_at);
  const_cast<Expr*>(made)->place = whole;
  return made;
}

const Expr* Parser::unclosed(const Part& part) {
  reading_.report(kUnclosedDirective, part.begin, part.end, fmt::format("{} is never closed", describe_part(part.kind)))
      .help(part.kind == Part::Kind::If ? "close it with `%{ endif }`" : "close it with `%{ endfor }`")
      .emit();
  return error(part.begin, part.end);
}

const Expr* Parser::if_directive(std::span<const Part> parts, size_t& index) {
  Level level(*this);
  const Part& open = parts[index++];
  if (too_deep()) return error(open.begin, open.end);
  auto* made = node<ConditionalExpr>(ExprKind::Conditional, open.begin, open.end);
  made->condition = open.expr;
  contains(made, open.expr);
  List<const Expr*> exprs(exprs_);
  bool in_else = false;
  uint32_t begin = open.end;
  for (; index < parts.size();) {
    const Part& part = parts[index];
    if (part.kind == Part::Kind::EndFor || (part.kind == Part::Kind::Else && in_else)) return misplaced(part, open, index);
    if (part.kind != Part::Kind::Else && part.kind != Part::Kind::EndIf) {
      exprs.add(part_expr(parts, index));
      continue;
    }
    ++index;
    const Expr*& into = in_else ? made->otherwise : made->then;
    into = branch(exprs, begin);
    contains(made, into);
    exprs.shrink(0);
    begin = part.end;
    if (part.kind == Part::Kind::Else) {
      in_else = true;
      continue;
    }
    if (!in_else) made->otherwise = branch(exprs, part.begin);
    contains(made, made->otherwise);
    made->place = place(open.begin, part.end);
    return checked(made);
  }
  return unclosed(open);
}

const Expr* Parser::for_directive(std::span<const Part> parts, size_t& index) {
  Level level(*this);
  const Part& open = parts[index++];
  if (too_deep()) return error(open.begin, open.end);
  auto* loop = node<ForExpr>(ExprKind::For, open.begin, open.end);
  loop->key_name = open.key_name;
  loop->value_name = open.value_name;
  loop->collection = open.expr;
  contains(loop, open.expr);
  List<const Expr*> exprs(exprs_);
  while (index < parts.size()) {
    const Part& part = parts[index];
    if (part.kind == Part::Kind::Else || part.kind == Part::Kind::EndIf) return misplaced(part, open, index);
    if (part.kind != Part::Kind::EndFor) {
      exprs.add(part_expr(parts, index));
      continue;
    }
    ++index;
    loop->value = branch(exprs, open.end);
    contains(loop, loop->value);
    loop->place = place(open.begin, part.end);
    auto* made = node<JoinExpr>(ExprKind::Join, open.begin, part.end);
    made->loop = loop;
    contains(made, loop);
    return checked(made);
  }
  return unclosed(open);
}

const Expr* Parser::misplaced(const Part& part, const Part& open, size_t& index) {
  ++index;
  reading_
      .report(kMisplacedDirective, part.begin, part.end,
              fmt::format("{} does not belong to the directive that is open here", describe_part(part.kind)))
      .label(place(open.begin, open.end), "opened here")
      .emit();
  return error(part.begin, part.end);
}

}  // namespace wafpp::hcl
