package neural

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestClassicSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                    nil,
		" \n ":                                nil,
		"He left. She stayed!\nAll. 3":        {"He left.", "She stayed!", "All.", "3"},
		"e.g. this. (Then) that... And so on": {"e.g. this.", "(Then) that...", "And so on"},
		"3.5 per cent... and more.":           {"3.5 per cent... and more."},
		"“Stop.” Then he left.":               {"“Stop.”", "Then he left."},
		"سأل: أين هو؟ ثم ذهب. عاد.ونام": {"سأل: أين هو؟ ثم ذهب.", "عاد.ونام"},
	} {
		var got []string
		for _, s := range classicSentences(text) {
			got = append(got, strings.TrimSpace(text[s.start:s.end]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestReproduceKeepsWhiteSpace(t *testing.T) {
	m, err := Load(toyDir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.Reproduce(t.Context(), "\n  أين أحمد؟  \n\n")
	if err != nil || got != "\n  Where is Ahmed?  \n\n" {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := m.Reproduce(t.Context(), " \n"); err != nil || got != " \n" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestReproduceEqualsReference compares with a whole text through the original
// engine: its batches, their shortlists, and what comes out.
func TestReproduceEqualsReference(t *testing.T) {
	m, err := Load(toyDir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var whole struct {
		Input, Output string
		Batches       []struct {
			Src        [][]int
			Candidates []int32
			Width      int
		}
	}
	if err := json.Unmarshal(unzipped(t, "testdata/vectors/batches.json.gz"), &whole); err != nil {
		t.Fatal(err)
	}
	var chunks []*chunk
	for _, s := range classicSentences(whole.Input) {
		for _, p := range m.cut(m.source.Encode(whole.Input[s.start:s.end])) {
			chunks = append(chunks, &chunk{part: p})
		}
	}
	got := batches(chunks)
	if len(got) != len(whole.Batches) {
		t.Fatalf("%d batches, want %d", len(got), len(whole.Batches))
	}
	for i, want := range whole.Batches {
		var ids []int
		for k, c := range got[i] {
			if k >= len(want.Src) || !slices.Equal(c.ids, want.Src[k]) {
				t.Fatalf("batch %d: row %d is %v", i, k, c.ids)
			}
			ids = append(ids, c.ids...)
		}
		var buffer []bool
		if len(got[i]) != len(want.Src) || !slices.Equal(m.short.candidates(&buffer, ids), want.Candidates) {
			t.Errorf("batch %d: %d rows or their candidates differ", i, len(got[i]))
		}
	}
	compareLines(t, m, whole.Input, whole.Output)
}

// TestReproduceSplitsAsReference compares how the original engine cuts and joins
// texts: sentences, parts of very long ones, white space.
func TestReproduceSplitsAsReference(t *testing.T) {
	dir := os.Getenv(vectorsEnv)
	if dir == "" {
		t.Skip("set " + vectorsEnv + " to a folder with the reference's vectors")
	}
	m, err := Load(toyDir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var split []struct{ Input, Output string }
	b, err := os.ReadFile(filepath.Join(dir, "toy-base", "split_wrap_native.json"))
	if err == nil {
		err = json.Unmarshal(b, &split)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range split {
		compareLines(t, m, x.Input, x.Output)
	}
}

func unzipped(t *testing.T, name string) []byte {
	t.Helper()
	b, err := readFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// compareLines wants all lines to be equal.
func compareLines(t *testing.T, m *Model, text, want string) {
	t.Helper()
	got, err := m.Reproduce(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	if len(a) != len(b) {
		t.Fatalf("%d lines, want %d", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("line %d: %q, want %q", i+1, a[i], b[i])
		}
	}
}
