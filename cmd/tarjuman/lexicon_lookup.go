package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/lexicon"
	"tarjuman/internal/arabic"
)

func lookupCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "lookup",
		Usage:     "show the renderings of Arabic or English words and how they were found",
		ArgsUsage: "[WORD or SENTENCE …]",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "stdin", Usage: "read one word or sentence a line from standard input"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text or jsonl"},
			dictionaryFlag(),
		},
		CustomHelpTemplate: help(`  tarjuman lexicon lookup وسيعلنون
  tarjuman lexicon lookup "أعلن وزير الخارجية وقف إطلاق النار"
  tarjuman lexicon lookup ceasefire "prime minister"
  tarjuman lexicon lookup --format jsonl --stdin < words.txt`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.lookup(c) },
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
	words, err := wordsFor(c, "")
	if err != nil {
		return err
	}
	show := u.lookupText
	if format == "jsonl" {
		show = lookupJSON
	}
	w := bufio.NewWriter(u.stdout)
	for _, text := range c.Args().Slice() {
		if err := show(w, answerFor(words.lexicon, text)); err != nil {
			return notWritable(err, "")
		}
	}
	if c.Bool("stdin") {
		if err := u.lookupLines(w, words.lexicon, show); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return notWritable(err, "")
	}
	return nil
}

// lookupLines answers standard input line by line.
func (u *ui) lookupLines(w *bufio.Writer, lex *lexicon.Lexicon, show func(*bufio.Writer, answer) error) error {
	sc := bufio.NewScanner(u.stdin)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		if err := show(w, answerFor(lex, strings.ToValidUTF8(sc.Text(), "\ufffd"))); err != nil {
			return notWritable(err, "")
		}
	}
	if err := sc.Err(); err != nil {
		return badInput(fmt.Errorf("standard input: %w", err), "a line may have at most 1 MB")
	}
	return nil
}

// answer is what the lexicon says of a word, a phrase or a sentence. For a text
// of several units the renderings are those of its units.
type answer struct {
	text    string
	matches []lexicon.Match
	units   []answer // of a text of several units
}

// answerFor looks a text up: as one word or phrase where the lexicon has it as a
// whole, else unit by unit, the longest phrases first.
func answerFor(lex *lexicon.Lexicon, text string) answer {
	a := answer{text: text}
	tokens := arabic.Tokens(text)
	var words []arabic.Token
	for _, t := range tokens {
		if t.Kind == arabic.Word || t.Kind == arabic.Latin {
			words = append(words, t)
		}
	}
	for i := 0; i < len(words); {
		n, matches := unitAt(lex, text, words[i:])
		if n == len(words) {
			a.matches = matches
			return a
		}
		a.units = append(a.units, answer{text: text[words[i].Start:words[i+n-1].End], matches: matches})
		i += n
	}
	return a
}

// unitAt returns how many words the unit at the start of words has, and its
// renderings. A phrase ends where its language or a mark does.
func unitAt(lex *lexicon.Lexicon, text string, words []arabic.Token) (int, []lexicon.Match) {
	var run []string
	for i, t := range words {
		if t.Kind != words[0].Kind || i > 0 && strings.Trim(text[words[i-1].End:t.Start], " \t\u00a0") != "" {
			break
		}
		run = append(run, t.Text(text))
	}
	if words[0].Kind == arabic.Latin {
		if n, matches := lex.EnglishPhraseAt(run); n > 0 {
			return n, matches
		}
		return 1, nil
	}
	if p, ok := lex.PhraseAt(run); ok && p.Words > 1 {
		return p.Words, p.Matches()
	}
	return 1, lex.Senses(run[0])
}

// rendering is what is shown of a match: the other language's side.
func rendering(m lexicon.Match, text string) string {
	if arabic.Has(text) {
		return m.Gloss
	}
	return m.Lemma
}

type jsonMatch struct {
	Gloss  string      `json:"gloss"`
	Lemma  string      `json:"lemma"`
	POS    string      `json:"pos"`
	How    lexicon.How `json:"how"`
	Source string      `json:"source,omitempty"`
}

type jsonAnswer struct {
	Token   string       `json:"token"`
	Glosses []string     `json:"glosses"`
	Matches []jsonMatch  `json:"matches,omitempty"`
	Units   []jsonAnswer `json:"units,omitempty"`
}

// json turns an answer into its line. The glosses of a text of several units are
// the first of each.
func (a answer) json() jsonAnswer {
	out := jsonAnswer{Token: a.text, Glosses: []string{}}
	for _, m := range a.matches {
		out.Glosses = append(out.Glosses, rendering(m, a.text))
		out.Matches = append(out.Matches, jsonMatch{m.Gloss, m.Lemma, m.POS, m.How, m.Source})
	}
	for _, u := range a.units {
		out.Units = append(out.Units, u.json())
		if len(u.matches) > 0 {
			out.Glosses = append(out.Glosses, rendering(u.matches[0], u.text))
		}
	}
	return out
}

func lookupJSON(w *bufio.Writer, a answer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(a.json())
}

func (u *ui) lookupText(w *bufio.Writer, a answer) error {
	if len(a.units) > 0 {
		for _, unit := range a.units {
			if err := u.lookupText(w, unit); err != nil {
				return err
			}
		}
		return nil
	}
	fmt.Fprintln(w, u.show(a.text))
	if len(a.matches) == 0 {
		_, err := fmt.Fprintln(w, "  not in the lexicon")
		return err
	}
	if !arabic.Has(a.text) {
		return u.listLemmas(w, a)
	}
	last := ""
	for _, m := range a.matches {
		head := fmt.Sprintf("  %s %s: %s%s", u.show(m.Lemma), m.POS, m.How, from(m))
		if head != last {
			if last != "" {
				w.WriteByte('\n')
			}
			w.WriteString(head)
			w.WriteString("\n    ")
			last = head
		} else {
			w.WriteString("; ")
		}
		w.WriteString(flat(m.Gloss))
	}
	return w.WriteByte('\n')
}

// listLemmas shows the Arabic for an English word, a line each.
func (u *ui) listLemmas(w *bufio.Writer, a answer) error {
	for _, m := range a.matches {
		if _, err := fmt.Fprintf(w, "  %s %s: %s, %s%s\n", u.show(m.Lemma), m.POS, flat(m.Gloss), m.How, from(m)); err != nil {
			return err
		}
	}
	return nil
}

// from names the dictionary of a match that is not the built-in one.
func from(m lexicon.Match) string {
	if m.Source == "" {
		return ""
	}
	return ", " + flat(m.Source)
}
