package main

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// mode is what a string stands for.
type mode int

const (
	template   mode = iota
	literal         // Itself.
	expression      // An expression of the native syntax, such as a type constraint.
)

// schema says what one kind of body holds; a key that is in no list is an attribute whose strings are templates. Without a schema every
// key is an attribute. These are the schemas of src/terraform/schema.cpp: not they are compared but how they are applied.
type schema struct {
	blocks      map[string]block
	literals    []string
	expressions []string
}

type block struct {
	labels int
	body   *schema
}

func (s *schema) isBlock(name string) bool {
	_, ok := s.blocks[name]
	return ok
}

func (s *schema) mode(name string) mode {
	switch {
	case slices.Contains(s.literals, name):
		return literal
	case slices.Contains(s.expressions, name):
		return expression
	}
	return template
}

func (s *schema) header() *hcl.BodySchema {
	header := &hcl.BodySchema{}
	for name, block := range s.blocks {
		header.Blocks = append(header.Blocks, hcl.BlockHeaderSchema{Type: name, LabelNames: make([]string, block.labels)})
	}
	return header
}

var (
	noSchema   schema
	fileSchema *schema
)

func init() {
	references := []string{"depends_on", "provider", "ignore_changes", "replace_triggered_by", "to", "from", "providers"}

	provider := &schema{}
	provider.blocks = map[string]block{"dynamic": {1, &schema{blocks: map[string]block{"content": {0, provider}}}}}
	dynamic := provider.blocks["dynamic"]

	lifecycle := &schema{blocks: map[string]block{"precondition": {}, "postcondition": {}, "action_trigger": {}}, expressions: references}
	resource := &schema{
		blocks: map[string]block{
			"dynamic":     dynamic,
			"lifecycle":   {0, lifecycle},
			"provisioner": {1, &schema{blocks: map[string]block{"connection": {}}}},
			"connection":  {},
		},
		expressions: references,
	}
	moved := &schema{expressions: references}
	fileSchema = &schema{blocks: map[string]block{
		"resource":  {2, resource},
		"data":      {2, resource},
		"ephemeral": {2, resource},
		"variable": {1, &schema{
			blocks:      map[string]block{"validation": {}},
			literals:    []string{"description", "default"},
			expressions: []string{"type"},
		}},
		"output":   {1, &schema{blocks: map[string]block{"precondition": {}}, literals: []string{"description"}, expressions: references}},
		"locals":   {},
		"module":   {1, &schema{literals: []string{"source", "version"}, expressions: []string{"depends_on", "providers"}}},
		"provider": {1, provider},
		"terraform": {0, &schema{
			blocks:   map[string]block{"backend": {labels: 1}, "required_providers": {}, "cloud": {}, "provider_meta": {labels: 1}},
			literals: []string{"required_version", "experiments"},
		}},
		"check":    {1, &schema{blocks: map[string]block{"data": {2, resource}, "assert": {}}}},
		"moved":    {0, moved},
		"removed":  {0, &schema{blocks: map[string]block{"lifecycle": {}}, expressions: references}},
		"import":   {0, moved},
		"action":   {labels: 2},
		"language": {},
	}}
}
