package align

import (
	"strings"
	"testing"

	"tarjuman/align/lexicon"
)

func FuzzAlign(f *testing.F) {
	f.Add("قال الوزير إن 12 شخصا قتلوا.\nولم يعلق.", "The minister said 12 people were killed.\nHe did not comment.", "ar", "en")
	f.Add("Der Minister sagte nichts.", "Le ministre n'a rien dit.\n\n", "de", "fr")
	f.Add("\xff\xfe\x00", "ومعذلكصرحوزيرالخارجية", "en", "ar")
	f.Add("٪٪٪ \u200f\u200f ١٬٢٣٤٫٥", "-- -- -", "", "")
	f.Fuzz(func(t *testing.T, a, b, from, to string) {
		if len(a)+len(b) > 20_000 {
			return
		}
		source, target := strings.Split(a, "\n"), strings.Split(b, "\n")
		opt := Options{SourceLang: from, TargetLang: to, Lexicon: lexicon.Default()}
		if len(a)%2 == 0 {
			opt.Pivot = make([]string, len(source))
			copy(opt.Pivot, target)
		}
		res, err := Align(source, target, opt)
		if err != nil {
			t.Fatal(err)
		}
		checkPartition(t, res.Links, len(source), len(target))
		last := 0
		for _, w := range Words(a, b, opt) {
			if w.SourceStart < last || w.SourceEnd <= w.SourceStart || w.SourceEnd > len(a) || w.TargetStart < 0 || w.TargetEnd <= w.TargetStart || w.TargetEnd > len(b) {
				t.Fatalf("word link %+v is out of place", w)
			}
			last = w.SourceStart
		}
	})
}
