// Prints the syntax tree of HCL files, as hashicorp/hcl reads them, in the canonical text of `wafpp parse --json`: one line for each
// file, `null` for one that is refused (its messages go to standard error with -v). Files are named as arguments or, without any, one
// a line on standard input. A file that ends with `.json` is read in the JSON syntax.
//
//	-oracle FILE   compare with recorded trees instead (lines of JSON with `source`, `ok` and `ast`, the hash of the tree)
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func main() {
	verbose := flag.Bool("v", false, "print why a file is refused")
	oracle := flag.String("oracle", "", "compare with the recorded trees of this file")
	flag.Parse()
	if *oracle != "" {
		os.Exit(compare(*oracle))
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	show := func(path string) {
		text, problem := tree(path, nil)
		if problem != nil && *verbose {
			fmt.Fprintf(os.Stderr, "%s: %s\n", path, problem)
		}
		out.WriteString(text)
		out.WriteByte('\n')
		if flag.NArg() == 0 {
			out.Flush()
		}
	}
	if flag.NArg() > 0 {
		for _, path := range flag.Args() {
			show(path)
		}
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		show(lines.Text())
	}
}

// tree is the canonical text of a file, or `null` and the reason. Without a text it is read from disk.
func tree(path string, text []byte) (canonical string, problem error) {
	if text == nil {
		var err error
		if text, err = os.ReadFile(path); err != nil {
			return "null", err
		}
	}
	// The library panics on a few texts; Terraform would crash there.
	defer func() {
		if cause := recover(); cause != nil {
			canonical, problem = "null", fmt.Errorf("panic: %v", cause)
		}
	}()
	var d dumper
	var diags hcl.Diagnostics
	if strings.HasSuffix(path, ".json") {
		diags = d.json(text, path)
	} else {
		var file *hcl.File
		file, diags = hclsyntax.ParseConfig(text, path, hcl.InitialPos)
		if !diags.HasErrors() {
			d.body(file.Body.(*hclsyntax.Body))
		}
	}
	if diags.HasErrors() {
		return "null", diags
	}
	return d.String(), nil
}

func compare(path string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	total, agreed := 0, 0
	for _, line := range bytes.Split(text, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		var entry struct {
			ID     string
			Source string
			OK     bool
			AST    string
		}
		if err := json.Unmarshal(line, &entry); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		total++
		canonical, problem := tree("main.tf", []byte(entry.Source))
		hash := sha256.Sum256([]byte(canonical))
		if (problem == nil) == entry.OK && (!entry.OK || hex.EncodeToString(hash[:]) == entry.AST) {
			agreed++
		} else {
			fmt.Printf("%s differs: %v\n%s\n", entry.ID, problem, canonical)
		}
	}
	fmt.Printf("%d of %d agree\n", agreed, total)
	if agreed != total {
		return 1
	}
	return 0
}
