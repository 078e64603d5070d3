package main

import (
	"encoding/json"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
)

// Where the JSON syntax has no tree of its own, this is what a reader of the file gets: bodies decoded by a schema, strings parsed as
// templates where that is what they are.
func (d *dumper) json(text []byte, path string) hcl.Diagnostics {
	d.source = text
	file, diags := hcljson.Parse(text, path)
	if diags.HasErrors() {
		return diags
	}
	return append(diags, d.jsonBody(file.Body, fileSchema)...)
}

func (d *dumper) jsonBody(body hcl.Body, schema *schema) hcl.Diagnostics {
	var blocks hcl.Blocks
	var attributes map[string]*hcl.Attribute
	var diags hcl.Diagnostics
	if schema == nil {
		attributes, diags = body.JustAttributes()
		schema = &noSchema
	} else {
		header := schema.header()
		// Which attributes there are: all that are no blocks. An array of objects can be a body, but not for JustAttributes, so the
		// names are asked for one by one.
		for _, name := range propertyNames(body) {
			if !schema.isBlock(name) && name != "//" {
				header.Attributes = append(header.Attributes, hcl.AttributeSchema{Name: name})
			}
		}
		var content *hcl.BodyContent
		content, diags = body.Content(header)
		blocks, attributes = content.Blocks, content.Attributes
	}
	inOrder := make([]*hcl.Attribute, 0, len(attributes))
	for _, attribute := range attributes {
		inOrder = append(inOrder, attribute)
	}
	sort.Slice(inOrder, func(i, j int) bool { return inOrder[i].NameRange.Start.Byte < inOrder[j].NameRange.Start.Byte })

	d.WriteByte('{')
	d.key("attributes")
	d.list(len(inOrder), func(i int) {
		attribute := inOrder[i]
		mode := schema.mode(attribute.Name)
		place := attribute.Expr.Range()
		if mode == expression {
			place = d.insideRange(attribute.Expr)
		}
		d.attributeHead(attribute.Name, attribute.NameRange, place)
		diags = append(diags, d.jsonExpr(attribute.Expr, mode)...)
		d.WriteByte('}')
	})
	d.WriteByte(',')
	d.key("blocks")
	d.list(len(blocks), func(i int) {
		block := blocks[i]
		// The library does not tell where the braces of a block from an array are.
		d.blockHead(block.Type, block.Labels, block.TypeRange, block.LabelRanges, hcl.Range{}, hcl.Range{})
		diags = append(diags, d.jsonBody(block.Body, schema.blocks[block.Type].body)...)
		d.WriteByte('}')
	})
	d.WriteByte('}')
	return diags
}

func (d *dumper) jsonExpr(e hcl.Expression, mode mode) hcl.Diagnostics {
	var diags hcl.Diagnostics
	if elements := staticList(e); elements != nil {
		d.form("tuple")
		for _, element := range elements {
			d.WriteByte(',')
			diags = append(diags, d.jsonExpr(element, mode)...)
		}
		d.WriteByte(']')
		return diags
	}
	if items := staticMap(e); items != nil {
		d.form("object")
		seen := map[string]bool{}
		for _, item := range items {
			name := d.unquoted(item.Key)
			if seen[name] {
				diags = append(diags, &hcl.Diagnostic{Severity: hcl.DiagError, Summary: "Duplicate object attribute"})
			}
			seen[name] = true
			d.WriteString(",[")
			diags = append(diags, d.jsonString(item.Key, mode, true)...)
			d.WriteByte(',')
			diags = append(diags, d.jsonExpr(item.Value, mode)...)
			d.WriteByte(']')
		}
		d.WriteByte(']')
		return diags
	}
	value, valueDiags := e.Value(nil)
	diags = append(diags, valueDiags...)
	if !value.IsNull() && value.Type() == cty.String {
		return append(diags, d.jsonString(e, mode, false)...)
	}
	d.literal(value)
	return diags
}

