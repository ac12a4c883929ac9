package segment

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"strings"
	"sync"
	"unicode/utf8"
)

// mark says what is known about a word. A word may carry several: م. is an
// engineer before a name and a year mark after a number.
type mark uint32

const (
	markTitle       mark = 1 << iota // abbreviation that never ends a sentence: a name follows
	markNumber                       // abbreviation that does not end a sentence before a number
	markInner                        // abbreviation that ends a sentence only before a word that begins one
	markUnit                         // like markInner, but only after a number
	markTime                         // time of day: ends a sentence before most capitalised words
	markList                         // ends an enumeration, as etc. does: usually ends a sentence
	markSpelled                      // a letter's name written out: دي. كي. are initials
	markHomograph                    // like markSpelled, but also a common word: في, أو
	markNumbered                     // word before a letter or Roman numeral that numbers it
	markMonth                        // name of a month
	markStarter                      // word that begins a sentence
	markSpeech                       // verb of saying
	markVerb                         // any other frequent verb form
	markContinue                     // word that continues the sentence after a quoted ؟ or !
	markAdjunct                      // continues it when the quotation stands in mid-sentence
	markBrand                        // word written with its own ! or ?
	markSuffix                       // what follows the dot in names of files and hosts
	markZone                         // what may follow a time of day
	markNoun                         // word that looks like an imperfect verb and is none
	markPreposition                  // written apart: في, بين
	markParticle                     // word that can begin a complete sentence without a verb
)

// sections names the parts of a rule file.
var sections = map[string]mark{
	"title": markTitle, "number": markNumber, "inner": markInner, "unit": markUnit,
	"time": markTime, "list": markList, "spelled": markSpelled, "homograph": markHomograph, "starter": markStarter, "speech": markSpeech,
	"verb": markVerb, "continue": markContinue, "adjunct": markAdjunct, "brand": markBrand, "suffix": markSuffix,
	"zone": markZone, "numbered": markNumbered, "month": markMonth, "noun": markNoun, "preposition": markPreposition, "particle": markParticle,
}

// Rules are words that the segmenter knows: abbreviations, verbs of saying,
// brand names and so on. A newsroom adds its own with [ParseRules] and
// [Options.Abbreviations]; data/README.md describes the file and its sections.
type Rules struct {
	add    map[string]mark
	remove map[string]mark
}

// ParseRules reads a rule file: UTF-8, one word a line under a [section] line,
// # begins a comment. A word with a leading minus is taken out of the section.
// An error names the line.
func ParseRules(r io.Reader) (*Rules, error) {
	rules := &Rules{add: map[string]mark{}, remove: map[string]mark{}}
	lines := bufio.NewScanner(r)
	var current mark
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		switch {
		case line == "":
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("segmentation rules: line %d: not UTF-8", n)
		case line[0] == '[':
			name := strings.TrimSuffix(line[1:], "]")
			if current = sections[name]; current == 0 {
				return nil, fmt.Errorf("segmentation rules: line %d: no section is called %q", n, name)
			}
		case current == 0:
			return nil, fmt.Errorf("segmentation rules: line %d: %q stands before the first [section]", n, line)
		default:
			if err := rules.line(line, current); err != nil {
				return nil, fmt.Errorf("segmentation rules: line %d: %w", n, err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("segmentation rules: %w", err)
	}
	return rules, nil
}

func (rules *Rules) line(word string, m mark) error {
	into := rules.add
	if strings.HasPrefix(word, "-") {
		into, word = rules.remove, word[1:]
	}
	if strings.ContainsAny(word, " \t\u00A0") {
		return fmt.Errorf("%q is more than one word; each word of an abbreviation is an entry", word)
	}
	var buf [maxWord]byte
	key := fold(&buf, strings.TrimRight(word, ".!?"))
	if len(key) == 0 {
		return fmt.Errorf("%q holds no letter, or is longer than %d bytes", word, maxWord)
	}
	into[string(key)] |= m
	return nil
}

//go:embed data/ar.rules
var arabicRules string

//go:embed data/en.rules
var englishRules string

// builtin parses the embedded rules once. Arabic and English share one table:
// their letters differ, and an Article in Arabic is full of Inc. and U.S.
var builtin = sync.OnceValues(func() (map[string]mark, error) {
	words := make(map[string]mark, 2048)
	for _, data := range []string{arabicRules, englishRules} {
		rules, err := ParseRules(strings.NewReader(data))
		if err != nil {
			return nil, err
		}
		rules.apply(words)
	}
	return words, nil
})

func (rules *Rules) apply(words map[string]mark) {
	for w, m := range rules.add {
		words[w] |= m
	}
	for w, m := range rules.remove {
		if words[w] &^= m; words[w] == 0 {
			delete(words, w)
		}
	}
}

// table gives the built-in words with the user's on top.
func table(user *Rules) (map[string]mark, error) {
	words, err := builtin()
	if err != nil || user == nil {
		return words, err
	}
	words = maps.Clone(words)
	user.apply(words)
	return words, nil
}

// maxWord bounds the bytes of a word that is looked up; longer ones are in no
// rule file.
const maxWord = 48

// fold writes word without invisible runes (marks, tatweel, bidi controls) and
// with أ إ آ ٱ as ا into buf. A word that does not fit gives nothing.
func fold(buf *[maxWord]byte, word string) []byte {
	n := 0
	for i := 0; i < len(word); {
		r, c, size := at(word, i)
		if c != ignorable {
			switch r {
			case 'أ', 'إ', 'آ', 'ٱ':
				r = 'ا'
			case '’':
				r = '\''
			}
			if n+utf8.RuneLen(r) > maxWord || r == utf8.RuneError {
				return nil
			}
			n += utf8.EncodeRune(buf[n:], r)
		}
		i += size
	}
	return buf[:n]
}

// lookup gives what is known of a folded word. Words are found as written, in
// lower case (an entry in lower case stands for every case) and, when written
// in capitals, with one capital: MR finds Mr.
func (s *Segmenter) lookup(key []byte) mark {
	if m := s.words[string(key)]; m != 0 || len(key) == 0 || key[0] >= utf8.RuneSelf {
		return m
	}
	if key[0] < 'A' || key[0] > 'Z' {
		return 0
	}
	var buf [maxWord]byte
	low := buf[:copy(buf[:], key)]
	capitals := 0
	for i, b := range low {
		if b >= 'A' && b <= 'Z' {
			low[i] += 'a' - 'A'
			capitals++
		}
	}
	if m := s.words[string(low)]; m != 0 || capitals < 2 {
		return m
	}
	low[0] -= 'a' - 'A'
	return s.words[string(low)]
}
