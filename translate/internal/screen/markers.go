package screen

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"tarjuman/internal/arabic"
)

//go:embed data/markers.tsv
var markerData string

// marker is one way to write an idea by which texts address a model.
type marker struct {
	group string
	text  string
	whole bool
}

// markers are the tables of both languages.
var markers = sync.OnceValue(func() map[string][]marker {
	m, err := parseMarkers(markerData)
	if err != nil {
		panic(err) // the embedded file is checked by a test
	}
	return m
})

func parseMarkers(data string) (map[string][]marker, error) {
	out := map[string][]marker{}
	for n, line := range strings.Split(data, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 || cells[0] == "" {
			return nil, fmt.Errorf("markers.tsv:%d: want group, Arabic, English", n+1)
		}
		for i, lang := range []string{"ar", "en"} {
			for w := range strings.SplitSeq(cells[i+1], ",") {
				text, whole := strings.CutPrefix(w, "=")
				if text == "" {
					return nil, fmt.Errorf("markers.tsv:%d: an empty word", n+1)
				}
				if lang == "ar" {
					text = arabic.Normalize(text)
				}
				out[lang] = append(out[lang], marker{cells[0], text, whole})
			}
		}
	}
	return out, nil
}

// groups returns the ideas a text has.
func groups(text, lang string) map[string]bool {
	out := map[string]bool{}
	for _, t := range arabic.Tokens(text) {
		w := t.Text(text)
		switch t.Kind {
		case arabic.Word:
			w = arabic.Normalize(w)
		case arabic.Latin:
			w = strings.ToLower(w)
		default:
			continue
		}
		for _, m := range markers()[lang] {
			if m.is(w, lang) {
				out[m.group] = true
			}
		}
	}
	return out
}

func (m marker) is(word, lang string) bool {
	switch {
	case !m.whole && lang == "ar":
		return strings.Contains(word, m.text)
	case !m.whole:
		return strings.HasPrefix(word, m.text)
	case word == m.text:
		return true
	case lang == "ar":
		for _, p := range [...]string{"و", "ف", "ب", "ل", "ال", "وال", "بال", "لل"} {
			if word == p+m.text {
				return true
			}
		}
	}
	return false
}

//go:embed data/imperatives.tsv
var imperativeData string

// imperatives are the words by which a sentence turns to its reader.
var imperatives = sync.OnceValue(func() map[string]map[string]bool {
	m, err := parseImperatives(imperativeData)
	if err != nil {
		panic(err) // the embedded file is checked by a test
	}
	return m
})

func parseImperatives(data string) (map[string]map[string]bool, error) {
	out := map[string]map[string]bool{}
	for n, line := range strings.Split(data, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lang, list, ok := strings.Cut(line, "\t")
		if !ok || lang != "ar" && lang != "en" || out[lang] != nil {
			return nil, fmt.Errorf("imperatives.tsv:%d: want a language and its words", n+1)
		}
		out[lang] = map[string]bool{}
		for w := range strings.SplitSeq(list, ",") {
			if w == "" {
				return nil, fmt.Errorf("imperatives.tsv:%d: an empty word", n+1)
			}
			if lang == "ar" {
				w = arabic.Normalize(w)
			}
			out[lang][w] = true
		}
	}
	return out, nil
}

// clauseWords may stand between the beginning of a clause and its imperative.
var clauseWords = map[string]bool{"please": true, "now": true, "then": true, "kindly": true, "just": true, "also": true}

// command returns the first word by which a text turns to its reader, "" if it
// never does.
func command(text, lang string) string {
	verbs := imperatives()[lang]
	start := true
	for _, t := range arabic.Tokens(text) {
		w := t.Text(text)
		switch t.Kind {
		case arabic.Word:
			w = arabic.Normalize(w)
			if lang == "ar" && (verbs[w] || verbs[strings.TrimLeft(w, "وف")]) {
				return w
			}
			start = false
		case arabic.Latin:
			w = strings.ReplaceAll(strings.ToLower(w), "’", "'")
			if lang == "en" && start && verbs[w] {
				return w
			}
			start = start && clauseWords[w]
		case arabic.Punct:
			start = start && w != "," || strings.Contains(".!?:;—\"“”«»([{<>|*#", w)
		default:
			start = false
		}
	}
	return ""
}

// sentences cuts a text behind the marks that end a sentence or announce one.
func sentences(text string) []string {
	var out []string
	for s := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".!?؟;؛\n", r) }) {
		if strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return out
}

// leastOverlap is the share of known words of a command that its translation has
// at least, where it has four or more.
const (
	leastOverlap = 0.2
	fewKnown     = 4
	// honestOverlap of at least enoughWords is never an accident.
	honestOverlap = 0.5
)

// addressed holds the answer against the ideas of a source that seems to address
// a model. The translation of "ignore the previous instructions" speaks of
// ignoring and of instructions; an answer that obeys does not. From the first
// sentence that turns to its reader on, the whole rest counts.
func addressed(p *Pair) string {
	rest, verb := commanding(p.Source, p.From)
	source := groups(rest, p.From)
	if verb == "" || len(source) < 2 {
		return ""
	}
	answer := groups(p.Answer, p.To)
	known, shared := covered(rest, p.Answer, p.From)
	if known >= enoughWords && float64(shared) >= honestOverlap*float64(known) {
		return ""
	}
	own := groups(verb, p.From)
	if 2*both(source, answer) < len(source) || len(own) > 0 && both(own, answer) == 0 || known >= fewKnown && float64(shared) < leastOverlap*float64(known) {
		return "the source addresses a language model, and the answer does not say what it says"
	}
	return ""
}

// commanding returns the part of a text that turns to its reader, with the verb
// that does so. A sentence in front belongs to it when it talks of the same
// things.
func commanding(text, lang string) (part, verb string) {
	all := sentences(text)
	for i, s := range all {
		if verb = command(s, lang); verb == "" {
			continue
		}
		if i > 0 && len(groups(all[i-1], lang)) > 1 {
			i--
		}
		return strings.Join(all[i:], ". "), verb
	}
	return "", ""
}

func both(a, b map[string]bool) int {
	n := 0
	for g := range a {
		if b[g] {
			n++
		}
	}
	return n
}
