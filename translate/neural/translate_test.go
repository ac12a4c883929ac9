package neural

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"tarjuman/translate"
	"tarjuman/translate/neural/internal/kernel"
)

const toyDir = "testdata/toy"

func loadToy(t testing.TB, opt Options) *Model {
	t.Helper()
	m, err := Load(toyDir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// toySources are sentences the toy model was trained for, and some it was not.
func toySources(t testing.TB) []string {
	var out []string
	for _, c := range readLines[vectorCase](t, "testdata/vectors/toy.cases.jsonl.gz") {
		out = append(out, c.Source)
	}
	return append(out, "", " \n", "...", "a\xff\xfeb", "🙂🙂", strings.Repeat("الولد يقرأ الكتاب ", 40))
}

// TestBatchEqualsSingle is the promise that neighbours do not matter.
func TestBatchEqualsSingle(t *testing.T) {
	texts := toySources(t)[120:]
	for _, k := range kernel.All() {
		m, err := vectorSets()[0].files.load(k, Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		batch, err := m.TranslateBatch(t.Context(), texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts {
			one, err := m.Translate(t.Context(), text)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(one, batch[i]) {
				t.Errorf("%s: %q alone is %q, in a batch %q", k.Name(), text, one.Text, batch[i].Text)
			}
		}
	}
}

// TestKernelsAgree compares whole translations, scores and alignments to the bit.
func TestKernelsAgree(t *testing.T) {
	texts := toySources(t)
	want, err := loadToy(t, Options{Portable: true}).TranslateBatch(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	got, err := loadToy(t, Options{}).TranslateBatch(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i := range texts {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%q: %+v, portable %+v", texts[i], got[i], want[i])
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	m := loadToy(t, Options{Workers: 1})
	texts := toySources(t)[:12]
	want, err := m.TranslateBatch(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, text := range texts {
				got, err := m.Translate(t.Context(), text)
				if err != nil || !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%q: %q, %v", text, got.Text, err)
				}
			}
		})
	}
	wg.Wait()
}

// checkTranslation tests what holds for every translation.
func checkTranslation(t *testing.T, source string, tr Translation) {
	t.Helper()
	if !utf8.ValidString(tr.Text) {
		t.Errorf("%q: invalid text %q", source, tr.Text)
	}
	last := 0
	for _, p := range tr.Source {
		if p.Begin < last || p.End < p.Begin || p.End > len(source) {
			t.Fatalf("%q: source piece %+v after %d", source, p, last)
		}
		last = p.End
	}
	if len(tr.Alignment) != len(tr.Target) {
		t.Fatalf("%q: %d rows for %d pieces", source, len(tr.Alignment), len(tr.Target))
	}
	joined := ""
	last = 0
	for i, p := range tr.Target {
		joined += tr.Text[last:p.End]
		last = p.End
		row := tr.Alignment[i]
		sum := 0.0
		for _, w := range row.Weights {
			sum += float64(w)
		}
		if math.Abs(sum-1) > 1e-4 || row.First < 0 || row.First+len(row.Weights) > len(tr.Source) {
			t.Errorf("%q: row %d from %d sums to %v", source, i, row.First, sum)
		}
	}
	if joined != tr.Text {
		t.Errorf("%q: pieces give %q of %q", source, joined, tr.Text)
	}
}

func FuzzTranslate(f *testing.F) {
	m := loadToy(f, Options{Workers: 1})
	for _, s := range []string{"أين المحطة؟", "", "\x00\xff", "__source__ ▁▁", "١٢٣ 🙂"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 400 {
			return
		}
		tr, err := m.Translate(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		checkTranslation(t, s, tr)
	})
}

func TestLongTextIsCutBetweenWords(t *testing.T) {
	m := loadToy(t, Options{})
	text := strings.Repeat("الولد يقرأ الكتاب. ", 60)
	pieces := m.source.Encode(text)
	parts := m.cut(pieces)
	if len(parts) < 3 {
		t.Fatalf("%d pieces in %d parts", len(pieces), len(parts))
	}
	n := 0
	for i, p := range parts {
		n += len(p.pieces)
		if len(p.ids) > maxSource || p.ids[len(p.ids)-1] != m.source.EOS() {
			t.Errorf("part %d has ids %v", i, p.ids)
		}
		if !m.beginsWord(p.pieces[0]) {
			t.Errorf("part %d begins within a word", i)
		}
	}
	if n != len(pieces) {
		t.Errorf("%d pieces of %d in the parts", n, len(pieces))
	}
	tr, err := m.Translate(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	checkTranslation(t, text, tr)
	if last := tr.Alignment[len(tr.Alignment)-1]; last.First+len(last.Weights) != len(tr.Source) {
		t.Errorf("the last row covers %d+%d of %d", last.First, len(last.Weights), len(tr.Source))
	}
}

func TestOneLongWordIsCut(t *testing.T) {
	m := loadToy(t, Options{})
	text := strings.Repeat("ض", 1000)
	tr, err := m.Translate(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	checkTranslation(t, text, tr)
	if len(tr.Source) < 1000 {
		t.Errorf("%d source pieces", len(tr.Source))
	}
}

func TestLinks(t *testing.T) {
	m := loadToy(t, Options{})
	const source = "أين أحمد؟"
	tr, err := m.Translate(t.Context(), source)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range tr.Links(0) {
		s, g := tr.Source[l.Source], tr.Target[l.Target]
		if l.Weight < 0 || s.Begin == s.End || g.Begin == g.End {
			t.Errorf("link %+v of %+v and %+v", l, s, g)
		}
	}
	if many, few := len(tr.Links(0)), len(tr.Links(0.2)); few == 0 || few >= many {
		t.Errorf("%d links in all, %d above 0.2", many, few)
	}
}

func TestTranslateStopsWhenCancelled(t *testing.T) {
	m := loadToy(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Translate(ctx, "أين المحطة؟"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestLengthLimit(t *testing.T) {
	dir := writeSynthetic(t, tiny) // never chooses the end symbol
	m, err := Load(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	tr, err := m.Translate(t.Context(), "w5 w6 w7")
	if err != nil {
		t.Fatal(err)
	}
	if len(tr.Source) != 4 || len(tr.Target) != 8 {
		t.Errorf("%d pieces became %d, want 4 and 8", len(tr.Source), len(tr.Target))
	}
}

func TestBackend(t *testing.T) {
	b, err := Open(toyDir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	segs := []translate.Segment{{ID: "1", Text: "أين أحمد؟"}, {ID: "2", Text: "الولد يقرأ الكتاب."}, {ID: "3", Text: "\u200f"}}
	tr := translate.Translator{Backend: b}
	got, err := tr.Translate(t.Context(), "ar", "en", segs)
	if err != nil {
		t.Fatal(err)
	}
	engine := translate.Origin{Kind: translate.Engine, Engine: "neural", Model: "toy"}
	want := []translate.Result{
		{Text: "Where is Ahmed?", Origin: engine},
		{Text: "The boy reads the book.", Origin: engine},
		{Text: "\u200f", Origin: translate.Origin{Kind: translate.Copy}},
	}
	for i, r := range got {
		if r.Text != want[i].Text || r.Origin != want[i].Origin || (len(r.Words) > 0) != (r.Origin == engine) {
			t.Errorf("got %+v, want %+v", r, want[i])
		}
	}
}

func TestBackendKnowsItsLanguages(t *testing.T) {
	b, err := Open(writeSynthetic(t, tiny), Options{}) // model.aren.*
	if err != nil {
		t.Fatal(err)
	}
	segs := []translate.Segment{{ID: "1", Text: "w5"}}
	if _, err := b.Translate(t.Context(), "ar-SA", "EN", segs); err != nil {
		t.Errorf("ar-SA to EN: %v", err)
	}
	var be *translate.Error
	if _, err := b.Translate(t.Context(), "en", "ar", segs); !errors.As(err, &be) || be.Kind != translate.BadLanguage {
		t.Errorf("en to ar: %v", err)
	}
}

func Example() {
	m, err := Load("testdata/toy", Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	t, err := m.Translate(context.Background(), "أين أحمد؟")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	fmt.Println(t.Text)
	// Output: Where is Ahmed?
}

func ExampleOpen() {
	backend, err := Open("testdata/toy", Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	tr := translate.Translator{Backend: backend}
	results, err := tr.Translate(context.Background(), "ar", "en", []translate.Segment{{ID: "1", Text: "الولد يقرأ الكتاب."}})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	fmt.Println(results[0].Text, results[0].Origin.Engine)
	// Output: The boy reads the book. neural
}
