package offline

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"tarjuman/internal/arabic"
	"tarjuman/translate"
	"tarjuman/translate/memory"
)

func translateOne(t testing.TB, b *Backend, from, to, text string) (translate.Result, error) {
	t.Helper()
	res, err := b.Translate(context.Background(), from, to, []translate.Segment{{ID: "1", Text: text}})
	if err != nil {
		return translate.Result{}, err
	}
	if len(res) != 1 {
		t.Fatalf("%d results for one segment", len(res))
	}
	return res[0], nil
}

func TestGloss(t *testing.T) {
	b := New(Options{})
	for _, c := range []struct{ ar, want string }{
		{"وزير الخارجية الإيطالي", "The Italian foreign minister"},
		{"لن يوافق الرئيس", "Will not agree the president"},
		{"وصل ٤٣٦ مليون دولار إلى سوريا.", "Arrived 436 million of dollar to Syria."},
		{"الأمم المتحدة", "United Nations"},
		{"٣٫٥ و١٬٠٠٠", "3.5 and 1,000"},
		{"قال: «نعم».", "Said: \"yes\"."},
		{"", ""},
	} {
		if got := b.Gloss(c.ar); got != c.want {
			t.Errorf("Gloss(%s) = %q, want %q", c.ar, got, c.want)
		}
	}
}

func TestGlossOfArticle(t *testing.T) {
	data, err := os.ReadFile("../../testdata/article.ar.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := New(Options{})
	for i, p := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		g := b.Gloss(p)
		if arabic.Has(g) || strings.TrimSpace(g) == "" {
			t.Errorf("paragraph %d: %q", i, g)
		}
	}
	all := b.Gloss(string(data))
	for _, want := range []string{"28 June 2021", "United States", "Afghanistan", "Italian foreign minister", "436 million", "10000", "United Nations", "March 2011", "2015", "G"} {
		if !strings.Contains(all, want) {
			t.Errorf("the gloss of the article has no %q", want)
		}
	}
}

func TestTranslateMarksGlosses(t *testing.T) {
	r, err := translateOne(t, New(Options{}), "ar", "en", "السلام عليكم")
	if err != nil || r.Origin.Kind != translate.Gloss || r.Origin.Engine != "offline" {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestTranslateFromMemory(t *testing.T) {
	m := memory.New()
	m.Add("ar", "وصل الوزير إلى العاصمة صباح اليوم", "en", "The minister arrived in the capital this morning")
	b := New(Options{Memory: m})
	r, err := translateOne(t, b, "ar", "en", "وصل الوزير إلى العاصمة صباح اليوم")
	if err != nil || r.Origin.Kind != translate.Memory || r.Origin.Match != 100 || r.Text != "The minister arrived in the capital this morning" {
		t.Errorf("exact: got %+v, %v", r, err)
	}
	r, err = translateOne(t, b, "ar", "en", "وصل السفير إلى العاصمة صباح اليوم")
	if err != nil || r.Origin.Kind != translate.Memory || r.Origin.Match >= 100 || r.Origin.MatchedSource == "" {
		t.Errorf("fuzzy: got %+v, %v", r, err)
	}
	r, err = translateOne(t, b, "ar", "en", "انخفضت أسعار النفط في لندن")
	if err != nil || r.Origin.Kind != translate.Gloss {
		t.Errorf("no match: got %+v, %v", r, err)
	}
}

func TestTranslateIntoArabicNeedsMemory(t *testing.T) {
	_, err := translateOne(t, New(Options{}), "en", "ar", "Good morning")
	var be *translate.Error
	if !errors.As(err, &be) || be.Kind != translate.BadLanguage {
		t.Errorf("got error %v", err)
	}
}

// fixed is an engine with one answer, or one refusal.
type fixed struct {
	text string
	err  error
}

func (fixed) Name() string         { return "fixed" }
func (fixed) Info() translate.Info { return translate.Info{Engine: "fixed"} }
func (f fixed) Translate(_ context.Context, _, _ string, batch []translate.Segment) ([]translate.Result, error) {
	if f.err != nil {
		return nil, f.err
	}
	out := make([]translate.Result, len(batch))
	for i := range out {
		out[i] = translate.Result{Text: f.text, Origin: translate.Origin{Kind: translate.Engine, Engine: "fixed"}}
	}
	return out, nil
}

func TestTranslateAsksMemoryThenEngineThenGlosses(t *testing.T) {
	m := memory.New()
	m.Add("ar", "وصل الوزير", "en", "The minister arrived")
	batch := []translate.Segment{{ID: "1", Text: "وصل الوزير"}, {ID: "2", Text: "انخفضت أسعار النفط"}}
	kinds := func(b *Backend) (string, error) {
		res, err := b.Translate(context.Background(), "ar", "en", batch)
		var out []string
		for _, r := range res {
			out = append(out, string(r.Origin.Kind))
		}
		return strings.Join(out, " "), err
	}
	if got, err := kinds(New(Options{Memory: m, Engine: fixed{text: "Oil prices fell"}})); got != "memory engine" || err != nil {
		t.Errorf("with an engine: %s, %v", got, err)
	}
	unknown := fixed{err: &translate.Error{Backend: "fixed", Kind: translate.BadLanguage, Err: errors.New("no such pair")}}
	if got, err := kinds(New(Options{Memory: m, Engine: unknown})); got != "memory gloss" || err != nil {
		t.Errorf("with an engine for another pair: %s, %v", got, err)
	}
	broken := fixed{err: &translate.Error{Backend: "fixed", Kind: translate.Transient, Err: errors.New("broken")}}
	if _, err := kinds(New(Options{Memory: m, Engine: broken})); err == nil {
		t.Error("an engine's failure was hidden")
	}
}

func FuzzGloss(f *testing.F) {
	f.Add("وقال “رغم هذه الإنجازات ، يجب”.وشكر")
	f.Add("في28يونيو 2021 –بينما")
	f.Add("\u202eabc ـــ ٫٫ (")
	b := New(Options{})
	f.Fuzz(func(t *testing.T, s string) {
		g := b.Gloss(s)
		if arabic.Has(g) {
			t.Errorf("Gloss(%q) = %q holds Arabic", s, g)
		}
		if strings.Contains(g, "\n") {
			t.Errorf("Gloss(%q) = %q holds a line break", s, g)
		}
	})
}

func BenchmarkGloss(b *testing.B) {
	data, err := os.ReadFile("../../testdata/article.ar.txt")
	if err != nil {
		b.Fatal(err)
	}
	back := New(Options{})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		back.Gloss(string(data))
	}
}
