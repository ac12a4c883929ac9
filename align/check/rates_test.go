package check

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// benchVariable names the folder of the benchmark, with map.tsv and dev/*.tsv.
const benchVariable = "TARJUMAN_BENCH"

type benchRow struct{ id, src, tgt, label, origin, doc string }

func benchRows(t testing.TB, path string) []benchRow {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []benchRow
	var head map[string]int
	for line := range strings.Lines(string(data)) {
		c := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if head == nil {
			head = map[string]int{}
			for i, n := range c {
				head[n] = i
			}
			continue
		}
		get := func(name string) string {
			if i, ok := head[name]; ok && i < len(c) {
				return c[i]
			}
			return ""
		}
		rows = append(rows, benchRow{get("id"), get("src_ar"), get("tgt_en"), get("label"), get("origin"), get("doc")})
	}
	return rows
}

// rateKey is a rule on a set.
type rateKey struct{ rule, set string }

// TestRates writes the measured rates anew, from a benchmark.
func TestRates(t *testing.T) {
	dir := os.Getenv(benchVariable)
	if dir == "" || !*update {
		t.Skip(benchVariable + " and -update measure the rules anew")
	}
	answers := benchMap(t, filepath.Join(dir, "map.tsv"))
	files, err := filepath.Glob(filepath.Join(dir, "dev", "*.tsv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no rows", err)
	}
	notes := benchNotes(t, filepath.Join(dir, "dev", "clean_notes.tsv"))
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	pairs := map[string]int{}
	got := map[rateKey]*Rate{}
	for _, f := range files {
		name := filepath.Base(f)
		if strings.HasPrefix(name, "real_mt") || strings.Contains(name, "notes") {
			continue
		}
		measureFile(t, c, name, benchRows(t, f), answers, notes, pairs, got)
	}
	writeRates(t, answers, pairs, got)
}

func measureFile(t *testing.T, c *Checker, name string, rows []benchRow, answers map[string][]string, notes map[string]map[string]bool, pairs map[string]int, got map[rateKey]*Rate) {
	t.Helper()
	for start := 0; start < len(rows); {
		end := start + 1
		for end < len(rows) && rows[end].doc != "" && rows[end].doc == rows[start].doc {
			end++
		}
		doc := Document{SourceLang: "ar", TargetLang: "en"}
		for _, r := range rows[start:end] {
			doc.Pairs = append(doc.Pairs, Pair{ID: r.id, Source: r.src, Target: r.tgt})
		}
		worst := map[int]map[string]Severity{}
		for _, f := range c.Run(doc) {
			if worst[f.Pair] == nil {
				worst[f.Pair] = map[string]Severity{}
			}
			worst[f.Pair][f.Rule] = max(worst[f.Pair][f.Rule], f.Severity)
		}
		for i, r := range rows[start:end] {
			set := r.label
			if set == "clean" {
				set = map[bool]string{true: Rewrites, false: CorrectPairs}[name == "clean_controls.tsv"]
				if name == "terminology_inconsistent.tsv" {
					continue // the context of planted rows
				}
			}
			pairs[set]++
			natural := notes[r.id]
			if natural == nil {
				natural = notes[r.origin]
			}
			for rule, sev := range worst[i] {
				if r.label == "clean" && defect(answers[rule], natural) {
					continue
				}
				k := rateKey{rule, set}
				if got[k] == nil {
					got[k] = &Rate{}
				}
				got[k].Fired++
				if sev >= Minor {
					got[k].Grave++
				}
			}
		}
		start = end
	}
}

// defect reports that people's own text has the fault the rule speaks of.
func defect(categories []string, natural map[string]bool) bool {
	for _, c := range categories {
		if natural[c] {
			return true
		}
	}
	return false
}

func benchMap(t *testing.T, path string) map[string][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if rule, list, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			out[rule] = strings.Split(list, ",")
		}
	}
	return out
}

func benchNotes(t *testing.T, path string) map[string]map[string]bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if c := strings.Split(line, "\t"); len(c) > 1 {
			if out[c[0]] == nil {
				out[c[0]] = map[string]bool{}
			}
			out[c[0]][c[1]] = true
		}
	}
	return out
}

func writeRates(t *testing.T, answers map[string][]string, pairs map[string]int, got map[rateKey]*Rate) {
	t.Helper()
	var out bytes.Buffer
	out.WriteString("# rule\tset\tpairs\tfired\tat minor or above (generated; see rates.go)\n")
	for _, r := range Rules() {
		sets := []string{}
		for _, s := range answers[r.Name] {
			if pairs[s] > 0 {
				sets = append(sets, s)
			}
		}
		sort.Strings(sets)
		for _, s := range append(sets, CorrectPairs, Rewrites) {
			v := got[rateKey{r.Name, s}]
			if v == nil {
				v = &Rate{}
			}
			fmt.Fprintf(&out, "%s\t%s\t%d\t%d\t%d\n", r.Name, s, pairs[s], v.Fired, v.Grave)
		}
	}
	if err := os.WriteFile("rules/rates.gen.tsv", out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestRateTable: the generated table speaks of rules that exist, in whole numbers
// that can be.
func TestRateTable(t *testing.T) {
	if len(Rates()) == 0 {
		t.Fatal("no rates")
	}
	for _, r := range Rates() {
		if !knownRule(Rules(), r.Rule) {
			t.Errorf("%s does not exist: measure anew (see rates.go)", r.Rule)
		}
		if r.Pairs < r.Fired || r.Fired < r.Grave || r.Pairs == 0 {
			t.Errorf("%+v cannot be", r)
		}
	}
}
