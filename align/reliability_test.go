package align

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tarjuman/align/lexicon"
)

// TestReliability prints how often links of each confidence are right on aligned
// texts of the user's: TARJUMAN_ALIGN_GOLD names a folder with files NAME.ar,
// NAME.en (one sentence a line) and NAME.gold (one link a line: source
// sentences, tab or colon, target sentences, counted from 0). Links of 0.95 and
// above must be right in 98 cases of 100.
func TestReliability(t *testing.T) {
	root := os.Getenv("TARJUMAN_ALIGN_GOLD")
	if root == "" {
		t.Skip("TARJUMAN_ALIGN_GOLD is not set")
	}
	edges := []float64{0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01}
	var right, all [7]int
	var sum [7]float64
	err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil || filepath.Ext(path) != ".gold" {
			return err
		}
		base := strings.TrimSuffix(path, ".gold")
		gold := map[string]bool{}
		for _, l := range fileLines(t, path) {
			a, b, _ := strings.Cut(strings.Replace(l, "\t", ":", 1), ":")
			gold[fmt.Sprint(numbers(a), numbers(b))] = true
		}
		res, err := Align(fileLines(t, base+".ar"), fileLines(t, base+".en"), Options{SourceLang: "ar", TargetLang: "en", Lexicon: lexicon.Default()})
		if err != nil {
			return err
		}
		for _, l := range res.Links {
			k := 0
			for l.Confidence >= edges[k+1] {
				k++
			}
			all[k]++
			sum[k] += l.Confidence
			right[k] += bit(gold[fmt.Sprint(append([]int{}, l.Source...), append([]int{}, l.Target...))])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for k, n := range all {
		t.Logf("confidence %.2f-%.2f  mean %.3f  right %.3f of %d", edges[k], min(1, edges[k+1]), sum[k]/float64(max(1, n)), float64(right[k])/float64(max(1, n)), n)
	}
	if sure := all[5] + all[6]; sure == 0 || float64(right[5]+right[6]) < 0.98*float64(sure) {
		t.Errorf("%d of %d sure links are right, want 98 %%", right[5]+right[6], sure)
	}
}

var digits = regexp.MustCompile(`\d+`)

func numbers(s string) []int {
	out := []int{}
	for _, d := range digits.FindAllString(s, -1) {
		n, _ := strconv.Atoi(d)
		out = append(out, n)
	}
	return out
}

func fileLines(tb testing.TB, path string) []string {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}
