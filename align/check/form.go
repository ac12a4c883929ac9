package check

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"tarjuman/internal/arabic"
	"tarjuman/internal/values"
)

// form is a token as texts write it, with what rules ask about it wherever it stands:
// texts repeat their words, so each is looked at once and remembered. What needs the
// lexicon or the packs is worked out when it is first asked for.
type form struct {
	Kind arabic.TokenKind
	// Norm is the form for comparison: arabic.Normalize for Arabic words, lower
	// case for other words, Western digits for numbers, the text for marks.
	Norm string

	text     string // as written
	key      uint64 // equal for equal Norm
	arabic   late[arKnown]
	parts    []latinPart // of a Latin word
	readings late[[]reading]
	means    late[[]string] // stems of English words
	amount   late[values.Word]
	leads    [calqueLangs]late[[]calqueKey] // to patterns of the built-in packs
}

// latinPart is a Latin word, or what a hyphen divides of one.
type latinPart struct {
	start, end int // in the token
	text       string
	cap        bool             // begins with a capital
	allCaps    bool             // and has nothing but capitals
	known      [2]late[enKnown] // by whether its capital says something
}

// late is a value worked out when it is first asked for. Askers at the same time may
// each work it out, to the same end.
type late[T any] struct{ value atomic.Pointer[T] }

func (l *late[T]) get(work func() *T) *T {
	if v := l.value.Load(); v != nil {
		return v
	}
	v := work()
	l.value.Store(v)
	return v
}

// longestForm is the length in bytes up to which a token is remembered: what is longer
// does not come back, and would fill the memory.
const longestForm = 128

// form returns what is known of a token as written.
func (k *knowledge) form(text string, kind arabic.TokenKind) *form {
	if len(text) > longestForm {
		return newForm(text, kind)
	}
	if f, ok := k.forms.Get(text); ok {
		return f
	}
	text = strings.Clone(text)
	f := newForm(text, kind)
	k.forms.Put(text, f)
	return f
}

var formSeed = maphash.MakeSeed()

func newForm(text string, kind arabic.TokenKind) *form {
	f := &form{Kind: kind, Norm: text, text: text}
	switch kind {
	case arabic.Word:
		f.Norm = arabic.Normalize(text)
	case arabic.Latin:
		f.Norm = strings.ToLower(text)
		f.parts = latinParts(text)
	case arabic.Number:
		f.Norm = arabic.FoldDigits(text)
	}
	f.key = maphash.String(formSeed, f.Norm)
	return f
}

// latinParts divides a Latin word at its hyphens.
func latinParts(text string) []latinPart {
	parts := make([]latinPart, 0, 1)
	for start := 0; start < len(text); {
		n := strings.IndexAny(text[start:], "-‑")
		if n < 0 {
			n = len(text) - start
		}
		end := start + n
		if n > 0 {
			part := text[start:end]
			r, size := utf8.DecodeRuneInString(part)
			capital := unicode.IsUpper(r)
			parts = append(parts, latinPart{start: start, end: end, text: part, cap: capital, allCaps: capital && n > size && part == strings.ToUpper(part)})
		}
		if end == len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		start = end + size
	}
	return parts
}

// amounts are what the tokens of the text say about amounts, for values.ParseTokens.
func (x *Text) amounts(yield func(arabic.Token, *values.Word) bool) {
	for i := range x.Tokens {
		t := &x.Tokens[i]
		w := t.amount.get(func() *values.Word { return values.NewWord(t.text, t.Kind) })
		if !yield(arabic.Token{Start: t.Start, End: t.End, Kind: t.Kind}, w) {
			return
		}
	}
}

// arabicForm is what is known of an Arabic word as written.
func (k *knowledge) arabicForm(f *form) *arKnown {
	return f.arabic.get(func() *arKnown { return k.arabic(f.Norm) })
}

// englishPart is what is known of a Latin word, or part of one, whose capital, if it
// has one, says something or not.
func (k *knowledge) englishPart(p *latinPart, proper bool) *enKnown {
	i := 0
	if proper {
		i = 1
	}
	return p.known[i].get(func() *enKnown { return k.english(p.text, proper) })
}
