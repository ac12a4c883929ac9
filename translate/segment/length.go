package segment

import "unicode/utf8"

// pieces yields a sentence in parts of at most MaxLength code points, cut after
// clause marks; a part without one runs on to the next mark. It reports whether
// to go on.
func (c *cursor) pieces(s Sentence, yield func(Sentence) bool) bool {
	text := c.text[:s.End]
	for start := s.Start; ; {
		cut := clauseCut(text, start, c.opt.MaxLength)
		piece := Sentence{Start: start, End: trimRight(text, start, cut)}
		for _, suspicion := range s.Suspicions {
			if suspicion.Start < cut && suspicion.Start >= start {
				piece.Suspicions = append(piece.Suspicions, suspicion)
			}
		}
		if piece.End > piece.Start && !yield(piece) {
			return false
		}
		if start = c.skipSpace(cut); start >= s.End {
			return true
		}
	}
}

// clauseCut gives the byte to cut text[start:] at so that no more than limit
// code points stand before it, if there is a clause mark to cut after. A
// semicolon in the second half of that stretch is preferred to a comma.
func clauseCut(text string, start, limit int) int {
	strong, weak := 0, 0
	count := 0
	for i := start; i < len(text); count++ {
		if count >= limit && strong+weak > 0 {
			break
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if i == len(text) || !isClauseMark(text, r, i) {
			continue
		}
		if r == ';' || r == '؛' {
			if count >= limit/2 {
				strong = i
			}
		}
		weak = i
	}
	switch {
	case count < limit:
		return len(text) // what is left fits
	case strong > 0:
		return strong
	case weak > 0:
		return weak
	}
	return len(text)
}

// isClauseMark reports whether r, which ends at byte i of text, parts clauses: a
// comma, semicolon or colon before white space, or a spaced dash.
func isClauseMark(text string, r rune, i int) bool {
	switch cl := classOf(r); cl {
	case continues:
		_, after, _ := at(text, i)
		return after.isSpacing() || after == arabic
	case dash:
		_, after, _ := at(text, i)
		_, left, _ := before(text, i-utf8.RuneLen(r))
		return after.isSpacing() && left.isSpacing()
	}
	return false
}
