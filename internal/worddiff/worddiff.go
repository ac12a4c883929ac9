// Package worddiff finds the way from one text to another, word by word.
package worddiff

import (
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"tarjuman/internal/arabic"
)

// Op is what an [Edit] does with its words.
type Op int8

// The operations.
const (
	Equal Op = iota
	Delete
	Insert
)

// Edit is one step on the way from one text to another.
type Edit struct {
	Op   Op
	Text string
}

// maxDiffTokens bounds the work of Diff, which grows with the square of what
// differs.
const maxDiffTokens = 8000

// Diff returns the way from a to b word by word, in few and readable steps; the
// words are compared letter by letter as they stand. The texts of Equal and
// Delete steps joined are a, those of Equal and Insert steps are b; where words
// are replaced, Delete comes before Insert. Texts that differ over thousands of
// words come out as one replacement between what they begin and end with alike.
func Diff(a, b string) []Edit {
	x, y := pieces(a), pieces(b)
	pre := 0
	for pre < min(len(x), len(y)) && x[pre] == y[pre] {
		pre++
	}
	post := 0
	for post < min(len(x), len(y))-pre && x[len(x)-1-post] == y[len(y)-1-post] {
		post++
	}
	var steps steps
	steps.add(Equal, x[:pre])
	midX, midY := x[pre:len(x)-post], y[pre:len(y)-post]
	if len(midX)+len(midY) > maxDiffTokens {
		steps.add(Delete, midX)
		steps.add(Insert, midY)
	} else {
		steps.diff(midX, midY)
	}
	steps.add(Equal, x[len(x)-post:])
	return steps.edits()
}

// pieces cuts a text into words, marks and the white space between them.
func pieces(s string) []string {
	var out []string
	end := 0
	for _, t := range arabic.Tokens(s) {
		if t.Start > end {
			out = append(out, s[end:t.Start])
		}
		out = append(out, s[t.Start:t.End])
		end = t.End
	}
	if end < len(s) {
		out = append(out, s[end:])
	}
	return out
}

// NewDiffer returns a go-diff that never looks at the clock: the same texts give
// the same steps on every machine.
func NewDiffer() *diffmatchpatch.DiffMatchPatch {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	return d
}

// run is a step of several pieces.
type run struct {
	op     Op
	pieces []string
}

// steps collects the way from one text to another.
type steps []run

func (s *steps) add(op Op, pieces []string) {
	if len(pieces) > 0 {
		*s = append(*s, run{op, pieces})
	}
}

// diff gives every different piece a rune of its own and lets go-diff compare the
// runes, as its own line mode does with lines.
func (s *steps) diff(x, y []string) {
	runes := map[string]rune{}
	encode := func(pieces []string) []rune {
		out := make([]rune, len(pieces))
		for i, p := range pieces {
			r, ok := runes[p]
			if !ok {
				r = rune(len(runes) + 1) // at most maxDiffTokens: far below the surrogates
				runes[p] = r
			}
			out[i] = r
		}
		return out
	}
	i, j := 0, 0
	for _, d := range NewDiffer().DiffMainRunes(encode(x), encode(y), false) {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			s.add(Equal, x[i:i+n])
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			s.add(Delete, x[i:i+n])
			i += n
		case diffmatchpatch.DiffInsert:
			s.add(Insert, y[j:j+n])
			j += n
		}
	}
}

// edits joins the steps. A space that two changes have between them belongs to
// both: "three words changed" reads better than three changes of one word.
func (s steps) edits() []Edit {
	var out []Edit
	var del, ins strings.Builder
	flush := func() {
		if del.Len() > 0 {
			out = append(out, Edit{Delete, del.String()})
		}
		if ins.Len() > 0 {
			out = append(out, Edit{Insert, ins.String()})
		}
		del.Reset()
		ins.Reset()
	}
	for k, r := range s {
		text := strings.Join(r.pieces, "")
		switch {
		case r.op == Delete:
			del.WriteString(text)
		case r.op == Insert:
			ins.WriteString(text)
		case k > 0 && k < len(s)-1 && s.between(k) && strings.TrimSpace(text) == "":
			del.WriteString(text)
			ins.WriteString(text)
		default:
			flush()
			if n := len(out); n > 0 && out[n-1].Op == Equal {
				out[n-1].Text += text
			} else {
				out = append(out, Edit{Equal, text})
			}
		}
	}
	flush()
	return out
}

// between reports whether both neighbours of step k are changes.
func (s steps) between(k int) bool { return s[k-1].op != Equal && s[k+1].op != Equal }
