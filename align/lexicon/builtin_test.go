package lexicon

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
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
	var tags rows
	for _, e := range all {
		lemmas = append(lemmas, e.Lemma)
		tags.add([]string{e.POS})
	}
	w.Strings(lemmas)
	tags.write(w)
	for _, of := range []func(*Entry) []string{func(e *Entry) []string { return e.Glosses }, func(e *Entry) []string { return e.Forms }} {
		var r rows
		for i := range all {
			r.add(of(&all[i]))
		}
		r.write(w)
	}
	w.Text(freeze(all))
	return w.String()
}

// rows are rows of strings of which each stands there once.
type rows struct {
	numbers map[string]uint32
	texts   []string
	lists   [][]uint32
}

func (r *rows) add(list []string) {
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

func (r *rows) write(w *frozen.Writer) {
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
	got, err := thaw(tables)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if got[i].About != want[i].About || len(got[i].Entries) != len(want[i].Entries) {
			t.Fatalf("source %d is %q of %d entries, want %q of %d", i, got[i].About, len(got[i].Entries), want[i].About, len(want[i].Entries))
		}
		for k := range want[i].Entries {
			if a, b := plainEntry(got[i].Entries[k]), plainEntry(want[i].Entries[k]); !reflect.DeepEqual(a, b) {
				t.Fatalf("entry %v came back as %v", b, a)
			}
		}
	}
}

// plainEntry makes no difference between no forms and an empty row of them.
func plainEntry(e Entry) Entry {
	if len(e.Forms) == 0 {
		e.Forms = nil
	}
	return e
}

// TestCombineUsesIndex: the built-in sources bring their index along, also behind
// a user's, and one whose entries were exchanged is indexed anew.
func TestCombineUsesIndex(t *testing.T) {
	builtin := Default().Sources()
	mine := Source{Name: "mine", Kind: TSV, Entries: []Entry{{Lemma: "زقنبوط", POS: Noun, Glosses: []string{"gizmo"}}}}
	l := Combine(append([]Source{mine}, builtin...)...)
	if len(l.layers) != 2 || l.layers[1].index != builtin[0].index {
		t.Fatalf("%d layers, want the user's and the built-in one", len(l.layers))
	}
	if m := l.Lookup("والزقنبوط"); len(m) == 0 || m[0].Gloss != "gizmo" || m[0].Source != "mine" {
		t.Errorf("the user's word: %v", m)
	}
	if m := l.Lookup("المدينة"); len(m) == 0 || m[0].Gloss != "city" {
		t.Errorf("a word of the built-in lexicon: %v", m)
	}
	cut := builtin[0]
	cut.Entries = cut.Entries[:10]
	if l := Combine(cut, builtin[1]); l.layers[0].index == builtin[0].index {
		t.Error("an index is used for entries it was not made of")
	}
	if l := Combine(builtin[1]); len(l.layers) != 1 || l.layers[0].index == builtin[0].index {
		t.Error("the index of two sources is used for one of them")
	}
}
