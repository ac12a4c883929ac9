//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
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
// for again.
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
	command := func(state string) (*exec.Cmd, *bytes.Buffer) {
		cmd := exec.Command("tarjuman", "translate", path, "--segmented", "--backend", "google", "--google-project", "p", "--google-endpoint", addr, "--google-insecure", "--state", state, "--yes")
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, new(bytes.Buffer)
		cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "CI=1")
		return cmd, &out
	}
	whole := func(state string) string {
		cmd, out := command(state)
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s", err, cmd.Stderr)
		}
		return out.String()
	}
	begin := time.Now()
	want := whole(t.TempDir())
	took := time.Since(begin)
	if n := strings.Count(want, "\n"); n != 150 {
		t.Fatalf("%d lines", n)
	}

	state := t.TempDir()
	r := rand.New(rand.NewPCG(7, 7))
	killed := 0
	for n := range kills {
		before := recorded(t, state)
		s.forget()
		cmd, out := command(state)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(r.Int64N(int64(took))), func() { cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
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
		if err == nil { // all is there: begin anew
			state = t.TempDir()
		}
	}
	if got := whole(state); got != want {
		t.Error("the last run ended with other bytes")
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

func (s *cloud) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = nil
}

func (s *cloud) texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.sent...)
}
