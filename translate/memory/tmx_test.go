package memory

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"tarjuman/internal/safexml"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="ar" datatype="plaintext"/><body>
`
const tail = "\n</body></tmx>\n"

func tu(ar, en string) string {
	return `<tu><tuv xml:lang="ar"><seg>` + ar + `</seg></tuv><tuv xml:lang="en"><seg>` + en + `</seg></tuv></tu>`
}

// read reads a document that must be sound and lists its Arabic-English pairs.
func read(t *testing.T, doc string) (Stats, []string) {
	t.Helper()
	m := New()
	stats, err := m.ReadTMX(strings.NewReader(doc))
	if err != nil {
		t.Fatalf("%v\n%s", err, doc)
	}
	if m.Len() != stats.Units {
		t.Errorf("%d units stored, %d reported", m.Len(), stats.Units)
	}
	return stats, pairsOf(m)
}

func pairsOf(m *Memory) []string {
	tab, unlock := m.table("ar", "en")
	defer unlock()
	var out []string
	for _, e := range tab.entries {
		for _, target := range e.targets {
			out = append(out, e.source+" = "+target)
		}
	}
	return out
}

func TestReadTMX(t *testing.T) {
	for name, c := range map[string]struct {
		doc     string
		want    []string
		skipped int
	}{
		"plain": {head + tu("نعم", "Yes") + tu("لا", "No") + tail, []string{"نعم = Yes", "لا = No"}, 0},
		"tmx 1.1 with lang": {`<tmx version="1.1"><header/><body><tu><tuv lang="AR-SA"><seg>نعم</seg></tuv><tuv lang="EN-US"><seg>Yes</seg></tuv></tu></body></tmx>`,
			[]string{"نعم = Yes"}, 0},
		"both attributes": {head + `<tu><tuv lang="fr" xml:lang="ar"><seg>نعم</seg></tuv><tuv xml:lang="en" lang="de"><seg>Yes</seg></tuv></tu>` + tail,
			[]string{"نعم = Yes"}, 0},
		"doctype with a system id": {`<!DOCTYPE tmx SYSTEM "http://example.org/[tmx14].dtd">` + tu1, []string{"نعم = Yes"}, 0},
		"doctype with a public id": {`<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "tmx14.dtd" >` + tu1, []string{"نعم = Yes"}, 0},
		"other order, notes and properties": {head + `<tu tuid="1"><note>n</note><prop type="x">p</prop><tuv xml:lang="en"><prop type="x">q</prop><seg>Yes</seg></tuv><tuv xml:lang="ar"><note>m</note><seg>نعم</seg></tuv></tu>` + tail,
			[]string{"نعم = Yes"}, 0},
		"three languages and two variants": {head + `<tu><tuv xml:lang="en-US"><seg>Color</seg></tuv><tuv xml:lang="fr"><seg>Couleur</seg></tuv><tuv xml:lang="ar"><seg>لون</seg></tuv><tuv xml:lang="en-GB"><seg>Colour</seg></tuv></tu>` + tail,
			[]string{"لون = Color", "لون = Colour"}, 0},
		"one language only": {head + `<tu><tuv xml:lang="ar"><seg>نعم</seg></tuv></tu>` + `<tu/>` + tu("لا", "No") + tail, []string{"لا = No"}, 2},
		"empty segment":     {head + tu("نعم", " \n ") + tu("لا", "No") + tail, []string{"لا = No"}, 1},
		"no language":       {head + `<tu><tuv><seg>نعم</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>` + tail, nil, 1},
		"no units":          {head + tail, nil, 0},
		"codes dropped, highlighted text kept": {head + tu(`قال <hi type="b">الوزير</hi> <bpt i="1">&lt;b&gt;</bpt>نعم<ept i="1">&lt;/b&gt;</ept>`,
			`The <bpt i="1">{\b <sub>footnote</sub></bpt>minister<ept i="1">}</ept> <ph x="1"/>said <it pos="begin">&lt;i></it>yes<ut>{\i</ut>`) + tail,
			[]string{"قال الوزير نعم = The minister said yes"}, 0},
		"codes inside a word":  {head + tu(`ن<bpt i="1">b</bpt>ع<ept i="1">b</ept>م`, `Y<ph>x</ph>es`) + tail, []string{"نعم = Yes"}, 0},
		"codes in highlighted": {head + tu(`<hi>نعم <ph><hi>x</hi>y</ph>سيدي</hi> غدا`, `Yes`) + tail, []string{"نعم سيدي غدا = Yes"}, 0},
		"line break":           {head + tu(`نعم<ph type="lb">&lt;br/></ph>لا`, `Yes<ph type="lb"/>no`) + tail, []string{"نعم لا = Yes no"}, 0},
		"layout":               {head + tu("\n      نعم\n      سيدي\n    ", "\tYes,\r\n sir ") + tail, []string{"نعم سيدي = Yes, sir"}, 0},
		"characters kept":      {head + tu("\u200fنـعم\u00a0«سيدي»\u2067", "Yes&#x200E; &amp; &lt;no&gt;") + tail, []string{"\u200fنـعم\u00a0«سيدي»\u2067 = Yes\u200e & <no>"}, 0},
		"cdata and comments":   {head + tu("ن<!-- x -->عم", "<![CDATA[<Yes>]]>") + tail, []string{"نعم = <Yes>"}, 0},
		"namespaced":           {`<tmx xmlns="http://www.lisa.org/tmx14" version="1.4"><body>` + tu("نعم", "Yes") + tail, []string{"نعم = Yes"}, 0},
		"tu outside a body":    {`<tmx>` + tu("نعم", "Yes") + `</tmx>`, []string{"نعم = Yes"}, 0},
		"named wrongly UTF-16": {`<?xml version="1.0" encoding="utf-16"?>` + tu1, []string{"نعم = Yes"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			stats, got := read(t, c.doc)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if stats.Skipped != c.skipped {
				t.Errorf("skipped %d, want %d", stats.Skipped, c.skipped)
			}
		})
	}
}

const tu1 = `<tmx version="1.4"><body><tu><tuv xml:lang="ar"><seg>نعم</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu></body></tmx>`

func TestReadTMXLanguages(t *testing.T) {
	stats, _ := read(t, head+tu("نعم", "Yes")+`<tu><tuv xml:lang="fr-CA"><seg>oui</seg></tuv><tuv xml:lang="AR"><seg>نعم</seg></tuv><tuv xml:lang="de"><seg/></tuv></tu>`+tail)
	if want := []string{"ar", "en", "fr"}; !slices.Equal(stats.Languages, want) {
		t.Errorf("got %q, want %q", stats.Languages, want)
	}
}

func TestReadTMXEncodings(t *testing.T) {
	declared := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?>` + "\n" + tu1 }
	encode := func(s string, f func() ([]byte, error)) []byte {
		b, err := f()
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		return b
	}
	utf16 := func(s string, e unicode.Endianness, b unicode.BOMPolicy) []byte {
		return encode(s, func() ([]byte, error) { return unicode.UTF16(e, b).NewEncoder().Bytes([]byte(s)) })
	}
	for name, doc := range map[string][]byte{
		"UTF-8 with a mark":    []byte("\ufeff" + declared("UTF-8")),
		"UTF-16LE with a mark": utf16(declared("UTF-16"), unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with a mark": utf16(declared("utf-16"), unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE without":     utf16(declared("UTF-16LE"), unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE without":     utf16(declared("UTF-16BE"), unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-16 not declared":  utf16(tu1, unicode.LittleEndian, unicode.UseBOM),
		"Windows-1256, declared": encode("", func() ([]byte, error) {
			return charmap.Windows1256.NewEncoder().Bytes([]byte(declared("Windows-1256")))
		}),
		"ISO-8859-6, declared": encode("", func() ([]byte, error) { return charmap.ISO8859_6.NewEncoder().Bytes([]byte(declared("ISO-8859-6"))) }),
	} {
		m := New()
		_, err := m.ReadTMX(iotest.OneByteReader(bytes.NewReader(doc)))
		if got := pairsOf(m); err != nil || !slices.Equal(got, []string{"نعم = Yes"}) {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}

// The bounds of the reader (see internal/tmx).
const (
	maxDepth    = safexml.DefaultDepth
	maxSegment  = 1 << 20
	maxVariants = 64
)

func TestReadTMXErrors(t *testing.T) {
	deep := strings.Repeat("<x>", maxDepth+1)
	for name, c := range map[string]struct {
		doc   string
		line  int
		units int
		says  string
	}{
		"empty":                {"", 1, 0, "no XML"},
		"not XML":              {"نعم\tYes\n", 2, 0, "no XML"},
		"another format":       {"<?xml version='1.0'?>\n<xliff version='1.2'/>", 2, 0, "<xliff>"},
		"closed wrongly":       {head + tu("نعم", "Yes") + "\n<tu><tuv xml:lang='ar'><seg>لا</tuv>" + tail, 4, 1, "seg"},
		"cut off":              {head + tu("نعم", "Yes") + "\n" + tu("لا", "No") + "\n<tu><tuv xml:lang='ar'><se", 5, 2, "unexpected EOF"},
		"cut off between":      {head + tu("نعم", "Yes"), 3, 1, "unexpected EOF"},
		"internal subset":      {"<!DOCTYPE tmx SYSTEM 'tmx14.dtd' [\n<!ENTITY a 'b'>]>\n" + tu1, 2, 0, "declarations of its own"},
		"entity declaration":   {"<!DOCTYPE tmx [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><tmx>" + tu("&x;", "x") + "</tmx>", 1, 0, "declarations of its own"},
		"bare declaration":     {"<!ENTITY x 'y'>" + tu1, 1, 0, "declaration other than"},
		"undeclared entity":    {head + tu("نعم", "Yes") + "\n" + tu("&nbsp;", "x") + tail, 4, 1, "entity"},
		"too deep":             {"<tmx>" + deep, 1, 0, "nested"},
		"too deep in a unit":   {"<tmx><tu>" + deep, 1, 0, "nested"},
		"bytes not UTF-8":      {head + tu("نعم", "\xff\xfe"), 3, 0, "UTF-8"},
		"control character":    {head + tu("نعم", "a\x01b"), 3, 0, "character"},
		"unknown encoding":     {"<?xml version='1.0' encoding='x-mac-arabic'?>" + tu1, 1, 0, "not supported"},
		"UTF-32":               {"\x00\x00\xfe\xff\x00\x00\x00<", 1, 0, "UTF-32"},
		"text without an end":  {"<tmx>\n" + strings.Repeat("x", safexml.DefaultToken+1), 2, 0, "more than 16 MB"},
		"a tag without an end": {"<tmx>\n<a b='" + strings.Repeat("x", safexml.DefaultToken+1), 2, 0, "more than 16 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			m := New()
			stats, err := m.ReadTMX(strings.NewReader(c.doc))
			var te *TMXError
			if !errors.As(err, &te) {
				t.Fatalf("error %v", err)
			}
			if te.Line != c.line || te.Units != c.units || stats.Units != c.units || m.Len() != c.units {
				t.Errorf("line %d, %d units, stats %d, stored %d; want line %d, %d units", te.Line, te.Units, stats.Units, m.Len(), c.line, c.units)
			}
			if msg := err.Error(); !strings.Contains(msg, c.says) || strings.ContainsAny(msg, "\n\r") || len(msg) > 300 {
				t.Errorf("error %q, want it to say %q", msg, c.says)
			}
		})
	}
}

func TestReadTMXPassesReadErrors(t *testing.T) {
	broken := errors.New("disk on fire")
	r := io.MultiReader(strings.NewReader(head+tu("نعم", "Yes")), iotest.ErrReader(broken))
	m := New()
	stats, err := m.ReadTMX(r)
	if !errors.Is(err, broken) || stats.Units != 1 {
		t.Errorf("got %+v, %v", stats, err)
	}
}

func TestReadTMXBoundsUnits(t *testing.T) {
	var many strings.Builder
	for i := range maxVariants + 40 {
		fmt.Fprintf(&many, `<tuv xml:lang="en"><seg>Yes %d</seg></tuv>`, i)
	}
	stats, got := read(t, head+
		`<tu><tuv xml:lang="ar"><seg>نعم</seg></tuv>`+many.String()+`</tu>`+
		tu(strings.Repeat("س ", maxSegment/2), "too long")+tail)
	if len(got) != maxVariants-1 || stats.Skipped != 1 {
		t.Errorf("%d pairs, %d skipped", len(got), stats.Skipped)
	}
}

func TestReadTMXKeepsAnyText(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("اب ت12<>&\"'\u00a0\u200f\u0640é😀]"))).Filter(func(s string) bool { return exactForm(s) != "" })
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	rapid.Check(t, func(t *rapid.T) {
		ar, en := text.Draw(t, "ar"), text.Draw(t, "en")
		m := New()
		if _, err := m.ReadTMX(strings.NewReader(head + tu(escape.Replace(ar), escape.Replace(en)) + tail)); err != nil {
			t.Fatal(err)
		}
		got, ok := m.Exact("ar", "en", ar)
		if !ok || got.Source != safexml.LayoutSpace(ar) || got.Target != safexml.LayoutSpace(en) {
			t.Fatalf("got %+v, %v", got, ok)
		}
	})
}

func FuzzReadTMX(f *testing.F) {
	for _, s := range []string{head + tu("نعم", "Yes") + tail, `<!DOCTYPE tmx SYSTEM "a">` + tu1, head + tu("<hi>a</hi><ph type='lb'/>b<bpt i='1'>c<sub>d</sub></bpt>", "x") + tail, "\xff\xfe<\x00t\x00", "<tmx><tu><tu>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		m := New()
		stats, err := m.ReadTMX(bytes.NewReader(doc))
		if m.Len() != stats.Units {
			t.Errorf("%d stored, %d reported", m.Len(), stats.Units)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("an error of several lines: %q", err)
		}
		for _, u := range m.units {
			for _, a := range u {
				for _, b := range u {
					if got, ok := m.Exact(a.lang, b.lang, a.text); a.lang != b.lang && exactForm(a.text) != "" && (!ok || got.Target == "") {
						t.Errorf("%s to %s: %q not found", a.lang, b.lang, a.text)
					}
				}
			}
		}
	})
}
