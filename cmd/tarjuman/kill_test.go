//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// kills is how often TestKilledAtAnyInstant kills the program.
const kills = 100

// The real program, killed at random instants while it translates through a
// service on a real connection: the run that goes on in the end writes the same
// bytes as one that was never killed, and no answer that had been recorded was asked
// for again. What is in doubt is no more than was under way, is listed, is not sent
// again without consent, and is all that is sent twice.
func TestKilledAtAnyInstant(t *testing.T) {
	s := &cloud{delay: 10 * time.Millisecond, distinct: true}
	addr := s.start(t)
	path := filepath.Join(t.TempDir(), "long.ar.txt")
	var b strings.Builder
	for i := range 150 {
		fmt.Fprintf(&b, "هذه جملة طويلة رقمها %d من مقال إخباري طويل جداً، تتحدث عن أمور كثيرة تجري في بلاد بعيدة، وتذكر أسماء وأرقاماً كثيرة كما ترى، ثم تنتهي هنا أخيراً بعد أن طالت كثيراً.\n", i)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	command := func(state string, more ...string) (*exec.Cmd, *bytes.Buffer) {
		args := []string{"translate", path, "--segmented", "--backend", "google", "--google-project", "p", "--google-endpoint", addr, "--google-insecure", "--state", state}
		cmd := exec.Command("tarjuman", append(args, more...)...)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, new(bytes.Buffer)
		cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "CI=1")
		return cmd, &out
	}
	whole := func(state string) string {
		cmd, out := command(state, "--yes")
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s", err, cmd.Stderr)
		}
		return out.String()
	}
	begin := time.Now()
	want := whole(t.TempDir())
	s.begin()
	took := time.Since(begin)
	if n := strings.Count(want, "\n"); n != 150 {
		t.Fatalf("%d lines", n)
	}

	state := t.TempDir()
	r := rand.New(rand.NewPCG(7, 7))
	killed, doubtful := 0, 0
	for n := range kills {
		before := recorded(t, state)
		lost := doubted(t, before)
		if len(lost) > 0 {
			doubtful++
		}
		if len(lost) > 0 && n%4 < 2 { // of both ways to run, every second time
			asked(t, s, func() *exec.Cmd { cmd, _ := command(state); return cmd })
		}
		s.forget()
		workers := 4 // what the backend takes
		more := []string{"--yes"}
		if n%2 == 1 {
			workers, more = 1, append(more, "--concurrent", "1")
		}
		cmd, out := command(state, more...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go s.killer(cmd, r.Int64N(int64(took)), n%3 == 0, done)
		err := cmd.Wait()
		close(done)
		s.settle()
		var ee *exec.ExitError
		switch {
		case err == nil && out.String() != want:
			t.Fatalf("run %d ended with other bytes", n)
		case errors.As(err, &ee) && ee.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL:
			killed++
		case err != nil:
			t.Fatalf("run %d: %v: %s", n, err, cmd.Stderr)
		}
		for _, text := range s.texts() {
			if strings.Contains(before, cloudText(text)+`"`) {
				t.Fatalf("run %d asked again for an answer that was recorded: %s", n, text)
			}
		}
		// What was sent a second time is what was listed as in doubt, and the kill has
		// left no more batches in doubt than were under way.
		if again := s.again(); again > count(lost) {
			t.Fatalf("run %d sent %d texts again; in doubt were %d", n, again, count(lost))
		}
		if fresh := newlyDoubted(lost, doubted(t, recorded(t, state))); fresh > workers {
			t.Fatalf("run %d left %d batches in doubt, of %d workers", n, fresh, workers)
		}
		if err == nil { // all is there: begin anew
			state = t.TempDir()
			s.begin()
		}
	}
	if got := whole(state); got != want {
		t.Error("the last run ended with other bytes")
	}
	if doubtful < kills/20 {
		t.Errorf("only %d kills left something in doubt", doubtful)
	}
	if killed < kills/4 {
		t.Errorf("only %d of %d runs were killed before they were done", killed, kills)
	}
}

// recorded returns what the journal in a folder holds, without a line that is torn.
func recorded(t *testing.T, state string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(state, "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all += string(data[:bytes.LastIndexByte(data, '\n')+1])
	}
	return all
}

// doubted are the requests of a journal that were begun and have no end, by run and
// number, with how many texts of each are without an answer.
func doubted(t *testing.T, lines string) map[string]int {
	t.Helper()
	type event struct {
		Type, Run string
		N         int
		Keys      []string
		Answers   []struct{ Key string }
	}
	open := map[string][]string{}
	for line := range strings.Lines(lines) {
		var e event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		id := fmt.Sprint(e.Run, " ", e.N)
		if e.Type == "end" {
			delete(open, id)
			continue
		}
		for other, keys := range open { // sent again: this is what counts from now on
			open[other] = slices.DeleteFunc(keys, func(k string) bool { return slices.Contains(e.Keys, k) })
		}
		open[id] = e.Keys
	}
	out := map[string]int{}
	for id, keys := range open {
		if len(keys) > 0 {
			out[id] = len(keys)
		}
	}
	return out
}

func count(doubts map[string]int) (texts int) {
	for _, n := range doubts {
		texts += n
	}
	return texts
}

func newlyDoubted(before, after map[string]int) (n int) {
	for id := range after {
		if _, old := before[id]; !old {
			n++
		}
	}
	return n
}

// asked wants a run without consent to list what is in doubt and to send nothing.
func asked(t *testing.T, s *cloud, command func() *exec.Cmd) {
	t.Helper()
	before := len(s.texts())
	cmd := command()
	err := cmd.Run()
	said := fmt.Sprint(cmd.Stderr)
	var ee *exec.ExitError
	if !errors.As(err, &ee) || ee.ExitCode() != exitBudget || !strings.Contains(said, "in doubt: ") || !strings.Contains(said, "--yes sends these sentences again") {
		t.Fatalf("without consent: %v: %s", err, said)
	}
	if n := len(s.texts()); n != before {
		t.Fatalf("%d texts were sent without consent", n-before)
	}
}

// settle waits until the requests of a killed client have been dealt with.
func (s *cloud) settle() {
	for quiet := 0; quiet < 3; quiet++ {
		time.Sleep(5 * time.Millisecond)
		if s.underWay.Load() > 0 {
			quiet = 0
		}
	}
}

// killer kills the command after some nanoseconds of its whole run or, where a
// request must be under way, some within two requests after the first one came:
// where starting takes most of a run, few kills would find a request.
func (s *cloud) killer(cmd *exec.Cmd, after int64, asking bool, done <-chan struct{}) {
	for asking && s.underWay.Load() == 0 {
		select {
		case <-done:
			return
		case <-time.After(time.Millisecond):
		}
	}
	if asking {
		after %= int64(2 * s.delay)
	}
	select {
	case <-done:
	case <-time.After(time.Duration(after)):
		cmd.Process.Kill()
	}
}

// begin forgets all that was ever sent.
func (s *cloud) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ever, s.sent = nil, nil
}

// again counts the texts sent since the last forget that had been sent before it.
func (s *cloud) again() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range s.sent {
		if s.ever[text] {
			n++
		}
	}
	return n
}

func (s *cloud) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ever == nil {
		s.ever = map[string]bool{}
	}
	for _, text := range s.sent {
		s.ever[text] = true
	}
	s.sent = nil
}

func (s *cloud) texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.sent...)
}
