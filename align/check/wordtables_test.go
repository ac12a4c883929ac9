package check

import (
	"sort"
	"strings"
	"testing"

	"tarjuman/internal/arabic"
)

func TestTableShapes(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		columns int
		kinds   string // allowed values of the first column, "" for any
	}{
		"places": {placeFile, 2, ""}, "irregular": {irregularFile, 2, ""}, "light": {lightFile, 2, "ar en title letter lower intro"}, "negation": {negationFile, 3, "ar en"},
		"capitals": {capitalsFile, 2, "word phrase"}, "speech": {speechFile, 2, "masculine feminine plural english"},
	} {
		for f := range tableLines(c.file) {
			if len(f) != c.columns {
				t.Errorf("%s: %q has %d columns, want %d", name, f, len(f), c.columns)
			}
			if c.kinds != "" && !strings.Contains(" "+c.kinds+" ", " "+f[0]+" ") {
				t.Errorf("%s: unknown kind %q", name, f[0])
			}
		}
	}
}

func TestTablesHoldNormalisedWords(t *testing.T) {
	for w := range negations().ar {
		if arabic.Normalize(w) != w {
			t.Errorf("negation: %s is not normalised: %s", w, arabic.Normalize(w))
		}
	}
	for w := range lightWords().words[arabicLight] {
		if arabic.Normalize(w) != w {
			t.Errorf("light: %s is not normalised: %s", w, arabic.Normalize(w))
		}
	}
}

func TestPlacesSorted(t *testing.T) {
	names := places().names
	if !sort.StringsAreSorted(names) {
		t.Error("places.tsv is not sorted by region")
	}
	if len(names) < 150 {
		t.Errorf("only %d regions", len(names))
	}
}

func TestSpeechAndCapitals(t *testing.T) {
	for w := range speechVerbs().arabic {
		if arabic.Normalize(w) != w {
			t.Errorf("speech: %s is not normalised: %s", w, arabic.Normalize(w))
		}
	}
	for w := range alwaysCapital().words {
		if strings.ToLower(w) != w || strings.Contains(w, "-") {
			t.Errorf("capitals: %q: words are in lower case and without hyphen", w)
		}
	}
	if g, ok := speechVerbs().arabicSaying("وقالت"); !ok || g != feminine {
		t.Errorf("وقالت: %v %v", g, ok)
	}
}
