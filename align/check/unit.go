package check

import (
	"tarjuman/internal/arabic"
	"tarjuman/internal/english"
)

// Unit is a pair made ready for the rules: both texts divided into tokens once.
// Rules speak of the Arabic and the English text; which of them is the source
// depends on the direction.
type Unit struct {
	Index   int
	Pair    *Pair
	Ar, En  *Text
	Reverse bool // true when English is the source

	before *Pair // the pair before it in the document; nil for the first

	know func() *knowledge // what is known of words

	// Worked out on first use; see the methods.
	words *evidence     // evidence
	pairs *matcher      // matched
	said  *speechPair   // speeches
	marks [2]*quoteScan // quotes
}

// Units are the units of one document.
type Units struct {
	Doc   *Document
	Units []Unit
}

// Text is one side of a unit.
type Text struct {
	Raw    string
	Tokens []Token
}

// Token is a word, number or mark of a text: its place, and what is known of it
// wherever it stands.
type Token struct {
	Start, End int // bytes in Text.Raw, half-open
	*form
}

// Text returns the token as written.
func (t Token) Text(x *Text) string { return x.Raw[t.Start:t.End] }

// Span returns the token's place.
func (t Token) Span() Span { return Span{t.Start, t.End} }

// finding starts a finding on this unit with spans named by language; the unit
// knows which side is the source.
func (u *Unit) finding(rule string, sev Severity, ar, en []Span, msg string) Finding {
	f := Finding{Rule: rule, Severity: sev, Pair: u.Index, Source: ar, Target: en, Message: msg}
	if u.Reverse {
		f.Source, f.Target = en, ar
	}
	return f
}

// values sets the two normalised values of a finding, named by language.
func (u *Unit) values(f Finding, ar, en string) Finding {
	f.SourceValue, f.TargetValue = ar, en
	if u.Reverse {
		f.SourceValue, f.TargetValue = en, ar
	}
	return f
}

// versus sets two texts of a message against each other, named by language: what the
// source has stands first.
func (u *Unit) versus(ar, en string) string {
	if u.Reverse {
		ar, en = en, ar
	}
	return ar + " ↔ " + en
}

// arabicGroup is the group of a fault seen in the Arabic text alone.
func (u *Unit) arabicGroup() Group {
	if u.Reverse {
		return TargetText
	}
	return SourceText
}

// englishGroup is the group of a fault seen in the English text alone.
func (u *Unit) englishGroup() Group {
	if u.Reverse {
		return SourceText
	}
	return TargetText
}

func newUnits(doc Document) *Units {
	return &Units{Doc: &doc, Units: make([]Unit, len(doc.Pairs))}
}

func analyse(doc Document) *Units {
	us := newUnits(doc)
	for i := range us.Units {
		us.Units[i].analyse(us.Doc, i, words)
	}
	return us
}

// analyse makes the unit of pair i of a document ready for rules that know these words.
func (u *Unit) analyse(doc *Document, i int, know func() *knowledge) {
	p := &doc.Pairs[i]
	u.Index, u.Pair, u.Reverse, u.know = i, p, doc.SourceLang == "en", know
	if i > 0 {
		u.before = &doc.Pairs[i-1]
	}
	ar, en := p.Source, p.Target
	if u.Reverse {
		ar, en = en, ar
	}
	k := know()
	u.Ar, u.En = k.text(ar), k.text(en)
}

// newText divides a text into tokens.
func newText(raw string) *Text { return words().text(raw) }

func (k *knowledge) text(raw string) *Text {
	t := &Text{Raw: raw, Tokens: make([]Token, 0, len(raw)/usualToken+1)}
	for tok := range arabic.All(raw) {
		t.Tokens = append(t.Tokens, Token{tok.Start, tok.End, k.form(raw[tok.Start:tok.End], tok.Kind)})
	}
	return t
}

// usualToken is about how many bytes of a text there are to a token, the space and what
// is Arabic among English texts included.
const usualToken = 6

// Content reports whether an English token carries content of its own.
func (t Token) Content() bool { return t.Kind == arabic.Latin && !english.IsFunctionWord(t.Norm) }
