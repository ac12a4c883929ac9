package lexicon

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"tarjuman/internal/frozen"
)

var update = flag.Bool("update", false, "write builtin.gen.bin anew")

// sourceEntries reads the lexicon's files.
func sourceEntries(tb testing.TB) []Entry {
	names, err := filepath.Glob("data/*.tsv")
	if err != nil || len(names) == 0 {
		tb.Fatal("no data files", err)
	}
	var all []Entry
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			tb.Fatal(err)
		}
		entries, err := Parse(f, name)
		f.Close()
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, entries...)
	}
	common := frequencies(tb)
	for i := range all {
		w := word{all[i].Lemma, all[i].POS}
		all[i].Frequency = common[w]
		delete(common, w)
	}
	for w := range common {
		tb.Errorf("data/frequency.txt: no entry %s %s", w.lemma, w.pos)
	}
	return all
}

// freezeSources writes sources, and their index, as one string.
func freezeSources(sources []Source) string {
	w := frozen.NewWriter(builtinKind)
	var abouts []string
	var ends []uint32
	var all []Entry
	for _, s := range sources {
		all = append(all, s.Entries...)
		abouts, ends = append(abouts, s.About), append(ends, uint32(len(all)))
	}
	w.Strings(abouts)
	w.Ints(ends)
	var lemmas []string
	var tags rowWriter
	for _, e := range all {
		lemmas = append(lemmas, e.Lemma)
		if e.Frequency == 0 {
			tags.add([]string{e.POS})
		} else {
			tags.add([]string{e.POS, strconv.Itoa(e.Frequency)})
		}
	}
	w.Strings(lemmas)
	tags.write(w)
	for _, of := range []func(*Entry) []string{func(e *Entry) []string { return e.Glosses }, func(e *Entry) []string { return e.Forms }} {
		var r rowWriter
		for i := range all {
			r.add(of(&all[i]))
		}
		r.write(w)
	}
	w.Text(freeze(all))
	w.Text(freezeEnglish(all))
	return w.String()
}

// rowWriter writes rows of strings of which each stands there once.
type rowWriter struct {
	numbers map[string]uint32
	texts   []string
	lists   [][]uint32
}

func (r *rowWriter) add(list []string) {
	if r.numbers == nil {
		r.numbers = map[string]uint32{}
	}
	var row []uint32
	for _, s := range list {
		n, ok := r.numbers[s]
		if !ok {
			n = uint32(len(r.texts))
			r.numbers[s] = n
			r.texts = append(r.texts, s)
		}
		row = append(row, n)
	}
	r.lists = append(r.lists, row)
}

func (r *rowWriter) write(w *frozen.Writer) {
	w.Strings(r.texts)
	w.Lists(r.lists)
}

// TestTables holds the embedded tables against the files they are written from.
func TestTables(t *testing.T) {
	own := sourceEntries(t)
	want := []Source{{Kind: BuiltIn, About: "Arabic-English news", Entries: own}, cldrSource(own)}
	tables := freezeSources(want)
	if *update {
		if err := os.WriteFile("builtin.gen.bin", []byte(tables), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if tables != builtinTables {
		t.Fatal("builtin.gen.bin is not what the data say: run go generate ./align/lexicon")
	}
	b, err := openBuiltin(tables)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range b.sources() {
		if got.About != want[i].About || got.Len() != len(want[i].Entries) {
			t.Fatalf("source %d is %q of %d entries, want %q of %d", i, got.About, got.Len(), want[i].About, len(want[i].Entries))
		}
		k := 0
		for e := range got.All {
			if !reflect.DeepEqual(*e, want[i].Entries[k]) {
				t.Fatalf("entry %v came back as %v", want[i].Entries[k], *e)
			}
			k++
		}
	}
}

// TestCombineUsesIndex: the built-in sources bring their index along, also behind
// a user's, and one whose entries were exchanged is indexed anew.
func TestCombineUsesIndex(t *testing.T) {
	builtin := Default().Sources()
	mine := Source{Name: "mine", Kind: TSV, Entries: []Entry{{Lemma: "زقنبوط", POS: Noun, Glosses: []string{"gizmo"}}}}
	l := Combine(append([]Source{mine}, builtin...)...)
	if len(l.layers) != 2 || l.layers[1].index != builtin[0].builtin.index {
		t.Fatalf("%d layers, want the user's and the built-in one", len(l.layers))
	}
	if m := l.Lookup("والزقنبوط"); len(m) == 0 || m[0].Gloss != "gizmo" || m[0].Source != "mine" {
		t.Errorf("the user's word: %v", m)
	}
	if m := l.Lookup("المدينة"); len(m) == 0 || m[0].Gloss != "city" || m[0].Source != "" {
		t.Errorf("a word of the built-in lexicon: %v", m)
	}
	if l := Combine(builtin[1]); l.Len() != builtin[1].Len() || l.layers[0].builtin != nil {
		t.Error("the index of two sources is used for one of them")
	}
	if l := Combine(builtin[1], builtin[0]); l.Len() != Default().Len() || l.entry(0) == Default().entry(0) || l.entry(0).Lemma != builtin[1].at(0).Lemma {
		t.Error("sources the other way round are taken for the built-in lexicon")
	}
}
