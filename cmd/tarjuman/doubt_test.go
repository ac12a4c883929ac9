package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// inDoubt makes a folder with an article of which all that was sent has no answer,
// because the service failed in the midst of it, and returns the flags to go on with.
func inDoubt(t *testing.T, s *cloud) (dir string, flags []string) {
	t.Helper()
	dir = t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CONFIG_HOME", dir)
	for name, data := range map[string]string{
		"a.ar.txt": "وصل الوزير إلى العاصمة.\nغادر في المساء.\n",
		"b.ar.txt": "وصل الوزير إلى العاصمة.\nغادر في الصباح.\n",
		"a.en.txt": "The minister arrived in the capital.\nHe left in the evening.\n",
	} {
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	flags = []string{"--google-project", "p", "--google-endpoint", s.start(t), "--google-insecure", "--state", filepath.Join(dir, "state")}
	s.failFrom, s.failure = 1, status.Error(codes.DataLoss, "half an answer")
	code, _, said := tarjuman(t, append([]string{"translate", "a.ar.txt", "--backend", "google"}, flags...)...)
	if code != exitBackend || !strings.Contains(said, "perhaps charged without an answer") {
		t.Fatalf("exit %d: %s", code, said)
	}
	s.failFrom = 0
	return dir, flags
}

// asksFor counts the requests that come in while a command runs.
func (s *cloud) asksFor(run func()) int {
	count := func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.requests
	}
	before := count()
	run()
	return count() - before
}

// Whatever command would send again what may have been charged lists it, sends nothing
// and says how to agree, where nobody is there to ask; with consent it goes on.
func TestEveryCommandAsksAboutDoubts(t *testing.T) {
	for name, line := range map[string]string{
		"translate":          "translate a.ar.txt --backend google",
		"lines":              "translate a.ar.txt --backend google --segmented",
		"another article":    "translate b.ar.txt --backend google",
		"compared":           "translate a.ar.txt --compare google,a.en.txt",
		"update":             "update b.ar-en.jsonl a.ar.txt --backend google",
		"behind another":     "translate a.ar.txt --backend silent,google",
		"in front of others": "translate a.ar.txt --backend google,offline",
	} {
		t.Run(name, func(t *testing.T) {
			s := &cloud{distinct: true}
			_, flags := inDoubt(t, s)
			if err := os.WriteFile(configName, []byte("backends:\n  silent: {kind: command, command: [sh, -c, 'exit 1'], network: true}\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(line, "update ") {
				if code, _, said := tarjuman(t, "translate", "b.ar.txt", "--backend", "offline"); code != 0 {
					t.Fatal(said)
				}
			}
			args := append(strings.Fields(line), flags...)
			for _, ci := range []string{"", "true"} {
				t.Setenv("CI", ci)
				var code int
				var said string
				if n := s.asksFor(func() { code, _, said = tarjuman(t, args...) }); n != 0 || code != exitBudget || !strings.Contains(said, "in doubt: 2 sentences of a.ar.txt") && !strings.Contains(said, "in doubt: 1 sentence of a.ar.txt") || !strings.Contains(said, "--yes sends these sentences again") {
					t.Errorf("CI=%s: exit %d after %d requests: %s", ci, code, n, said)
				}
			}
			var code int
			var said string
			if n := s.asksFor(func() { code, _, said = tarjuman(t, append(args, "--yes")...) }); n == 0 || code != 0 {
				t.Errorf("with consent: exit %d after %d requests: %s", code, n, said)
			}
		})
	}
}

// A person is asked, with what is in doubt in sight; only a yes sends it again.
func TestDoubtsAreAskedAbout(t *testing.T) {
	s := &cloud{distinct: true}
	_, flags := inDoubt(t, s)
	answer := func(text string) (code, requests int, said string) {
		var out, errOut bytes.Buffer
		requests = s.asksFor(func() {
			u := &ui{stdin: strings.NewReader(text), stdout: &out, stderr: &errOut, stdinTTY: true, stderrTTY: true}
			code = u.run(context.Background(), append([]string{"tarjuman", "translate", "a.ar.txt", "--backend", "google"}, flags...))
		})
		return code, requests, errOut.String()
	}
	for _, no := range []string{"q\n", "n\n", "what?\n"} {
		if code, n, said := answer(no); code != 0 || n != 0 || !strings.Contains(said, "in doubt: 2 sentences of a.ar.txt") || !strings.Contains(said, "[Enter] send") || !strings.Contains(said, "nothing sent") {
			t.Errorf("%q: exit %d after %d requests: %s", no, code, n, said)
		}
	}
	if code, n, said := answer("\n"); code != 0 || n != 1 {
		t.Errorf("yes: exit %d after %d requests: %s", code, n, said)
	}
}
