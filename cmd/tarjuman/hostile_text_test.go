package main

import (
	"fmt"
	"strings"
)

// hostileTexts are tables, working files, dictionaries and articles that cannot be
// read.
func hostileTexts() []hostileFile {
	var out []hostileFile
	for _, table := range []struct{ name, comma, quote string }{{"a.csv", ",", `"`}, {"a.tsv", "\t", ""}} {
		row := func(cells ...string) string { return strings.Join(cells, table.comma) + "\n" }
		head := row("id", "source", "target", "status", "paragraph", "confidence", "link")
		add := func(kind, data string) {
			out = append(out, hostileFile{table.name, kind, []byte(data), "convert FILE --to tmx -o -"})
		}
		add("empty", "")
		add("no text column", row("a", "b")+row("1", "2"))
		add("invalid UTF-8", head+row("1", "a\xff\xfe", "b"))
		add("lone surrogate", head+row("1", "a\xed\xa0\x80", "b"))
		add("UTF-16", "\xff\xfes\x00o\x00u\x00r\x00c\x00e\x00\n\x00")
		add("unknown status", head+row("1", "a", "b", "wonderful"))
		add("paragraph that is no number", head+row("1", "a", "b", "draft", "x"))
		add("huge number", head+row("1", "a", "b", "draft", "99999999999999999999999"))
		add("negative number", head+row("1", "a", "b", "draft", "-5"))
		add("confidence that is no number", head+row("1", "a", "b", "draft", "0", "sure"))
		add("link that is none", head+row("1", "a", "b", "draft", "0", "1", "many"))
		add("link of millions", head+row("1", "a", "b", "draft", "0", "1", "99999999-1"))
		add("oversized cell", head+row("1", strings.Repeat("a", 20<<20), "b"))
		add("an archive", "PK\x03\x04"+strings.Repeat("\x00", 60))
		if table.quote != "" {
			add("open quotation", head+`1,"a,b`)
			add("too many columns", "source,target"+strings.Repeat(",x", 5_000)+"\n")
			add("too many cells", head+strings.Repeat("x,", 5_000)+"\n")
		}
	}
	out = append(out, hostileWorkingFiles()...)
	out = append(out, hostileDictionaries()...)
	return append(out, hostileArticles()...)
}

func hostileWorkingFiles() []hostileFile {
	const head = `{"type":"header","schema":1,"tool":"t","source":{"lang":"ar"},"target":{"lang":"en"}}` + "\n"
	segment := func(rest string) string {
		return `{"type":"segment","id":"s1","para":0,"src":{"text":"abc"},"tgt":{"text":"abc"},"align":{"kind":"1-1","conf":1,"src_ids":[0],"tgt_ids":[0]},"status":"draft"` + rest + "}\n"
	}
	var out []hostileFile
	for kind, data := range map[string]string{
		"empty":                   "",
		"no JSON":                 "words\nwords\n",
		"an array":                "[1,2]\n[3]\n",
		"no header":               segment(""),
		"a later schema":          strings.Replace(head, `"schema":1`, `"schema":999`, 1) + segment(""),
		"a number for a text":     head + strings.Replace(segment(""), `"text":"abc"`, `"text":5`, 1) + segment(""),
		"deep JSON":               head + segment(`,"x":`+strings.Repeat("[", 200_000)+strings.Repeat("]", 200_000)) + segment(""),
		"open JSON in the middle": head + `{"type":"segment"` + "\n" + segment(""),
		"span beyond the text":    head + segment(`,"flags":[{"rule":"x.y","severity":"minor","src":[[0,99]],"msg":"m"}]`),
		"negative span":           head + segment(`,"flags":[{"rule":"x.y","severity":"minor","src":[[-4,1]],"msg":"m"}]`),
		"span backwards":          head + segment(`,"flags":[{"rule":"x.y","severity":"minor","src":[[3,1]],"msg":"m"}]`),
		"huge number":             head + strings.Replace(segment(""), `"para":0`, `"para":1e400`, 1) + segment(""),
		"an id twice":             head + segment("") + segment(""),
		"an archive":              "PK\x03\x04" + strings.Repeat("\x00", 60) + "\n\n",
	} {
		out = append(out, hostileFile{"a.jsonl", kind, []byte(data), "check FILE"})
	}
	return out
}

func hostileDictionaries() []hostileFile {
	var out []hostileFile
	lookup := "lexicon lookup --dictionary FILE word"
	glossary := "check ../../testdata/article.ar.txt ../../testdata/article.en.txt --glossary FILE"
	for kind, data := range map[string]string{
		"invalid UTF-8":  "ك\xff\tn\tword\n",
		"oversized line": strings.Repeat("a", 20<<20) + "\tn\tb\n",
		"binary":         "\x7fELF\x02\x01\x01\x00\x00\x00",
	} {
		out = append(out, hostileFile{"own.tsv", kind, []byte(data), lookup})
	}
	for kind, data := range map[string]string{
		"invalid UTF-8":  "ك\xff\tword\n",
		"oversized line": strings.Repeat("a", 20<<20) + "\tb\n",
		"one column":     "كلمة\n",
	} {
		out = append(out, hostileFile{"terms.tsv", kind, []byte(data), glossary})
	}
	for kind, data := range map[string]string{
		"no columns": "a\n", "no number": "a\t=\tB\n", "huge number": "a\tB\t/////////\n", "no text beside it": "a\tB\tC\n", "oversized line": strings.Repeat("a", 2<<20) + "\tB\tC\n",
	} {
		out = append(out, hostileFile{"own.index", kind, []byte(data), lookup})
	}
	return out
}

func hostileArticles() []hostileFile {
	var out []hostileFile
	for _, name := range []string{"a.txt", "a.md", "a.html"} {
		add := func(kind, data string) { out = append(out, hostileFile{name, kind, []byte(data), "segment FILE"}) }
		add("empty", "")
		add("white space", " \n\t\u00a0\n")
		add("PNG", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"+strings.Repeat("\x00\x01\x02", 50))
		add("PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
		add("ELF", "\x7fELF\x02\x01\x01"+strings.Repeat("\x00", 80))
		add("OLE", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600))
		add("gzip", "\x1f\x8b\x08\x00"+strings.Repeat("\x00\xf3", 40))
		add("NUL bytes", strings.Repeat("a\x00\x01\x02\x00", 400))
		add("oversized", strings.Repeat(strings.Repeat("كلمة ", 200)+"\n", 60_000))
	}
	html := func(kind, data string) {
		out = append(out, hostileFile{"deep.html", kind, []byte(data), "segment FILE"})
	}
	html("deep nesting", "<html><body>"+strings.Repeat("<div>", 20_000)+"x")
	html("no text", "<html><head><title></title></head><body><script>x()</script></body></html>")
	for i, text := range []string{strings.Repeat("> ", 5_000) + "x", strings.Repeat("- ", 5_000) + "x", strings.Repeat("[", 300_000)} {
		out = append(out, hostileFile{"deep.md", fmt.Sprintf("nesting %d", i+1), []byte(text), "segment FILE"})
	}
	return out
}
