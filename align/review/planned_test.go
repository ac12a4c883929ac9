package review_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tarjuman/align/check"
	"tarjuman/align/review"
)

// TestPlanFindsPlantedErrors measures the reading plan on a benchmark folder named
// by TARJUMAN_BENCH: articles by people, in each of which one sentence in ten gets
// a planted error. At least 70 % of those must be among the first 20 % of
// sentences.
func TestPlanFindsPlantedErrors(t *testing.T) {
	dir := os.Getenv("TARJUMAN_BENCH")
	if dir == "" {
		t.Skip("TARJUMAN_BENCH names no benchmark")
	}
	const (
		least   = 10 // sentences of an article worth a plan
		every   = 10 // one error in that many sentences
		first   = 5  // the first 1/5 is read
		atLeast = 0.70
	)
	clean := planRows(t, filepath.Join(dir, "dev", "clean.tsv"))
	variants := planVariants(t, dir)
	checker, err := check.New(check.Options{})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	planted, found := 0, 0
	byKind := map[string][2]int{}
	for _, article := range articles(clean, least) {
		rows := slices.Clone(article)
		kinds := map[int]string{}
		for range max(1, len(rows)/every) {
			i := random.IntN(len(rows))
			if v := variants[rows[i].origin]; len(v) > 0 && kinds[i] == "" {
				rows[i] = v[random.IntN(len(v))]
				kinds[i] = rows[i].label
			}
		}
		for rank, segment := range planOrder(checker, rows) {
			kind := kinds[segment]
			if kind == "" {
				continue
			}
			n := byKind[kind]
			n[1]++
			planted++
			if rank < (len(rows)+first-1)/first {
				n[0]++
				found++
			}
			byKind[kind] = n
		}
	}
	if planted == 0 {
		t.Fatal("nothing was planted")
	}
	share := float64(found) / float64(planted)
	t.Logf("%d of %d planted errors (%.1f %%) in the first %d %% of sentences", found, planted, 100*share, 100/first)
	kinds := make([]string, 0, len(byKind))
	for k := range byKind {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		t.Logf("%-28s %d of %d", k, byKind[k][0], byKind[k][1])
	}
	if share < atLeast {
		t.Errorf("%.1f %%, want at least %.0f %%", 100*share, 100*atLeast)
	}
}

// planOrder is the order in which a plan has the sentences of an article.
func planOrder(c *check.Checker, rows []planRow) []int {
	doc := check.Document{SourceLang: "ar", TargetLang: "en"}
	for i, r := range rows {
		doc.Pairs = append(doc.Pairs, check.Pair{ID: fmt.Sprint(i), Source: r.src, Target: r.tgt, Paragraph: i})
	}
	findings := make([][]check.Finding, len(rows))
	for _, f := range c.Run(doc) {
		findings[f.Pair] = append(findings[f.Pair], f)
	}
	items := make([]review.Item, len(rows))
	for i, r := range rows {
		items[i] = review.NewItem(i, r.src, r.tgt, findings[i], 1)
	}
	review.Sort(items)
	out := make([]int, len(items))
	for i, it := range items {
		out[i] = it.Segment
	}
	return out
}

type planRow struct{ src, tgt, label, origin, doc string }

func planRows(t *testing.T, path string) []planRow {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []planRow
	var head []string
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if head == nil {
			head = cells
			continue
		}
		get := func(name string) string {
			if i := slices.Index(head, name); i >= 0 && i < len(cells) {
				return cells[i]
			}
			return ""
		}
		rows = append(rows, planRow{get("src_ar"), get("tgt_en"), get("label"), get("origin"), get("doc")})
	}
	return rows
}

// planVariants are the planted rows by the sentence they were made from.
func planVariants(t *testing.T, dir string) map[string][]planRow {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "dev", "*.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]planRow{}
	for _, f := range files {
		if name := filepath.Base(f); strings.HasPrefix(name, "clean") || strings.HasPrefix(name, "real_mt") {
			continue
		}
		for _, r := range planRows(t, f) {
			if r.label != "clean" && r.origin != "" {
				out[r.origin] = append(out[r.origin], r)
			}
		}
	}
	return out
}

// articles are the runs of rows of one document.
func articles(rows []planRow, least int) [][]planRow {
	var out [][]planRow
	for start := 0; start < len(rows); {
		end := start + 1
		for end < len(rows) && rows[end].doc == rows[start].doc {
			end++
		}
		if rows[start].doc != "" && end-start >= least {
			out = append(out, rows[start:end])
		}
		start = end
	}
	return out
}
