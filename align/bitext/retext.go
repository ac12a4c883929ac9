package bitext

import (
	"strings"
	"unicode/utf8"

	"tarjuman/align/check"
	"tarjuman/internal/worddiff"
	"tarjuman/translate"
)

// A way leads from the places of an old text to those of the new one. What lies
// in words that both have keeps its words.
type way struct {
	old, new string
	same     []stretch
}

// stretch is a part that both texts have.
type stretch struct{ old, new, length int }

func newWay(from, to string) *way {
	w := &way{old: from, new: to}
	i, j := 0, 0
	for _, e := range worddiff.Diff(from, to) {
		n := len(e.Text)
		switch e.Op {
		case worddiff.Equal:
			w.same = append(w.same, stretch{i, j, n})
			i, j = i+n, j+n
		case worddiff.Delete:
			i += n
		case worddiff.Insert:
			j += n
		}
	}
	return w
}

// span returns the place of a span in the new text if all its words are still
// there, side by side.
func (w *way) span(s check.Span) (check.Span, bool) {
	for _, x := range w.same {
		if x.old <= s.Start && s.End <= x.old+x.length {
			return check.Span{Start: s.Start - x.old + x.new, End: s.End - x.old + x.new}, true
		}
	}
	return check.Span{}, false
}

func (w *way) spans(all []check.Span) ([]check.Span, bool) {
	if len(all) == 0 {
		return nil, true
	}
	out := make([]check.Span, len(all))
	for i, s := range all {
		var ok bool
		if out[i], ok = w.span(s); !ok {
			return nil, false
		}
	}
	return out, true
}

// border returns where a sentence that began at this place begins now: before
// the same word, or else behind the sentence end that is nearest in the words
// that took its place.
func (w *way) border(at int) int {
	low, high := 0, len(w.new) // bounds of what replaced the words around it
	follows := at == 0         // what stood before it still stands there
	for _, x := range w.same {
		if x.old <= at && at < x.old+x.length {
			return at - x.old + x.new
		}
		if x.old > at {
			high = x.new
			break
		}
		low, follows = x.new+x.length, x.old+x.length == at
	}
	for i := high; i >= low && i > 0; i-- {
		if w.new[i-1] == ' ' && endsSentence(w.new[:i-1]) {
			return i
		}
	}
	if follows {
		return low
	}
	return high
}

// endsSentence reports whether a text ends in a mark that ends a sentence.
func endsSentence(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?؟…\"”»", r)
}

// retext gives a segment another translation: sentence borders move along,
// findings and marks whose words are still there stay, the rest goes until the
// next check.
func retext(s *Segment, text string) {
	w := newWay(s.Target.Text, text)
	if len(s.Target.Parts) > 0 {
		parts := append([]Part(nil), s.Target.Parts...)
		last := 0
		for i := range parts {
			if i > 0 {
				last = max(last, min(w.border(parts[i].At), len(text)))
				parts[i].At = last
			}
		}
		s.Target.Parts = parts
	}
	s.Target.Text = text
	s.Findings = moved(w, s.Findings)
	s.Link.Words = movedWords(w, s.Link.Words)
	s.Marks = movedMarks(w, s.Marks)
}

func moved(w *way, findings []check.Finding) []check.Finding {
	var out []check.Finding
	for _, f := range findings {
		spans, ok := w.spans(f.Target)
		if !ok {
			continue
		}
		f.Target = spans
		out = append(out, f)
	}
	return out
}

// movedWords keeps the links of the words that are still there.
func movedWords(w *way, links []translate.WordLink) []translate.WordLink {
	var out []translate.WordLink
	for _, l := range links {
		if s, ok := w.span(check.Span{Start: l.TargetStart, End: l.TargetEnd}); ok {
			l.TargetStart, l.TargetEnd = s.Start, s.End
			out = append(out, l)
		}
	}
	return out
}

// movedMarks keeps every mark: what an editor wrote is not the program's to
// drop. A mark whose words are gone loses only its place.
func movedMarks(w *way, marks []Mark) []Mark {
	out := make([]Mark, len(marks))
	for i, m := range marks {
		m.Finding.Target, _ = w.spans(m.Finding.Target)
		out[i] = m
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
