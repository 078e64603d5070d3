package main

import (
	"fmt"
	"math/big"
	"sort"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// dumper writes the canonical text.
type dumper struct {
	strings.Builder
	source []byte // Of a file in the JSON syntax.
}

// list writes the items between brackets, separated by commas.
func (d *dumper) list(count int, item func(int)) {
	d.WriteByte('[')
	for i := range count {
		if i > 0 {
			d.WriteByte(',')
		}
		item(i)
	}
	d.WriteByte(']')
}

func (d *dumper) string(text string) {
	d.WriteByte('"')
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < 0x20:
			fmt.Fprintf(d, "\\u%04x", c)
		case c == '"' || c == '\\':
			d.WriteByte('\\')
			d.WriteByte(c)
		default:
			d.WriteByte(c)
		}
	}
	d.WriteByte('"')
}

func (d *dumper) key(name string) {
	d.string(name)
	d.WriteByte(':')
}

func (d *dumper) span(r hcl.Range) { fmt.Fprintf(d, "[%d,%d]", r.Start.Byte, r.End.Byte) }

func (d *dumper) form(name string) {
	d.WriteByte('[')
	d.string(name)
}

func (d *dumper) flag(value bool) { d.WriteString("," + strconv.FormatBool(value)) }

func (d *dumper) attributeHead(name string, nameRange, exprRange hcl.Range) {
	d.WriteByte('{')
	d.key("name")
	d.string(name)
	d.WriteByte(',')
	d.key("name_range")
	d.span(nameRange)
	d.WriteByte(',')
	d.key("expr_range")
	d.span(exprRange)
	d.WriteByte(',')
	d.key("expr")
}

// blockHead writes a block up to its body.
func (d *dumper) blockHead(kind string, labels []string, typeRange hcl.Range, labelRanges []hcl.Range, open, close hcl.Range) {
	d.WriteByte('{')
	d.key("type")
	d.string(kind)
	d.WriteByte(',')
	d.key("labels")
	d.list(len(labels), func(i int) { d.string(labels[i]) })
	d.WriteByte(',')
	d.key("type_range")
	d.span(typeRange)
	d.WriteByte(',')
	d.key("label_ranges")
	d.list(len(labelRanges), func(i int) { d.span(labelRanges[i]) })
	d.WriteByte(',')
	d.key("open")
	d.span(open)
	d.WriteByte(',')
	d.key("close")
	d.span(close)
	d.WriteByte(',')
	d.key("body")
}

func (d *dumper) body(body *hclsyntax.Body) {
	attributes := make([]*hclsyntax.Attribute, 0, len(body.Attributes))
	for _, attribute := range body.Attributes {
		attributes = append(attributes, attribute)
	}
	sort.Slice(attributes, func(i, j int) bool { return attributes[i].NameRange.Start.Byte < attributes[j].NameRange.Start.Byte })
	d.WriteByte('{')
	d.key("attributes")
	d.list(len(attributes), func(i int) {
		d.attributeHead(attributes[i].Name, attributes[i].NameRange, attributes[i].Expr.Range())
		d.expr(attributes[i].Expr)
		d.WriteByte('}')
	})
	d.WriteByte(',')
	d.key("blocks")
	d.list(len(body.Blocks), func(i int) {
		block := body.Blocks[i]
		d.blockHead(block.Type, block.Labels, block.TypeRange, block.LabelRanges, block.OpenBraceRange, block.CloseBraceRange)
		d.body(block.Body)
		d.WriteByte('}')
	})
	d.WriteByte('}')
}

func (d *dumper) child(e hclsyntax.Expression) {
	d.WriteByte(',')
	d.expr(e)
}

func (d *dumper) childOrNull(e hclsyntax.Expression) {
	if e == nil {
		d.WriteString(",null")
	} else {
		d.child(e)
	}
}

func number(value *big.Float) string {
	if value.Sign() == 0 {
		return "0"
	}
	return value.Text('f', -1)
}

func (d *dumper) literal(value cty.Value) {
	switch {
	case value.IsNull():
		d.form("null")
	case value.Type() == cty.Number:
		d.form("num")
		d.WriteByte(',')
		d.string(number(value.AsBigFloat()))
	case value.Type() == cty.Bool:
		d.form("bool")
		d.flag(value.True())
	case value.Type() == cty.String:
		d.form("tpl")
		if text := value.AsString(); text != "" {
			d.WriteByte(',')
			d.string(text)
		}
	default:
		panic("a literal of an unforeseen type: " + value.Type().FriendlyName())
	}
	d.WriteByte(']')
}

// text is the value of a part of a template that is literal text.
func text(e hclsyntax.Expression) (string, bool) {
	literal, ok := e.(*hclsyntax.LiteralValueExpr)
	if !ok || literal.Val.IsNull() || literal.Val.Type() != cty.String {
		return "", false
	}
	return literal.Val.AsString(), true
}

