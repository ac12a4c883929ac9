package check

import (
	"reflect"
	"strings"
	"testing"
)

func glossaryOf(t *testing.T, name, text string) map[string]Term {
	t.Helper()
	g, err := ReadGlossary(strings.NewReader(text), name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Term{}
	for _, term := range g.Terms {
		out[term.Source] = term
	}
	return out
}

const sampleTBX = `<tbx type="TBX-Basic" style="dca" xml:lang="ar" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>t</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="c1">
<langSec xml:lang="ar"><termSec><term>مجلس الشورى</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>Shura</term></termSec><termSec><term>Shura Council</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>advisory council</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>`

func TestReadGlossary(t *testing.T) {
	want := Term{"مجلس الشورى", []string{"Shura Council", "Shura"}, []string{"advisory council"}}
	for name, text := range map[string]string{
		"g.tsv":      "# our terms\nمجلس الشورى\tShura Council; Shura\tadvisory council\r\n",
		"bom.tsv":    "\ufeffمجلس الشورى\tShura Council|Shura\tadvisory council\n",
		"named.tsv":  "forbidden\ten\tar\nadvisory council\tShura Council;Shura\tمجلس الشورى\n",
		"g.csv":      "ar,en,forbidden\nمجلس الشورى,\"Shura Council;Shura\",advisory council\n",
		"german.csv": "source;target;forbidden\nمجلس الشورى;Shura Council|Shura;advisory council\n",
		"twice.tsv":  "مجلس الشورى\tShura Council\nمجلس الشورى\tShura\tadvisory council\n",
		"g.tbx":      sampleTBX,
	} {
		got := glossaryOf(t, name, text)
		if !reflect.DeepEqual(got["مجلس الشورى"], want) {
			t.Errorf("%s: %+v", name, got["مجلس الشورى"])
		}
		if back := got["Shura Council"]; !reflect.DeepEqual(back.Target, []string{"مجلس الشورى"}) {
			t.Errorf("%s: the other way round: %+v", name, back)
		}
	}
}

func TestReadGlossaryRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"alone.tsv": "مجلس\n", "empty.tsv": "\tcouncil\n", "wide.tsv": "a\tb\tc\td\n", "open.csv": "a,\"b\n", "broken.tbx": "<tbx><text>", "other.xml": "<html></html>",
	} {
		_, err := ReadGlossary(strings.NewReader(text), name)
		if err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A glossary for both directions checks each document in its own.
func TestGlossaryServesBothDirections(t *testing.T) {
	g, err := ReadGlossary(strings.NewReader("حلف الناتو\tNATO\tthe alliance of Nato\nهدنة\ttruce\n"), "g.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		from, to, source, target string
		want                     int
	}{
		{"ar", "en", "قال حلف الناتو إن الهدنة صامدة.", "NATO said the truce was holding.", 0},
		{"ar", "en", "قال الحلف (NATO) ذلك.", "The alliance (NATO) said so.", 0},
		{"ar", "en", "دخلت هدنة حيز التنفيذ.", "A pause took effect.", 1},
		{"en", "ar", "A truce took effect.", "دخلت هدنة حيز التنفيذ.", 0},
		{"en", "ar", "A truce took effect.", "دخل التوقف حيز التنفيذ.", 1},
	} {
		checker, err := New(Options{Enable: []string{"term.glossary"}})
		if err != nil {
			t.Fatal(err)
		}
		found := checker.Run(Document{SourceLang: c.from, TargetLang: c.to, Pairs: []Pair{{Source: c.source, Target: c.target}}, Glossary: g})
		if len(found) != c.want {
			t.Errorf("%s: %+v", c.target, found)
		}
	}
}