func (d *dumper) jsonString(e hcl.Expression, mode mode, isKey bool) hcl.Diagnostics {
	value, diags := e.Value(nil)
	start := e.Range().Start
	start.Byte++
	start.Column++
	var parsed hclsyntax.Expression
	var parseDiags hcl.Diagnostics
	switch mode {
	case literal:
		d.literal(value)
		return diags
	case template:
		parsed, parseDiags = hclsyntax.ParseTemplate([]byte(d.unquoted(e)), e.Range().Filename, start)
	case expression:
		parsed, parseDiags = hclsyntax.ParseExpression([]byte(d.unquoted(e)), e.Range().Filename, start)
	}
	diags = append(diags, parseDiags...)
	if diags.HasErrors() {
		d.WriteString("null")
		return diags
	}
	if name := hcl.ExprAsKeyword(parsed); isKey && mode == expression && name != "" {
		d.form("name")
		d.WriteByte(',')
		d.string(name)
		d.WriteByte(']')
		return diags
	}
	d.expr(parsed)
	return diags
}

// unquoted is the text of a JSON string before Unicode normalisation, which the library parses.
func (d *dumper) unquoted(e hcl.Expression) string {
	var text string
	if err := json.Unmarshal(e.Range().SliceBytes(d.source), &text); err != nil {
		panic(err)
	}
	return text
}

// insideRange is the range of an expression that stands in a string, or of whatever else is there.
func (d *dumper) insideRange(e hcl.Expression) hcl.Range {
	place := e.Range()
	if raw := place.SliceBytes(d.source); raw[0] == '"' {
		parsed, diags := hclsyntax.ParseExpression([]byte(d.unquoted(e)), place.Filename, hcl.Pos{})
		if diags.HasErrors() {
			return place
		}
		inside := parsed.Range()
		place.End.Byte = place.Start.Byte + rawOffset(raw, inside.End.Byte)
		place.Start.Byte += rawOffset(raw, inside.Start.Byte)
	}
	return place
}

// rawOffset is where in a JSON string, quotes included, a byte of its text stands.
func rawOffset(raw []byte, offset int) int {
	at := 1
	for length := 0; length < offset; {
		size := 1
		switch {
		case raw[at] == '\\' && raw[at+1] == 'u':
			size = 6
			if at+12 < len(raw) && utf16.IsSurrogate(hex4(raw[at+2:])) && raw[at+6] == '\\' && raw[at+7] == 'u' {
				size = 12
			}
		case raw[at] == '\\':
			size = 2
		}
		var text string
		if err := json.Unmarshal(slices.Concat([]byte{'"'}, raw[at:at+size], []byte{'"'}), &text); err == nil && raw[at] < 0x80 {
			length += len(text)
		} else {
			length++
		}
		at += size
	}
	return at
}

func hex4(digits []byte) rune {
	value, _ := strconv.ParseUint(string(digits[:4]), 16, 16)
	return rune(value)
}

func staticList(e hcl.Expression) []hcl.Expression {
	if list, ok := e.(interface{ ExprList() []hcl.Expression }); ok {
		return list.ExprList()
	}
	return nil
}

func staticMap(e hcl.Expression) []hcl.KeyValuePair {
	if pairs, ok := e.(interface{ ExprMap() []hcl.KeyValuePair }); ok {
		return pairs.ExprMap()
	}
	return nil
}

// propertyNames are the names in a body, found as its messages name them: a body with an empty schema says that each is extraneous.
func propertyNames(body hcl.Body) []string {
	_, diags := body.Content(&hcl.BodySchema{})
	var names []string
	for _, diag := range diags {
		_, detail, found := strings.Cut(diag.Detail, "is named ")
		if diag.Summary != "Extraneous JSON object property" || !found {
			continue
		}
		quoted, err := strconv.QuotedPrefix(detail)
		if err != nil {
			continue
		}
		if name, _ := strconv.Unquote(quoted); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
