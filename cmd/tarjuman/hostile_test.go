package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
)

// hostileFile is a file that must be refused, and the command that reads it; FILE in
// the command stands for the file.
type hostileFile struct {
	name    string // of the file, with the ending by which its format is told
	kind    string
	data    []byte
	command string
}

func hostileFiles(t testing.TB) []hostileFile {
	var out []hostileFile
	out = append(out, hostileXML()...)
	out = append(out, hostileArchives(t)...)
	out = append(out, hostileTexts()...)
	return out
}

// patience is far beyond what any file takes: a refusal that needs more has hung.
const patience = 60 * time.Second

// inProcess is which share of the hostile files, one in so many, the command reads
// within the test; .ci/hostile gives all of them to the program.
const inProcess = 4

// Hostile files are refused with one clear line and exit code 3.
func TestHostileFilesAreRefused(t *testing.T) {
	files := hostileFiles(t)
	if len(files) < 300 {
		t.Fatalf("only %d hostile files", len(files))
	}
	dir := t.TempDir()
	for i, f := range files {
		if len(f.data) > 1<<20 || i%inProcess != 0 {
			continue // .ci/hostile reads them, where they are measured
		}
		name := fmt.Sprintf("%03d-%s-%s", i, strings.ReplaceAll(f.kind, " ", "-"), f.name)
		t.Run(name, func(t *testing.T) {
			args := saved(t, filepath.Join(dir, name), f)
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			var stdout, stderr bytes.Buffer
			code := run(ctx, append([]string{"tarjuman"}, args...), strings.NewReader(""), &stdout, &stderr)
			judgeRefusal(t, code, stderr.String())
		})
	}
}

// saved writes the file and returns the command line that reads it.
func saved(t testing.TB, path string, f hostileFile) []string {
	if err := os.WriteFile(path, f.data, 0o600); err != nil {
		t.Fatal(err)
	}
	args := strings.Fields(f.command)
	for i := range args {
		if args[i] == "FILE" {
			args[i] = path
		}
	}
	return args
}

func judgeRefusal(t *testing.T, code int, stderr string) {
	t.Helper()
	if code != exitInput {
		t.Errorf("exit %d, want %d: %.300q", code, exitInput, stderr)
	}
	lines := 0
	for line := range strings.Lines(stderr) {
		switch {
		case strings.HasPrefix(line, "tarjuman: "):
			lines++
		case !strings.HasPrefix(line, "hint: "):
			t.Errorf("a line that is neither the error nor a hint: %.200q", line)
		}
		if len(line) > 600 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	if lines != 1 {
		t.Errorf("%d error lines: %.400q", lines, stderr)
	}
	if strings.ContainsFunc(stderr, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) || strings.Contains(stderr, "goroutine") {
		t.Errorf("the error holds control characters or a trace: %.300q", stderr)
	}
}

// The same files laid out for .ci/hostile, which measures a process for each: what
// this process holds would count as theirs.
func TestHostileFilesAreLaidOut(t *testing.T) {
	dir := os.Getenv("TARJUMAN_HOSTILE")
	if dir == "" {
		t.Skip("TARJUMAN_HOSTILE names no folder to write to")
	}
	var list strings.Builder
	for i, f := range hostileFiles(t) {
		args := saved(t, filepath.Join(dir, fmt.Sprintf("%03d-%s", i, f.name)), f)
		fmt.Fprintf(&list, "%s\t%s\n", f.kind, strings.Join(args, "\t"))
	}
	if err := os.WriteFile(filepath.Join(dir, "list.tsv"), []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
