package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/urfave/cli/v2"

	"tarjuman/align/check"
	"tarjuman/align/report"
)

// The streaming protocol of --stdio. Each line of input is a JSON object, either
// one pair or the pairs of one document in order:
//
//	{"id":"a1","source":"…","target":"…"}
//	{"id":"a2","from":"en","to":"ar","pairs":[{"id":"1","source":"…","target":"…"},…]}
//
// Each gives one line of output, in the order of input. Its id is that of the
// input, as it was written:
//
//	{"line":1,"id":"a1","worst":"critical","findings":[…]}
//	{"line":2,"id":"a2","error":"…"}
//
// A finding is a report.Line; of a document it names its pair. Empty lines are
// passed over; fields that are not known are too. A line that cannot be read gives
// an error line and the stream goes on; the exit code at its end is then 3. Output
// is flushed whenever no further input is being worked on.

type stdioRequest struct {
	ID     json.RawMessage `json:"id"`
	From   string          `json:"from"`
	To     string          `json:"to"`
	Source *string         `json:"source"`
	Target *string         `json:"target"`
	Pairs  []stdioPair     `json:"pairs"`
}

type stdioPair struct {
	ID     string  `json:"id"`
	Source *string `json:"source"`
	Target *string `json:"target"`
}

type stdioReply struct {
	Line     int             `json:"line"`
	ID       json.RawMessage `json:"id,omitempty"`
	Error    string          `json:"error,omitempty"`
	Worst    string          `json:"worst,omitempty"` // severity of the gravest new finding
	Findings *[]report.Line  `json:"findings,omitempty"`
	LeftOut  int             `json:"left_out,omitempty"` // findings over --max-findings

	sum report.Summary
}

// checkStdio answers until the input ends. Lines are checked on all processors; no
// more of them are held than twice that many.
func (u *ui) checkStdio(c *cli.Context, k *checking) error {
	if c.Bool("update-baseline") || c.String("baseline") != "" {
		return wrongUse("check: --stdio takes no baseline", "an --ignore list works")
	}
	if c.IsSet("format") && c.String("format") != "jsonl" || c.String("out") != "" && c.String("out") != "-" {
		return wrongUse("check: --stdio writes JSON lines to standard output", "")
	}
	s := &stdio{k: k, from: c.String("from"), to: c.String("to")}
	queue := make(chan chan *stdioReply, 2*runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	defer close(stop)
	var readErr error
	go func() {
		defer close(queue)
		readErr = s.read(u.stdin, func(line int, text []byte, err error) bool {
			done := make(chan *stdioReply, 1)
			select {
			case queue <- done:
			case <-stop:
				return false
			}
			go func() { done <- s.answer(line, text, err) }()
			return true
		})
	}()
	w := bufio.NewWriter(u.stdout)
	bad, err := s.write(w, queue)
	if err != nil {
		return notWritable(err, "")
	}
	switch {
	case readErr != nil:
		return badInput(readErr, "")
	case bad > 0:
		return badInput(fmt.Errorf("%s could not be read; each has an error line", plural(bad, "line")), "")
	case k.gated && s.sum.AtLeast(k.failOn):
		return errFindings
	}
	return nil
}

type stdio struct {
	k        *checking
	from, to string
	sum      report.Summary
}

// errLongLine is a line of more than maxPairLine bytes.
var errLongLine = fmt.Errorf("longer than %d MB", maxPairLine>>20)

// read calls each for every line that is not empty, until it returns false.
func (s *stdio) read(in io.Reader, each func(line int, text []byte, err error) bool) error {
	br := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		line, err := boundedLine(br)
		if len(bytes.TrimSpace(line)) > 0 || errors.Is(err, errLongLine) {
			var bad error
			if errors.Is(err, errLongLine) {
				bad = err
			}
			if !each(n, line, bad) {
				return nil
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.Is(err, errLongLine) {
			return err
		}
	}
}

// boundedLine reads a line; of one that is too long it keeps nothing.
func boundedLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxPairLine; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long {
			return nil, errors.Join(errLongLine)
		}
		return line, err
	}
}

