package azure

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"tarjuman/translate"
	"tarjuman/translate/internal/wiretest"
)

func marked(source, target string) string { return openMark + target + innerMark + source + closeMark }

func TestDictionaryMarksWholeWords(t *testing.T) {
	terms := []translate.Term{
		{Source: "نهر الزاب", Target: "the Zab River"}, {Source: "نهر", Target: "river"}, {Source: "شركة «نور»", Target: `Nur "Light" & Co`},
		{Source: "قمح", Forbidden: []string{"corn"}}, {Source: "Zab", Target: "الزاب"},
	}
	d := newDictionary(terms, "en")
	for text, want := range map[string]string{
		"عبر نهر الزاب":       "عبر " + marked("نهر الزاب", "the Zab River"),
		"نهر، ونهر، نهر.":     marked("نهر", "river") + "، ونهر، " + marked("نهر", "river") + ".",
		"أنهر نهرا نَهر":      "أنهر نهرا نَهر",
		"قمح في Zab":          "قمح في Zab",
		"قالت شركة «نور» أمس": "قالت " + marked("شركة «نور»", "Nur &#34;Light&#34; &amp; Co") + " أمس",
		"a <mstrans:dictionary translation=\"x\">نهر</mstrans:dictionary>": "a <mstrans:dictionary translation=\"x\">نهر</mstrans:dictionary>",
		"": "",
	} {
		if got := d.mark(text); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
	if got := newDictionary(terms, "ar").mark("the Zab flows"); got != "the "+marked("Zab", "الزاب")+" flows" {
		t.Errorf("into Arabic: %q", got)
	}
}

// What is marked up is sent so, and counted.
func TestTermsAreSentAndCounted(t *testing.T) {
	srv := httptest.NewServer(service(t))
	defer srv.Close()
	b, err := New(Options{Key: wiretest.Canary, Region: "westeurope", Endpoint: srv.URL, Terms: []translate.Term{{Source: "نهر الزاب", Target: "Zab River"}}})
	if err != nil {
		t.Fatal(err)
	}
	const text = "فاض نهر الزاب أمس."
	res, err := b.Translate(context.Background(), "ar", "en", wiretest.Segments(text, "نص"))
	want := "فاض " + marked("نهر الزاب", "Zab River") + " أمس."
	if err != nil || res[0].Text != "ar>en: "+want || res[1].Text != "ar>en: نص" {
		t.Errorf("%+v, %v", res, err)
	}
	if n := b.CodePoints("ar", "en", text); n != utf8.RuneCountInString(want) {
		t.Errorf("%d code points, want %d", n, utf8.RuneCountInString(want))
	}
	without := open(srv.URL)
	if !b.Info().Glossary || without.Info().Glossary || b.Info().Settings == without.Info().Settings {
		t.Errorf("%+v and %+v", b.Info(), without.Info())
	}
}

// Without the mark-up a text is what it was, whatever it and the terms are.
func TestDictionaryKeepsTheText(t *testing.T) {
	word := rapid.SampledFrom([]string{"نهر", "نهر الزاب", "a", "ab", "a b", "\xff", "é", "12", " "})
	rapid.Check(t, func(rt *rapid.T) {
		var terms []translate.Term
		for range rapid.IntRange(0, 4).Draw(rt, "terms") {
			terms = append(terms, translate.Term{Source: word.Draw(rt, "source"), Target: "X"})
		}
		text := strings.Join(rapid.SliceOfN(word, 0, 8).Draw(rt, "text"), rapid.SampledFrom([]string{" ", "", "،"}).Draw(rt, "between"))
		got := newDictionary(terms, "en").mark(text)
		plain := strings.NewReplacer(openMark+"X"+innerMark, "", closeMark, "").Replace(got)
		if plain != text {
			rt.Fatalf("%q became %q", text, got)
		}
	})
}
