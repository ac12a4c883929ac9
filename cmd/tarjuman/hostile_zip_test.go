package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// office is a reader of office files with the parts of one it accepts. The part
// main holds TEXT once.
type office struct {
	name, command, main string
	parts               map[string]string
}

const (
	hostileWordHead = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	hostileWordTail = `</w:body></w:document>`
	hostileCell     = `<w:tc><w:p><w:r><w:t>`
	hostileCellEnd  = `</w:t></w:r></w:p></w:tc>`
)

func offices() []office {
	row := func(cells ...string) string {
		return "<w:tr>" + hostileCell + strings.Join(cells, hostileCellEnd+hostileCell) + hostileCellEnd + "</w:tr>"
	}
	word := func(body string) map[string]string {
		return map[string]string{
			"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
			"word/document.xml":   hostileWordHead + body + hostileWordTail,
		}
	}
	return []office{
		{"story.docx", "segment FILE", "word/document.xml", word("<w:p><w:r><w:t>TEXT</w:t></w:r></w:p>")},
		{"review.docx", "convert FILE --to tsv -o -", "word/document.xml", word("<w:tbl>" + row("№", "source", "target") + row("s1", "أ", "TEXT") + "</w:tbl><w:p/>")},
		{"sheet.xlsx", "convert FILE --to tsv -o -", "xl/worksheets/sheet1.xml", map[string]string{
			"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
			"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
			"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>source</t></is></c><c r="B1" t="inlineStr"><is><t>target</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>TEXT</t></is></c></row></sheetData></worksheet>`,
		}},
	}
}

