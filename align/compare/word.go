package compare

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"tarjuman/internal/arabic"
	"tarjuman/internal/values"
)

//go:embed words.tsv
var wordFile string

// word is one word of a text.
type word struct {
	Span
	raw  string
	norm string // lower case, or Arabic without marks and variants
}

// split cuts a text into words: letters and digits with the marks inside them.
func split(text, lang string) []word {
	var out []word
	start := -1
	end := func(at int) {
		if start < 0 {
			return
		}
		raw := strings.TrimRight(text[start:at], "'’.-")
		out = append(out, word{Span{start, start + len(raw)}, raw, normal(raw, lang)})
		start = -1
	}
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if !inside && start >= 0 && strings.ContainsRune("'’.-", r) {
			next := strings.TrimLeft(text[i:], "'’.-")
			inside = len(next)+1 >= len(text[i:])-2 && next != "" && startsWord(next)
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside:
			end(i)
		}
	}
	end(len(text))
	return out
}

func startsWord(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return false
}

func normal(raw, lang string) string {
	if lang == "ar" {
		return arabic.Normalize(raw)
	}
	return strings.ReplaceAll(strings.ToLower(raw), "’", "'")
}

// table holds the expressions of one language by class and first word.
type table map[string]map[string][][]string

var tables = sync.OnceValue(func() map[string]table {
	out := map[string]table{}
	for line := range strings.Lines(wordFile) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue // the data test reports what is no comment
		}
		if out[f[0]] == nil {
			out[f[0]] = table{}
		}
		class := out[f[0]][f[1]]
		if class == nil {
			class = map[string][][]string{}
			out[f[0]][f[1]] = class
		}
		for e := range strings.FieldsSeq(f[2]) {
			parts := strings.Split(e, "_")
			for i := range parts {
				parts[i] = normal(parts[i], f[0])
			}
			class[parts[0]] = append(class[parts[0]], parts)
		}
	}
	return out
})

// at returns how many words the expression of a class is long that begins at a
// word; 0 for none. Arabic words may have a conjunction in front.
func (s side) at(class string, i int) int {
	t := tables()[s.lang][class]
	first := s.words[i].norm
	forms := []string{first}
	if s.lang == "ar" {
		for _, p := range []string{"و", "ف"} {
			if rest, ok := strings.CutPrefix(first, p); ok && rest != "" {
				forms = append(forms, rest)
			}
		}
	}
	best := 0
	for _, f := range forms {
	next:
		for _, parts := range t[f] {
			for k := 1; k < len(parts); k++ {
				if i+k >= len(s.words) || s.words[i+k].norm != parts[k] {
					continue next
				}
			}
			best = max(best, len(parts))
		}
	}
	return best
}

// find returns the places of the expressions of a class outside the idle ones.
func (s side) find(class string) []Span {
	var out []Span
	for i := 0; i < len(s.words); i++ {
		if n := s.at("idle", i); n > 0 && class != "must" {
			i += n - 1
			continue
		}
		if n := s.at("was", i); n > 0 && class == "possible" {
			i += n - 1
			continue
		}
		n := s.at(class, i)
		if n > 0 && (s.inDate(s.words[i]) || class == "possible" && s.done(i)) {
			continue
		}
		if n == 0 && class == "deny" && s.lang == "en" && strings.HasSuffix(s.words[i].norm, "n't") {
			n = 1
		}
		if n > 0 {
			out = append(out, Span{s.words[i].Start, s.words[i+n-1].End})
			i += n - 1
		}
	}
	return out
}

// done reports whether a word is قد in front of what has happened: only in front of
// the present tense does it say that something may be.
func (s side) done(i int) bool {
	if w := s.words[i].norm; s.lang != "ar" || w != "قد" && w != "وقد" && w != "فقد" {
		return false
	}
	if i+1 == len(s.words) {
		return true
	}
	next := s.words[i+1].norm
	return !strings.HasPrefix(next, "ي") && next != "لا" && next != "تكون"
}

// inDate reports whether a word is part of a date, as the month of May is.
func (s side) inDate(w word) bool {
	return slices.ContainsFunc(s.values, func(v values.Value) bool { return v.Kind == values.Date && v.Start <= w.Start && w.End <= v.End })
}
