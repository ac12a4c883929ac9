package dictionary

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tarjuman/align/learn"
	"tarjuman/align/lexicon"
)

func write(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// writeDict writes a DICT dictionary, its text compressed, of articles given as
// headword, article, …
func writeDict(t testing.TB, dir, name string, articles ...string) string {
	t.Helper()
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	number := func(n int) string { return string([]byte{digits[n>>12&63], digits[n>>6&63], digits[n&63]}) }
	var index, text strings.Builder
	for i := 0; i < len(articles); i += 2 {
		fmt.Fprintf(&index, "%s\t%s\t%s\n", articles[i], number(text.Len()), number(len(articles[i+1])))
		text.WriteString(articles[i+1])
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte(text.String()))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, dir, name+".dict.dz", z.String())
	return strings.TrimSuffix(write(t, dir, name+".index", index.String()), ".index")
}

func entriesOf(t testing.TB, name string, folders ...string) (lexicon.Source, map[string][]string) {
	t.Helper()
	s, err := Open(name, folders)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][]string{}
	for _, e := range s.Entries {
		m[e.Lemma] = e.Glosses
	}
	return s, m
}

func TestTSV(t *testing.T) {
	path := write(t, t.TempDir(), "desk.tsv", "\ufeff# our words\r\nقارب الصيد\tfishing boat; smack\tremark\r\n\r\nquay wall\tجدار الرصيف\r\nرَصيف (بحري)\tthe quay\nرصيف\tn\twharf; pier\tأرصفة\ndie\tdas\n")
	s, got := entriesOf(t, path)
	want := map[string][]string{"قارب الصيد": {"fishing boat", "smack"}, "جدار الرصيف": {"quay wall"}, "رصيف": {"quay"}}
	if s.Kind != lexicon.TSV || s.Name != "desk.tsv" || s.Len() != 4 {
		t.Errorf("source %+v", s)
	}
	for lemma, glosses := range want {
		if lemma != "رصيف" && !reflect.DeepEqual(got[lemma], glosses) {
			t.Errorf("%s: %q, want %q", lemma, got[lemma], glosses)
		}
	}
	var quay []string
	for _, m := range lexicon.Combine(s).Lookup("الأرصفة") {
		quay = append(quay, m.Gloss)
	}
	if !slices.Equal(quay, []string{"wharf", "pier"}) {
		t.Errorf("الأرصفة: %q", quay)
	}
}

func TestTBX(t *testing.T) {
	path := write(t, t.TempDir(), "terms.tbx", `<tbx type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>smack</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
<termSec><term>fishing vessel</term></termSec></langSec><langSec xml:lang="ar-EG"><termSec><term>سفينة الصيد</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>bateau</term></termSec></langSec></conceptEntry></body></text></tbx>`)
	s, got := entriesOf(t, path)
	if s.Kind != lexicon.TBX || !reflect.DeepEqual(got, map[string][]string{"سفينة الصيد": {"fishing vessel", "smack"}}) || s.Entries[0].POS != lexicon.Noun {
		t.Errorf("%+v", s)
	}
}

func TestDICT(t *testing.T) {
	dir := t.TempDir()
	base := writeDict(t, dir, "sea-ara-eng", "00databaseshort", "00-database-short\nSea words\nmore\n",
		"مرساة", "مرساة /mirsaːt/ <n, fem.>\n1. Anchor (of a ship), Grapnel\n2. to Moor\n \"an example\"\n   Synonym: {x}\n",
		"بندقية", "بندقية\nVenice\nRifle\nA word that is explained here at such length that no text has it\n")
	for _, name := range []string{base, base + ".index", base + ".dict.dz", "sea-ara-eng"} {
		s, got := entriesOf(t, name, dir)
		want := map[string][]string{"مرساة": {"anchor", "grapnel", "moor"}, "بندقية": {"rifle", "Venice"}}
		if s.Kind != lexicon.DICT || s.Name != "sea-ara-eng" || s.About != "Sea words" {
			t.Errorf("source %+v", s)
		}
		for lemma, glosses := range want {
			slices.Sort(got[lemma])
			slices.Sort(glosses)
			if !reflect.DeepEqual(got[lemma], glosses) {
				t.Errorf("%s: %q, want %q", lemma, got[lemma], glosses)
			}
		}
	}
	if got := Installed([]string{dir, filepath.Join(dir, "none")}); !slices.Equal(got, []string{base}) {
		t.Errorf("Installed: %q", got)
	}
}

func TestDICTFromEnglish(t *testing.T) {
	base := writeDict(t, t.TempDir(), "en-ar", "anchor", "anchor <n>\nمرساة، هلب\n", "moor", "moor\n1. أرسى\n2. مرساة\n")
	_, got := entriesOf(t, base)
	if want := map[string][]string{"مرساة": {"moor"}, "هلب": {"anchor"}, "أرسى": {"moor"}}; len(got) != 3 || !reflect.DeepEqual(got["هلب"], want["هلب"]) || !reflect.DeepEqual(got["أرسى"], want["أرسى"]) {
		t.Errorf("got %q", got)
	}
}

