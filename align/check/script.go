package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
)

// scripts finds letters of one script inside words of another.
type scripts struct{}

func (scripts) Rules() []Rule {
	return []Rule{{
		Name: "script.mixed", Severity: Major, MQM: "Fluency/Character encoding", Group: SourceText,
		Summary: "word with letters of two scripts, or with a letter only another language uses",
		Detail: "Such words look right and are not: search, dictionaries and translation miss them. Reported are Latin letters inside an Arabic word, Persian and Kurdish " +
			"letter forms (ی ک ە ۆ), invisible characters inside a word, and Cyrillic or Greek letters inside a Latin one. Left alone: پ چ ڤ گ ژ of foreign names, " +
			"joined Arabic particles before Latin (بـBBC), a micro sign or Greek letter before a unit, and the joiner of an abbreviated هـ.",
		Bad: [][2]string{
			{"قال الرئیس إنه سيغادر.", "The president said he would leave."},
			{"قال الرئيس إنه سيغaدر.", "The president said he would leave."},
			{"قال الرئيس إنه سيغادر.", "The presidеnt said he would leave."},
		},
		Good: [][2]string{{"اشترى ڤيكتور بـUSD 20 من گوگل.", "Victor bought 5 μm α-helix for $20 from Google."}},
	}}
}

func (scripts) Unit(*Unit, func(Finding)) {}

func (scripts) Document(d *Units, report func(Finding)) {
	var l ledgers
	for i := range d.Units {
		u := &d.Units[i]
		u.sides(func(x *Text, ar bool) { mixedWords(l.of("script.mixed", ar), u, x) })
	}
	l.report(report)
}

func mixedWords(g *ledger, u *Unit, x *Text) {
	var links []linkItem
	looked := false
	for i := 0; i < len(x.Tokens); i++ {
		t := x.Tokens[i]
		var why string
		s := t.Span()
		switch t.Kind {
		case arabic.Word:
			if j, ok := joinedLatin(x, i); ok {
				s.End = x.Tokens[j].End
				why = "Arabic and Latin letters in one word"
				i = j
			} else if r := foreignForm(t.Text(x)); r != 0 {
				why = "the letter " + string(r) + " is Persian or Kurdish, not Arabic"
			} else if c := hiddenInWord(x, t); c.End > c.Start {
				s = Span{min(c.Start, t.Start), max(c.End, t.End)}
				why = "an invisible character stands in the word"
			}
		case arabic.Latin:
			if j, ok := joinedLatin(x, i); ok {
				s.End = x.Tokens[j].End
				why = "Latin and Arabic letters in one word"
				i = j
			} else if r := homoglyph(t.Text(x)); r != 0 {
				why = "the letter " + string(r) + " is " + scriptOf(r) + ", the rest of the word is Latin"
			}
		}
		if why == "" {
			continue
		}
		if !looked {
			links, looked = findLinks(x.Raw), true
		}
		if !inLink(links, s.Start) {
			g.add(u, Major, s, "“"+x.Raw[s.Start:s.End]+"”: "+why, repaired(x.Raw[s.Start:s.End]))
		}
	}
}

// joinedLatin returns the last of the tokens written without a space from i on,
// when they mix Arabic and Latin letters.
func joinedLatin(x *Text, i int) (last int, mixed bool) {
	last = i
	for last+1 < len(x.Tokens) {
		t, n := x.Tokens[last], x.Tokens[last+1]
		if n.Start != t.End || n.Kind != arabic.Word && n.Kind != arabic.Latin {
			break
		}
		if n.Kind == t.Kind || t.Kind == arabic.Latin && endsInDigit(t.Norm) || last == i && t.Kind == arabic.Word && (joinedBefore[t.Norm] || foreignLetter(x, t)) {
			break
		}
		last++
	}
	return last, last > i
}

// foreignForm returns a Persian, Urdu or Kurdish form of a letter that Arabic has,
// or 0. Letters for sounds Arabic lacks (پ چ ڤ گ ژ) are common in names.
func foreignForm(w string) rune {
	for _, r := range w {
		switch r {
		case 'ی', 'ک', 'ە', 'ۆ', 'ې', 'ێ', 'ہ', 'ھ', 'ۀ', 'ۃ', 'ے', 'ں', 'ۇ', 'ۋ', 'ڕ', 'ڵ', 'ۈ':
			return r
		}
	}
	return 0
}

// hiddenInWord returns the place of an invisible character inside a word or right
// before it. A joiner behind an abbreviated ه is left alone.
func hiddenInWord(x *Text, t Token) Span {
	w := t.Text(x)
	for i, r := range w {
		if hidden(r) {
			return Span{t.Start + i, t.Start + i + utf8.RuneLen(r)}
		}
	}
	if r, n := utf8.DecodeLastRuneInString(x.Raw[:t.Start]); hidden(r) && t.Start > n && r != 0xFEFF {
		return Span{t.Start - n, t.Start}
	}
	return Span{}
}

// hidden reports an invisible character that has no place in Arabic words: zero
// width space, joiner and non-joiner, word joiner, soft hyphen and BOM.
func hidden(r rune) bool {
	return r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0x00AD || r == 0xFEFF
}

// homoglyph returns a Cyrillic or Greek letter of a word that is otherwise Latin, or 0.
func homoglyph(w string) rune {
	latin, other, at := 0, rune(0), 0
	for i, r := range w {
		switch {
		case r < utf8.RuneSelf || unicode.Is(unicode.Latin, r):
			if unicode.IsLetter(r) {
				latin++
			}
		case unicode.Is(unicode.Cyrillic, r) || unicode.Is(unicode.Greek, r) || unicode.Is(unicode.Armenian, r):
			if other == 0 {
				other, at = r, i
			}
		}
	}
	if other == 0 || latin == 0 {
		return 0
	}
	if unicode.Is(unicode.Greek, other) && (at == 0 && latin <= 3 || strings.ContainsAny(w, "-‑")) {
		return 0 // μm, Ωm, α-helix
	}
	return other
}

func scriptOf(r rune) string {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return "Cyrillic"
	case unicode.Is(unicode.Greek, r):
		return "Greek"
	}
	return "of another script"
}

// lookalikes maps letters to the Latin or Arabic ones they pass for.
var lookalikes = strings.NewReplacer(
	"ی", "ي", "ې", "ي", "ک", "ك", "ە", "ه", "ہ", "ه", "ھ", "ه", "ۆ", "و",
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ѕ", "s", "ј", "j", "ԁ", "d", "һ", "h",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "Х", "X", "У", "Y", "І", "I", "Ѕ", "S", "Ј", "J",
	"ο", "o", "α", "a", "ν", "v", "ρ", "p", "Α", "A", "Β", "B", "Ε", "E", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Χ", "X", "Υ", "Y", "Ζ", "Z",
	"\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\u00ad", "", "\ufeff", "",
)

// repaired is the word in one script, or "" when that is not certain.
func repaired(w string) string {
	s := lookalikes.Replace(w)
	ar, latin := false, false
	for _, r := range s {
		ar = ar || arabic.IsLetter(r)
		latin = latin || unicode.IsLetter(r) && !arabic.IsLetter(r)
	}
	if ar && latin || s == w {
		return ""
	}
	return s
}
