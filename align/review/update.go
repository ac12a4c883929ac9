package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
)

// SourceSentence is a sentence of a new version of a source.
type SourceSentence struct {
	Text               string
	Paragraph, Heading int
	Start, End         int // code points of the new source
}

// ChangedSource is a segment whose source reads otherwise in the new version.
type ChangedSource struct {
	Was bitext.Segment
	// New is the index in the new document of the segment that takes its place.
	New int
	// Contradicts are findings that the old translation has against the new
	// source and had not against the old one. Only approved ones are held to it.
	Contradicts []check.Finding
}

// Update is what a new version of a source makes of an article.
type Update struct {
	Document *bitext.Document
	Kept     int // segments whose source did not change
	Changed  []ChangedSource
	Added    []int // segments of the new document that nothing stood for
	Gone     []bitext.Segment
}

// UpdateSource carries an article over to a new version of its source. Segments
// whose sentences are all there, side by side, are kept with everything that was
// decided about them; the other sentences become new segments without a
// translation. The new document starts without events: what they made of the
// article is in its segments.
func UpdateSource(old *bitext.Document, source bitext.File, sentences []SourceSentence, checks Checks) Update {
	u := Update{Document: &bitext.Document{Header: old.Header, Outputs: old.Outputs, Receipts: old.Receipts}}
	u.Document.Header.Source = source
	at := keptAt(old, sentences) // first new sentence of each old segment, -1 for none
	startsAt := map[int]int{}
	for i, n := range at {
		if n >= 0 && len(old.Segments[i].Source.Sentences) > 0 {
			startsAt[n] = i
		}
	}
	ids := newIDs(old)
	was := likeliest(old, at, sentences)
	target := 0 // sentences of the translation so far
	keep := func(i, n int) {
		s := old.Segments[i]
		carry(&s, sentences, n, &target)
		u.Document.Segments = append(u.Document.Segments, s)
		u.Kept++
	}
	for i := 0; i < len(old.Segments) && len(old.Segments[i].Source.Sentences) == 0; i++ {
		keep(i, -1) // text that the translation adds at its head
	}
	for n := 0; n < len(sentences); {
		if i, ok := startsAt[n]; ok {
			keep(i, n)
			n += len(old.Segments[i].Source.Sentences)
			for i++; i < len(old.Segments) && len(old.Segments[i].Source.Sentences) == 0; i++ {
				keep(i, -1)
			}
			continue
		}
		x := sentences[n]
		u.Document.Segments = append(u.Document.Segments, bitext.Segment{
			ID: ids(), Paragraph: x.Paragraph, Heading: x.Heading, Status: bitext.Draft, Link: bitext.Link{Confidence: 1},
			Source: bitext.Side{Text: x.Text, Start: x.Start, End: x.End, Sentences: []int{n}},
		})
		place := len(u.Document.Segments) - 1
		if i, ok := was[n]; ok {
			u.Changed = append(u.Changed, ChangedSource{Was: old.Segments[i], New: place})
			u.Document.Segments[place].Comments = []bitext.Remark{changedRemark(&old.Segments[i])}
		} else {
			u.Added = append(u.Added, place)
		}
		n++
	}
	u.setGone(old)
	u.contradictions(checks)
	return u
}

// carry gives a kept segment its place in the new source.
func carry(s *bitext.Segment, sentences []SourceSentence, n int, target *int) {
	k := len(s.Source.Sentences)
	if n >= 0 {
		s.Paragraph, s.Heading = sentences[n].Paragraph, sentences[n].Heading
		s.Source.Start, s.Source.End = sentences[n].Start, sentences[n+k-1].End
		s.Source.Sentences = nil
		parts := slices.Clone(s.Source.Parts)
		for j := range k {
			s.Source.Sentences = append(s.Source.Sentences, n+j)
			if j < len(parts) {
				parts[j].Start, parts[j].End = sentences[n+j].Start, sentences[n+j].End
			}
		}
		s.Source.Parts = parts
	}
	m := len(s.Target.Sentences)
	s.Target.Sentences = nil
	for range m {
		s.Target.Sentences = append(s.Target.Sentences, *target)
		*target++
	}
}

