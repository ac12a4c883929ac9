package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
)

func segmentCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "segment",
		Usage:     "divide an article into sentences",
		ArgsUsage: "FILE",
		Flags: append(append([]cli.Flag{
			&cli.StringFlag{Name: "lang", Usage: "language of the text: ar or en (default: recognised)"},
			&cli.StringFlag{Name: "format", Value: "lines", Usage: "lines, tsv or jsonl"},
		}, segmentFlags()...), inputFlags()...),
		CustomHelpTemplate: help(`  tarjuman segment article.ar.txt
  tarjuman segment --format jsonl - < article.ar.txt
  tarjuman segment article.docx --quotes keep --srx house-rules.srx`),
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			path, err := oneFile(c, "file")
			if err != nil {
				return err
			}
			return u.segment(c, path)
		},
	}
}

func (u *ui) segment(c *cli.Context, path string) error {
	lang := c.String("lang")
	if lang != "" && lang != "ar" && lang != "en" {
		return wrongUse(fmt.Sprintf("--lang %s: want ar or en", lang), "")
	}
	write, ok := segmentWriters[c.String("format")]
	if !ok {
		return wrongUse(fmt.Sprintf("--format %s: want lines, tsv or jsonl", c.String("format")), "")
	}
	t, err := u.readText(c, path, lang)
	if err != nil {
		return err
	}
	u.note("%s  %s, rules: %s", path, plural(len(t.sentences), "sentence"), t.rules)
	w := bufio.NewWriter(u.stdout)
	if err := write(w, t); err != nil {
		return notWritable(err, "")
	}
	if err := w.Flush(); err != nil {
		return notWritable(err, "")
	}
	return nil
}

var segmentWriters = map[string]func(*bufio.Writer, *text) error{
	"lines": writeLines, "tsv": writeSentenceTSV, "jsonl": writeSentenceJSON,
}

// writeLines writes a sentence a line and an empty line between paragraphs.
func writeLines(w *bufio.Writer, t *text) error {
	for i, s := range t.sentences {
		if i > 0 && s.paragraph != t.sentences[i-1].paragraph {
			w.WriteByte('\n')
		}
		w.WriteString(s.text)
		if err := w.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

func writeSentenceTSV(w *bufio.Writer, t *text) error {
	w.WriteString("paragraph\tstart\tend\ttext\n")
	for _, s := range t.sentences {
		if _, err := fmt.Fprintf(w, "%d\t%d\t%d\t%s\n", s.paragraph, s.start, s.end, bitext.EscapeTSV(s.text)); err != nil {
			return err
		}
	}
	return nil
}

func writeSentenceJSON(w *bufio.Writer, t *text) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	type suspicion struct {
		Kind   string `json:"kind"`
		Reason string `json:"reason"`
	}
	for _, s := range t.sentences {
		line := struct {
			Paragraph  int         `json:"paragraph"`
			Start      int         `json:"start"`
			End        int         `json:"end"`
			Text       string      `json:"text"`
			Suspicions []suspicion `json:"suspicions,omitempty"`
		}{Paragraph: s.paragraph, Start: s.start, End: s.end, Text: s.text}
		for _, x := range s.suspicions {
			line.Suspicions = append(line.Suspicions, suspicion{x.Kind.String(), x.Reason})
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
