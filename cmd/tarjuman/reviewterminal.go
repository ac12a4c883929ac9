package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
)

// terminalReview is a review line by line, for a person at a terminal far away:
// the Arabic stacked over the English, a letter for every decision.
type terminalReview struct {
	u      *ui
	in     *bufio.Reader
	s      *bitext.Session
	checks review.Checks
	order  []string // ids in the order of reading
	at     int
	since  time.Time // when the sentence was shown
}

const terminalHelp = `  Enter, n   next sentence          p    previous sentence      s07  go to a sentence
  a          approve                e    write another text     x    reject, with a reason
  c          comment                i 1  pass over finding 1    m    join with the next sentence
  u          undo                   r    do again               q    end (everything is saved)
`

// reviewTerminal reviews a session on the terminal.
func (u *ui) reviewTerminal(ctx context.Context, s *bitext.Session, checks review.Checks, planned bool) error {
	t := &terminalReview{u: u, in: bufio.NewReader(u.stdin), s: s, checks: checks}
	d := s.Document()
	if planned {
		for _, it := range review.First(review.Plan(d), 0) {
			t.order = append(t.order, d.Segments[it.Segment].ID)
		}
	} else {
		for i := range d.Segments {
			t.order = append(t.order, d.Segments[i].ID)
		}
	}
	if len(t.order) == 0 {
		fmt.Fprintln(u.stdout, "nothing to review")
		return nil
	}
	fmt.Fprint(u.stdout, terminalHelp)
	t.show()
	for ctx.Err() == nil {
		line, err := t.ask("> ")
		if errors.Is(err, io.EOF) || err == nil && line == "q" {
			break
		}
		if err != nil {
			return badInput(err, "")
		}
		if err := t.do(line); err != nil {
			var lost *bitext.NotSaved
			if errors.As(err, &lost) {
				return notWritable(err, "")
			}
			fmt.Fprintln(u.stdout, "  "+clean(err.Error()))
		}
	}
	fmt.Fprintln(u.stdout, reviewed(s.Document()))
	return nil
}

// ask prints a prompt and returns the answer without white space around it.
func (t *terminalReview) ask(prompt string) (string, error) {
	fmt.Fprint(t.u.stdout, prompt)
	line, err := t.in.ReadString('\n')
	if err != nil && line == "" {
		fmt.Fprintln(t.u.stdout)
		return "", err
	}
	return strings.TrimSpace(line), nil
}

// segment returns the sentence that is shown; one that was joined with another
// is found there no more.
func (t *terminalReview) segment() *bitext.Segment {
	d := t.s.Document()
	for i := range d.Segments {
		if d.Segments[i].ID == t.order[t.at] {
			return &d.Segments[i]
		}
	}
	return nil
}

func (t *terminalReview) show() {
	s := t.segment()
	if s == nil {
		return
	}
	w := t.u.stdout
	fmt.Fprintf(w, "\n%d of %d", t.at+1, len(t.order))
	if s.Status != "" && s.Status != bitext.Draft {
		fmt.Fprintf(w, ", %s", s.Status)
		if s.Decision != nil && s.Decision.Note != "" {
			fmt.Fprintf(w, ": %s", t.u.show(s.Decision.Note))
		}
	}
	fmt.Fprintln(w)
	t.u.listSegment(w, s)
	for i, f := range s.Open() {
		fmt.Fprintf(w, "  %d  %s\n", i+1, t.u.findingLine(s.Source.Text, s.Target.Text, f))
	}
	for _, c := range s.Comments {
		fmt.Fprintf(w, "     %s: %s\n", orWord(t.u.show(c.By), "comment"), t.u.show(c.Text))
	}
	t.since = time.Now()
}

