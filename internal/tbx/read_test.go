package tbx

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

const dct = `<?xml version="1.0" encoding="utf-8"?>
<?xml-model href="https://example.org/TBX-Basic.nvdl" type="application/xml"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <tbxHeader><fileDesc><sourceDesc><p>desk list</p></sourceDesc></fileDesc></tbxHeader>
 <text><body>
  <conceptEntry id="c1">
   <min:subjectField>fishing</min:subjectField>
   <transacGrp><basic:transactionType>origination</basic:transactionType><date>2024-01-02</date></transacGrp>
   <langSec xml:lang="ar">
    <descripGrp><basic:definition>سفينة   تصيد
      السمك</basic:definition><basic:source>x</basic:source></descripGrp>
    <termSec><term>سفينة <hi>صيد</hi></term><min:partOfSpeech>noun</min:partOfSpeech><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>مركب صيد</term></termSec>
   </langSec>
   <langSec xml:lang="en-GB">
    <termSec><term>fishing vessel</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>smack &amp; co</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
     <descripGrp><basic:context>an old <hi>smack</hi></basic:context></descripGrp></termSec>
   </langSec>
  </conceptEntry>
  <conceptEntry id="empty"><langSec xml:lang="en"><termSec><term> </term></termSec></langSec></conceptEntry>
 </body></text>
</tbx>`

var fishing = []Concept{{
	ID: "c1", Subject: "fishing", Definition: "سفينة تصيد السمك",
	Languages: []Language{
		{Code: "ar", Terms: []Term{{"سفينة صيد", Preferred, "noun"}, {"مركب صيد", Unrated, ""}}},
		{Code: "en-GB", Terms: []Term{{"fishing vessel", Admitted, ""}, {"smack & co", Deprecated, ""}}},
	},
}}

// asAttributes rewrites the first example with categories as attributes.
func asAttributes(doc string) string {
	return strings.NewReplacer(
		"<min:subjectField>", `<descrip type="subjectField">`, "</min:subjectField>", "</descrip>",
		"<basic:definition>", `<descrip type="definition">`, "</basic:definition>", "</descrip>",
		"<basic:context>", `<descrip type="context">`, "</basic:context>", "</descrip>",
		"<min:partOfSpeech>", `<termNote type="partOfSpeech">`, "</min:partOfSpeech>", "</termNote>",
		"<min:administrativeStatus>", `<termNote type="administrativeStatus">`, "</min:administrativeStatus>", "</termNote>",
	).Replace(doc)
}

// asMartif rewrites it as version 2, with ntig and term groups.
func asMartif(doc string) string {
	return strings.NewReplacer("<tbx ", "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n<martif ", "</tbx>", "</martif>", "conceptEntry", "termEntry", "langSec", "langSet",
		"<termSec>", "<ntig><termGrp>", "</termSec>", "</termGrp></ntig>").Replace(asAttributes(doc))
}

func TestRead(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.Replace(dct, "utf-8", "utf-16", 1))
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]string{"DCT": dct, "DCA": asAttributes(dct), "martif": asMartif(dct), "UTF-16": utf16, "BOM": "\ufeff" + dct} {
		got, err := Read(strings.NewReader(doc))
		if err != nil || !reflect.DeepEqual(got, fishing) {
			t.Errorf("%s: %+v, %v\nwant %+v", name, got, err, fishing)
		}
	}
}

func TestReadTig(t *testing.T) {
	got, err := Read(strings.NewReader(`<martif type="TBX"><text><body><termEntry id="7">
<langSet lang="AR"><tig><term>ميناء</term><termNote type="normativeAuthorization">admittedTerm</termNote></tig></langSet>
<langSet lang="EN"><tig><termNote type="administrativeStatus">obsolete</termNote><term>haven</term></tig></langSet></termEntry></body></text></martif>`))
	want := []Concept{{ID: "7", Languages: []Language{{"AR", []Term{{"ميناء", Admitted, ""}}}, {"EN", []Term{{"haven", Superseded, ""}}}}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestConceptTerms(t *testing.T) {
	c := fishing[0]
	for lang, n := range map[string]int{"ar": 2, "AR_eg": 2, "en": 2, "en-US": 2, "e": 0, "fr": 0} {
		if got := c.Terms(lang); len(got) != n {
			t.Errorf("Terms(%s) = %v, want %d", lang, got, n)
		}
	}
	if Preferred.Forbidden() || Unrated.Forbidden() || !Deprecated.Forbidden() || !Superseded.Forbidden() {
		t.Error("Forbidden is wrong")
	}
}

func TestReadErrors(t *testing.T) {
	open := `<tbx><text><body><conceptEntry><langSec xml:lang="en">`
	for name, c := range map[string]struct {
		doc      string
		line, n  int
		contains string
	}{
		"empty":           {"", 1, 0, "no XML"},
		"another format":  {"<tmx version='1.4'/>", 1, 0, "<tmx>, not <tbx>"},
		"cut off":         {dct[:strings.Index(dct, "</body>")], 22, 1, "unexpected EOF"},
		"cut off inside":  {dct[:strings.Index(dct, "مركب")], 13, 0, "unexpected EOF"},
		"internal subset": {`<!DOCTYPE tbx [<!ENTITY a "aaaa">]><tbx/>`, 1, 0, "declarations of its own"},
		"external entity": {`<!DOCTYPE tbx SYSTEM "x" [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>`, 1, 0, "declarations of its own"},
		"entity":          {"<tbx>\n&nbsp;</tbx>", 2, 0, "entity"},
		"deep":            {"<tbx>" + strings.Repeat("<a>", maxDepth+1), 1, 0, "nested more than 64"},
		"long text":       {"<tbx>" + strings.Repeat("x", maxToken+1), 1, 0, "more than 1 MB"},
		"many terms":      {open + strings.Repeat("<termSec/>", maxTerms+1), 1, 0, "more than 10000 terms"},
	} {
		got, err := Read(strings.NewReader(c.doc))
		var e *Error
		if !errors.As(err, &e) || e.Line != c.line || e.Concepts != c.n || len(got) != c.n || !strings.Contains(err.Error(), c.contains) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %d concepts, error %v; want line %d, %d concepts, %q", name, len(got), err, c.line, c.n, c.contains)
		}
	}
}

func TestReadPassesReadErrors(t *testing.T) {
	broken := errors.New("cable pulled")
	if _, err := Read(io.MultiReader(strings.NewReader(dct[:500]), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func TestReadDropsWhatIsTooLong(t *testing.T) {
	doc := fmt.Sprintf(`<tbx><conceptEntry><langSec xml:lang="en"><termSec><term>%s</term></termSec><termSec><term>port</term></termSec></langSec></conceptEntry></tbx>`, strings.Repeat("very ", 1000))
	got, err := Read(strings.NewReader(doc))
	if err != nil || len(got) != 1 || len(got[0].Languages[0].Terms) != 1 || got[0].Languages[0].Terms[0].Text != "port" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(dct)
	f.Add(asMartif(dct))
	f.Add(`<tbx><conceptEntry><langSec><termSec><term>a<conceptEntry><langSec/></conceptEntry></term></termSec></langSec></conceptEntry></tbx>`)
	f.Fuzz(func(t *testing.T, doc string) {
		concepts, err := Read(strings.NewReader(doc))
		if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("error of several lines: %q", err)
		}
		for _, c := range concepts {
			for _, l := range c.Languages {
				for _, term := range l.Terms {
					if term.Text == "" || term.Text != strings.Join(strings.Fields(term.Text), " ") {
						t.Fatalf("term %q", term.Text)
					}
				}
			}
		}
	})
}
