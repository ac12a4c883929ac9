package bitext

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tarjuman/align/check"
	"tarjuman/internal/safexml"
	"tarjuman/internal/xliff"
	"tarjuman/translate"
)

// xliffFormat is XLIFF 2.1 (OASIS, 2018): one unit a paragraph, one segment a
// sentence link. The state of review is the segment's; findings are ITS
// localization quality issues around the words they are about, and notes; the
// machine's and the memory's proposals are matches; what else there is to a
// segment stands in the metadata module, from which reading takes it back.
// What other programs put on and into units and the file is kept and written again.
type xliffFormat struct{}

func (xliffFormat) Name() string      { return "xliff" }
func (xliffFormat) Extension() string { return ".xlf" }
func (xliffFormat) Summary() string {
	return "XLIFF 2.1: paragraphs as units, states, matches, notes, findings as ITS quality issues"
}
func (xliffFormat) Carries() Content {
	return Untranslated | IDs | Paragraphs | Shapes | Links | OriginKinds | Origins | Glosses | Statuses | Places | Files | FindingText | FindingData | Remarks | Shells
}

// Keys under which shells of units and files are kept, with the first segment of
// a unit or with the header.
const (
	extraUnit = "xliff_unit"
	extraFile = "xliff_file"
)

func (xliffFormat) Write(w io.Writer, d *Document) error {
	x := safexml.NewWriter(w)
	x.Break()
	attrs := []string{"xmlns", xliff.Namespace, "version", "2.1", "srcLang", orUndetermined(d.Header.Source.Lang)}
	if d.Header.Target.Lang != "" || d.hasTarget() {
		attrs = append(attrs, "trgLang", orUndetermined(d.Header.Target.Lang))
	}
	attrs = append(attrs, "xmlns:mda", xliff.MetadataNamespace, "xmlns:mtc", xliff.MatchesNamespace, "xmlns:its", xliff.ITSNamespace, "its:version", "2.0")
	x.Start("xliff", attrs...)
	x.Break()
	fileAttrs := []string{"id", "f1", "xml:space", "preserve"}
	if p := d.Header.Source.Path; p != "" {
		fileAttrs = append(fileAttrs, "original", p)
	}
	shell := shellFrom(d.Header.Extra[extraFile])
	if shell != nil && !shell.Fit(nil, 1) {
		shell = nil
	}
	fileAttrs = append(fileAttrs, "srcDir", direction(d.Header.Source.Lang), "trgDir", direction(d.Header.Target.Lang))
	x.Start("file", append(fileAttrs, shell.Attributes()...)...)
	x.Raw(shell.Modules())
	x.Break()
	x.Start("mda:metadata")
	x.Raw(shell.Groups())
	x.Break()
	x.Start("mda:metaGroup", "category", metaDocument)
	x.Element("mda:meta", d.Header.Tool, "type", "tool")
	for _, p := range d.Header.properties() {
		x.Element("mda:meta", p.value, "type", p.name)
	}
	x.End()
	x.EndLine()
	// A file needs a unit, a unit a segment.
	if len(d.Segments) == 0 {
		writeEmptyUnit(x)
	}
	for i := 0; i < len(d.Segments); {
		end := i + 1
		for end < len(d.Segments) && d.Segments[end].Paragraph == d.Segments[i].Paragraph {
			end++
		}
		d.writeUnit(x, shell, i, end)
		i = end
	}
	return x.Close()
}

// The categories of this program's metadata.
const (
	metaDocument = xliff.OwnPrefix + "document"
	metaSegment  = xliff.OwnPrefix + "segment"
)

func (d *Document) hasTarget() bool {
	for i := range d.Segments {
		if d.Segments[i].Target.Text != "" {
			return true
		}
	}
	return false
}

func direction(lang string) string {
	if isRightToLeft(lang) {
		return "rtl"
	}
	return "ltr"
}

// emptyUnit is the id of the unit that stands for a document without segments.
const emptyUnit = "empty"

