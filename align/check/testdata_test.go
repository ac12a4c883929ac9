package check

import (
	"os"
	"strings"
	"testing"
)

// tableRow is a line of a table of testdata with its number, from 1.
type tableRow struct {
	line  int
	cells []string
}

// tableRows reads a table of testdata with that many columns; empty lines and those that
// begin with # are left out.
func tableRows(t testing.TB, file string, columns int) []tableRow {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []tableRow
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			t.Fatalf("%s:%d: %d fields, want %d", file, n+1, len(cells), columns)
		}
		out = append(out, tableRow{n + 1, cells})
	}
	return out
}

// articleLines are the paragraphs of a file of the sample article.
func articleLines(t testing.TB, name string) []string {
	t.Helper()
	b, err := os.ReadFile("../../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

// articleDocument is the sample article beside one of its translations, a pair for
// every paragraph.
func articleDocument(t testing.TB, english string) Document {
	t.Helper()
	ar, en := articleLines(t, "article.ar.txt"), articleLines(t, english)
	if len(ar) != len(en) {
		t.Fatalf("%d Arabic and %d English paragraphs", len(ar), len(en))
	}
	doc := Document{SourceLang: "ar", TargetLang: "en"}
	for i := range ar {
		doc.Pairs = append(doc.Pairs, Pair{Source: ar[i], Target: en[i], Paragraph: i})
	}
	return doc
}
