#include "hcl/dump.h"

#include <charconv>

#include "hcl/number_text.h"

namespace wafpp::hcl {

namespace {

std::string_view symbol(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add:
      return "+";
    case BinaryOp::Subtract:
      return "-";
    case BinaryOp::Multiply:
      return "*";
    case BinaryOp::Divide:
      return "/";
    case BinaryOp::Modulo:
      return "%";
    case BinaryOp::Equal:
      return "==";
    case BinaryOp::NotEqual:
      return "!=";
    case BinaryOp::Less:
      return "<";
    case BinaryOp::LessEqual:
      return "<=";
    case BinaryOp::Greater:
      return ">";
    case BinaryOp::GreaterEqual:
      return ">=";
    case BinaryOp::And:
      return "&&";
    case BinaryOp::Or:
      return "||";
  }
  return "";
}

/// Writes the canonical text. Recursion is bounded by the parser's depth limit.
class Dumper {
 public:
  explicit Dumper(std::string& out) : out_(out) {}

  void body(const Body& body) {
    out_ += R"({"attributes":[)";
    separated(body.attributes, [&](const Attribute& attribute) {
      out_ += R"({"name":)";
      string(attribute.name);
      out_ += R"(,"name_range":)";
      range(attribute.name_place);
      out_ += R"(,"expr_range":)";
      range(attribute.expr->place);
      out_ += R"(,"expr":)";
      expr(*attribute.expr);
      out_ += '}';
    });
    out_ += R"(],"blocks":[)";
    separated(body.blocks, [&](const Block& item) { block(item); });
    out_ += "]}";
  }

  void expr(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Error:
        out_ += R"(["error"])";
        return;
      case ExprKind::Number:
        open("num");
        next();
        string(canonical_number(as<NumberExpr>(expr).text));
        break;
      case ExprKind::Bool:
        open("bool");
        flag(as<BoolExpr>(expr).value);
        break;
      case ExprKind::Null:
        open("null");
        break;
      case ExprKind::String:
        open("tpl");
        if (std::string_view text = as<StringExpr>(expr).text; !text.empty()) {
          next();
          string(text);
        }
        break;
      case ExprKind::Template:
        open("tpl");
        for (const Expr* part : as<TemplateExpr>(expr).parts) {
          if (part->kind != ExprKind::String) {
            child(*part);
          } else {
            next();
            string(as<StringExpr>(*part).text);
          }
        }
        break;
      case ExprKind::Wrap:
        open("wrap");
        child(*as<WrapExpr>(expr).inner);
        break;
      case ExprKind::Join:
        open("join");
        child(*as<JoinExpr>(expr).loop);
        break;
      case ExprKind::Conditional:
        open("cond");
        child(*as<ConditionalExpr>(expr).condition);
        child(*as<ConditionalExpr>(expr).then);
        child(*as<ConditionalExpr>(expr).otherwise);
        break;
      case ExprKind::Traversal:
        open("trav");
        out_ += R"(,["root",)";
        string(as<TraversalExpr>(expr).root);
        out_ += ']';
        steps(as<TraversalExpr>(expr).steps);
        break;
      case ExprKind::Relative:
        open("rel");
        child(*as<RelativeExpr>(expr).from);
        steps(as<RelativeExpr>(expr).steps);
        break;
      case ExprKind::Index:
        open("index");
        child(*as<IndexExpr>(expr).from);
        child(*as<IndexExpr>(expr).key);
        break;
      case ExprKind::Splat:
        open("splat");
        child(*as<SplatExpr>(expr).from);
        child(*as<SplatExpr>(expr).each);
        break;
      case ExprKind::SplatItem:
        open("item");
        break;
      case ExprKind::Call:
        open("call");
        next();
        string(as<CallExpr>(expr).name);
        flag(as<CallExpr>(expr).expand_last);
        for (const Expr* argument : as<CallExpr>(expr).arguments) child(*argument);
        break;
      case ExprKind::Tuple:
        open("tuple");
        for (const Expr* element : as<TupleExpr>(expr).elements) child(*element);
        break;
      case ExprKind::Object:
        open("object");
        for (const ObjectItem& item : as<ObjectExpr>(expr).items) object_item(item);
        break;
      case ExprKind::For:
        loop(as<ForExpr>(expr));
        break;
      case ExprKind::Binary:
        open("bin");
        next();
        string(symbol(as<BinaryExpr>(expr).op));
        child(*as<BinaryExpr>(expr).left);
        child(*as<BinaryExpr>(expr).right);
        break;
      case ExprKind::Unary:
        open("un");
        next();
        string(as<UnaryExpr>(expr).op == UnaryOp::Negate ? "-" : "!");
        child(*as<UnaryExpr>(expr).operand);
        break;
      case ExprKind::Paren:
        open("paren");
        child(*as<ParenExpr>(expr).inner);
        break;
    }
    out_ += ']';
  }

