package bitext

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"tarjuman/align/check"
	"tarjuman/translate"
)

// line types of the working file
const (
	typeHeader  = "header"
	typeSegment = "segment"
	typeEvent   = "event"
	typeOutput  = "output"
	typeReceipt = "receipt"
)

// The JSON shapes of the lines. Field order is the order on disk.
type headerLine struct {
	Type   string `json:"type"`
	Schema int    `json:"schema"`
	Tool   string `json:"tool"`
	Source File   `json:"source"`
	Target File   `json:"target"`
}

type segmentLine struct {
	Type    string           `json:"type"`
	ID      string           `json:"id"`
	Para    int              `json:"para"`
	Heading int              `json:"heading,omitempty"`
	Src     sideLine         `json:"src"`
	Tgt     sideLine         `json:"tgt"`
	Align   alignLine        `json:"align"`
	Origin  translate.Origin `json:"origin"`
	Status  Status           `json:"status"`
	Flags   []flagLine       `json:"flags,omitempty"`

	Decision *Decision  `json:"decision,omitempty"`
	Comments []Remark   `json:"comments,omitempty"`
	Ignored  []Ignored  `json:"ignored,omitempty"`
	Marks    []markLine `json:"marks,omitempty"`
}

type sideLine struct {
	Text  string     `json:"text"`
	Start int        `json:"start"`
	End   int        `json:"end"`
	IDs   []int      `json:"sentences"`
	Parts []partLine `json:"parts,omitempty"` // of several sentences
}

// partLine is a Part with code points.
type partLine struct {
	At    int `json:"at"`
	Start int `json:"start"`
	End   int `json:"end"`
}

type markLine struct {
	Seq  int       `json:"seq"`
	By   string    `json:"by,omitempty"`
	Time time.Time `json:"time"`
	flagLine
}

type alignLine struct {
	Kind       string   `json:"kind"`
	Confidence float64  `json:"confidence"`
	Reasons    []string `json:"reasons,omitempty"`
	Locked     bool     `json:"locked,omitempty"`
	Elsewhere  []string `json:"elsewhere,omitempty"`
	// Words are links between words: start and end in the source, start and end in the
	// target, weight.
	Words [][5]float64 `json:"words,omitempty"`
}

type flagLine struct {
	Rule        string         `json:"rule"`
	Severity    check.Severity `json:"severity"`
	MQM         string         `json:"mqm"`
	Group       check.Group    `json:"group"`
	Src         [][2]int       `json:"src,omitempty"`
	Tgt         [][2]int       `json:"tgt,omitempty"`
	SourceValue string         `json:"source_value,omitempty"`
	TargetValue string         `json:"target_value,omitempty"`
	Message     string         `json:"message"`
	Suggestion  string         `json:"suggestion,omitempty"`
	Count       int            `json:"count,omitempty"`
}

type eventLine struct {
	Type string `json:"type"`
	Event
}

type outputLine struct {
	Type string `json:"type"`
	Output
}

type receiptLine struct {
	Type string `json:"type"`
	Receipt
}

// MaxLine is the longest line of a working file that is read, in bytes.
const MaxLine = 64 << 20

// Write writes the document as a working file.
func Write(w io.Writer, d *Document) error {
	bw := bufio.NewWriter(w)
	h := headerLine{typeHeader, d.Header.Schema, d.Header.Tool, d.Header.Source, d.Header.Target}
	if h.Schema == 0 {
		h.Schema = SchemaVersion
	}
	if err := writeLine(bw, h, d.Header.Extra); err != nil {
		return err
	}
	base := d.Base()
	for i := range base {
		if err := writeLine(bw, toSegmentLine(&base[i]), base[i].Extra); err != nil {
			return err
		}
	}
	for _, e := range d.Events {
		if err := writeLine(bw, eventLine{typeEvent, e}, e.Extra); err != nil {
			return err
		}
	}
	for _, o := range d.Outputs {
		if err := writeLine(bw, outputLine{typeOutput, o}, nil); err != nil {
			return err
		}
	}
	for _, r := range d.Receipts {
		if err := writeLine(bw, receiptLine{typeReceipt, r}, nil); err != nil {
			return err
		}
	}
	for _, u := range d.unknown {
		bw.Write(u)
		bw.WriteByte('\n')
	}
	return bw.Flush()
}

// writeLine writes one JSON object and a newline; extra fields follow the known
// ones in the order of their names.
func writeLine(w *bufio.Writer, v any, extra map[string]json.RawMessage) error {
	b, err := marshal(v)
	if err != nil {
		return err
	}
	if len(extra) > 0 {
		more, err := marshal(extra) // maps are written in key order
		if err != nil {
			return err
		}
		b = append(append(b[:len(b)-1], ','), more[1:]...)
	}
	w.Write(b)
	return w.WriteByte('\n')
}

// marshal is json.Marshal without the HTML escapes that make Arabic markup hard
// to read in a diff.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Torn reports an end of a file that was cut while being written: a line, or
// lines that belong together. The document without it is whole.
type Torn struct {
	Line   int
	Offset int64 // where the whole part ends, in bytes
}

