package review

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/check"
	"tarjuman/translate"
)

// A view is a document as the page shows it.
type view struct {
	Title         string
	TitlePieces   []piece
	SaveName      string // of the file of decisions
	Direction     string // "Arabic to English"
	Sentences     string // "41 sentences"
	FindingCount  string // "7 findings"
	Glosses       string // "2 of 41 sentences are", empty without any
	Statuses      []facet
	Approved      int
	Total         int
	Severities    []facet
	Groups        []facet
	First         []firstItem
	FirstTime     string
	FirstMore     string // what the list leaves out, empty for nothing
	Right, Left   column
	Paragraphs    []paragraph
	Files         []fileLine
	OriginHeading string
	Origins       []string
	Tool          string
}

// A column is one of the two texts.
type column struct {
	Lang, Dir string
	Side      string // "right" or "left"
	Role      string // "source" or "target"
	Language  string // "Arabic"
	Heading   string // "Arabic source"
}

// A facet is a filter with the number of findings it lets through.
type facet struct {
	Value, Label string
	Count        int
}

// A firstItem is a link of the reading plan.
type firstItem struct {
	ID, Anchor, Severity, Why string
	Seconds                   int // to read it
}

// mostFirst is how many sentences of the reading plan the page lists.
const mostFirst = 150

type fileLine struct {
	Role string
	Name []piece
	Hash string
}

type paragraph struct {
	Number int
	Rows   []row
}

// newView prepares the whole page.
func newView(d *bitext.Document) *view {
	open := 0
	for i := range d.Segments {
		open += len(d.Segments[i].Open())
	}
	v := &view{
		Title:        documentTitle(d),
		Sentences:    count(len(d.Segments), "sentence"),
		FindingCount: count(open, "finding"),
		Total:        len(d.Segments),
		Tool:         visible(d.Header.Tool),
	}
	v.TitlePieces = pieces(v.Title)
	v.SaveName = visible(bitext.Stem(v.Title, d.Header.Source.Lang)) + ".decisions.jsonl"
	v.Title = visible(v.Title)
	source, target := columns(d.Header)
	v.Right, v.Left = source, target
	if target.Side == "right" {
		v.Right, v.Left = target, source
	}
	if source.Language != "" && target.Language != "" {
		v.Direction = source.Language + " to " + target.Language
	}
	if n := d.Glosses(); n == 1 {
		v.Glosses = fmt.Sprintf("1 of %s is", v.Sentences)
	} else if n > 1 {
		v.Glosses = fmt.Sprintf("%d of %s are", n, v.Sentences)
	}
	v.Statuses = statusFacets(d)
	for i := range d.Segments {
		if d.Segments[i].Status == bitext.Approved {
			v.Approved++
		}
	}
	v.Severities, v.Groups = facets(d)
	v.Paragraphs = paragraphs(d, source, target)
	v.First, v.FirstTime = readFirst(d)
	if n := len(v.First) - mostFirst; n > 0 {
		v.First, v.FirstMore = v.First[:mostFirst], fmt.Sprintf("and %d more", n)
	}
	v.OriginHeading, v.Origins = "Translation", origins(d)
	v.Files = files(d.Header)
	return v
}

// documentTitle is the name of the source file, or of the target's where there
// is no source, without folders.
func documentTitle(d *bitext.Document) string {
	for _, p := range []string{d.Header.Source.Path, d.Header.Target.Path} {
		if p != "" {
			return path.Base(p)
		}
	}
	return "Untitled"
}

// columns places the two texts: the one that is written from right to left goes
// to the right, the source if that does not decide.
func columns(h bitext.Header) (source, target column) {
	source, target = newColumn(h.Source.Lang, "source"), newColumn(h.Target.Lang, "target")
	source.Side, target.Side = "right", "left"
	if target.Dir == "rtl" && source.Dir != "rtl" {
		source.Side, target.Side = "left", "right"
	}
	return source, target
}

func newColumn(lang, role string) column {
	c := column{Lang: lang, Dir: "ltr", Role: role, Language: languageName(lang), Heading: role}
	switch primary, _, _ := strings.Cut(strings.ToLower(lang), "-"); primary {
	case "":
		c.Dir = "auto"
	case "ar", "fa", "ur", "he", "ckb", "ps":
		c.Dir = "rtl"
	}
	if role == "target" {
		c.Heading = "translation"
	}
	c.Heading = strings.TrimSpace(c.Language + " " + c.Heading)
	return c
}

func languageName(lang string) string {
	switch lang {
	case "ar":
		return "Arabic"
	case "en":
		return "English"
	}
	return visible(lang)
}

