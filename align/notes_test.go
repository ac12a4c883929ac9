package align

import (
	"testing"

	"tarjuman/align/lexicon"
)

func TestRepeatedLinesAreNotUnrelated(t *testing.T) {
	var source, target []string
	for range 900 {
		source = append(source, "وصل الوزير إلى العاصمة صباح اليوم والتقى نظيره الفرنسي.")
		target = append(target, "The minister arrived in the capital this morning and met his French counterpart.")
	}
	res, err := Align(source, target, Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Notes) > 0 {
		t.Errorf("notes %q", res.Notes)
	}
	for k, l := range res.Links {
		if len(l.Source) != 1 || len(l.Target) != 1 || l.Source[0] != k || l.Target[0] != k {
			t.Fatalf("link %d is %v-%v", k, l.Source, l.Target)
		}
	}
}

// One sentence against several that share nothing with it is linked to one of
// them by its length alone; the user is told.
func TestOneAgainstSeveral(t *testing.T) {
	several := []string{"Simmer the onions gently in butter.", "Add garlic and a pinch of salt.", "Serve warm with bread."}
	opt := Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()}
	for source, want := range map[string]int{
		"استقال وزير الدفاع بعد تحطم مروحية عسكرية.":  1,
		"يضاف الثوم مع قليل من الملح والزبدة والبصل.": 0,
	} {
		res, err := Align([]string{source}, several, opt)
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Notes) != want {
			t.Errorf("%s: notes %q, want %d", source, res.Notes, want)
		}
	}
}
