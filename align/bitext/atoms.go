package bitext

import (
	"strings"
)

// An atom is what a link cannot divide: one sentence with its text and place.
// Files written before sentences had parts give several sentences in one.
type atom struct {
	ids        []int
	text       string
	start, end int
}

// atoms takes a side apart into its sentences.
func (s *Side) atoms() []atom {
	if len(s.Sentences) == 0 && s.Text == "" {
		return nil
	}
	if len(s.Parts) != len(s.Sentences) || len(s.Parts) < 2 {
		return []atom{{s.Sentences, s.Text, s.Start, s.End}}
	}
	out := make([]atom, len(s.Parts))
	for i, p := range s.Parts {
		end := len(s.Text)
		if i+1 < len(s.Parts) {
			end = s.Parts[i+1].At
		}
		text := s.Text[p.At:end]
		if i+1 < len(s.Parts) {
			text = strings.TrimRight(text, " ")
		}
		out[i] = atom{s.Sentences[i : i+1 : i+1], text, p.Start, p.End}
	}
	return out
}

// join makes a side of sentences. They are joined by a space.
func join(atoms []atom) Side {
	var s Side
	var b strings.Builder
	for _, a := range atoms {
		if b.Len() > 0 && a.text != "" {
			b.WriteByte(' ')
		}
		at := b.Len()
		b.WriteString(a.text)
		for range a.ids {
			s.Parts = append(s.Parts, Part{at, a.start, a.end})
		}
		s.Sentences = append(s.Sentences, a.ids...)
	}
	s.Text = b.String()
	if len(atoms) > 0 {
		s.Start, s.End = atoms[0].start, atoms[len(atoms)-1].end
	}
	for _, a := range atoms {
		if len(a.ids) > 1 { // borders within it are not known
			s.Parts = nil
		}
	}
	if len(s.Sentences) < 2 {
		s.Parts = nil
	}
	return s
}

// sentences counts the sentences of atoms.
func sentences(atoms []atom) int {
	n := 0
	for _, a := range atoms {
		n += len(a.ids)
	}
	return n
}

// cut divides atoms behind n sentences. It fails where that is inside an atom or
// beyond the end.
func cut(atoms []atom, n int) (head, tail []atom, ok bool) {
	if n < 0 {
		return nil, nil, false
	}
	for i, a := range atoms {
		if n == 0 && len(a.ids) > 0 {
			return atoms[:i], atoms[i:], true
		}
		if n -= len(a.ids); n < 0 {
			return nil, nil, false
		}
	}
	return atoms, nil, n == 0
}

// Split returns the texts of the side's sentences. Where their borders are not
// known it is one text for all.
func (s *Side) Split() []string {
	var out []string
	for _, a := range s.atoms() {
		out = append(out, a.text)
	}
	return out
}

// Divide returns the side's sentences as sides of their own. Where their borders
// are not known it is one side for all; an empty side gives none.
func (s *Side) Divide() []Side {
	var out []Side
	for _, a := range s.atoms() {
		out = append(out, Side{Text: a.text, Start: a.start, End: a.end, Sentences: a.ids})
	}
	return out
}

// Join makes one side of neighbouring sides, with a space between their texts.
func Join(sides ...Side) Side {
	var all []atom
	for k := range sides {
		all = append(all, sides[k].atoms()...)
	}
	return join(all)
}
