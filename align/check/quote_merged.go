package check

// quoted are the places between the quotation marks of one of the texts.
func (u *Unit) quoted(arabicText bool) []Span {
	q := u.quotes(arabicText)
	if len(q.pairs) == 0 {
		return nil
	}
	out := make([]Span, 0, len(q.pairs))
	for _, p := range q.pairs {
		out = append(out, Span{p.open.End, p.close.Start})
	}
	return out
}

func within(spans []Span, at int) bool {
	for _, s := range spans {
		if at >= s.Start && at < s.End {
			return true
		}
	}
	return false
}

// sharedWords is how many words of a quotation must be found in the other for the two to
// be one: fewer may be chance.
const sharedWords = 2

// mergedHere reports two Arabic quotations with a verb of saying between them whose
// words stand in one English quotation, or the other way round.
func (u *Unit) mergedHere(report func(Finding)) {
	ar, en := u.quoted(true), u.quoted(false)
	if u.Reverse {
		for n := 1; n < len(en); n++ {
			if len(ar) < len(en) && u.saysBetween(false, en[n-1].End, en[n].Start) {
				u.mergedInto(ar, en[n-1], en[n], report)
			}
		}
		return
	}
	for n := 1; n < len(ar); n++ {
		if len(en) < len(ar) && u.saysBetween(true, ar[n-1].End, ar[n].Start) {
			u.mergedInto(en, ar[n-1], ar[n], report)
		}
	}
}

// merged reports whether quote.merged has something to say of this unit alone.
func (u *Unit) merged() bool {
	found := false
	u.mergedHere(func(Finding) { found = true })
	return found
}

// saysBetween reports a verb of saying between two places of one text.
func (u *Unit) saysBetween(arabicText bool, from, to int) bool {
	ev := u.evidence()
	if !arabicText {
		for j := range ev.en {
			if e := &ev.en[j]; e.Start >= from && e.End <= to && e.opens(opensSpeech) {
				return true
			}
		}
		return false
	}
	for i := range ev.ar {
		if w := &ev.ar[i]; w.Start >= from && w.End <= to && w.opens(opensSpeech) {
			return true
		}
	}
	return false
}

// mergedInto reports the two quotations of the source if one quotation of the
// translation has words of both.
func (u *Unit) mergedInto(target []Span, a, b Span, report func(Finding)) {
	for _, t := range target {
		if u.sharedBetween(a, t) >= sharedWords && u.sharedBetween(b, t) >= sharedWords {
			report(Finding{Rule: "quote.merged", Severity: u.milder(Major), Pair: u.Index, Source: []Span{a, b}, Target: []Span{t},
				Message: "two quotations of the source stand in one pair of marks: who says the second is lost"})
			return
		}
	}
}

// sharedBetween counts the words of a place in the source that are rendered within a
// place in the translation.
func (u *Unit) sharedBetween(source, target Span) int {
	ar, en := source, target
	if u.Reverse {
		ar, en = target, source
	}
	ev, count := u.evidence(), 0
	for i := range ev.ar {
		w := &ev.ar[i]
		if w.link < 0 || w.best < rootLink || w.Start < ar.Start || w.End > ar.End || w.k != nil && (!w.k.content || w.k.light) {
			continue
		}
		if e := &ev.en[w.link]; e.Start >= en.Start && e.End <= en.End {
			count++
		}
	}
	return count
}

// mergedAcross reports quotations of two neighbouring sentences of the source whose
// translation opens in the first and closes in the second, without the verb of saying
// that the source has between them.
func mergedAcross(a, b *Unit, report func(Finding)) {
	src, tgt := a.quotes(true), a.quotes(false)
	src2, tgt2 := b.quotes(true), b.quotes(false)
	if a.Reverse {
		src, tgt, src2, tgt2 = tgt, src, tgt2, src2
	}
	if !src.balanced() || !src2.balanced() || len(src.pairs) == 0 || len(src2.pairs) == 0 {
		return
	}
	if len(tgt.opened) != 1 || len(tgt2.closed) != 1 || len(tgt2.opened) > 0 || !b.saysBetween(!b.Reverse, 0, src2.pairs[0].open.Start) {
		return
	}
	if b.saysBetween(b.Reverse, 0, tgt2.closed[0].span.Start) {
		return
	}
	q := src2.pairs[0]
	report(Finding{Rule: "quote.merged", Severity: b.milder(Major), Pair: b.Index, Source: []Span{{q.open.Start, q.close.End}}, Target: []Span{tgt2.closed[0].span},
		Message: "the quotation goes on from the sentence before, where the source begins another"})
}
