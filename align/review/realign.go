package review

import (
	"slices"

	"tarjuman/align"
	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// Realigned is an article whose sentences were linked again.
type Realigned struct {
	Document *bitext.Document
	// Kept counts the segments that stand as they did because an editor decided
	// about them.
	Kept int
	// Changed are the ids of segments whose link is another one than before.
	Changed []string
	// Notes are the aligner's remarks on the texts.
	Notes []string
}

// Decided reports whether an editor said anything about a segment that another
// link would undo: set its link, edited or judged it, or wrote on it.
func Decided(s *bitext.Segment) bool {
	return s.Link.Locked || s.Decision != nil || s.Status != bitext.Draft && s.Status != "" ||
		len(s.Comments)+len(s.Ignored)+len(s.Marks) > 0
}

// Realign links the sentences of an article again. Segments that an editor decided
// about, and those whose sentences cannot be told apart, are anchors; between them
// the aligner is free. A segment whose link comes out as it was keeps its id and
// findings. The new document starts without events: what they made of the article
// is in its segments.
func Realign(old *bitext.Document, opt align.Options) (Realigned, error) {
	p := divide(old)
	opt.Anchors = p.anchors
	opt.SourceParagraphs, opt.TargetParagraphs = nil, nil // the target's are not in the file
	res, err := align.Align(texts(p.source), texts(p.target), opt)
	if err != nil {
		return Realigned{}, err
	}
	out := Realigned{Document: &bitext.Document{Header: old.Header, Outputs: old.Outputs, Receipts: old.Receipts}, Kept: len(p.anchors), Notes: res.Notes}
	ids := newIDs(old)
	var elsewhere [][]int
	for _, l := range res.Links {
		elsewhere = append(elsewhere, p.numbers(l))
		s, ok := p.whole(l)
		if !ok {
			s = p.segment(l)
			s.ID = ids()
			out.Changed = append(out.Changed, s.ID)
		}
		if !ok || !l.Locked {
			s.Link = bitext.Link{Confidence: l.Confidence, Reasons: reasonsOf(l), Locked: l.Locked}
		}
		out.Document.Segments = append(out.Document.Segments, s)
	}
	out.Document.SetElsewhere(elsewhere)
	return out, nil
}

// numbers are the numbers, as segments have them, of the sentences that an
// unaligned one seems to correspond to.
func (p *divided) numbers(l align.Link) []int {
	list := p.target
	if len(l.Source) == 0 {
		list = p.source
	}
	var out []int
	for _, x := range of(list, l.Elsewhere) {
		out = append(out, x.Sentences...)
	}
	return out
}

func reasonsOf(l align.Link) []string {
	var out []string
	for _, r := range l.Reasons {
		out = append(out, r.String())
	}
	return out
}

// divided is an article taken apart for the aligner.
type divided struct {
	segments       []bitext.Segment
	source, target []part
	anchors        []align.Link
}

// part is a sentence and the segment it comes from; at is its place in the
// segment's text, in bytes.
type part struct {
	bitext.Side
	segment, at int
}

func divide(d *bitext.Document) *divided {
	p := &divided{segments: d.Segments}
	add := func(list []part, side *bitext.Side, segment int) ([]part, []int) {
		var numbers []int
		at := 0
		for k, s := range side.Divide() {
			if len(side.Parts) > k {
				at = side.Parts[k].At
			}
			numbers = append(numbers, len(list))
			list = append(list, part{s, segment, at})
		}
		return list, numbers
	}
	for i := range d.Segments {
		s := &d.Segments[i]
		var a align.Link
		p.source, a.Source = add(p.source, &s.Source, i)
		p.target, a.Target = add(p.target, &s.Target, i)
		if len(a.Source)+len(a.Target) > 0 && (Decided(s) || len(a.Source) != len(s.Source.Sentences) || len(a.Target) != len(s.Target.Sentences)) {
			p.anchors = append(p.anchors, a)
		}
	}
	return p
}

func texts(parts []part) []string {
	out := make([]string, len(parts))
	for i := range parts {
		out[i] = parts[i].Text
	}
	return out
}

// of returns the sentences of a list.
func of(parts []part, numbers []int) []part {
	if len(numbers) == 0 {
		return nil
	}
	return parts[numbers[0] : numbers[len(numbers)-1]+1]
}

// whole returns the segment that holds just the sentences of a link.
func (p *divided) whole(l align.Link) (bitext.Segment, bool) {
	src, tgt := of(p.source, l.Source), of(p.target, l.Target)
	first := slices.Concat(src, tgt)[0].segment
	for _, x := range slices.Concat(src, tgt) {
		if x.segment != first {
			return bitext.Segment{}, false
		}
	}
	s := p.segments[first]
	return s, len(s.Source.Divide()) == len(src) && len(s.Target.Divide()) == len(tgt)
}

// segment makes a new segment of the sentences of a link. What was found in one
// text alone goes with it.
func (p *divided) segment(l align.Link) bitext.Segment {
	src, tgt := of(p.source, l.Source), of(p.target, l.Target)
	was := &p.segments[slices.Concat(src, tgt)[0].segment]
	s := bitext.Segment{Paragraph: was.Paragraph, Heading: was.Heading, Origin: was.Origin, Status: bitext.Draft}
	if len(tgt) > 0 {
		s.Origin = p.segments[tgt[0].segment].Origin
	}
	s.Source, s.Target = bitext.Join(sides(src)...), bitext.Join(sides(tgt)...)
	s.Findings = append(p.findings(src, check.SourceText), p.findings(tgt, check.TargetText)...)
	return s
}

func sides(parts []part) []bitext.Side {
	out := make([]bitext.Side, len(parts))
	for i := range parts {
		out[i] = parts[i].Side
	}
	return out
}

// findings returns what was found in these sentences of one text, at its place in
// the text that they make.
func (p *divided) findings(list []part, group check.Group) []check.Finding {
	var out []check.Finding
	at := 0
	for _, x := range list {
		for _, f := range p.segments[x.segment].Findings {
			spans := f.Source
			if group == check.TargetText {
				spans = f.Target
			}
			if f.Group != group || len(f.Source)+len(f.Target) != len(spans) {
				continue
			}
			if moved, ok := within(spans, x.at, x.at+len(x.Text), at-x.at); ok {
				f.Source, f.Target = moved, nil
				if group == check.TargetText {
					f.Source, f.Target = nil, moved
				}
				out = append(out, f)
			}
		}
		at += len(x.Text) + 1
	}
	return out
}

// within moves spans that lie between two bytes; ok is false for others.
func within(spans []check.Span, from, to, by int) (moved []check.Span, ok bool) {
	for _, s := range spans {
		if s.Start < from || s.End > to {
			return nil, false
		}
		moved = append(moved, check.Span{Start: s.Start + by, End: s.End + by})
	}
	return moved, len(spans) > 0
}