// sourceSentences lists the source sentences of an article with the segment of
// each. Of a segment whose sentence borders are not known it gives the whole.
func sourceSentences(d *bitext.Document) (texts []string, owner []int) {
	for i := range d.Segments {
		for _, t := range d.Segments[i].Source.Split() {
			texts = append(texts, t)
			owner = append(owner, i)
		}
	}
	return texts, owner
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// keptAt finds the segments whose sentences are all in the new source, side by
// side and in the order of the old one.
func keptAt(old *bitext.Document, sentences []SourceSentence) []int {
	texts, owner := sourceSentences(old)
	a, b := make([]string, len(texts)), make([]string, len(sentences))
	for i, t := range texts {
		a[i] = oneSpace(t)
	}
	for i, s := range sentences {
		b[i] = oneSpace(s.Text)
	}
	at := make([]int, len(old.Segments))
	for i := range at {
		at[i] = -1
	}
	match := commonSequence(a, b)
	for i := 0; i < len(texts); {
		first, n := i, match[i]
		for i < len(texts) && owner[i] == owner[first] {
			if n < 0 || match[i] != n+i-first {
				n = -1
			}
			i++
		}
		seg := &old.Segments[owner[first]]
		if n >= 0 && i-first == len(seg.Source.Sentences) {
			at[owner[first]] = n
		}
	}
	return at
}

// alike is the share of common words from which a new sentence is taken for a
// version of an old one.
const alike = 0.4

// likeliest pairs new sentences with the old segments they are versions of: the
// most alike ones first, each at most once.
func likeliest(old *bitext.Document, at []int, sentences []SourceSentence) map[int]int {
	covered := make([]bool, len(sentences))
	for i, n := range at {
		for k := range old.Segments[i].Source.Sentences {
			if n >= 0 {
				covered[n+k] = true
			}
		}
	}
	type pair struct {
		n, i int
		like float64
	}
	var all []pair
	for n, x := range sentences {
		if covered[n] {
			continue
		}
		for i := range old.Segments {
			if at[i] >= 0 || old.Segments[i].Source.Text == "" {
				continue
			}
			if l := likeness(x.Text, old.Segments[i].Source.Text); l >= alike {
				all = append(all, pair{n, i, l})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		if a.like > b.like {
			return -1
		} else if a.like < b.like {
			return 1
		}
		return 0
	})
	out, used := map[int]int{}, map[int]bool{}
	for _, p := range all {
		if _, taken := out[p.n]; !taken && !used[p.i] {
			out[p.n] = p.i
			used[p.i] = true
		}
	}
	return out
}

// likeness is Dice's coefficient of the words of two texts.
func likeness(a, b string) float64 {
	count := map[string]int{}
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		count[trimmed(w)]++
	}
	common := 0
	for _, w := range y {
		if count[trimmed(w)] > 0 {
			count[trimmed(w)]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, len(x)+len(y)))
}

// newIDs returns a function that gives ids which the article never had: above
// all numbers, of the same width.
func newIDs(d *bitext.Document) func() string {
	top, width := 0, 2
	see := func(id string) {
		digits, _, _ := strings.Cut(strings.TrimPrefix(id, "s"), ".")
		if n, err := strconv.Atoi(digits); err == nil {
			top, width = max(top, n), max(width, len(digits))
		}
	}
	for _, s := range d.Base() {
		see(s.ID)
	}
	for i := range d.Segments {
		see(d.Segments[i].ID)
	}
	return func() string {
		top++
		return fmt.Sprintf("s%0*d", width, top)
	}
}

// changedRemark tells an editor what the new sentence was before.
func changedRemark(was *bitext.Segment) bitext.Remark {
	r := bitext.Remark{By: "tarjuman", Text: fmt.Sprintf("%s before the source changed: %s", was.ID, was.Source.Text)}
	if was.Target.Text != "" {
		r.Text += "\n" + was.Target.Text
	}
	if was.Status == bitext.Approved {
		r.Text += "\n(approved)"
	}
	return r
}

// setGone lists the old segments that nothing in the new source stands for.
func (u *Update) setGone(old *bitext.Document) {
	here := map[string]bool{}
	for i := range u.Document.Segments {
		here[u.Document.Segments[i].ID] = true
	}
	for _, c := range u.Changed {
		here[c.Was.ID] = true
	}
	for i := range old.Segments {
		if !here[old.Segments[i].ID] {
			u.Gone = append(u.Gone, old.Segments[i])
		}
	}
}

// contradictions holds approved translations to the new source.
func (u *Update) contradictions(checks Checks) {
	if checks.Checker == nil {
		return
	}
	h := u.Document.Header
	run := func(src, tgt string) []check.Finding {
		return checks.Checker.Run(check.Document{SourceLang: h.Source.Lang, TargetLang: h.Target.Lang, Glossary: checks.Glossary,
			Pairs: []check.Pair{{Source: src, Target: tgt}}})
	}
	for i := range u.Changed {
		c := &u.Changed[i]
		if c.Was.Status != bitext.Approved {
			continue
		}
		known := map[string]bool{}
		for _, f := range run(c.Was.Source.Text, c.Was.Target.Text) {
			known[bitext.FindingKey(c.Was.Source.Text, c.Was.Target.Text, f)] = true
		}
		src := u.Document.Segments[c.New].Source.Text
		for _, f := range run(src, c.Was.Target.Text) {
			if f.Group == check.Translation && !known[bitext.FindingKey(src, c.Was.Target.Text, f)] {
				c.Contradicts = append(c.Contradicts, f)
			}
		}
	}
}