func (d *dumper) template(parts []hclsyntax.Expression) {
	d.form("tpl")
	for i := 0; i < len(parts); i++ {
		literal, ok := text(parts[i])
		if !ok {
			d.child(parts[i])
			continue
		}
		for i+1 < len(parts) {
			next, ok := text(parts[i+1])
			if !ok {
				break
			}
			literal += next
			i++
		}
		if literal != "" {
			d.WriteByte(',')
			d.string(literal)
		}
	}
	d.WriteByte(']')
}

func (d *dumper) steps(traversal hcl.Traversal) {
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			d.WriteByte(',')
			d.form("attr")
			d.WriteByte(',')
			d.string(step.Name)
			d.WriteByte(']')
		case hcl.TraverseIndex:
			d.WriteByte(',')
			d.form("idx")
			d.WriteByte(',')
			if !step.Key.IsNull() && step.Key.Type() == cty.String {
				d.string(step.Key.AsString())
			} else {
				d.literal(step.Key)
			}
			d.WriteByte(']')
		default:
			panic(fmt.Sprintf("an unforeseen step: %T", step))
		}
	}
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%",
	hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=", hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=", hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalOr: "||",
	hclsyntax.OpNegate: "-", hclsyntax.OpLogicalNot: "!",
}

func (d *dumper) expr(e hclsyntax.Expression) {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		d.literal(e.Val)
		return
	case *hclsyntax.TemplateExpr:
		d.template(e.Parts)
		return
	case *hclsyntax.TemplateWrapExpr:
		d.form("wrap")
		d.child(e.Wrapped)
	case *hclsyntax.TemplateJoinExpr:
		d.form("join")
		d.child(e.Tuple)
	case *hclsyntax.ParenthesesExpr:
		d.form("paren")
		d.child(e.Expression)
	case *hclsyntax.ConditionalExpr:
		d.form("cond")
		d.child(e.Condition)
		d.child(e.TrueResult)
		d.child(e.FalseResult)
	case *hclsyntax.ScopeTraversalExpr:
		d.form("trav")
		d.WriteByte(',')
		d.form("root")
		d.WriteByte(',')
		d.string(e.Traversal.RootName())
		d.WriteByte(']')
		d.steps(e.Traversal[1:])
	case *hclsyntax.RelativeTraversalExpr:
		d.form("rel")
		d.child(e.Source)
		d.steps(e.Traversal)
	case *hclsyntax.IndexExpr:
		d.form("index")
		d.child(e.Collection)
		d.child(e.Key)
	case *hclsyntax.SplatExpr:
		d.form("splat")
		d.child(e.Source)
		d.child(e.Each)
	case *hclsyntax.AnonSymbolExpr:
		d.form("item")
	case *hclsyntax.FunctionCallExpr:
		d.form("call")
		d.WriteByte(',')
		d.string(e.Name)
		d.flag(e.ExpandFinal)
		for _, argument := range e.Args {
			d.child(argument)
		}
	case *hclsyntax.TupleConsExpr:
		d.form("tuple")
		for _, element := range e.Exprs {
			d.child(element)
		}
	case *hclsyntax.ObjectConsExpr:
		d.form("object")
		for _, item := range e.Items {
			d.WriteString(",[")
			d.objectKey(item.KeyExpr)
			d.child(item.ValueExpr)
			d.WriteByte(']')
		}
	case *hclsyntax.ForExpr:
		d.form("for")
		d.WriteByte(',')
		d.string(e.KeyVar)
		d.WriteByte(',')
		d.string(e.ValVar)
		d.child(e.CollExpr)
		d.childOrNull(e.KeyExpr)
		d.child(e.ValExpr)
		d.childOrNull(e.CondExpr)
		d.flag(e.Group)
	case *hclsyntax.BinaryOpExpr:
		d.form("bin")
		d.WriteByte(',')
		d.string(operators[e.Op])
		d.child(e.LHS)
		d.child(e.RHS)
	case *hclsyntax.UnaryOpExpr:
		d.form("un")
		d.WriteByte(',')
		d.string(operators[e.Op])
		d.child(e.Val)
	default:
		panic(fmt.Sprintf("an unforeseen expression: %T", e))
	}
	d.WriteByte(']')
}

func (d *dumper) objectKey(key hclsyntax.Expression) {
	wrapped, ok := key.(*hclsyntax.ObjectConsKeyExpr)
	if !ok {
		d.expr(key)
		return
	}
	if name := hcl.ExprAsKeyword(wrapped.Wrapped); name != "" && !wrapped.ForceNonLiteral {
		d.form("name")
		d.WriteByte(',')
		d.string(name)
		d.WriteByte(']')
		return
	}
	d.expr(wrapped.Wrapped)
}
