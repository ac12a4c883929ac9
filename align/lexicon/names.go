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

// letterSet is the transliteration table, indexed for speed: single letters by
// their place in the Arabic block, pairs by both letters.
type letterSet struct {
	single [256]letter
	pairs  map[[2]rune]letter
	begins [256]bool // the letter begins a pair
}

// arabicBlock is the first code point of the Unicode block Arabic.
const arabicBlock = 0x600

func (t *letterSet) of(r rune) (letter, bool) {
	if r < arabicBlock || r >= arabicBlock+256 {
		return letter{}, false
	}
	l := t.single[r-arabicBlock]
	return l, l.latin != nil
}

func (t *letterSet) pair(a, b rune) letter {
	if a < arabicBlock || a >= arabicBlock+256 || !t.begins[a-arabicBlock] {
		return letter{}
	}
	return t.pairs[[2]rune{a, b}]
}

var letters = sync.OnceValue(func() *letterSet {
	t := &letterSet{pairs: map[[2]rune]letter{}}
	for line := range strings.Lines(letterTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || f[0][0] == '#' {
			continue
		}
		l := letter{strings.Fields(f[1]), f[2] == "w"}
		r := []rune(f[0])
		if len(r) == 1 {
			t.single[r[0]-arabicBlock] = l
			continue
		}
		t.pairs[[2]rune{r[0], r[1]}] = l
		t.begins[r[0]-arabicBlock] = true
	}
	return t
})

// Costs of one step when an Arabic spelling is read against a Latin one. A
// consonant without counterpart costs a full step, what writers treat freely
// costs little. Set by hand on common names in several spellings each.
const (
	costOther      = 0.12 // a spelling other than the letter's usual one
	costShortVowel = 0.08 // a Latin vowel that Arabic does not write
	costWeakLatin  = 0.25 // a silent or doubled Latin letter
	costWeakArabic = 0.35 // a weak Arabic letter without counterpart
	costMute       = 0.1  // each letter of a mute gh (Houghton, Kavanaugh)
	costMuteEnd    = 0.5  // a final t, s, x, z or d, mute in French names
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

// Longest names that are compared, in letters.
const (
	maxArabicName = 40
	maxLatinName  = 60
)

// spelling is an edit distance between letters and their spellings, turned into
// a similarity by the number of sounds that had to fit.
func spelling(ar, latin string) float64 {
	var buffer [maxArabicName]rune
	a := buffer[:0]
	for _, r := range ar {
		if len(a) == maxArabicName {
			return 0
		}
		a = append(a, r)
	}
	if len(a) == 0 || len(latin) == 0 || len(latin) > maxLatinName {
		return 0
	}
	return max(0, 1-distance(a, latin)/max(1.5, (arabicSounds(a)+latinSounds(latin))/2))
}

// distance is the least cost of reading the Arabic letters as the Latin ones.
// Row i of the table holds the costs of having read i Arabic letters; a step
// reads one or two of them, so three rows are kept.
func distance(a []rune, latin string) float64 {
	const inf = 1e9
	var table [3][maxLatinName + 1]float64
	for i := range table {
		for j := range len(latin) + 1 {
			table[i][j] = inf
		}
	}
	table[0][0] = 0
	set := letters()
	for i := 0; ; i++ {
		row, next, afterNext := &table[i%3], &table[(i+1)%3], &table[(i+2)%3]
		for j := range len(latin) {
			row[j+1] = min(row[j+1], row[j]+skipLatin(latin, j))
		}
		if i == len(a) {
			return row[len(latin)]
		}
		l, known := set.of(a[i])
		skip := costConsonant
		if known && l.weak {
			skip = costWeakArabic
		}
		var two letter
		if i+1 < len(a) {
			two = set.pair(a[i], a[i+1])
		}
		for j := range len(latin) + 1 {
			c := row[j]
			row[j] = inf // the row is used again for letter i+3
			if c >= inf {
				continue
			}
			next[j] = min(next[j], c+skip)
			for k, s := range l.latin {
				if strings.HasPrefix(latin[j:], s) {
					next[j+len(s)] = min(next[j+len(s)], c+otherSpelling(k, l.weak))
				}
			}
			for _, s := range two.latin {
				if strings.HasPrefix(latin[j:], s) {
					afterNext[j+len(s)] = min(afterNext[j+len(s)], c)
				}
			}
		}
	}
}

// otherSpelling is the cost of the k-th spelling of a letter.
func otherSpelling(k int, weak bool) float64 {
	switch {
	case k == 0:
		return 0
	case weak:
		return costOther / 2
	}
	return costOther
}

// arabicSounds and latinSounds count how many sounds have to fit.
func arabicSounds(a []rune) float64 {
	sounds := 0.0
	for _, r := range a {
		if l, ok := letters().of(r); ok && !l.weak {
			sounds++
		} else {
			sounds += 0.5
		}
	}
	return sounds
}

func latinSounds(s string) float64 {
	sounds := 0.0
	for j := range len(s) {
		if isVowel(s[j]) {
			sounds += 0.3
		} else {
			sounds++
		}
	}
	return sounds
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// skipLatin is the cost of Latin letter j without counterpart.
func skipLatin(s string, j int) float64 {
	switch c := s[j]; {
	case isVowel(c):
		return costShortVowel
	case muteGH(s, j):
		return costMute
	case c == 'h' || c == 'y' || c == 'w' || j > 0 && s[j-1] == c:
		return costWeakLatin
	case j >= 3 && j == len(s)-1 && isVowel(s[j-1]) && strings.IndexByte("tsxzd", c) >= 0:
		return costMuteEnd
	}
	return costConsonant
}

// muteGH reports whether letter j belongs to a gh after a vowel.
func muteGH(s string, j int) bool {
	if s[j] == 'h' {
		j--
	}
	return j > 0 && j+1 < len(s) && s[j] == 'g' && s[j+1] == 'h' && isVowel(s[j-1])
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
		if l, ok := letters().of(r); ok {
			return l.latin[0], false
		}
		if arabic.IsLetter(r) {
			return "x", false // a letter of another language's Arabic script
		}
		return "", false
	}
}