// write writes the answers in order and flushes when it would have to wait.
func (s *stdio) write(w *bufio.Writer, queue <-chan chan *stdioReply) (bad int, err error) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	next := func() (chan *stdioReply, bool) {
		select {
		case done, ok := <-queue:
			return done, ok
		default:
		}
		if err == nil {
			err = w.Flush()
		}
		done, ok := <-queue
		return done, ok
	}
	for done, ok := next(); ok && err == nil; done, ok = next() {
		var r *stdioReply
		select {
		case r = <-done:
		default:
			if err = w.Flush(); err != nil {
				return bad, err
			}
			r = <-done
		}
		if r.Error != "" {
			bad++
		}
		for v := range r.sum.Translation {
			s.sum.Translation[v] += r.sum.Translation[v] + r.sum.Source[v]
		}
		if err = enc.Encode(r); err != nil {
			return bad, err
		}
	}
	return bad, errors.Join(err, w.Flush())
}

func (s *stdio) answer(line int, text []byte, err error) *stdioReply {
	r := &stdioReply{Line: line}
	var q stdioRequest
	if err == nil {
		err = json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &q)
		r.ID = q.ID
	}
	var doc check.Document
	if err == nil {
		doc, err = s.document(&q)
	}
	if err != nil {
		r.Error = oneLine(err.Error())
		return r
	}
	lines := []report.Line{}
	single := q.Pairs == nil
	worst := check.Severity(0)
	units := map[int]*report.Unit{}
	for _, f := range s.k.checker.Run(doc) {
		if s.k.only && f.Group == check.SourceText {
			continue
		}
		u := units[f.Pair]
		if u == nil {
			x := pairUnit(&report.Document{SourceLang: doc.SourceLang, TargetLang: doc.TargetLang}, doc.Pairs[f.Pair])
			u = &x
			units[f.Pair] = u
		}
		x := report.Finding{Finding: f, State: report.New, Fingerprint: check.Fingerprint(doc.Pairs[f.Pair], f)}
		if g, ok := s.k.ignored("", doc.Pairs[f.Pair], f); ok {
			x.State, x.Reason, x.Author, x.Expires = report.Ignored, g.Reason, g.Author, g.Expires
		}
		one := *u
		one.Findings = []report.Finding{x}
		r.sum.Add(&one)
		if x.Open() {
			worst = max(worst, f.Severity)
		}
		if s.k.max > 0 && len(lines) == s.k.max {
			r.LeftOut++
			continue
		}
		l := report.NewLine(u, &x)
		if !single {
			l.ID = u.ID
		}
		lines = append(lines, l)
	}
	if r.sum.New() > 0 {
		r.Worst = worst.String()
	}
	r.Findings = &lines
	return r
}

// document is what a request asks to check.
func (s *stdio) document(q *stdioRequest) (check.Document, error) {
	d := check.Document{SourceLang: orWord(q.From, s.from), TargetLang: orWord(q.To, s.to), Glossary: s.k.glossary}
	if d.SourceLang == "" {
		d.SourceLang = orWord(other(d.TargetLang), "ar")
	}
	if d.TargetLang == "" {
		d.TargetLang = other(d.SourceLang)
	}
	if !arabicEnglish(d.SourceLang, d.TargetLang) {
		return d, fmt.Errorf("cannot check %s against %s: want ar and en", d.SourceLang, d.TargetLang)
	}
	pairs := q.Pairs
	if pairs == nil {
		pairs = []stdioPair{{Source: q.Source, Target: q.Target}}
	} else if q.Source != nil || q.Target != nil {
		return d, errors.New("give source and target, or pairs, not both")
	}
	for i, p := range pairs {
		if p.Source == nil || p.Target == nil {
			return d, fmt.Errorf("pair %d: source and target must both be there", i+1)
		}
		d.Pairs = append(d.Pairs, check.Pair{ID: p.ID, Source: *p.Source, Target: *p.Target, Paragraph: i})
	}
	return d, nil
}
