package safexml

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// text returns the character data of a document, up to the first error.
func text(doc string, limit Limits) (string, error) {
	d := NewDecoder(strings.NewReader(doc), limit)
	var b strings.Builder
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		if c, ok := tok.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

func TestEncodings(t *testing.T) {
	arabic, err := charmap.Windows1256.NewEncoder().String("<?xml version='1.0' encoding='windows-1256'?><a>ميناء</a>")
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]string{
		"UTF-8": "<a>ميناء</a>", "mark": "\ufeff<a>ميناء</a>", "windows-1256": arabic, "wrong name": "<?xml version='1.0' encoding='UTF-16'?><a>ميناء</a>",
	} {
		if got, err := text(doc, Limits{}); err != nil || got != "ميناء" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		doc   string
		limit Limits
		says  string
	}{
		"depth": {"<a><b><c/></b></a>", Limits{Depth: 2}, "nested more than 2 deep"},
		"token": {"<a>" + strings.Repeat("x", 2<<20) + "</a>", Limits{Token: 1 << 20}, "more than 1 MB"},
		"file":  {"<a>" + strings.Repeat("<b/>", 1<<19) + "</a>", Limits{File: 1 << 20}, "a file of more than 1 MB"},
	} {
		if _, err := text(c.doc, c.limit); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want %q", name, err, c.says)
		}
	}
}

func TestDocumentType(t *testing.T) {
	for doc, ok := range map[string]bool{
		`<!DOCTYPE a SYSTEM "a.dtd"><a/>`:                     true,
		`<!DOCTYPE a PUBLIC "-//x//[y]" "http://x/a"><a/>`:    true,
		`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`:            false,
		`<!DOCTYPE a SYSTEM "a.dtd" [ ]><a/>`:                 false,
		`<!ENTITY b "c"><a/>`:                                 false,
		`<a><!ENTITY b SYSTEM "file:///etc/hostname">&b;</a>`: false,
	} {
		if _, err := text(doc, Limits{}); (err == nil) != ok {
			t.Errorf("%s: error %v", doc, err)
		}
	}
}

// What the parser lets pass, and a file that is no single well-formed document.
func TestNotWellFormed(t *testing.T) {
	for doc, says := range map[string]string{
		`<a/><b/>`:                     "<b> is a second root element",
		`<a/>text`:                     "text behind the root element",
		`text<a/>`:                     "text before it",
		`<a b="1" b="2"/>`:             "stands twice",
		`<a xmlns:p=""><p:b/></a>`:     "the prefix p is bound to no namespace",
		`<a>&nbsp;</a>`:                "invalid character entity",
		"<a>\x00</a>":                  "illegal character code",
		`<a></b>`:                      "closed by </b>",
		`<?xml version="1.1"?><a/>`:    "unsupported version",
		`<a><![CDATA[unclosed</a>`:     "unexpected EOF",
		`<a b=unquoted/>`:              "unquoted",
		`<a>&#x0;</a>`:                 "illegal character code",
		"<a>\xff\xfe\xfd</a>":          "invalid UTF-8",
		`<a xmlns=""><b/></a>`:         "",
		"\n<!-- c --><a/>\n<?pi x?>\n": "",
	} {
		switch _, err := text(doc, Limits{}); {
		case says == "" && err != nil:
			t.Errorf("%s: error %v", doc, err)
		case says != "" && (err == nil || !strings.Contains(err.Error(), says)):
			t.Errorf("%s: error %v, want %q", doc, err, says)
		}
	}
}
