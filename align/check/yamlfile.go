package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxYAML bounds the files of rules and decisions that people write, in bytes.
const maxYAML = 8 << 20

// decodeYAML fills v from a YAML document. A key that v does not have, a value of
// the wrong kind and an alias that grows without end are errors with their line:
// "NAME:LINE: what".
func decodeYAML(data []byte, name string, v any) error {
	if len(data) > maxYAML {
		return fmt.Errorf("%s: longer than %d MB", name, maxYAML>>20)
	}
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	return yamlError(name, err)
}

// yamlError puts the place of a YAML error in front, as compilers do.
func yamlError(name string, err error) error {
	var at yaml.Error
	if errors.As(err, &at) {
		if t := at.GetToken(); t != nil && t.Position != nil {
			return fmt.Errorf("%s:%d: %s", name, t.Position.Line, firstLine(at.GetMessage()))
		}
	}
	return fmt.Errorf("%s: %s", name, firstLine(err.Error()))
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// entryLines are the lines on which the items of a top-level list start, for
// errors about what they say.
func entryLines(data []byte, key string) []int {
	file, err := parser.ParseBytes(data, 0)
	if err != nil || len(file.Docs) == 0 {
		return nil
	}
	root, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return nil
	}
	for _, pair := range root.Values {
		list, ok := pair.Value.(*ast.SequenceNode)
		if !ok || pair.Key.GetToken().Value != key {
			continue
		}
		lines := make([]int, len(list.Values))
		for i, n := range list.Values {
			lines[i] = startLine(n)
		}
		return lines
	}
	return nil
}

// startLine is the line of the first key of an entry; the token of a mapping is
// its first colon.
func startLine(n ast.Node) int {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken().Position.Line
	}
	return n.GetToken().Position.Line
}