func writeEmptyUnit(x *safexml.Writer) {
	x.Break()
	x.Start("unit", "id", emptyUnit)
	x.Start("segment")
	x.Element("source", "")
	x.End()
	x.End()
}

// shellFrom takes a shell back from a working file; nil for none, or when an edit
// of the working file broke it.
func shellFrom(extra json.RawMessage) *xliff.Shell {
	var markup string
	if extra == nil || json.Unmarshal(extra, &markup) != nil {
		return nil
	}
	shell, err := xliff.ParseShell(markup)
	if err != nil {
		return nil
	}
	return shell
}

// writeUnit writes the segments [from, end) as one unit. Segments are numbered in
// their unit.
func (d *Document) writeUnit(x *safexml.Writer, file *xliff.Shell, from, end int) {
	shell := shellFrom(d.Segments[from].Extra[extraUnit])
	if shell != nil && !shell.Fit(file, end-from) {
		shell = nil
	}
	x.Break()
	x.Start("unit", append([]string{"id", "u" + strconv.Itoa(from+1)}, shell.Attributes()...)...)
	x.Raw(shell.Modules())
	ids := make([]string, end-from)
	for i := range ids {
		ids[i] = "s" + strconv.Itoa(i+1)
	}
	d.writeMetadata(x, shell, from, ids)
	d.writeMatches(x, shell, from, ids)
	d.writeNotes(x, from, ids)
	for i := range ids {
		if i > 0 {
			x.Break()
			x.Start("ignorable")
			x.Element("source", " ")
			x.End()
		}
		x.Break()
		writeXLIFFSegment(x, &d.Segments[from+i], ids[i])
	}
	x.EndLine()
}

// writeMetadata writes what the core of XLIFF has no place for.
func (d *Document) writeMetadata(x *safexml.Writer, shell *xliff.Shell, from int, ids []string) {
	x.Break()
	x.Start("mda:metadata")
	x.Raw(shell.Groups())
	for i, id := range ids {
		s := &d.Segments[from+i]
		x.Break()
		x.Start("mda:metaGroup", "category", metaSegment)
		x.Element("mda:meta", id, "type", "segment")
		x.Element("mda:meta", s.ID, "type", "id")
		for _, p := range s.properties() {
			x.Element("mda:meta", p.value, "type", p.name)
		}
		for _, f := range s.Findings {
			src, _ := safexml.Clean(s.Source.Text)
			tgt, _ := safexml.Clean(s.Target.Text)
			if b, err := marshal(toFlagLine(s.Source.Text, s.Target.Text, f)); err == nil && len(src)+len(tgt) > 0 {
				x.Element("mda:meta", string(b), "type", "finding")
			}
		}
		x.EndLine()
	}
	x.EndLine()
}

// writeMatches writes where proposals came from: an engine's text, or a memory's
// source and target.
func (d *Document) writeMatches(x *safexml.Writer, shell *xliff.Shell, from int, ids []string) {
	open := false
	begin := func() {
		if !open {
			x.Break()
			x.Start("mtc:matches")
			open = true
		}
	}
	if kept := shell.Matches(); kept != "" {
		begin()
		x.Raw(kept)
	}
	for i, id := range ids {
		s := &d.Segments[from+i]
		kind := map[translate.OriginKind]string{translate.Engine: "mt", translate.Memory: "tm"}[s.Origin.Kind]
		if kind == "" || s.Target.Text == "" || s.Source.Text == "" {
			continue
		}
		begin()
		attrs := []string{"id", xliff.OwnPrefix + id, "ref", "#" + id, "type", kind}
		attrs = append(attrs, optionalAttr("origin", strings.TrimSpace(s.Origin.Engine+" "+s.Origin.Model))...)
		source := s.Source.Text
		if s.Origin.Kind == translate.Memory {
			attrs = append(attrs, "similarity", strconv.Itoa(min(s.Origin.Match, 100)))
			if s.Origin.MatchedSource != "" {
				source = s.Origin.MatchedSource
			}
		}
		x.Break()
		x.Start("mtc:match", attrs...)
		x.Element("source", source)
		x.Element("target", s.Target.Text)
		x.End()
	}
	if open {
		x.EndLine()
	}
}