// step goes to another sentence that is still there.
func (t *terminalReview) step(by int) {
	for {
		next := t.at + by
		if next < 0 || next >= len(t.order) {
			fmt.Fprintln(t.u.stdout, map[bool]string{true: "  this is the last one: q ends", false: "  this is the first one"}[by > 0])
			return
		}
		if t.at = next; t.segment() != nil {
			t.show()
			return
		}
	}
}

// do carries out one line of input.
func (t *terminalReview) do(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "", "n":
		t.step(1)
	case "p":
		t.step(-1)
	case "?", "h", "help":
		fmt.Fprint(t.u.stdout, terminalHelp)
	case "a":
		if s := t.segment(); s == nil || s.Status != bitext.Approved { // approved before: on to the next
			if err := t.act(bitext.Event{Op: bitext.Approve}); err != nil {
				return err
			}
		}
		t.step(1)
	case "e":
		return t.actAsking(bitext.Edit, "text: ", rest)
	case "x":
		return t.actAsking(bitext.Reject, "reason: ", rest)
	case "c":
		return t.actAsking(bitext.Comment, "comment: ", rest)
	case "i":
		return t.ignore(rest)
	case "m":
		return t.act(bitext.Event{Op: bitext.Merge})
	case "u", "r":
		return t.undo(word == "r")
	default:
		return t.jump(word)
	}
	return nil
}

// act carries out and saves an action on the sentence, checks it again and shows
// it.
func (t *terminalReview) act(e bitext.Event) error {
	s := t.segment()
	if s == nil {
		return errors.New("this sentence was joined with another")
	}
	e.Seg, e.Spent = s.ID, int(min(time.Since(t.since), 2*time.Minute).Milliseconds())
	if _, err := t.s.Do(e); err != nil {
		return err
	}
	if _, err := t.s.Do(t.checks.Again(t.s.Document(), e.Seg)...); err != nil {
		return err
	}
	if e.Op != bitext.Approve {
		t.show()
	}
	return nil
}

// actAsking asks for the text of an action unless it was given. Nothing typed
// leaves everything as it is, except for a rejection, which needs no reason.
func (t *terminalReview) actAsking(op bitext.Op, prompt, text string) error {
	if text == "" {
		var err error
		if text, err = t.ask(prompt); err != nil {
			return nil // the end of the input is seen again by the loop
		}
	}
	if text == "" && op != bitext.Reject {
		return errors.New("left as it is")
	}
	return t.act(bitext.Event{Op: op, Text: text})
}

func (t *terminalReview) ignore(rest string) error {
	number, reason, _ := strings.Cut(rest, " ")
	s := t.segment()
	if s == nil {
		return errors.New("this sentence was joined with another")
	}
	open := s.Open()
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(open) {
		return fmt.Errorf("i wants the number of a finding, 1 to %d", len(open))
	}
	f := open[n-1]
	if f.Rule == bitext.EditorRule {
		return errors.New("an editor marked this: u takes back what was done last")
	}
	if reason == "" {
		if reason, err = t.ask("why is it no fault: "); err != nil {
			return nil
		}
	}
	return t.act(bitext.Event{Op: bitext.Ignore, Finding: bitext.FindingKey(s.Source.Text, s.Target.Text, f), Rule: f.Rule, Text: reason})
}

func (t *terminalReview) undo(again bool) error {
	last, ok := t.s.LastUndoable("", again)
	if !ok {
		return errors.New("there is nothing to undo")
	}
	if _, err := t.s.Do(bitext.Event{Op: bitext.Undo, Undoes: last.Seq}); err != nil {
		return err
	}
	if last.Seg != "" {
		_ = t.jump(last.Seg) // where it is, if it is in this order
		return nil
	}
	t.show()
	return nil
}

func (t *terminalReview) jump(id string) error {
	for i, known := range t.order {
		if known == id {
			t.at = i
			if t.segment() == nil {
				return fmt.Errorf("%s was joined with another sentence", id)
			}
			t.show()
			return nil
		}
	}
	return fmt.Errorf("no sentence and no command %q: ? shows the commands", id)
}
