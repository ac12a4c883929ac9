package align

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tarjuman/align/lexicon"
)

// parallel is a text and its translation with the links between them, as the
// files of testdata have them.
type parallel struct {
	name           string
	from, to       string
	source, target []string
	gold           []Link
}

func readParallel(tb testing.TB, name string) parallel {
	tb.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	_, langs, _ := strings.Cut(strings.TrimSuffix(name, ".txt"), ".")
	p := parallel{name: name}
	p.from, p.to, _ = strings.Cut(langs, "-")
	for block := range strings.SplitSeq(strings.TrimSpace(string(content)), "\n\n") {
		var l Link
		for line := range strings.SplitSeq(block, "\n") {
			switch text, mark := strings.TrimLeft(line[1:], " "), line[0]; mark {
			case '<':
				l.Source, p.source = append(l.Source, len(p.source)), append(p.source, text)
			case '>':
				l.Target, p.target = append(l.Target, len(p.target)), append(p.target, text)
			default:
				tb.Fatalf("%s: a line begins with %q", name, mark)
			}
		}
		p.gold = append(p.gold, l)
	}
	return p
}

// f1 compares links that have two sides with the gold.
func (p parallel) f1(links []Link) float64 {
	both := func(l Link) bool { return len(l.Source) > 0 && len(l.Target) > 0 }
	gold := map[string]bool{}
	for _, l := range p.gold {
		if both(l) {
			gold[fmt.Sprint(l.Source, l.Target)] = true
		}
	}
	hits, found := 0, 0
	for _, l := range links {
		if both(l) {
			found++
			hits += bit(gold[fmt.Sprint(l.Source, l.Target)])
		}
	}
	return 200 * float64(hits) / float64(found+len(gold))
}

func (p parallel) options() Options {
	opt := Options{SourceLang: p.from, TargetLang: p.to}
	if p.from == "ar" && p.to == "en" {
		opt.Lexicon = lexicon.Default()
	}
	return opt
}

// TestParallelTexts holds texts of several kinds and languages to what was
// reached on them, with one link to spare; only Arabic and English have a lexicon.
func TestParallelTexts(t *testing.T) {
	least := map[string]float64{
		"harbour.de-fr.txt": 96,
		"clinic.de-fr.txt":  90,
		"talk.ar-en.txt":    92, // one-word answers and fillers, several left out
		"table.ar-en.txt":   92, // scores, headings and the same sentence twice
		"dam.ar-fr.txt":     70, // two cuts in 24 sentences that share hardly a name
		"gipfel.de-fr.txt":  80, // a free rendering, with short sentences left out and added
		"flood.ar-en.txt":   97,
		"phones.ar-en.txt":  92, // short sentences left out and added
		"final.ar-en.txt":   97,
		"coral.ar-en.txt":   97,
		"singer.ar-en.txt":  97,
		"markets.ar-en.txt": 97,
		"wedding.ar-en.txt": 96,
		"trial.ar-en.txt":   92, // a sentence that stands twice
		// Captions, bylines, credits, links to other pages and short sentences, each in
		// one edition only.
		"ferry.ar-en.txt":     90,
		"vaccine.ar-en.txt":   78,
		"derby.ar-en.txt":     93,
		"budget.ar-en.txt":    97,
		"museum.ar-en.txt":    96,
		"interview.ar-en.txt": 90,
		"bridge.ar-en.txt":    92,
		"storm.ar-en.txt":     86,
	}
	// What is reached without knowing that a side is English, where that is less.
	unnamed := map[string]float64{"bridge.ar-en.txt": 74, "storm.ar-en.txt": 57}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		p := readParallel(t, filepath.Base(file))
		for _, named := range []bool{true, false} {
			opt, want := p.options(), least[p.name]
			if !named {
				opt.SourceLang, opt.TargetLang = "", ""
				if x, ok := unnamed[p.name]; ok {
					want = x
				}
			}
			res, err := Align(p.source, p.target, opt)
			if err != nil {
				t.Fatal(err)
			}
			checkPartition(t, res.Links, len(p.source), len(p.target))
			if got := p.f1(res.Links); got < want {
				t.Errorf("%s, languages named %t: F1 %.1f, want %.1f", p.name, named, got, want)
			} else {
				t.Logf("%s, languages named %t: F1 %.1f", p.name, named, got)
			}
		}
	}
}
