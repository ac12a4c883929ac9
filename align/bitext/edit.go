package bitext

import (
	"errors"
	"unicode/utf8"

	"tarjuman/translate"
)

const glossKind = translate.Gloss

// edit gives a segment a translation of the editor's.
func edit(s *Segment, e Event, all []Segment) error {
	if !utf8.ValidString(e.Text) {
		return errors.New("the new text is not UTF-8")
	}
	if e.Text == s.Target.Text && s.Origin.Kind != glossKind {
		return errors.New("the text is the same as before")
	}
	retext(s, e.Text)
	if e.Text != "" && len(s.Target.Sentences) == 0 {
		s.Target.Sentences = []int{freeSentence(all)}
		s.Target.Start, s.Target.End = 0, 0
	}
	switch s.Origin.Kind {
	case translate.Engine, translate.Memory: // post-edited: where it came from stays known
	default:
		s.Origin = translate.Origin{Kind: translate.Human}
	}
	s.Status = Edited
	return nil
}

// freeSentence returns a number for a sentence that an editor added.
func freeSentence(all []Segment) int {
	n := 0
	for i := range all {
		for _, k := range all[i].Target.Sentences {
			n = max(n, k+1)
		}
	}
	return n
}
