package english

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/verbs.txt
var verbData string

//go:embed data/nouns.txt
var nounData string

type verbForms struct{ past, participle string }

var irregularVerbs = sync.OnceValue(func() map[string]verbForms {
	m := map[string]verbForms{}
	for line := range strings.Lines(verbData) {
		if f := strings.Fields(line); len(f) == 3 && f[0] != "#" {
			m[f[0]] = verbForms{f[1], f[2]}
		}
	}
	return m
})

var irregularNouns = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(nounData) {
		if f := strings.Fields(line); len(f) == 2 {
			m[f[0]] = f[1]
		}
	}
	return m
})

// Past returns the past tense of a verb or of a phrase that starts with one
// ("give up" gives "gave up").
func Past(verb string) string {
	return firstWord(verb, func(w string) string {
		if f, ok := irregularVerbs()[w]; ok {
			return f.past
		}
		return addEd(w)
	})
}

// Participle returns the past participle of a verb or verb phrase.
func Participle(verb string) string {
	return firstWord(verb, func(w string) string {
		if f, ok := irregularVerbs()[w]; ok {
			return f.participle
		}
		return addEd(w)
	})
}

// ThirdPerson returns the third person singular of the present.
func ThirdPerson(verb string) string {
	return firstWord(verb, func(w string) string {
		switch w {
		case "be":
			return "is"
		case "have":
			return "has"
		}
		return addS(w)
	})
}

// Plural returns the plural of a noun or of a phrase whose last word is the noun.
func Plural(noun string) string {
	head, last := "", noun
	if i := strings.LastIndexByte(noun, ' '); i >= 0 {
		head, last = noun[:i+1], noun[i+1:]
	}
	if p, ok := irregularNouns()[last]; ok {
		return head + p
	}
	if strings.HasSuffix(last, "man") && len(last) > 5 {
		return head + strings.TrimSuffix(last, "an") + "en"
	}
	if strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") && !strings.HasSuffix(last, "us") {
		return noun // plural already: clashes, politics
	}
	return head + addS(last)
}

func firstWord(phrase string, f func(string) string) string {
	w, rest, found := strings.Cut(phrase, " ")
	if !found {
		return f(w)
	}
	return f(w) + " " + rest
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func addEd(w string) string {
	n := len(w)
	switch {
	case n == 0:
		return w
	case w[n-1] == 'e':
		return w + "d"
	case w[n-1] == 'y' && n > 1 && !isVowel(w[n-2]):
		return w[:n-1] + "ied"
	case doubles(w):
		return w + w[n-1:] + "ed"
	}
	return w + "ed"
}

func addS(w string) string {
	n := len(w)
	switch {
	case n == 0:
		return w
	case w[n-1] == 'y' && n > 1 && !isVowel(w[n-2]):
		return w[:n-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "o") && n > 1 && !isVowel(w[n-2]) && w != "photo" && w != "piano":
		return w + "es"
	}
	return w + "s"
}

// doubles reports whether a verb doubles its last letter: one vowel, then one
// consonant, in a word of one syllable or with stress on the last.
func doubles(w string) bool {
	n := len(w)
	if n < 3 || isVowel(w[n-1]) || !isVowel(w[n-2]) || isVowel(w[n-3]) && w[n-3:n-1] != "ui" || strings.IndexByte("wxyh", w[n-1]) >= 0 {
		return false
	}
	syllables := 0
	for i := 0; i < n; i++ {
		if isVowel(w[i]) && (i == 0 || !isVowel(w[i-1])) {
			syllables++
		}
	}
	if syllables == 1 {
		return true
	}
	for _, s := range [...]string{"mit", "fer", "cur", "gret", "bel", "pel", "tol", "trol", "gin"} {
		if strings.HasSuffix(w, s) && w != "offer" && w != "suffer" && w != "differ" {
			return true
		}
	}
	return false
}
