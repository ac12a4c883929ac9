package cleancopy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarjuman/align"
	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
	"tarjuman/internal/langtag"
)

// counterpart finds what stands in a translation for the bytes [from, to) of its
// source, where that is certain: the whole for the whole, the same letters or
// digits, the label before a colon, the quotation of the same rank, or words that
// the lexicon, numbers and names link, with no word from elsewhere among them.
func counterpart(source string, from, to int, target string, links wordLinks) (int, int, bool) {
	from, to = trimRange(source, from, to)
	if from >= to {
		return 0, 0, false
	}
	if !hasWord(source[:from]) && !hasWord(source[to:]) {
		a, b := trimRange(target, 0, len(target))
		return a, b, a < b
	}
	for _, try := range []func(string, int, int, string) (int, int, bool){sameLetters, sameNumber, sameLabel, sameQuotation} {
		if a, b, ok := try(source, from, to, target); ok {
			return a, b, true
		}
	}
	if links == nil {
		return 0, 0, false
	}
	return linkedWords(source, from, to, target, links(source, target))
}

// trimRange takes white space off both ends.
func trimRange(text string, from, to int) (int, int) {
	for from < to {
		r, n := utf8.DecodeRuneInString(text[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		from += n
	}
	for from < to {
		r, n := utf8.DecodeLastRuneInString(text[from:to])
		if !unicode.IsSpace(r) {
			break
		}
		to -= n
	}
	return from, to
}

// sameLetters finds text that both languages write alike: a name in Latin letters, a
// number, an address.
func sameLetters(source string, from, to int, target string) (int, int, bool) {
	s := source[from:to]
	if utf8.RuneCountInString(s) < 2 || strings.Count(source, s) != 1 || strings.Count(target, s) != 1 {
		return 0, 0, false
	}
	at := strings.Index(target, s)
	before, _ := utf8.DecodeLastRuneInString(target[:at])
	after, _ := utf8.DecodeRuneInString(target[at+len(s):])
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if isWordRune(before) && isWordRune(first) || isWordRune(last) && isWordRune(after) {
		return 0, 0, false // a part of another word
	}
	return at, at + len(s), true
}

// number is a stretch of digits in a text: its bytes, and its digits as ASCII.
type number struct {
	from, to int
	digits   string
}

func numbers(text string) []number {
	var out []number
	open := false
	for at, r := range text {
		d, ok := arabic.Digit(r)
		if !ok {
			open = false
			continue
		}
		if !open {
			out = append(out, number{from: at})
		}
		open = true
		n := &out[len(out)-1]
		n.to, n.digits = at+utf8.RuneLen(r), n.digits+string(rune('0'+d))
	}
	return out
}

// sameNumber finds a number by its rank where both texts have the same numbers in
// the same order, as "page 1 of 12", or else by its digits where they stand once.
func sameNumber(source string, from, to int, target string) (int, int, bool) {
	src, tgt := numbers(source), numbers(target)
	rank := slices.IndexFunc(src, func(n number) bool { return n.from == from && n.to == to })
	if rank < 0 {
		return 0, 0, false
	}
	same := func(a, b number) bool { return a.digits == b.digits }
	if slices.EqualFunc(src, tgt, same) {
		return tgt[rank].from, tgt[rank].to, true
	}
	found := -1
	for i, n := range tgt {
		if same(n, src[rank]) {
			if found >= 0 {
				return 0, 0, false
			}
			found = i
		}
	}
	for i, n := range src {
		if i != rank && same(n, src[rank]) {
			return 0, 0, false
		}
	}
	if found < 0 {
		return 0, 0, false
	}
	return tgt[found].from, tgt[found].to, true
}

// sameLabel finds the words before the only colon, as in "Cairo: …".
func sameLabel(source string, from, to int, target string) (int, int, bool) {
	colon := strings.IndexByte(source, ':')
	if colon < 0 || hasWord(source[:from]) || strings.Count(source, ":") != 1 || strings.Count(target, ":") != 1 {
		return 0, 0, false
	}
	end := strings.IndexByte(target, ':')
	if !hasWord(target[:end]) {
		return 0, 0, false
	}
	start, _ := trimRange(target, 0, end)
	switch {
	case to == colon+1:
		return start, end + 1, true
	case strings.TrimSpace(source[min(to, colon):colon]) == "" && to <= colon:
		return start, end, true
	}
	return 0, 0, false
}

// quotation is a quotation in a text: the bytes of it with its marks, and of what
// is between them.
type quotation struct{ from, innerFrom, innerTo, to int }

var closingMarks = map[rune]string{'«': "»", '“': "”", '"': `"`, '„': "“”"}

func quotations(text string) []quotation {
	var out []quotation
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if closing, ok := closingMarks[r]; ok {
			if i := strings.IndexAny(text[at+n:], closing); i >= 0 {
				_, m := utf8.DecodeRuneInString(text[at+n+i:])
				out = append(out, quotation{at, at + n, at + n + i, at + n + i + m})
				at += n + i + m
				continue
			}
		}
		at += n
	}
	return out
}

// sameQuotation finds the quotation of the same rank, where both texts have as many.
func sameQuotation(source string, from, to int, target string) (int, int, bool) {
	src, tgt := quotations(source), quotations(target)
	if len(src) != len(tgt) {
		return 0, 0, false
	}
	for i, q := range src {
		switch {
		case q.from == from && q.to == to:
			return tgt[i].from, tgt[i].to, true
		case q.innerFrom == from && q.innerTo == to:
			return tgt[i].innerFrom, tgt[i].innerTo, true
		}
	}
	return 0, 0, false
}

// linkedWords takes the stretch that the linked words span, if at least half of the
// source's words are linked, no word of elsewhere is linked into it, and it is not
// much longer than they can account for.
func linkedWords(source string, from, to int, target string, links []align.WordLink) (int, int, bool) {
	inside, lo, hi := 0, len(target), 0
	for _, l := range links {
		if l.SourceStart >= from && l.SourceEnd <= to {
			inside++
			lo, hi = min(lo, l.TargetStart), max(hi, l.TargetEnd)
		}
	}
	words := countWords(source[from:to])
	if inside == 0 || 2*inside < words || countWords(target[lo:hi]) > 2*words+1 {
		return 0, 0, false
	}
	for _, l := range links {
		if (l.SourceStart < from || l.SourceEnd > to) && l.TargetStart < hi && l.TargetEnd > lo {
			return 0, 0, false
		}
	}
	return lo, hi, true
}

func countWords(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool {
		return !isWordRune(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '’' && r != '-'
	}))
}

// linksFor returns what links words of two languages: the lexicon for Arabic and
// English, numbers and words written alike for others.
func linksFor(source, target string) wordLinks {
	opt := align.Options{SourceLang: langtag.Primary(source), TargetLang: langtag.Primary(target)}
	return func(s, t string) []align.WordLink {
		o := opt
		if o.SourceLang == "ar" && o.TargetLang == "en" || o.SourceLang == "en" && o.TargetLang == "ar" {
			o.Lexicon = lexicon.Default()
		}
		return align.Words(s, t, o)
	}
}