 private:
  void block(const Block& block) {
    out_ += R"({"type":)";
    string(block.type);
    out_ += R"(,"labels":[)";
    separated(block.labels, [&](const BlockLabel& label) { string(label.text); });
    out_ += R"(],"type_range":)";
    range(block.type_place);
    out_ += R"(,"label_ranges":[)";
    separated(block.labels, [&](const BlockLabel& label) { range(label.place); });
    out_ += R"(],"open":)";
    range(block.open);
    out_ += R"(,"close":)";
    range(block.close);
    out_ += R"(,"body":)";
    body(*block.body);
    out_ += '}';
  }

  void loop(const ForExpr& loop) {
    open("for");
    next();
    string(loop.key_name);
    next();
    string(loop.value_name);
    child(*loop.collection);
    optional_child(loop.key);
    child(*loop.value);
    optional_child(loop.condition);
    flag(loop.group);
  }

  void object_item(const ObjectItem& item) {
    next();
    out_ += '[';
    if (item.bare_key) {
      out_ += R"(["name",)";
      string(as<TraversalExpr>(*item.key).root);
      out_ += ']';
    } else {
      expr(*item.key);
    }
    child(*item.value);
    out_ += ']';
  }

  void steps(std::span<const Step> steps) {
    for (const Step& step : steps) {
      out_ += step.key == nullptr ? R"(,["attr",)" : R"(,["idx",)";
      if (step.key == nullptr || step.key->kind == ExprKind::String) {
        string(step.name);
      } else {
        expr(*step.key);
      }
      out_ += ']';
    }
  }

  template <typename Items, typename Write>
  void separated(const Items& items, Write write) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(item);
    }
  }

  void open(std::string_view form) {
    out_ += "[\"";
    out_ += form;
    out_ += '"';
  }
  void next() { out_ += ','; }
  void child(const Expr& child) {
    next();
    expr(child);
  }
  void optional_child(const Expr* child) {
    next();
    if (child == nullptr) {
      out_ += "null";
    } else {
      expr(*child);
    }
  }
  void flag(bool value) { out_ += value ? ",true" : ",false"; }

  void range(const diag::Place& place) {
    out_ += '[';
    number(place.begin);
    out_ += ',';
    number(place.end);
    out_ += ']';
  }
  void number(uint32_t value) {
    char digits[10];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }

  void string(std::string_view text) {
    constexpr char kHex[] = "0123456789abcdef";
    out_ += '"';
    for (char c : text) {
      auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20) {
        out_ += "\\u00";
        out_ += kHex[byte >> 4];
        out_ += kHex[byte & 0xF];
        continue;
      }
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
    out_ += '"';
  }

  std::string& out_;
};

}  // namespace

std::string dump(const Tree& tree) {
  std::string out;
  Dumper(out).body(*tree.body);
  return out;
}

std::string dump(const Expr& expr) {
  std::string out;
  Dumper(out).expr(expr);
  return out;
}

}  // namespace wafpp::hcl
