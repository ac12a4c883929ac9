package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDictionaryTextIsHarmless: what a dictionary says of itself and of its words
// cannot steer the terminal.
func TestDictionaryTextIsHarmless(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine\x1b[2J.tsv")
	if err := os.WriteFile(file, []byte("زقنبوط\tn\tgiz\x1b]0;owned\amo; thing\x1b[31m\n"), 0o600); err != nil {
		t.Skip("no such file names here: ", err)
	}
	for _, args := range [][]string{
		{"lexicon", "lookup", "زقنبوط", "--dictionary", file},
		{"lexicon", "list", "--dictionary", file},
		{"lexicon", "info", file},
	} {
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), append([]string{"tarjuman"}, args...), strings.NewReader(""), &stdout, &stderr)
		if code != 0 || stdout.Len() == 0 {
			t.Errorf("%q: exit %d, %s", args, code, stderr.String())
		}
		if out := stdout.String() + stderr.String(); strings.ContainsAny(out, "\x1b\a") {
			t.Errorf("%q shows %q", args, out)
		}
	}
}