// statusFacets counts the segments by how far they are in review. All states are
// there, for the page changes them.
func statusFacets(d *bitext.Document) []facet {
	n := map[bitext.Status]int{}
	for i := range d.Segments {
		s := d.Segments[i].Status
		if s == "" {
			s = bitext.Draft
		}
		n[s]++
	}
	var out []facet
	for _, s := range []bitext.Status{bitext.Draft, bitext.Edited, bitext.Approved, bitext.Rejected} {
		out = append(out, facet{string(s), string(s), n[s]})
	}
	return out
}

// facets counts the findings by severity, worst first, and by group.
func facets(d *bitext.Document) (severities, groups []facet) {
	var bySeverity [check.Critical + 1]int
	byGroup := map[check.Group]int{}
	for i := range d.Segments {
		for _, f := range d.Segments[i].Open() {
			bySeverity[f.Severity]++
			byGroup[f.Group]++
		}
	}
	for s := check.Critical; ; s-- {
		if n := bySeverity[s]; n > 0 {
			severities = append(severities, facet{s.String(), s.String(), n})
		}
		if s == check.Info {
			break
		}
	}
	for _, g := range []facet{
		{Value: string(check.Translation), Label: "translation"},
		{Value: string(check.SourceText), Label: "source text"},
		{Value: string(check.TargetText), Label: "target text"},
	} {
		if g.Count = byGroup[check.Group(g.Value)]; g.Count > 0 {
			groups = append(groups, g)
		}
	}
	return severities, groups
}

// readFirst is the reading plan as links, and how long it takes.
func readFirst(d *bitext.Document) ([]firstItem, string) {
	anchors := anchors(d)
	var out []firstItem
	var total time.Duration
	for _, it := range First(Plan(d), 0) {
		s := &d.Segments[it.Segment]
		total += it.Time
		item := firstItem{ID: visible(s.ID), Anchor: anchors[it.Segment], Severity: "doubt", Why: "unsure link", Seconds: int(math.Ceil(it.Time.Seconds()))}
		if open := s.Open(); len(open) > 0 {
			n := len(open)
			worst := slices.MaxFunc(open, func(a, b check.Finding) int { return cmp.Compare(a.Severity, b.Severity) })
			item.Severity = worst.Severity.String()
			item.Why = worst.Severity.String() + ": " + plainProse(worst.Message)
			if n > 1 {
				item.Why += fmt.Sprintf(" (and %d more)", n-1)
			}
		}
		out = append(out, item)
	}
	minutes := int(math.Ceil(total.Minutes()))
	return out, "about " + count(minutes, "minute")
}

// origins says what wrote how many of the translations, in order of appearance.
func origins(d *bitext.Document) []string {
	type key struct {
		kind          translate.OriginKind
		engine, model string
	}
	var order []key
	n := map[key]int{}
	for i := range d.Segments {
		o := d.Segments[i].Origin
		k := key{o.Kind, o.Engine, o.Model}
		if o.Kind == "" {
			continue
		}
		if n[k] == 0 {
			order = append(order, k)
		}
		n[k]++
	}
	out := make([]string, len(order))
	for i, k := range order {
		by := visible(k.kind.InWords())
		for _, name := range []string{k.engine, k.model} {
			if name != "" {
				by += ", " + visible(name)
			}
		}
		out[i] = count(n[k], "sentence") + ": " + by
	}
	return out
}

func files(h bitext.Header) []fileLine {
	var out []fileLine
	for _, f := range []struct {
		role string
		file bitext.File
	}{{"Source", h.Source}, {"Target", h.Target}} {
		if f.file.Path == "" {
			continue
		}
		line := fileLine{Role: f.role, Name: pieces(f.file.Path)}
		if isHash(f.file.SHA256) {
			line.Hash = f.file.SHA256
		}
		out = append(out, line)
	}
	return out
}

func isHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// anchors returns the element ids of the segments: their own ids where those
// are like "s07" and unique, so that page.html#s07 can be mailed; made up ones
// otherwise. No other element of the page has an id like these.
func anchors(d *bitext.Document) []string {
	out := make([]string, len(d.Segments))
	seen := make(map[string]bool, len(out))
	for i := range d.Segments {
		id := d.Segments[i].ID
		if !isAnchor(id) || seen[id] {
			id = "s-" + strconv.Itoa(i+1)
		}
		seen[id] = true
		out[i] = id
	}
	return out
}

func isAnchor(id string) bool {
	return len(id) > 1 && len(id) < 40 && id[0] == 's' && id[1] >= '0' && id[1] <= '9' &&
		strings.Trim(id[1:], "0123456789abcdefghijklmnopqrstuvwxyz.") == ""
}

// count is a number with its noun: "1 finding", "7 findings".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
