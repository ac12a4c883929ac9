package lexicon

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tarjuman/internal/arabic"
)

//go:embed translit/letters.tsv
var letterTable string

// letter is one Arabic letter, or two that stand for one sound, of the
// transliteration table.
type letter struct {
	latin []string // spellings, the usual one first
	weak  bool     // vowels, hamza and h: often not written in one of the scripts
}

var letters = sync.OnceValue(func() map[string]letter {
	m := map[string]letter{}
	for line := range strings.Lines(letterTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || f[0][0] == '#' {
			continue
		}
		m[f[0]] = letter{strings.Fields(f[1]), f[2] == "w"}
	}
	return m
})

// Costs of one step when an Arabic spelling is read against a Latin one. A
// consonant without counterpart costs a full step, what writers treat freely
// costs little. Set by hand on common names in several spellings each.
const (
	costOther      = 0.12 // a spelling other than the letter's usual one
	costShortVowel = 0.08 // a Latin vowel that Arabic does not write
	costWeakLatin  = 0.25 // a silent or doubled Latin letter
	costWeakArabic = 0.35 // a weak Arabic letter without counterpart
	costConsonant  = 1.2
)

// NameSimilarity tells how well a Latin spelling fits an Arabic name by sound:
// 1 for a perfect fit, 0 for none. Both are single words. Proclitics and the
// article of the Arabic word are tried with and without. Values of 0.75 and above
// are the same name in practice; unrelated names of four letters and more seldom
// exceed 0.5.
func NameSimilarity(ar, en string) float64 {
	latin := foldLatin(en)
	if latin == "" {
		return 0
	}
	w := arabic.Strip(ar)
	best := spelling(w, latin)
	for _, p := range nameProclitics {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) >= 4 {
			best = max(best, spelling(rest, latin))
		}
	}
	return best
}

var nameProclitics = []string{"ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل", "ول", "وب"}

// foldLatin lower-cases a Latin name and takes its accents off.
func foldLatin(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.IsMark(r):
		case r == '’' || r == '‘' || r == '\'' || r == '-' || r == '.':
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ß':
			b.WriteString("ss")
		case unicode.IsLetter(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// spelling is an edit distance between letters and their spellings, turned into
// a similarity by the number of sounds that had to fit.
func spelling(ar, latin string) float64 {
	a := []rune(ar)
	table := letters()
	n, m := len(a), len(latin)
	if n == 0 || m == 0 || n > 40 || m > 60 {
		return 0
	}
	const inf = 1e9
	row := make([]float64, (n+1)*(m+1))
	for i := range row {
		row[i] = inf
	}
	at := func(i, j int) *float64 { return &row[i*(m+1)+j] }
	*at(0, 0) = 0
	relax := func(p *float64, v float64) {
		if v < *p {
			*p = v
		}
	}
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			c := *at(i, j)
			if c >= inf {
				continue
			}
			if j < m {
				relax(at(i, j+1), c+skipLatin(latin, j))
			}
			if i == n {
				continue
			}
			if i+1 < n {
				for _, s := range table[string(a[i:i+2])].latin {
					if strings.HasPrefix(latin[j:], s) {
						relax(at(i+2, j+len(s)), c)
					}
				}
			}
			l, known := table[string(a[i])]
			switch {
			case !known:
				relax(at(i+1, j), c+costConsonant)
				continue
			case l.weak:
				relax(at(i+1, j), c+costWeakArabic)
			default:
				relax(at(i+1, j), c+costConsonant)
			}
			for k, s := range l.latin {
				if strings.HasPrefix(latin[j:], s) {
					step := 0.0
					if k > 0 {
						step = costOther
					}
					if l.weak {
						step /= 2
					}
					relax(at(i+1, j+len(s)), c+step)
				}
			}
		}
	}
	sounds := 0.0
	for _, r := range a {
		if l, ok := table[string(r)]; ok && !l.weak {
			sounds++
		} else {
			sounds += 0.5
		}
	}
	latinSounds := 0.0
	for j := range latin {
		if isVowel(latin[j]) {
			latinSounds += 0.3
		} else {
			latinSounds++
		}
	}
	s := 1 - *at(n, m)/max(1.5, (sounds+latinSounds)/2)
	return max(0, s)
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func skipLatin(s string, j int) float64 {
	switch c := s[j]; {
	case isVowel(c):
		return costShortVowel
	case c == 'h' || c == 'y' || c == 'w' || j > 0 && s[j-1] == c:
		return costWeakLatin
	}
	return costConsonant
}

// Romanize writes an Arabic word in Latin letters so that an English reader can
// say it: the usual spelling of every letter, with a short a where three
// consonants would meet, capitalised. No Arabic letter is left in the result; it
// is meant for names no lexicon knows, not as a scholarly transliteration.
func Romanize(word string) string {
	w := []rune(arabic.Strip(word))
	var b strings.Builder
	cluster := 0
	for i, r := range w {
		s, vowel := romanLetter(w, i)
		if s == "" {
			if !arabic.IsLetter(r) {
				b.WriteRune(r)
			}
			continue
		}
		if vowel {
			cluster = 0
		} else {
			if cluster++; cluster == 3 || cluster == 2 && i == 1 {
				b.WriteByte('a')
				cluster = 1
			}
		}
		b.WriteString(s)
	}
	out := b.String()
	if out == "" {
		return ""
	}
	return strings.ToUpper(out[:1]) + out[1:]
}

// romanLetter returns the spelling of letter i and whether it is a vowel there.
func romanLetter(w []rune, i int) (string, bool) {
	first, last := i == 0, i == len(w)-1
	nextVowel := !last && strings.ContainsRune("اوييىآة", w[i+1])
	switch r := w[i]; r {
	case 'و':
		if first || nextVowel {
			return "w", false
		}
		return "o", true
	case 'ي', 'ی':
		if first || nextVowel && w[i+1] != 'ي' {
			return "y", false
		}
		return "i", true
	case 'ع', 'ء':
		if first {
			return "a", true
		}
		return "", false
	case 'ه':
		if last && i > 2 {
			return "h", true
		}
		return "h", false
	case 'ا', 'أ', 'آ', 'ى', 'ة':
		return "a", true
	case 'إ', 'ئ':
		return "i", true
	case 'ؤ':
		return "u", true
	default:
		if l, ok := letters()[string(r)]; ok {
			return l.latin[0], false
		}
		if arabic.IsLetter(r) {
			return "x", false // a letter of another language's Arabic script
		}
		return "", false
	}
}
