package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/lexicon"
)

func lexiconCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:  "lexicon",
		Usage: "look words up in the built-in lexicon",
		Subcommands: []*cli.Command{{
			Name:      "lookup",
			Usage:     "show the renderings of Arabic words and how they were found",
			ArgsUsage: "[WORD …]",
			Flags: []cli.Flag{
				&cli.BoolFlag{Name: "stdin", Usage: "read one word a line from standard input"},
				&cli.StringFlag{Name: "format", Value: "text", Usage: "text or jsonl"},
				&cli.StringSliceFlag{Name: "dictionary", Usage: "also look in this TSV `FILE` (lemma, part of speech, glosses; repeatable)"},
			},
			CustomHelpTemplate: help(`  tarjuman lexicon lookup وسيعلنون
  tarjuman lexicon lookup --format jsonl --stdin < words.txt`),
			OnUsageError: usageError,
			Action:       func(c *cli.Context) error { return u.lookup(c) },
		}},
		OnUsageError: usageError,
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return wrongUse(fmt.Sprintf("lexicon has no command %q", c.Args().First()), "did you mean `tarjuman lexicon lookup`?")
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

func (u *ui) lookup(c *cli.Context) error {
	format := c.String("format")
	if format != "text" && format != "jsonl" {
		return wrongUse(fmt.Sprintf("--format %s: want text or jsonl", format), "")
	}
	if c.Bool("stdin") == (c.NArg() > 0) {
		return wrongUse("lexicon lookup: want words, or --stdin", "`tarjuman lexicon lookup --help` shows examples")
	}
	lex, err := openLexicon(c.StringSlice("dictionary"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(u.stdout)
	show := u.lookupText
	if format == "jsonl" {
		show = lookupJSON
	}
	for _, word := range c.Args().Slice() {
		if err := show(w, lex, word); err != nil {
			return notWritable(err, "")
		}
	}
	if c.Bool("stdin") {
		sc := bufio.NewScanner(u.stdin)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			if err := show(w, lex, sc.Text()); err != nil {
				return notWritable(err, "")
			}
		}
		if err := sc.Err(); err != nil {
			return badInput(fmt.Errorf("standard input: %w", err), "")
		}
	}
	if err := w.Flush(); err != nil {
		return notWritable(err, "")
	}
	return nil
}

// openLexicon returns the built-in lexicon with the user's dictionaries in front.
func openLexicon(paths []string) (*lexicon.Lexicon, error) {
	if len(paths) == 0 {
		return lexicon.Default(), nil
	}
	var entries []lexicon.Entry
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, badInput(err, "")
		}
		own, err := lexicon.Parse(f, p)
		f.Close()
		if err != nil {
			return nil, badInput(err, "a line is: lemma TAB part of speech TAB gloss; gloss")
		}
		entries = append(entries, own...)
	}
	return lexicon.New(append(entries, lexicon.Default().Entries()...)), nil
}

func lookupJSON(w *bufio.Writer, lex *lexicon.Lexicon, word string) error {
	type match struct {
		Gloss string      `json:"gloss"`
		Lemma string      `json:"lemma"`
		POS   string      `json:"pos"`
		How   lexicon.How `json:"how"`
	}
	line := struct {
		Token   string   `json:"token"`
		Glosses []string `json:"glosses"`
		Matches []match  `json:"matches,omitempty"`
	}{Token: word, Glosses: []string{}}
	for _, m := range lex.Lookup(strings.TrimSpace(word)) {
		line.Glosses = append(line.Glosses, m.Gloss)
		line.Matches = append(line.Matches, match{m.Gloss, m.Lemma, m.POS, m.How})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(line)
}

func (u *ui) lookupText(w *bufio.Writer, lex *lexicon.Lexicon, word string) error {
	matches := lex.Lookup(strings.TrimSpace(word))
	if len(matches) == 0 {
		_, err := fmt.Fprintf(w, "%s\n  not in the lexicon\n", u.show(word))
		return err
	}
	fmt.Fprintln(w, u.show(word))
	last := ""
	for _, m := range matches {
		head := fmt.Sprintf("%s %s, %s", m.Lemma, m.POS, m.How)
		if head != last {
			if last != "" {
				w.WriteByte('\n')
			}
			fmt.Fprintf(w, "  %s %s: %s", u.show(m.Lemma), m.POS, m.How)
			w.WriteString("\n    ")
			last = head
		} else {
			w.WriteString("; ")
		}
		w.WriteString(m.Gloss)
	}
	return w.WriteByte('\n')
}
