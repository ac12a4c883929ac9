package check

import (
	"strings"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// noise finds marks in Arabic words that no spelling has.
type noise struct{}

func (noise) Rules() []Rule {
	return []Rule{
		{
			Name: "noise.tatweel", Severity: Minor, MQM: "Fluency/Spelling", Group: SourceText,
			Summary: "word stretched with tatweel",
			Detail: "Tatweel (ـ) inside a word hides it from search, translation memories and dictionaries. Left alone: the tatweel behind a joined letter " +
				"before digits, Latin or a mark (بـ20, لـBBC, الـ«ناتو»), one tatweel between a joined preposition and a name (لـفلان), and هـ.",
			Bad:  [][2]string{{"زار الرئيــــس المدينة.", "The president visited the city."}},
			Good: [][2]string{{"فاز بـ3 أهداف عام 1442هـ في القرن الـ20 وفق الـ«بي بي سي» ولـفريق آخر.", "He won by 3 goals in 1442 AH."}},
		},
		{
			Name: "noise.diacritic", Severity: Minor, MQM: "Fluency/Spelling", Group: SourceText,
			Summary: "vowel sign where none can stand",
			Detail: "Reports a vowel sign detached from its word, two vowels on one letter, tanwin inside a word, and a vowel or shadda on a bare alef inside a word. " +
				"Any correct vocalisation, full or partial, is left alone.",
			Bad: [][2]string{
				{"زار الرئيس مدينة ً كبيرة.", "The president visited a big city."},
				{"زار الرئَُيس المدينة.", "The president visited the city."},
				{"زار الرٌئيس المدينة.", "The president visited the city."},
			},
			Good: [][2]string{{"أكَّدَ الوزيرُ مُجدَّدًا أنَّ بناءً كبيراً سيُفتتح غدًا، وأنّ فتىً قال: كُتُبٌ قيِّمةٌ.", "The minister confirmed it."}},
		},
		{
			Name: "script.bidi", Severity: Minor, MQM: "Fluency/Character encoding", Group: SourceText,
			Summary: "invisible direction control that overrides or is never closed",
			Detail: "An override (LRO, RLO) shows letters in another order than they are stored in; an embedding or isolate without its end disturbs what follows. " +
				"Plain marks (LRM, RLM, ALM) and closed embeddings are left alone.",
			Bad:  [][2]string{{"سعر النفط \u202e100\u202c دولار.", "Oil is at $100."}},
			Good: [][2]string{{"سعر النفط \u200f100 دولار \u202aBrent\u202c.", "Oil is at $100."}},
		},
	}
}

func (noise) Unit(*Unit, func(Finding)) {}

func (noise) Document(d *Units, report func(Finding)) {
	var l ledgers
	for i := range d.Units {
		u := &d.Units[i]
		u.sides(func(x *Text, ar bool) {
			if ar {
				for k, t := range x.Tokens {
					if t.Kind == arabic.Word {
						stretched(l.of("noise.tatweel", ar), u, x, k)
						strayMarks(l.of("noise.diacritic", ar), u, x, k)
					}
				}
			}
			directionControls(l.of("script.bidi", ar), u, x)
		})
	}
	l.report(report)
}

// stretched reports a word with tatweel inside it.
func stretched(g *ledger, u *Unit, x *Text, k int) {
	t := x.Tokens[k]
	w := t.Text(x)
	if !strings.ContainsRune(w, arabic.Tatweel) {
		return
	}
	clean := strings.ReplaceAll(w, string(arabic.Tatweel), "")
	if clean == "" || !internalTatweel(w) || clitic(w) {
		return
	}
	g.add(u, Minor, t.Span(), "“"+clean+"” is stretched with tatweel", clean)
}

// internalTatweel reports tatweel between letters, or behind the last letter of a
// word that is too long to be a joined particle.
func internalTatweel(w string) bool {
	before, pending := 0, false
	for _, r := range w {
		switch {
		case r == arabic.Tatweel:
			pending = before > 0
		case arabic.IsLetter(r):
			if pending {
				return true
			}
			before++
		}
	}
	return pending && before > 4
}

// clitic reports one tatweel between joined particles and the word they govern, a
// habit before names.
func clitic(w string) bool {
	head, rest, ok := strings.Cut(w, string(arabic.Tatweel))
	if !ok || strings.ContainsRune(rest, arabic.Tatweel) || letters(rest) < 3 {
		return false
	}
	switch arabic.Normalize(head) {
	case "ب", "ل", "ك", "و", "وب", "ول", "وك", "فب", "فل", "ف":
		return true
	}
	return false
}

const (
	fathatan = '\u064B'
	kasratan = '\u064D'
	fatha    = '\u064E'
	damma    = '\u064F'
	kasra    = '\u0650'
	shadda   = '\u0651'
	sukun    = '\u0652'
)

func isTanwin(r rune) bool { return r >= fathatan && r <= kasratan }
func isVowel(r rune) bool  { return isTanwin(r) || r >= fatha && r <= kasra || r == sukun }

// strayMarks reports a word whose vowel signs cannot be.
func strayMarks(g *ledger, u *Unit, x *Text, k int) {
	t := x.Tokens[k]
	w := t.Text(x)
	if !hasMarks(w) {
		return
	}
	clean := strings.Map(func(r rune) rune {
		if arabic.IsDiacritic(r) {
			return -1
		}
		return r
	}, w)
	switch why := impossibleMarks(w); {
	case why == "":
	case clean == "":
		g.add(u, Minor, t.Span(), why, "")
	default:
		sev := Minor
		if n := markCount(w); why == misplacedTanwin && n == 1 || why == misplacedShadda && n <= 2 {
			sev = Info // a slip of the next key (يًعد for يُعد), not noise
		}
		g.add(u, sev, t.Span(), "“"+clean+"”: "+why, clean)
	}
}

func hasMarks(w string) bool {
	for i := 0; i < len(w); {
		r, n := utf8.DecodeRuneInString(w[i:])
		if arabic.IsDiacritic(r) {
			return true
		}
		i += n
	}
	return false
}

func markCount(w string) int {
	n := 0
	for _, r := range w {
		if arabic.IsDiacritic(r) {
			n++
		}
	}
	return n
}

const (
	misplacedTanwin = "tanwin inside the word"
	misplacedShadda = "a shadda where none can stand"
)

// impossibleMarks says why the vowel signs of a word cannot be right, or "".
func impossibleMarks(w string) string {
	var letter rune // the letter the marks stand on
	letters, vowels, shaddas := 0, 0, 0
	for i, r := range w {
		switch {
		case arabic.IsLetter(r):
			letter, vowels, shaddas = r, 0, 0
			letters++
		case !arabic.IsDiacritic(r):
		case letters == 0:
			return "a vowel sign stands apart from its word"
		case r == shadda:
			if shaddas++; shaddas > 1 {
				return "two shaddas on one letter"
			}
			if letter == 'ا' || letter == 'ى' {
				return misplacedShadda
			}
		case isVowel(r):
			if vowels++; vowels > 1 {
				return "two vowel signs on one letter"
			}
			rest := w[i+utf8.RuneLen(r):]
			if isTanwin(r) && !endsWord(rest) {
				return misplacedTanwin
			}
			if letter == 'ا' && letters > 2 && !isTanwin(r) && !endsWord(rest) {
				return "a vowel sign on a bare alef"
			}
		}
	}
	return ""
}

// endsWord reports whether nothing but a silent alef, marks or tatweel follows.
func endsWord(rest string) bool {
	n := 0
	for _, r := range rest {
		if arabic.IsLetter(r) {
			if n++; n > 1 || r != 'ا' && r != 'ى' {
				return false
			}
		}
	}
	return true
}

// directionControls reports overrides and unclosed embeddings of UAX #9.
func directionControls(g *ledger, u *Unit, x *Text) {
	if !strings.Contains(x.Raw, "\u202a"[:2]) && !strings.Contains(x.Raw, "\u2066"[:2]) {
		return
	}
	var open []Span
	for i, r := range x.Raw {
		s := Span{i, i + utf8.RuneLen(max(r, 0))}
		switch {
		case r == 0x202D || r == 0x202E:
			g.add(u, Minor, s, "an invisible control overrides the direction of the text", "")
			open = append(open, s)
		case r == 0x202A || r == 0x202B || r >= 0x2066 && r <= 0x2068:
			open = append(open, s)
		case (r == 0x202C || r == 0x2069) && len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if n := len(open); n > 0 {
		g.add(u, Minor, open[n-1], "an invisible direction control is never closed", "")
	}
}
