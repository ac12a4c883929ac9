package check

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed rules/negation.tsv
var negationFile string

// negKind is what a word does to the polarity of its clause.
type negKind uint8

const (
	affirms negKind = iota
	denies
	mayDeny   // in one of its senses
	deniesOwn // by its own meaning: fail, refuse, without hope
)

var negKinds = map[string]negKind{"not": denies, "maybe": mayDeny, "implicit": deniesOwn, "plain": affirms}

// negationTable classes the words of both languages that deny.
type negationTable struct {
	ar, en   map[string]negKind
	prefixes []string // English beginnings that make opposites
	// idle holds expressions whose negation is none, by their first word.
	idle map[string][][]string
	// phrases holds expressions that deny by their meaning, by their first word.
	phrases map[string][][]string
}

var negations = sync.OnceValue(func() *negationTable {
	t := &negationTable{ar: map[string]negKind{}, en: map[string]negKind{}, idle: map[string][][]string{}, phrases: map[string][][]string{}}
	for f := range tableLines(negationFile) {
		if len(f) != 3 {
			continue // the data test reports it
		}
		switch f[1] {
		case "prefix":
			t.prefixes = append(t.prefixes, strings.Fields(f[2])...)
			continue
		case "idle":
			addExpressions(t.idle, f[2])
			continue
		case "phrase":
			addExpressions(t.phrases, f[2])
			continue
		}
		m := t.en
		if f[0] == "ar" {
			m = t.ar
		}
		for w := range strings.FieldsSeq(f[2]) {
			if _, ok := m[w]; !ok {
				m[w] = negKinds[f[1]]
			}
		}
	}
	return t
})

// arabic classes a normalised Arabic word, a conjunction in front included.
func (t *negationTable) arabic(norm string) negKind {
	if k, ok := t.ar[norm]; ok {
		return k
	}
	for _, p := range [...]string{"و", "ف"} {
		if rest, ok := strings.CutPrefix(norm, p); ok {
			if k, ok := t.ar[rest]; ok && (k != mayDeny || rest != "ما") {
				return k
			}
		}
	}
	return affirms
}

func addExpressions(m map[string][][]string, list string) {
	for w := range strings.FieldsSeq(list) {
		parts := strings.Split(w, "_")
		m[parts[0]] = append(m[parts[0]], parts)
	}
}

// expressionAt returns how many words long the expression is that begins with
// first and goes on with the words after it; 0 for none.
func expressionAt(m map[string][][]string, first string, word func(n int) string) int {
next:
	for _, parts := range m[first] {
		for n := 1; n < len(parts); n++ {
			if word(n) != parts[n] {
				continue next
			}
		}
		return len(parts)
	}
	return 0
}

// english classes a lower-cased English word; known tells which words there are.
func (t *negationTable) english(norm string, known func(string) bool) negKind {
	if strings.HasSuffix(norm, "n't") {
		return denies
	}
	if k, ok := t.en[norm]; ok || !t.opposite(norm, known) {
		return k
	}
	return deniesOwn
}

// opposite reports whether the word is the opposite of a word of the
// vocabulary: unable, homeless.
func (t *negationTable) opposite(norm string, known func(string) bool) bool {
	for _, p := range t.prefixes {
		if rest, ok := strings.CutPrefix(norm, p); ok && len(rest) >= 4 && (len(rest) >= 6 || p == "un" || p == "non" || p == "dis") && known(rest) {
			return true
		}
	}
	if (strings.HasSuffix(norm, "able") || strings.HasSuffix(norm, "ible")) && (strings.HasPrefix(norm, "un") || strings.HasPrefix(norm, "in") || strings.HasPrefix(norm, "im") || strings.HasPrefix(norm, "ir")) {
		return true
	}
	rest, ok := strings.CutSuffix(norm, "less")
	return ok && len(rest) >= 3 && known(rest)
}

// gluedNegation reports whether an unknown word begins or ends with a لا that
// lost its space: لايناسبه, الشيوخلا.
func gluedNegation(norm string) bool {
	return utf8.RuneCountInString(norm) >= 5 && (strings.HasPrefix(norm, "لا") || strings.HasSuffix(norm, "لا"))
}