// writeNotes writes comments and findings as words.
func (d *Document) writeNotes(x *safexml.Writer, from int, ids []string) {
	open := false
	note := func(text string, attrs ...string) {
		if !open {
			x.Break()
			x.Start("notes")
			open = true
		}
		x.Break()
		x.Element("note", text, attrs...)
	}
	for i := range ids {
		s := &d.Segments[from+i]
		for _, r := range s.Comments {
			note(s.ID+" "+remarksText([]Remark{r}), "category", "comment")
		}
		for _, f := range s.Findings {
			attrs := []string{"category", "finding"}
			switch {
			case len(f.Target) > 0 && len(f.Source) == 0:
				attrs = append(attrs, "appliesTo", "target")
			case len(f.Source) > 0 && len(f.Target) == 0:
				attrs = append(attrs, "appliesTo", "source")
			}
			note(s.ID+" "+findingText(f), append(attrs, "priority", strconv.Itoa(7-2*int(f.Severity)))...)
		}
	}
	if open {
		x.EndLine()
	}
}

// xliffStates are the states of a segment; "edited" and "rejected" are finer than
// the standard's, and so sub-states.
var xliffStates = map[Status][]string{
	Draft: {"state", "translated"}, Edited: {"state", "translated", "subState", "tarjuman:edited"},
	Rejected: {"state", "translated", "subState", "tarjuman:rejected"}, Approved: {"state", "final"},
}

func writeXLIFFSegment(x *safexml.Writer, s *Segment, id string) {
	attrs := []string{"id", id}
	if s.Target.Text == "" || s.Origin.Kind == translate.Gloss {
		attrs = append(attrs, "state", "initial")
	} else {
		attrs = append(attrs, xliffStates[s.Status]...)
	}
	x.Start("segment", attrs...)
	x.Break()
	x.Start("source")
	writeIssues(x, s.Source.Text, s.Findings, false, id+"s")
	x.End()
	if s.Target.Text != "" {
		x.Break()
		x.Start("target")
		writeIssues(x, s.Target.Text, s.Findings, true, id+"t")
		x.End()
	}
	x.EndLine()
}

// writeIssues writes a text with the stretches of findings between markers that
// may overlap.
func writeIssues(x *safexml.Writer, text string, findings []check.Finding, target bool, prefix string) {
	type marker struct {
		id      string
		finding *check.Finding
	}
	starts, ends := map[int][]marker{}, map[int][]marker{}
	n := 0
	for i := range findings {
		spans := findings[i].Source
		if target {
			spans = findings[i].Target
		}
		for _, s := range spans {
			if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
				continue
			}
			n++
			m := marker{prefix + strconv.Itoa(n), &findings[i]}
			starts[s.Start] = append(starts[s.Start], m)
			ends[s.End] = append(ends[s.End], m)
		}
	}
	from := 0
	for at := 0; at <= len(text); at++ {
		if len(starts[at])+len(ends[at]) == 0 {
			continue
		}
		if from < at {
			x.Text(text[from:at])
		}
		from = at
		for _, m := range ends[at] {
			x.Element("em", "", "startRef", m.id)
		}
		for _, m := range starts[at] {
			x.Element("sm", "", "id", m.id, "type", "its:generic", "its:locQualityIssueType", xliff.IssueType(m.finding.MQM),
				"its:locQualityIssueSeverity", strconv.Itoa(issueSeverity[m.finding.Severity]), "its:locQualityIssueComment", findingText(*m.finding))
		}
	}
	if from < len(text) {
		x.Text(text[from:])
	}
}

// issueSeverity is ITS's scale of 0 to 100.
var issueSeverity = map[check.Severity]int{check.Info: 10, check.Minor: 25, check.Major: 60, check.Critical: 100}

