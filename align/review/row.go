package review

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate"
)

// A row is one segment: both texts, how they are linked, and the findings.
type row struct {
	ID, Anchor  string
	Key         string // the segment's id as it is in the document
	Level       int    // of the heading, 0 for running text
	Kind        *note  // shape of the link, nil for 1-1
	Confidence  *note  // nil when the link is as good as sure
	Right, Left cell
	Findings    []finding
	Comments    []comment
	Status      string // of review
	Gloss       bool   // the target is no translation
}

// A comment is what somebody said about a row.
type comment struct {
	Who  string
	Text []piece
}

// A note is a short text that a tooltip explains.
type note struct{ Text, Title, Class string }

// A cell is one text of a row.
type cell struct {
	column
	Level int
	// Sentences is how many sentences the text has, Cuts where all but the first
	// of them begin, in UTF-16 units as scripts count; empty where not known.
	Sentences int
	Cuts      string
	// Edited is set when the text differs from Machine, its first version.
	Edited  bool
	Machine string
	text    string
	Missing string // said in place of a text that is not there
	Runs    []run
	Tags    []note
}

// A finding is a check's finding with its number on the page.
type finding struct {
	Number          int
	Severity, Group string
	Rule, MQM       string
	Where           string // "source text": empty for differences between the texts
	Count           string
	Values          []value
	Message         []phrase
	Suggestion      []piece
	Key             string // [bitext.FindingKey]
	By              string // the editor who marked it, empty for the checks
	Ignored         []piece
	IsIgnored       bool
	raw             *check.Finding
}

// A value is what a rule read in one of the texts.
type value struct {
	Language string
	Pieces   []piece
	raw      string
}

// sureLink is the confidence from which a link is not remarked on.
const sureLink = 0.9

// The article's headings stand below the page's own title, as far as HTML has
// levels.
const (
	topHeading    = 2
	lowestHeading = 6
)

// paragraphs groups the segments as the article does. A segment without a source
// stays in the paragraph it stands in.
func paragraphs(d *bitext.Document, source, target column) []paragraph {
	anchors, machine := anchors(d), d.Machine()
	var out []paragraph
	number, current := 1, -1
	for i := range d.Segments {
		s := &d.Segments[i]
		if len(out) == 0 || s.Paragraph != current && s.Source.Text != "" {
			current = s.Paragraph
			out = append(out, paragraph{Number: len(out) + 1})
		}
		p := &out[len(out)-1]
		r := newRow(s, anchors[i], number, source, target)
		r.setMachine(machine(s), target.Side)
		number += len(r.Findings)
		p.Rows = append(p.Rows, r)
	}
	return out
}

// newRow makes the row of a segment whose first finding has the given number.
func newRow(s *bitext.Segment, anchor string, number int, source, target column) row {
	r := row{ID: visible(s.ID), Anchor: anchor, Key: s.ID}
	if s.Heading > 0 {
		r.Level = min(s.Heading+topHeading-1, lowestHeading)
	}
	if r.ID == "" {
		r.ID = anchor
	}
	r.Status, r.Gloss = string(s.Status), s.Origin.Kind == translate.Gloss
	if r.Status == "" {
		r.Status = string(bitext.Draft)
	}
	r.Kind, r.Confidence = linkNotes(s)
	r.Findings = rowFindings(s, number, source, target)
	for _, c := range s.Comments {
		r.Comments = append(r.Comments, comment{signature(c.By, c.Time), pieces(c.Text)})
	}
	src := cell{column: source, text: s.Source.Text, Level: r.Level, Runs: runs(s.Source.Text, r.Findings, func(f *check.Finding) []check.Span { return f.Source })}
	tgt := cell{column: target, text: s.Target.Text, Level: r.Level, Runs: runs(s.Target.Text, r.Findings, func(f *check.Finding) []check.Span { return f.Target }), Tags: targetTags(s)}
	src.Sentences, src.Cuts = len(s.Source.Sentences), cuts(&s.Source)
	tgt.Sentences, tgt.Cuts = len(s.Target.Sentences), cuts(&s.Target)
	if s.Source.Text == "" {
		src.Missing = missing("Nothing in the source stands for this", source)
	}
	if s.Target.Text == "" {
		tgt.Missing = missing("Not translated", target)
	}
	r.Right, r.Left = src, tgt
	if target.Side == "right" {
		r.Right, r.Left = tgt, src
	}
	return r
}

// setMachine tells the target's cell what it was before anybody edited it.
func (r *row) setMachine(text, side string) {
	c := &r.Left
	if side == "right" {
		c = &r.Right
	}
	if c.text != text {
		c.Edited, c.Machine = true, text
	}
}

// cuts lists where the sentences of a side begin, in UTF-16 units, without the
// first.
func cuts(s *bitext.Side) string {
	var out []string
	for i, p := range s.Parts {
		if i > 0 {
			out = append(out, strconv.Itoa(len(utf16.Encode([]rune(s.Text[:p.At])))))
		}
	}
	return strings.Join(out, " ")
}