// packed makes an archive; edit may change the main part's text and the writer's
// entries.
func packed(t testing.TB, o office, text string, more func(z *zip.Writer)) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range sortedKeys(o.parts) {
		content := o.parts[name]
		if name == o.main {
			content = strings.Replace(content, "TEXT", text, 1)
		}
		writeEntry(t, z, name, content)
	}
	if more != nil {
		more(z)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeEntry(t testing.TB, z *zip.Writer, name, content string) {
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	for i := range out { // a handful
		for j := range out[:i] {
			if out[i] < out[j] {
				out[i], out[j] = out[j], out[i]
			}
		}
	}
	return out
}

// hostileArchives is every reader of office files with every kind of hostile one.
func hostileArchives(t testing.TB) []hostileFile {
	var out []hostileFile
	for _, o := range offices() {
		add := func(kind string, data []byte) { out = append(out, hostileFile{o.name, kind, data, o.command}) }
		whole := packed(t, o, "x", nil)
		add("empty", nil)
		add("truncated", whole[:len(whole)/2])
		add("truncated by a byte", whole[:len(whole)-1])
		add("only the magic", []byte("PK\x03\x04"))
		add("wrong magic", append([]byte("XX"), whole[2:len(whole)/2]...))
		add("no entries", packed(t, office{}, "", nil))
		add("another archive", packed(t, office{parts: map[string]string{"readme.txt": "x"}}, "", nil))
		add("an archive in an archive", packed(t, office{parts: map[string]string{"inner.zip": string(whole)}}, "", nil))
		add("names that lead out", packed(t, office{parts: map[string]string{"../" + o.main: o.parts[o.main], "/etc/passwd": "x", `..\..\a`: "x"}}, "", nil))
		add("too many entries", packed(t, o, "x", func(z *zip.Writer) {
			for i := range 3_000 {
				writeEntry(t, z, fmt.Sprintf("media/%d", i), "")
			}
		}))
		add("ratio", packed(t, o, "x", func(z *zip.Writer) { writeEntry(t, z, "media/bomb", strings.Repeat("\x00", 30<<20)) }))
		add("inflated size", packed(t, o, "x", func(z *zip.Writer) {
			for i := range 30 {
				claim(t, z, fmt.Sprintf("media/%d", i), 10<<20, 100<<10)
			}
		}))
		add("one huge claim", packed(t, o, "x", func(z *zip.Writer) { claim(t, z, "media/huge", 1<<40, 1<<33) }))
		add("a part twice", packed(t, o, "x", func(z *zip.Writer) { writeEntry(t, z, o.main, o.parts[o.main]) }))
		add("directory flood", append(bytes.Repeat([]byte("PK\x01\x02"), 30_000), whole...))
		add("wrong checksum", replaceMain(t, o, func(h *zip.FileHeader) { h.CRC32++ }))
		add("unknown compression", replaceMain(t, o, func(h *zip.FileHeader) { h.Method = 99 }))
		add("encrypted", replaceMain(t, o, func(h *zip.FileHeader) { h.Flags |= 1; h.Method = 99 }))
		add("not deflated", replaceMain(t, o, func(h *zip.FileHeader) { h.Method = zip.Deflate }))
		add("size that lies", replaceMain(t, o, func(h *zip.FileHeader) { h.UncompressedSize64 = 3 }))
		for _, k := range []struct{ kind, text string }{
			{"unknown entity", "&nosuch;"}, {"NUL bytes", "a\x00b"}, {"invalid UTF-8", "a\xffb"}, {"deep nesting", strings.Repeat("<x>", 50_000)},
			{"deep and closed", strings.Repeat("<x>", 400) + strings.Repeat("</x>", 400)}, {"tags that cross", "<x><y></x></y>"}, {"open comment", "<!-- "},
			{"document type inside", `<!DOCTYPE r [<!ENTITY e "x">]>`}, {"control by reference", "&#2;"},
		} {
			add(k.kind, packed(t, o, k.text, nil))
		}
		laughs := o
		laughs.parts = map[string]string{}
		for k, v := range o.parts {
			laughs.parts[k] = v
		}
		laughs.parts[o.main] = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + strings.Replace(o.parts[o.main], "TEXT", "&b;", 1)
		add("entities", packed(t, laughs, "x", nil))
		laughs.parts[o.main] = o.parts[o.main][:len(o.parts[o.main])/2]
		add("truncated part", packed(t, laughs, "x", nil))
		laughs.parts[o.main] = "words, no XML"
		add("no XML", packed(t, laughs, "x", nil))
		delete(laughs.parts, o.main)
		add("no main part", packed(t, laughs, "x", nil))
	}
	sheet := offices()[2]
	for kind, change := range map[string][2]string{
		"a cell far out": {`r="A2"`, `r="XFD1048576"`}, "a row far out": {`<row r="2">`, `<row r="99999999999999999999">`}, "a reference without letters": {`r="A2"`, `r="0"`},
	} {
		far := sheet
		far.parts = map[string]string{}
		for k, v := range sheet.parts {
			far.parts[k] = strings.Replace(v, change[0], change[1], 1)
		}
		out = append(out, hostileFile{sheet.name, kind, packed(t, far, "x", nil), sheet.command})
	}
	return out
}

// claim adds an entry whose header tells sizes that its bytes do not have.
func claim(t testing.TB, z *zip.Writer, name string, inflated, compressed uint64) {
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: inflated, CompressedSize64: compressed})
	if err != nil {
		t.Fatal(err)
	}
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], inflated)
	if _, err := w.Write(b[:]); err != nil {
		t.Fatal(err)
	}
}

// replaceMain stores the main part with a header that change has spoilt.
func replaceMain(t testing.TB, o office, change func(*zip.FileHeader)) []byte {
	rest := o
	rest.parts = map[string]string{}
	for k, v := range o.parts {
		if k != o.main {
			rest.parts[k] = v
		}
	}
	content := strings.Replace(o.parts[o.main], "TEXT", "x", 1)
	return packed(t, rest, "", func(z *zip.Writer) {
		h := &zip.FileHeader{Name: o.main, CRC32: crc32.ChecksumIEEE([]byte(content)), UncompressedSize64: uint64(len(content)), CompressedSize64: uint64(len(content))}
		change(h)
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	})
}
