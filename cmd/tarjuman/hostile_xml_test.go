package main

import (
	"bytes"
	"fmt"
	"strings"
)

// xmlReader is a reader of XML with a file it accepts. The file holds TEXT once, in
// a place for text, and ATTR once, in the value of an attribute.
type xmlReader struct{ name, command, valid, root string }

var xmlReaders = []xmlReader{
	{"a.tmx", "convert FILE --to tsv -o -", `<tmx version="1.4"><header creationtool="ATTR" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ar" datatype="plaintext"/><body><tu tuid="1"><tuv xml:lang="ar"><seg>TEXT</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu></body></tmx>`, "tmx"},
	{"a.xlf", "check FILE", `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ar" trgLang="en"><file id="f" original="ATTR"><unit id="u"><segment><source>TEXT</source><target>b</target></segment></unit></file></xliff>`, "xliff"},
	{"a.xliff", "align FILE -o never.jsonl", `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="ATTR" source-language="ar" target-language="en" datatype="plaintext"><body><trans-unit id="1"><source>TEXT</source><target>b</target></trans-unit></body></file></xliff>`, "xliff"},
	{"a.srx", "segment --srx FILE ../../testdata/article.ar.txt", `<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules><languagerule languagerulename="ATTR"><rule break="no"><beforebreak>TEXT</beforebreak><afterbreak>b</afterbreak></rule></languagerule></languagerules><maprules><languagemap languagepattern="ar.*" languagerulename="ATTR"/></maprules></body></srx>`, "srx"},
	{"a.tbx", "lexicon lookup --dictionary FILE word", `<tbx type="TBX-Basic" style="dct" xml:lang="ATTR"><text><body><conceptEntry id="1"><langSec xml:lang="ar"><termSec><term>TEXT</term></termSec></langSec><langSec xml:lang="en"><termSec><term>b</term></termSec></langSec></conceptEntry></body></text></tbx>`, "tbx"},
	{"martif.tbx", "check ../../testdata/article.ar.txt ../../testdata/article.en.txt --glossary FILE", `<martif type="TBX" xml:lang="ATTR"><text><body><termEntry id="1"><langSet xml:lang="ar"><tig><term>TEXT</term></tig></langSet><langSet xml:lang="en"><tig><term>b</term></tig></langSet></termEntry></body></text></martif>`, "martif"},
	{"memory.tmx", "translate ../../testdata/article.ar.txt --memory FILE --format text", `<tmx version="1.4"><header creationtool="ATTR" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ar" datatype="plaintext"/><body><tu tuid="1"><tuv xml:lang="ar"><seg>TEXT</seg></tuv><tuv xml:lang="en"><seg>b</seg></tuv></tu></body></tmx>`, "tmx"},
}

// hostileXML is every reader of XML with every kind of hostile XML.
func hostileXML() []hostileFile {
	var laughs strings.Builder
	laughs.WriteString(`<!DOCTYPE r [<!ENTITY l0 "ha">`)
	for i := range 12 {
		fmt.Fprintf(&laughs, `<!ENTITY l%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	laughs.WriteString("]>")
	text := func(s string) func(string) string {
		return func(x string) string { return strings.Replace(x, "TEXT", s, 1) }
	}
	attr := func(s string) func(string) string {
		return func(x string) string { return strings.Replace(x, "ATTR", s, 1) }
	}
	before := func(s string) func(string) string { return func(x string) string { return s + x } }
	kinds := []struct {
		kind   string
		change func(string) string
	}{
		{"internal subset", before(`<!DOCTYPE r [<!ELEMENT r ANY>]>`)},
		{"entity", func(x string) string { return `<!DOCTYPE r [<!ENTITY e "x">]>` + text("&e;")(x) }},
		{"external entity", func(x string) string {
			return `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + text("&e;")(x)
		}},
		{"external entity over the network", func(x string) string {
			return `<!DOCTYPE r [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>` + text("&e;")(x)
		}},
		{"parameter entity", before(`<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>`)},
		{"billion laughs", func(x string) string { return laughs.String() + text("&l12;")(x) }},
		{"subset behind a system id", before(`<!DOCTYPE r SYSTEM "a.dtd" [ <!ENTITY e "x"> ]>`)},
		{"declaration alone", before(`<!ENTITY e "x">`)},
		{"unknown entity", text("&nosuch;")},
		{"unknown entity in an attribute", attr("&nosuch;")},
		{"deep nesting", text(strings.Repeat("<x>", 100_000))},
		{"deep and closed", text(strings.Repeat("<x>", 5_000) + strings.Repeat("</x>", 5_000))},
		{"oversized text", text(strings.Repeat("ت", 9<<20))},
		{"oversized attribute", attr(strings.Repeat("a", 17<<20))},
		{"many attributes", func(x string) string {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, ` a%d=""`, i)
			}
			return text("<x" + b.String() + "/>")(x)
		}},
		{"truncated", func(x string) string { return x[:len(x)/2] }},
		{"truncated in a tag", func(x string) string { return x[:strings.LastIndex(x, ">")] }},
		{"another root", func(x string) string { return "<html><body>" + x + "</body></html>" }},
		{"NUL bytes", text("a\x00b")},
		{"invalid UTF-8", text("a\xff\xfeb")},
		{"lone surrogate", text("a\xed\xa0\x80b")},
		{"control by reference", text("&#1;")},
		{"reference out of range", text("&#x110000;")},
		{"tags that cross", text("<x><y></x></y>")},
		{"a second root", func(x string) string { return x + "<a/>" }},
		{"text behind the root", func(x string) string { return x + "text" }},
		{"a prefix bound to nothing", text(`<p:x xmlns:p=""/>`)},
		{"XML 1.1", before(`<?xml version="1.1"?>`)},
		{"UTF-7", before(`<?xml version="1.0" encoding="UTF-7"?>`)},
		{"EBCDIC", before(`<?xml version="1.0" encoding="IBM037"?>`)},
		{"attribute twice", text(`<x a="1" a="2"/>`)},
		{"attribute without quotes", text("<x a=1/>")},
		{"less-than in an attribute", attr("a<b")},
		{"open comment", text("<!-- ")},
		{"open section", text("<![CDATA[ ")},
		{"open instruction", text("<?x ")},
		{"unknown encoding", before(`<?xml version="1.0" encoding="x-nosuch"?>`)},
		{"no XML", func(string) string { return "just words, in no tags" }},
		{"only a declaration", func(string) string { return `<?xml version="1.0"?>` }},
		{"empty", func(string) string { return "" }},
		{"UTF-32", func(x string) string {
			var b bytes.Buffer
			b.WriteString("\xff\xfe\x00\x00")
			for _, r := range x {
				b.Write([]byte{byte(r), byte(r >> 8), byte(r >> 16), 0})
			}
			return b.String()
		}},
		{"an archive", func(string) string { return "PK\x03\x04\x14\x00\x00\x00" + strings.Repeat("\x00", 40) }},
	}
	var out []hostileFile
	for _, r := range xmlReaders {
		for _, k := range kinds {
			data := k.change(r.valid)
			data = strings.ReplaceAll(strings.ReplaceAll(data, "TEXT", "a"), "ATTR", "en")
			out = append(out, hostileFile{r.name, k.kind, []byte(data), r.command})
		}
	}
	return out
}