// Read implements [Exchange].
func (f xliffFormat) Read(r io.Reader) (*Document, []string, error) { return readGathered(f, r) }

func (xliffFormat) gather(r io.Reader) (*gatherer, error) {
	f, err := xliff.Read(r)
	if err != nil {
		return nil, err
	}
	g := &gatherer{doc: &Document{Header: Header{Schema: SchemaVersion, Source: File{Lang: knownTag(f.SourceLang)}, Target: File{Lang: knownTag(f.TargetLang)}}}, apart: true}
	if err := g.addXLIFF(f); err != nil {
		return nil, err
	}
	return g, nil
}

func (g *gatherer) addXLIFF(f *xliff.File) error {
	h := &g.doc.Header
	for _, p := range f.Metadata(metaDocument) {
		if p.Type == "tool" {
			h.Tool = p.Value
		}
		h.setProperty(p.Type, p.Value)
	}
	if f.Shell != nil {
		h.Extra = map[string]json.RawMessage{extraFile: quoted(f.Shell.Markup())}
	}
	g.codes += f.Codes
	for n, u := range f.Units {
		if u.ID == emptyUnit && len(f.Units) == 1 {
			return nil
		}
		own := u.Own(metaSegment)
		for i, x := range u.Segments {
			s := Segment{ID: x.ID, Paragraph: n, Source: Side{Text: x.Source}, Target: Side{Text: x.Target}, Status: xliffStatus(x)}
			if s.ID == "" || own == nil && len(f.Units) > 1 {
				s.ID = strings.Trim(u.ID+"."+x.ID, ".")
			}
			if own != nil {
				s.ID, s.Paragraph = x.ID, 0
			}
			if err := g.setOwn(&s, own[x.ID]); err != nil {
				return fmt.Errorf("unit %.40q: segment %.40q: %w", u.ID, x.ID, err)
			}
			if i == 0 && u.Shell != nil {
				s.Extra = map[string]json.RawMessage{extraUnit: quoted(u.Shell.Markup())}
			}
			if i == 0 && own == nil {
				for _, text := range u.Notes {
					s.Comments = append(s.Comments, Remark{Text: text})
				}
			}
			g.add(s, own[x.ID] != nil)
		}
	}
	return nil
}

func quoted(s string) json.RawMessage {
	b, err := marshal(s)
	if err != nil {
		return nil
	}
	return b
}

// setOwn takes a segment's properties and findings back from the metadata.
func (g *gatherer) setOwn(s *Segment, props []xliff.Meta) error {
	var flags []flagLine
	for _, p := range props {
		switch p.Type {
		case "id":
			s.ID = p.Value
		case "status": // what the state says counts: another tool may have changed it
			if s.Target.Text == "" || s.Origin.Kind == translate.Gloss {
				if _, err := s.setProperty(p.Type, p.Value); err != nil {
					return err
				}
			}
		case "finding":
			var f flagLine
			if err := json.Unmarshal([]byte(p.Value), &f); err != nil {
				return fmt.Errorf("finding: %w", err)
			}
			flags = append(flags, f)
		default:
			if _, err := s.setProperty(p.Type, p.Value); err != nil {
				return err
			}
		}
	}
	for _, f := range flags {
		src, err1 := toBytes(s.Source.Text, f.Src)
		tgt, err2 := toBytes(s.Target.Text, f.Tgt)
		if err1 != nil || err2 != nil {
			continue // the text was changed since: the finding is about another
		}
		s.Findings = append(s.Findings, f.finding(len(g.doc.Segments), src, tgt))
	}
	return nil
}

func xliffStatus(x xliff.Segment) Status {
	switch {
	case x.SubState == "tarjuman:edited":
		return Edited
	case x.SubState == "tarjuman:rejected":
		return Rejected
	case x.State == "final" || x.State == "reviewed":
		return Approved
	}
	return Draft
}