func TestLearned(t *testing.T) {
	dir := t.TempDir()
	forth := write(t, dir, "forth", learn.Signature+"\tar\ten\t90\nالمرفأ\tharbour\t0.6\n")
	back := write(t, dir, "back", learn.Signature+"\ten\tar\t90\nharbour\tالمرفأ\t0.6\n")
	for _, path := range []string{forth, back} {
		s, err := Open(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		ms := lexicon.Combine(s).Lookup("مرفأ")
		if s.Kind != lexicon.Table || len(ms) != 1 || ms[0].Gloss != "harbour" || ms[0].How != lexicon.Learned || ms[0].Source != filepath.Base(path) {
			t.Errorf("%s: %+v: %+v", path, s, ms)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ path, says string }{
		"nowhere":         {"no-such-dictionary", "no such dictionary"},
		"no file":         {filepath.Join(dir, "gone.tsv"), "no such dictionary"},
		"folder":          {dir, "not a file"},
		"empty":           {write(t, dir, "empty.tsv", ""), "no pair of"},
		"one column":      {write(t, dir, "one.tsv", "# x\nميناء\n"), "line 2: want an Arabic and an English"},
		"no Arabic":       {write(t, dir, "de.tsv", "Hafen\tport\n"), "no pair of"},
		"no gloss":        {write(t, dir, "none.tsv", "a\tb\nميناء\tn\t;\n"), "line 2: no gloss for"},
		"not UTF-8":       {write(t, dir, "cp.tsv", "\xe3\xed\tport\n"), "line 1: not UTF-8"},
		"long line":       {write(t, dir, "long.tsv", strings.Repeat("x", maxLine+1)), "line 1: longer than 1 MB"},
		"broken TBX":      {write(t, dir, "x.tbx", "<tbx>"), "line 1: unexpected EOF"},
		"TBX no Arabic":   {write(t, dir, "y.tbx", "<tbx/>"), "no pair of"},
		"compressed":      {write(t, dir, "z.dict.dz", "\x1f\x8b\x08"), "needs its .index"},
		"DICT without it": {write(t, dir, "w.index", "a\tA\tB\n"), "no such file"},
		"newer table":     {write(t, dir, "t2", "# tarjuman learned table 9\tar\ten\t9\n"), "not a learned table"},
	} {
		_, err := Open(c.path, nil)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want %q", name, err, c.says)
		}
	}
	if _, err := Open("no-such-dictionary", nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("error %v is not ErrNotFound", err)
	}
}

// A user's own list goes before the built-in lexicon, a general dictionary behind.
func TestRankAmongSources(t *testing.T) {
	dir := t.TempDir()
	own, err := Open(write(t, dir, "own.tsv", "وزير\tcabinet member\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	other, err := Open(writeDict(t, dir, "big", "وزير", "وزير\nVizier\n", "زقنبوط", "زقنبوط\nWhatnot\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	l := lexicon.Combine(own, lexicon.Source{Kind: lexicon.BuiltIn, Entries: lexicon.Default().Entries()}, other)
	var order []string
	for _, m := range l.Lookup("والوزير") {
		if m.Gloss == "cabinet member" || m.Gloss == "minister" || m.Gloss == "vizier" && m.Source == "big" {
			order = append(order, m.Gloss)
		}
	}
	if !slices.Equal(order, []string{"cabinet member", "minister", "vizier"}) && !slices.Equal(order, []string{"cabinet member", "minister"}) {
		t.Errorf("order %q", order)
	}
	if ms := l.Lookup("بالزقنبوط"); len(ms) != 1 || ms[0].Gloss != "whatnot" || ms[0].Source != "big" {
		t.Errorf("%+v", ms)
	}
}

func TestInstalledFreeDict(t *testing.T) {
	const name = "freedict-ara-eng"
	if !slices.ContainsFunc(Installed(Folders()), func(p string) bool { return filepath.Base(p) == name }) {
		t.Skip("FreeDict's Arabic-English dictionary is not installed")
	}
	s, got := entriesOf(t, name, Folders()...)
	if len(s.Entries) < 30_000 || !slices.Contains(got["سفينة حربية"], "battleship") {
		t.Errorf("%d entries, %q", len(s.Entries), got["سفينة حربية"])
	}
}

func FuzzRead(f *testing.F) {
	f.Add("ميناء\tport; harbour\n")
	f.Add("ميناء\tn\tport\tموانئ\n")
	f.Add("<tbx><conceptEntry/></tbx>")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := read(strings.NewReader(text), "fuzz")
		if err != nil {
			return
		}
		lexicon.Combine(s).Lookup("ميناء")
	})
}

func FuzzArticle(f *testing.F) {
	f.Add("مرساة /x/ <n>\n1. Anchor, Grapnel (y)\n")
	f.Fuzz(func(t *testing.T, text string) {
		pos, senses := article(text)
		if !lexicon.IsPartOfSpeech(pos) {
			t.Fatalf("part of speech %q", pos)
		}
		var b builder
		for _, s := range senses {
			if err := b.add("مرساة", s, pos); err != nil {
				t.Fatal(err)
			}
		}
	})
}
