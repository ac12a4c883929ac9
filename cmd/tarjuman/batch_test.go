package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inventedPair writes a text and its translation in invented languages whose
// words correspond one to one and look nothing alike; each text lacks some
// sentences of the other. It returns the lines that a right alignment has.
func inventedPair(t *testing.T, rng *rand.Rand, base string) (want []string) {
	t.Helper()
	word := func(w int, consonants, vowels []rune) string {
		s := ""
		for range 4 {
			s += string(consonants[w%7]) + string(vowels[w%3])
			w = (w*31 + 17) % 9973
		}
		return s
	}
	var source, target []string
	for range 20 {
		var s, g []string
		for range 6 + rng.IntN(5) {
			w := int(rng.Float64() * rng.Float64() * 300)
			s, g = append(s, word(w, []rune("bdfglmn"), []rune("aou"))), append(g, word(w, []rune("кпрстфз"), []rune("иуы")))
		}
		drop := rng.IntN(8)
		if drop != 0 {
			source = append(source, strings.Join(s, " ")+".")
		}
		if drop != 1 {
			target = append(target, strings.Join(g, " ")+".")
		}
		if drop > 1 {
			want = append(want, fmt.Sprintf("%d\t%d\t", len(source)-1, len(target)-1))
		}
	}
	for name, lines := range map[string][]string{base + ".x": source, base + ".y": target} {
		if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return want
}

func TestBatchWithoutLexiconLearnsFromItself(t *testing.T) {
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(7, 8))
	want := map[string][]string{}
	total := 0
	list := ""
	for k := range 40 {
		name := fmt.Sprint("text", k)
		base := filepath.Join(dir, name)
		want[name] = inventedPair(t, rng, base)
		total += len(want[name])
		list += base + ".x\t" + base + ".y\t" + name + "\n"
	}
	listPath := filepath.Join(dir, "list.tsv")
	if err := os.WriteFile(listPath, []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(out string, flags ...string) (right int, all string) {
		args := append([]string{"align", "--segmented", "--format", "beads", "--batch", listPath, "--out", filepath.Join(dir, out)}, flags...)
		if code, _, errOut := tarjuman(t, args...); code != 0 {
			t.Fatalf("exit %d: %s", code, errOut)
		}
		for k := range 40 {
			name := fmt.Sprint("text", k)
			beads, err := os.ReadFile(filepath.Join(dir, out, name+".beads"))
			if err != nil {
				t.Fatal(err)
			}
			all += string(beads)
			for _, w := range want[name] {
				if strings.Contains("\n"+string(beads), "\n"+w) {
					right++
				}
			}
		}
		return right, all
	}
	once, _ := run("once", "--no-learn")
	learned, first := run("learned")
	if learned <= once || learned < total*95/100 {
		t.Errorf("of %d links %d are right without learning, %d with", total, once, learned)
	}
	if _, second := run("again"); second != first {
		t.Error("the same batch gives other links the second time")
	}
}

// TestBatchInterrupted: somebody who stops a batch is told how far it was, and
// finds whole files only.
func TestBatchInterrupted(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "list")
	if err := os.WriteFile(list, []byte("a.txt\tb.txt\tone\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errOut bytes.Buffer
	code := run(ctx, []string{"tarjuman", "align", "--segmented", "--batch", list, "--out", filepath.Join(dir, "links")}, strings.NewReader(""), &out, &errOut)
	if code != exitInterrupted || !strings.Contains(errOut.String(), "interrupted: aligned 0 of 1 pair") {
		t.Errorf("exit %d: %s", code, errOut.String())
	}
}
