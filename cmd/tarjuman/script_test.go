package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"

	"tarjuman/internal/arabic"
)

func TestMain(m *testing.M) {
	testscript.Main(m, programs())
}

// TestScripts runs every documented command line; see testdata/*.txtar. $DATA is
// the repository's testdata folder.
func TestScripts(t *testing.T) {
	data, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("DATA", data)
			e.Setenv("CI", "")
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir)
			e.Setenv("XDG_STATE_HOME", e.WorkDir)
			e.Setenv("XDG_DATA_HOME", e.WorkDir)
			e.Setenv("MODELS", modelServer(t))
			e.Setenv("CLOUD", (&cloud{}).start(t)) // a paid service, see google_test.go
			e.Setenv("MEANING", meaning(t).URL)    // a service of embeddings, see embeddings_test.go
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "noarabic": noArabic, "lines": lines},
	})
}

// exits CODE PROGRAM ARG… runs a command and wants that exit code; its output is
// left in files stdout and stderr.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(path, args[2:]...)
	cmd.Dir = ts.Getenv("PWD")
	if cmd.Dir == "" {
		cmd.Dir = ts.MkAbs(".")
	}
	cmd.Env = append(os.Environ(), "CI=", "XDG_CONFIG_HOME="+ts.MkAbs("."), "XDG_STATE_HOME="+ts.MkAbs("."), "XDG_DATA_HOME="+ts.MkAbs("."), "TARJUMAN_FAIL_ON="+ts.Getenv("TARJUMAN_FAIL_ON"))
	out, err := os.Create(ts.MkAbs("stdout"))
	ts.Check(err)
	defer out.Close()
	errOut, err := os.Create(ts.MkAbs("stderr"))
	ts.Check(err)
	defer errOut.Close()
	cmd.Stdout, cmd.Stderr = out, errOut
	err = cmd.Run()
	code := 0
	var ee *exec.ExitError
	if errors.As(err, &ee) {
		code = ee.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		msg, _ := os.ReadFile(ts.MkAbs("stderr"))
		ts.Fatalf("exit %d, want %d: %s", code, want, msg)
	}
}

// noarabic FILE fails when the file holds an Arabic letter.
func noArabic(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: noarabic FILE")
	}
	has := arabic.Has(ts.ReadFile(args[0]))
	if has != neg {
		ts.Fatalf("%s: Arabic letters: %v", args[0], has)
	}
}

// lines N FILE wants N lines that are not empty.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines N FILE")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	n, blank := 0, true
	for _, r := range ts.ReadFile(args[1]) {
		switch {
		case r == '\n':
			blank = true
		case blank && !unicode.IsSpace(r):
			n++
			blank = false
		}
	}
	if n != want {
		ts.Fatalf("%s: %d lines, want %d", args[1], n, want)
	}
}
