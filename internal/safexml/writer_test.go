package safexml

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// hostile is text with everything XML treats specially or cannot hold.
func hostile() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringOf(rapid.SampledFrom([]rune("اب ت12<>&\"']\t\n\r\u00a0\u200f\u0640\u2066é😀\x00\x01\x1b\u0085\uFFFD\uFFFE\uFFFF"))),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "bytes")) }),
	)
}

func TestWriterTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, value := hostile().Draw(t, "text"), hostile().Draw(t, "value")
		var b bytes.Buffer
		w := NewWriter(&b)
		w.Break()
		w.Start("a", "v", value)
		w.Text(text)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		wantText, n1 := Clean(text)
		wantValue, n2 := Clean(value)
		if w.Replaced() != n1+n2 {
			t.Fatalf("counted %d replaced, want %d", w.Replaced(), n1+n2)
		}
		d := NewDecoder(&b, Limits{})
		var gotValue string
		for {
			tok, err := d.Token()
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := tok.(xml.StartElement); ok {
				gotValue = Attr(e, "v")
				break
			}
		}
		got, err := d.Text()
		if err != nil {
			t.Fatal(err)
		}
		// Close ends the last line inside the element it closes.
		if got = strings.TrimSuffix(got, "\n"); got != wantText || gotValue != wantValue {
			t.Fatalf("text %q, want %q; value %q, want %q", got, wantText, gotValue, wantValue)
		}
	})
}

func TestCleanCounts(t *testing.T) {
	for _, c := range []struct {
		in, want string
		n        int
	}{
		{"نص\tنص\r\n", "نص\tنص\r\n", 0},
		{"a\x00b\x1bc", "a\uFFFDb\uFFFDc", 2},
		{"kept \uFFFD", "kept \uFFFD", 0},
		{"\xff\xfe", "\uFFFD\uFFFD", 2},
		{"\uFFFE", "\uFFFD", 1},
	} {
		if got, n := Clean(c.in); got != c.want || n != c.n {
			t.Errorf("Clean(%q) = %q, %d; want %q, %d", c.in, got, n, c.want, c.n)
		}
	}
}

// Markup means the same wherever it is put, an element of no namespace too.
func TestMarkupMeansTheSameElsewhere(t *testing.T) {
	for _, doc := range []string{`<a><b xmlns=""/></a>`, `<a><b xmlns="" c="1"><d xmlns="urn:d"><e xmlns=""/></d></b></a>`, `<a><p:b xmlns:p="urn:p" p:c="1"/></a>`} {
		n, err := ReadTree(strings.NewReader(doc), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		inner := n.Children[0]
		again, err := ReadTree(strings.NewReader(`<x xmlns="urn:x">`+inner.Markup()+`</x>`), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if got := again.Children[0]; got.Name != inner.Name || got.Markup() != inner.Markup() {
			t.Errorf("%s: %+v, want %+v", doc, got, inner)
		}
	}
}