// Error says which line was dropped.
func (e *Torn) Error() string {
	return fmt.Sprintf("line %d was cut short while being written and is left out", e.Line)
}

// ErrNotWorkingFile is returned for input that does not start with a header line.
var ErrNotWorkingFile = errors.New("not a tarjuman working file: line 1 is no header")

// Read reads a working file. A torn end yields the document together with
// a [*Torn] error; any other fault is an error with its line number and no
// document. Lines of unknown types and unknown fields are kept for [Write].
func Read(r io.Reader) (*Document, error) {
	br := bufio.NewReaderSize(r, 1<<16)
	d := &Document{}
	var at int64
	var open *Torn // the end of the file, were it to end within events saved together
	whole := 0     // events before those
	for n := 1; ; n++ {
		line, ended, err := readLine(br)
		if err == io.EOF {
			if n == 1 {
				return nil, ErrNotWorkingFile
			}
			return d.ending(open, whole)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		here := &Torn{n, at}
		at += int64(len(line)) + 1
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := d.addLine(line, n); err != nil {
			// A block that was not written before the power went reads as zeros.
			if n > 1 && (!ended || bytes.IndexByte(line, 0) >= 0) {
				if open == nil {
					open, whole = here, len(d.Events)
				}
				return d.ending(open, whole)
			}
			if errors.Is(err, ErrNotWorkingFile) {
				return nil, err
			}
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		switch last := len(d.Events) - 1; {
		case last < 0 || !d.Events[last].More:
			open, whole = nil, len(d.Events)
		case open == nil:
			open = here
		}
	}
}

// repeatedID returns an id that two segments have, or "".
func repeatedID(segments []Segment) string {
	seen := make(map[string]bool, len(segments))
	for i := range segments {
		if seen[segments[i].ID] {
			return segments[i].ID
		}
		seen[segments[i].ID] = true
	}
	return ""
}

// ending carries the events out, without those from a torn end on.
func (d *Document) ending(torn *Torn, whole int) (*Document, error) {
	if id := repeatedID(d.Segments); id != "" {
		return nil, fmt.Errorf("segment %.40q stands there twice", id)
	}
	if torn == nil {
		d.carryOut()
		return d, nil
	}
	d.Events = d.Events[:whole]
	d.carryOut()
	return d, torn
}

// readLine returns a line without its newline; whole is false when the input
// ended before the newline.
func readLine(br *bufio.Reader) (line []byte, whole bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > MaxLine {
			return nil, false, fmt.Errorf("longer than %d MB", MaxLine>>20)
		}
		switch {
		case err == nil:
			return line[:len(line)-1], true, nil
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == io.EOF && len(line) > 0:
			return line, false, nil
		default:
			return nil, false, err
		}
	}
}

func (d *Document) addLine(line []byte, n int) error {
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(line, &kind); err != nil {
		if n == 1 {
			return ErrNotWorkingFile
		}
		return err
	}
	if n == 1 && kind.Type != typeHeader {
		return ErrNotWorkingFile
	}
	switch kind.Type {
	case typeHeader:
		var h headerLine
		extra, err := unmarshal(line, &h)
		if err != nil {
			return err
		}
		if h.Schema > SchemaVersion {
			return fmt.Errorf("schema %d was written by a newer tarjuman; this one reads up to %d", h.Schema, SchemaVersion)
		}
		d.Header = Header{h.Schema, h.Tool, h.Source, h.Target, extra}
	case typeSegment:
		var s segmentLine
		extra, err := unmarshal(line, &s)
		if err != nil {
			return err
		}
		seg, err := s.segment(len(d.Segments))
		if err != nil {
			return err
		}
		seg.Extra = extra
		d.Segments = append(d.Segments, seg)
	case typeEvent:
		var e eventLine
		extra, err := unmarshal(line, &e)
		if err != nil {
			return err
		}
		e.Event.Extra = extra
		d.Events = append(d.Events, e.Event)
	case typeOutput:
		var o outputLine
		if err := json.Unmarshal(line, &o); err != nil {
			return err
		}
		d.Outputs = append(d.Outputs, o.Output)
	case typeReceipt:
		var r receiptLine
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		d.Receipts = append(d.Receipts, r.Receipt)
	default:
		d.unknown = append(d.unknown, bytes.Clone(line))
	}
	return nil
}

// unmarshal fills v and returns the top-level fields v does not know.
func unmarshal(line []byte, v any) (map[string]json.RawMessage, error) {
	if err := json.Unmarshal(line, v); err != nil {
		return nil, err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(line, &all); err != nil {
		return nil, err
	}
	known := fieldNames(reflect.TypeOf(v).Elem())
	maps.DeleteFunc(all, func(k string, _ json.RawMessage) bool {
		return slices.ContainsFunc(known, func(n string) bool { return strings.EqualFold(n, k) })
	})
	if len(all) == 0 {
		return nil, nil
	}
	return all, nil
}

// fieldNames are the names of a struct's fields in JSON, those of embedded
// structs included.
func fieldNames(t reflect.Type) []string {
	var out []string
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			out = append(out, name)
		}
	}
	return out
}

