package check

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed rules/places.tsv
var placeFile string

//go:embed rules/irregular.tsv
var irregularFile string

//go:embed rules/light.tsv
var lightFile string

// tableLines yields the tab-separated columns of the lines of a rule file,
// comments and empty lines left out.
func tableLines(file string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}

// placeTable tells which English words may stand for which country or region.
type placeTable struct {
	names []string           // by region number
	own   map[string][]int32 // regions a word names
	loose map[string][]int32 // regions a word may stand for
}

var places = sync.OnceValue(func() *placeTable {
	t := &placeTable{own: map[string][]int32{}, loose: map[string][]int32{}}
	for f := range tableLines(placeFile) {
		if len(f) != 2 {
			continue // the data test reports it
		}
		id := int32(len(t.names))
		t.names = append(t.names, f[0])
		own, loose, _ := strings.Cut(f[1], "|")
		addWords(t.own, own, id)
		addWords(t.loose, loose, id)
		addWords(t.own, f[0], id)
	}
	return t
})

func addWords(m map[string][]int32, list string, id int32) {
	for w := range strings.SplitSeq(list, ";") {
		if w = strings.ToLower(strings.TrimSpace(w)); w != "" && !slices.Contains(m[w], id) {
			m[w] = append(m[w], id)
		}
	}
}

// add appends the regions that a word or a gloss of several words names.
func (t *placeTable) add(regions []int32, word string) []int32 {
	word = strings.ReplaceAll(strings.ToLower(word), ".", "")
	for _, id := range t.own[word] {
		if !slices.Contains(regions, id) {
			regions = append(regions, id)
		}
	}
	return regions
}

// strength tells how well the English word stands for one of the regions:
// surely when it names one, loosely when it may stand for it, 0 if neither.
func (t *placeTable) strength(regions []int32, e *enKnown) float32 {
	if len(regions) == 0 {
		return 0
	}
	for _, id := range e.region {
		if slices.Contains(regions, id) {
			return sureLink
		}
	}
	for _, id := range t.loose[e.stem] {
		if slices.Contains(regions, id) {
			return looseLink
		}
	}
	for _, id := range t.loose[e.norm] {
		if slices.Contains(regions, id) {
			return looseLink
		}
	}
	return 0
}

// lightTable holds words that weigh little in a comparison, and the names of
// the letters in Arabic acronyms.
type lightTable struct {
	words   [5]map[string]bool
	letters map[string]string
}

type lightKind int

const (
	arabicLight lightKind = iota
	englishLight
	englishLower // adjectives of places that are written in lower case
	arabicIntro  // nouns before a name: island, river, company
	englishTitle // abbreviated titles, light words too
)

func (t *lightTable) has(kind lightKind, word string) bool {
	if kind == arabicLight {
		return t.words[kind][word] || t.words[kind][withoutConjunction(word)]
	}
	return t.words[kind][word]
}

// introduces reports whether an Arabic word, with whatever is written together with
// it, is one after which a name follows.
func (t *lightTable) introduces(norm string) bool {
	for _, p := range [...]string{"", "و", "ب", "ل", "ال", "لل", "بال", "وال", "وب", "ول"} {
		if rest, ok := strings.CutPrefix(norm, p); ok && t.words[arabicIntro][rest] {
			return true
		}
	}
	return false
}

var lightWords = sync.OnceValue(func() *lightTable {
	t := &lightTable{words: [5]map[string]bool{{}, {}, {}, {}, {}}, letters: map[string]string{}}
	for f := range tableLines(lightFile) {
		if len(f) != 2 {
			continue
		}
		for w := range strings.FieldsSeq(f[1]) {
			switch f[0] {
			case "ar":
				t.words[arabicLight][w] = true
			case "en":
				t.words[englishLight][w] = true
			case "lower":
				t.words[englishLower][w] = true
			case "intro":
				t.words[arabicIntro][w] = true
			case "title":
				t.words[englishLight][w], t.words[englishTitle][w] = true, true
			case "letter":
				name, letter, _ := strings.Cut(w, "=")
				t.letters[name] = letter
			}
		}
	}
	return t
})

// baseForms maps irregular English forms to the form that glosses have.
var baseForms = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for f := range tableLines(irregularFile) {
		if len(f) != 2 {
			continue
		}
		for w := range strings.FieldsSeq(f[1]) {
			m[w] = f[0]
		}
	}
	return m
})

// spellings are British endings and their American counterparts, which the
// glosses use.
var spellings = [...][2]string{
	{"isation", "ization"}, {"ise", "ize"}, {"ised", "ized"}, {"ising", "izing"}, {"ises", "izes"}, {"isations", "izations"}, {"yse", "yze"}, {"ysed", "yzed"},
	{"our", "or"}, {"ours", "ors"}, {"oured", "ored"}, {"ouring", "oring"}, {"oural", "oral"}, {"ourable", "orable"}, {"ourite", "orite"}, {"re", "er"}, {"res", "ers"}, {"ogue", "og"}, {"ence", "ense"},
	{"lled", "led"}, {"lling", "ling"}, {"ller", "ler"}, {"lment", "llment"}, {"mme", "m"}, {"mmes", "ms"},
}

// american returns the American spelling a word may have; ok is false when no
// British ending is seen.
func american(word string, known func(string) bool) (string, bool) {
	for _, s := range spellings {
		if rest, ok := strings.CutSuffix(word, s[0]); ok && len(rest) >= 2 && known(rest+s[1]) {
			return rest + s[1], true
		}
	}
	return word, false
}
