package main

import (
	"encoding/json"
	"fmt"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/metric"
)

func scoreCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "score a translation against a reference, line by line: BLEU, chrF, chrF++",
		ArgsUsage: "TRANSLATION REFERENCE",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"},
		}, inputFlags()...),
		CustomHelpTemplate: help(`  tarjuman score mine.en reference.en
  tarjuman score --format json mine.en reference.en`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			if c.NArg() != 2 {
				return wrongUse(fmt.Sprintf("score: want a translation and a reference, got %d files", c.NArg()), "`tarjuman score --help` shows examples")
			}
			return u.score(c, c.Args().Get(0), c.Args().Get(1))
		},
	}
}

func (u *ui) score(c *cli.Context, hypothesis, reference string) error {
	format := c.String("format")
	if format != "text" && format != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want text or json", format), "")
	}
	hyp, err := u.readLines(c, hypothesis, "")
	if err != nil {
		return err
	}
	ref, err := u.readLines(c, reference, "")
	if err != nil {
		return err
	}
	var scores []metric.Score
	for _, f := range []func([]string, []string) (metric.Score, error){metric.BLEU, metric.ChrF, metric.ChrFPlusPlus} {
		s, err := f(hyp.strings(), ref.strings())
		if err != nil {
			return badInput(fmt.Errorf("%s, %s: %w", hypothesis, reference, err), "both files need one sentence a line, in the same order")
		}
		scores = append(scores, s)
	}
	if format == "json" {
		enc := json.NewEncoder(u.stdout)
		return enc.Encode(map[string]any{
			"lines": len(hyp.sentences), "bleu": scores[0].Value, "chrf": scores[1].Value, "chrf++": scores[2].Value,
			"signature": map[string]string{"bleu": scores[0].Signature, "chrf": scores[1].Signature, "chrf++": scores[2].Signature},
		})
	}
	for _, s := range scores {
		fmt.Fprintf(u.stdout, "%-7s %6.2f  %s|version:tarjuman-%s\n", s.Name, s.Value, s.Signature, release)
	}
	return nil
}