func toSegmentLine(s *Segment) segmentLine {
	l := segmentLine{
		Type: typeSegment, ID: s.ID, Para: s.Paragraph, Heading: s.Heading,
		Src:    toSideLine(&s.Source),
		Tgt:    toSideLine(&s.Target),
		Align:  alignLine{s.Kind(), round4(s.Link.Confidence), s.Link.Reasons, s.Link.Locked, s.Link.Elsewhere, toWordLines(s)},
		Origin: s.Origin, Status: s.Status, Decision: s.Decision, Comments: s.Comments, Ignored: s.Ignored,
	}
	for _, m := range s.Marks {
		l.Marks = append(l.Marks, markLine{m.Seq, m.By, m.Time, toFlagLine(s.Source.Text, s.Target.Text, m.Finding)})
	}
	if l.Status == "" {
		l.Status = Draft
	}
	for _, f := range s.Findings {
		l.Flags = append(l.Flags, toFlagLine(s.Source.Text, s.Target.Text, f))
	}
	return l
}

func toSideLine(s *Side) sideLine {
	l := sideLine{Text: s.Text, Start: s.Start, End: s.End, IDs: list(s.Sentences)}
	for _, p := range s.Parts {
		at, _ := CodePoints(s.Text, check.Span{Start: p.At, End: p.At})
		l.Parts = append(l.Parts, partLine{at, p.Start, p.End})
	}
	return l
}

func (l *sideLine) side() (Side, error) {
	s := Side{Text: l.Text, Start: l.Start, End: l.End, Sentences: l.IDs}
	if len(l.Parts) != len(l.IDs) || len(l.Parts) < 2 {
		return s, nil // sentence borders are not known
	}
	last := 0
	for i, p := range l.Parts {
		at, ok := byteOffset(l.Text, p.At)
		if !ok || at < last || i == 0 && at != 0 {
			return s, fmt.Errorf("sentence %d does not begin at %d", l.IDs[i], p.At)
		}
		s.Parts = append(s.Parts, Part{at, p.Start, p.End})
		last = at
	}
	return s, nil
}

// list writes an empty list as [], not null.
func list(ids []int) []int {
	if ids == nil {
		return []int{}
	}
	return ids
}

// round4 keeps confidences readable and stable across machines.
func round4(x float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	if err != nil {
		return 0 // NaN and infinities have no place in a file
	}
	return v
}

func (l *segmentLine) segment(index int) (Segment, error) {
	s := Segment{
		ID: l.ID, Paragraph: l.Para, Heading: l.Heading,
		Link:   Link{Confidence: l.Align.Confidence, Reasons: l.Align.Reasons, Locked: l.Align.Locked, Elsewhere: l.Align.Elsewhere},
		Origin: l.Origin, Status: l.Status, Decision: l.Decision, Comments: l.Comments, Ignored: l.Ignored,
	}
	var err error
	if s.Source, err = l.Src.side(); err != nil {
		return s, fmt.Errorf("segment %s: source: %w", l.ID, err)
	}
	if s.Target, err = l.Tgt.side(); err != nil {
		return s, fmt.Errorf("segment %s: target: %w", l.ID, err)
	}
	if s.Link.Words, err = fromWordLines(l.Align.Words, l.Src.Text, l.Tgt.Text); err != nil {
		return s, fmt.Errorf("segment %s: %w", l.ID, err)
	}
	if s.Findings, err = fromFlagLines(l.Flags, l.Src.Text, l.Tgt.Text, index); err != nil {
		return s, fmt.Errorf("segment %s: %w", l.ID, err)
	}
	for _, m := range l.Marks {
		f, err := fromFlagLines([]flagLine{m.flagLine}, l.Src.Text, l.Tgt.Text, index)
		if err != nil {
			return s, fmt.Errorf("segment %s: %w", l.ID, err)
		}
		s.Marks = append(s.Marks, Mark{m.Seq, m.By, m.Time, f[0]})
	}
	return s, nil
}

// fromFlagLines reads findings on two texts.
func fromFlagLines(lines []flagLine, srcText, tgtText string, index int) ([]check.Finding, error) {
	var out []check.Finding
	for _, f := range lines {
		src, err := toBytes(srcText, f.Src)
		if err != nil {
			return nil, fmt.Errorf("%s: source span %w", f.Rule, err)
		}
		tgt, err := toBytes(tgtText, f.Tgt)
		if err != nil {
			return nil, fmt.Errorf("%s: target span %w", f.Rule, err)
		}
		out = append(out, f.finding(index, src, tgt))
	}
	return out, nil
}

// finding is the finding of a line, its spans resolved.
func (f *flagLine) finding(pair int, src, tgt []check.Span) check.Finding {
	return check.Finding{
		Rule: f.Rule, Severity: f.Severity, MQM: f.MQM, Group: f.Group, Pair: pair, Source: src, Target: tgt,
		SourceValue: f.SourceValue, TargetValue: f.TargetValue, Message: f.Message, Suggestion: f.Suggestion, Count: f.Count,
	}
}

func linkKind(src, tgt int) string { return strconv.Itoa(src) + "-" + strconv.Itoa(tgt) }
