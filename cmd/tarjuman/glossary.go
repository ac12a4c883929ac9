package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"tarjuman/align/check"
)

// readGlossary reads a TSV glossary: source term, accepted renderings and
// forbidden renderings, the last two separated by ";" and the last optional.
func readGlossary(path string) (*check.Glossary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer f.Close()
	g := &check.Glossary{}
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(sc.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		t := check.Term{Source: strings.TrimSpace(cells[0])}
		if len(cells) > 1 {
			t.Target = terms(cells[1])
		}
		if len(cells) > 2 {
			t.Forbidden = terms(cells[2])
		}
		if t.Source == "" || len(t.Target)+len(t.Forbidden) == 0 || len(cells) > 3 {
			return nil, badInput(fmt.Errorf("%s:%d: want source TAB accepted; accepted [TAB forbidden; forbidden]", path, n), "")
		}
		g.Terms = append(g.Terms, t)
	}
	if err := sc.Err(); err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	return g, nil
}

func terms(cell string) []string {
	var out []string
	for t := range strings.SplitSeq(cell, ";") {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
