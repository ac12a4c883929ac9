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
		"capitals": {capitalsFile, 2, "word phrase"}, "directions": {directionFile, 2, "up down"}, "given names": {givenNameFile, 2, "female male mrs mr woman man"},
		"speech": {speechFile, 2, "masculine feminine plural english"},
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

// TestGivenNamesAreCertain holds the words of given-names.tsv normalised, written once,
// and given names of one gender only.
func TestGivenNamesAreCertain(t *testing.T) {
	seen := map[string]string{}
	for f := range tableLines(givenNameFile) {
		given := f[0] == "female" || f[0] == "male"
		for w := range strings.FieldsSeq(f[len(f)-1]) {
			if arabic.Normalize(w) != w {
				t.Errorf("given names: %s is not normalised: %s", w, arabic.Normalize(w))
			}
			kind := f[0]
			if given {
				kind = "given"
			}
			if before, ok := seen[kind+w]; ok {
				t.Errorf("given names: %s is both %s and %s", w, before, f[0])
			}
			seen[kind+w] = f[0]
		}
	}
	if n := len(persons().given); n < 400 {
		t.Errorf("only %d given names", n)
	}
}

// TestOppositesAreWellFormed holds the poles of every contrast apart: no word is at home in two of them, Arabic words are
// normalised, and English words are in lower case.
func TestOppositesAreWellFormed(t *testing.T) {
	n := 0
	for f := range tableLines(oppositesFile) {
		if _, ok := contrastKinds[f[0]]; !ok || len(f) < 3 {
			t.Errorf("opposites: %q: want a kind and two poles or more", f)
			continue
		}
		n++
		sides := map[string]int{}
		for side, words := range f[1:] {
			strong := 0
			for w := range strings.FieldsSeq(words) {
				w, weak := strings.CutPrefix(w, "~")
				if arabicWord := strings.ReplaceAll(w, "_", " "); arabic.Normalize(arabicWord) != arabicWord && w[0] >= 0x80 || strings.ToLower(w) != w {
					t.Errorf("opposites: %s is not normalised", w)
				}
				if weak {
					continue
				}
				strong++
				if have, ok := sides[w]; ok {
					t.Errorf("opposites: %s stands in poles %d and %d of %s", w, have, side, f[1])
				}
				sides[w] = side
			}
			if strong == 0 {
				t.Errorf("opposites: a pole without a word: %q", words)
			}
		}
	}
	if n < 80 {
		t.Errorf("only %d contrasts", n)
	}
}
