package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/translate/metric"
)

func scoreCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "score a translation against references, line by line: BLEU, chrF, chrF++, TER",
		ArgsUsage: "TRANSLATION REFERENCE…",
		Description: "Files hold one sentence a line; a working file stands for the translations of its segments. Figures equal sacreBLEU's. " +
			"With --baseline, paired bootstrap resampling says whether the difference between two systems means anything.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"},
			&cli.StringFlag{Name: "metrics", Value: "bleu,chrf,chrf++,ter", Usage: "which figures, in this order"},
			&cli.StringFlag{Name: "tokenize", Value: "13a", Usage: "words of BLEU: 13a, intl or none"},
			&cli.BoolFlag{Name: "lowercase", Usage: "fold case for BLEU and chrF (TER folds it always)"},
			&cli.BoolFlag{Name: "ter-normalize", Usage: "divide punctuation from words for TER"},
			&cli.StringFlag{Name: "baseline", Usage: "translation by another system: compare TRANSLATION with it"},
			&cli.IntFlag{Name: "samples", Value: metric.DefaultSamples, Usage: "resampled corpora for --baseline"},
			&cli.Uint64Flag{Name: "seed", Value: metric.DefaultSeed, Usage: "of the resampling"},
			&cli.BoolFlag{Name: "sentences", Usage: "one line of figures for each sentence, before those of the corpus"},
		}, inputFlags()...),
		CustomHelpTemplate: help(`  tarjuman score mine.en reference.en
  tarjuman score article.ar-en.jsonl reference.en --metrics chrf++,ter
  tarjuman score new.en reference.en --baseline old.en
  tarjuman score --format json mine.en reference1.en reference2.en`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			if c.NArg() < 2 {
				return wrongUse(fmt.Sprintf("score: want a translation and a reference, got %s", plural(c.NArg(), "file")), "`tarjuman score --help` shows examples")
			}
			return u.score(c)
		},
	}
}

// scoring is one run of the score command.
type scoring struct {
	hyp, base []string
	refs      [][]string
	metrics   []metric.Metric
	names     []string // keys of the JSON form
}

func (u *ui) score(c *cli.Context) error {
	format := c.String("format")
	if format != "text" && format != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want text or json", format), "")
	}
	s, err := u.newScoring(c)
	if err != nil {
		return err
	}
	var lines []map[string]float64
	if c.Bool("sentences") {
		lines = s.sentences()
	}
	if c.IsSet("baseline") {
		return u.scoreAgainst(c, s, format, lines)
	}
	var scores []metric.Score
	for _, m := range s.metrics {
		score, err := metric.Corpus(m, s.hyp, s.refs...)
		if err != nil {
			return unequalLines(c, err)
		}
		scores = append(scores, score)
	}
	return u.writeTo("", func(w *bufio.Writer) error {
		if format == "json" {
			return s.writeJSON(w, scores, lines)
		}
		s.writeSentences(w, lines)
		for _, x := range scores {
			fmt.Fprintf(w, "%-7s %6.2f  %s\n", x.Name, x.Value, versioned(x.Signature))
		}
		return nil
	})
}

func versioned(signature string) string { return signature + "|version:tarjuman-" + release }

func unequalLines(c *cli.Context, err error) error {
	return badInput(fmt.Errorf("%s: %w", strings.Join(c.Args().Slice(), ", "), err), "the files need one sentence a line, in the same order")
}

func (u *ui) newScoring(c *cli.Context) (*scoring, error) {
	s := &scoring{}
	tok, err := metric.ParseTokenizer(c.String("tokenize"))
	if err != nil {
		return nil, wrongUse("--tokenize: "+err.Error(), "")
	}
	lower := c.Bool("lowercase")
	known := map[string]metric.Metric{
		"bleu": metric.BLEU{Tokenizer: tok, Lowercase: lower}, "chrf": metric.ChrF{Lowercase: lower},
		"chrf++": metric.ChrF{Words: 2, Lowercase: lower}, "ter": metric.TER{Normalized: c.Bool("ter-normalize")},
	}
	for name := range strings.SplitSeq(strings.ToLower(c.String("metrics")), ",") {
		name = strings.TrimSpace(name)
		m, ok := known[name]
		if !ok {
			return nil, wrongUse(fmt.Sprintf("--metrics: no metric %q", name), "have bleu, chrf, chrf++, ter")
		}
		if !slices.Contains(s.names, name) {
			s.metrics, s.names = append(s.metrics, m), append(s.names, name)
		}
	}
	if n := c.Int("samples"); n < 1 || n > 1_000_000 {
		return nil, wrongUse("--samples must be between 1 and 1,000,000", "")
	}
	for i, path := range c.Args().Slice() {
		lines, err := u.readTranslation(c, path)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			s.hyp = lines
		} else {
			s.refs = append(s.refs, lines)
		}
	}
	if path := c.String("baseline"); path != "" {
		s.base, err = u.readTranslation(c, path)
	}
	return s, err
}

// readTranslation returns the lines of a text file, or the translations in a
// working file, a segment a line. A segment without a source is part of none.
func (u *ui) readTranslation(c *cli.Context, path string) ([]string, error) {
	if strings.HasSuffix(path, ".jsonl") {
		d, err := bitext.Open(path)
		if err != nil {
			return nil, badInput(err, "")
		}
		var lines []string
		for i := range d.Segments {
			if s := &d.Segments[i]; s.Source.Text != "" {
				lines = append(lines, s.Target.Text)
			}
		}
		return lines, nil
	}
	t, err := u.readLines(c, path, "")
	if err != nil {
		return nil, err
	}
	return t.strings(), nil
}

// sentences scores every sentence by itself.
func (s *scoring) sentences() []map[string]float64 {
	out := make([]map[string]float64, len(s.hyp))
	for i, h := range s.hyp {
		var refs []string
		for _, r := range s.refs {
			if i < len(r) {
				refs = append(refs, r[i])
			}
		}
		if len(refs) < len(s.refs) {
			return nil // the corpus score says what is wrong
		}
		out[i] = map[string]float64{}
		for k, m := range s.metrics {
			if b, ok := m.(metric.BLEU); ok {
				b.EffectiveOrder = true
				m = b
			}
			out[i][s.names[k]] = metric.Sentence(m, h, refs...)
		}
	}
	return out
}

func (s *scoring) writeSentences(w io.Writer, lines []map[string]float64) {
	for i, l := range lines {
		fmt.Fprintf(w, "%d", i+1)
		for k, name := range s.names {
			fmt.Fprintf(w, "\t%s %.2f", s.metrics[k].Name(), l[name])
		}
		fmt.Fprintln(w)
	}
}

func (s *scoring) writeJSON(w io.Writer, scores []metric.Score, lines []map[string]float64) error {
	signatures := map[string]string{}
	out := map[string]any{"lines": len(s.hyp), "signature": signatures}
	for i, x := range scores {
		out[s.names[i]] = x.Value
		signatures[s.names[i]] = versioned(x.Signature)
	}
	if lines != nil {
		out["sentences"] = lines
	}
	return json.NewEncoder(w).Encode(out)
}