// signature says who did something and when.
func signature(by string, at time.Time) string {
	who := visible(by)
	if who == "" {
		who = "somebody"
	}
	if at.IsZero() {
		return who
	}
	return who + ", " + at.UTC().Format("2 Jan 2006 15:04 MST")
}

// rowFindings are the findings of the checks that are open, then those of
// editors, worst first, then those an editor passed over.
func rowFindings(s *bitext.Segment, number int, source, target column) []finding {
	all := slices.Clone(s.Findings)
	by := map[int]string{}
	for _, m := range s.Marks {
		by[len(all)] = m.By
		all = append(all, m.Finding)
	}
	out := make([]finding, len(all))
	for i := range all {
		f := newFinding(&all[i], 0, source, target)
		f.Key = bitext.FindingKey(s.Source.Text, s.Target.Text, all[i])
		if i < len(s.Findings) {
			if why, ok := s.Ignores(all[i]); ok {
				f.IsIgnored, f.Ignored = true, pieces(strings.TrimSuffix(why.Reason+" ("+why.By+")", " ()"))
			}
		} else if f.By = visible(by[i]); f.By == "" {
			f.By = "an editor"
		}
		out[i] = f
	}
	slices.SortStableFunc(out, func(a, b finding) int {
		if a.IsIgnored != b.IsIgnored {
			return cmp.Compare(boolInt(a.IsIgnored), boolInt(b.IsIgnored))
		}
		return cmp.Compare(b.raw.Severity, a.raw.Severity)
	})
	for i := range out {
		out[i].Number = number + i
	}
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func missing(what string, c column) string {
	if c.Language == "" {
		return what
	}
	return fmt.Sprintf("%s: no %s sentence is linked here", what, c.Language)
}

// linkNotes remarks on a link that is not one to one or not sure.
func linkNotes(s *bitext.Segment) (kind, confidence *note) {
	why := make([]string, len(s.Link.Reasons))
	for i, r := range s.Link.Reasons {
		why[i] = plainProse(r)
	}
	if k := s.Kind(); k != "1-1" && k != "0-0" {
		kind = &note{Text: strings.Replace(k, "-", ":", 1), Title: fmt.Sprintf("%s, %s in the target",
			count(len(s.Source.Sentences), "source sentence"), count(len(s.Target.Sentences), "sentence"))}
		if len(s.Link.Elsewhere) > 0 {
			kind.Title += "; its counterpart seems to be " + strings.Join(s.Link.Elsewhere, ", ")
		}
	}
	c := s.Link.Confidence
	if c >= sureLink || s.Link.Locked {
		return kind, nil
	}
	title := "confidence of the link"
	if len(why) > 0 {
		title += ": " + strings.Join(why, ", ")
	}
	return kind, &note{Text: percent(c), Title: title}
}

// percent rounds down, so that a link that is not sure never reads as if it were.
func percent(c float64) string {
	if !(c > 0) { // NaN too
		c = 0
	}
	return fmt.Sprintf("%d %%", int(math.Floor(min(c, 1)*100)))
}

// targetTags labels a translation that is not simply a machine's, and what a
// person decided about it.
func targetTags(s *bitext.Segment) []note {
	var out []note
	switch o := s.Origin; o.Kind {
	case translate.Gloss:
		out = append(out, note{Text: o.Kind.InWords(), Title: "words looked up one by one", Class: "gloss"})
	case translate.Memory:
		n := note{Text: o.Kind.InWords()}
		if o.Match > 0 {
			n.Text += fmt.Sprintf(", %d %% match", o.Match)
		}
		if o.MatchedSource != "" {
			n.Title = "matched source: " + firstStrongIsolate + visible(o.MatchedSource) + popIsolate
		}
		out = append(out, n)
	case translate.Copy:
		out = append(out, note{Text: o.Kind.InWords()})
	}
	switch s.Status {
	case bitext.Edited, bitext.Approved, bitext.Rejected:
		n := note{Text: string(s.Status), Class: "status " + string(s.Status)}
		if dec := s.Decision; dec != nil {
			n.Title = "by " + signature(dec.By, dec.Time)
			if dec.Note != "" {
				n.Title += ": " + plainProse(dec.Note)
				n.Text += ": " + visible(dec.Note)
			}
		}
		out = append(out, n)
	}
	return out
}

func newFinding(f *check.Finding, number int, source, target column) finding {
	out := finding{
		Number: number, Severity: f.Severity.String(), Group: string(f.Group), Rule: visible(f.Rule), MQM: visible(f.MQM),
		Message: prose(f.Message), Suggestion: pieces(f.Suggestion), raw: f,
	}
	switch f.Group {
	case check.SourceText:
		out.Where = "source text"
	case check.TargetText:
		out.Where = "target text"
	}
	if f.Count > 1 {
		out.Count = fmt.Sprintf("%d times", f.Count)
	}
	for _, v := range []struct {
		column column
		text   string
	}{{source, f.SourceValue}, {target, f.TargetValue}} {
		if v.text == "" {
			continue
		}
		name := v.column.Language
		if name == "" {
			name = v.column.Role
		}
		out.Values = append(out.Values, value{name, pieces(v.text), v.text})
	}
	return out
}
