package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/article"
	"tarjuman/translate/segment"
)

// text is an article divided into sentences.
type text struct {
	article   *article.Article
	lang      string
	sentences []sentence
	rules     string // the segmentation rules that were used, in words
}

// sentence is one sentence with its place.
type sentence struct {
	text        string
	paragraph   int
	heading     int
	start, end  int // code points of the article's source, half-open
	suspicions  []segment.Suspicion
	offsetBytes int  // where the sentence starts in its paragraph, in bytes
	glued       bool // the next sentence follows without a space
}

func (t *text) strings() []string {
	out := make([]string, len(t.sentences))
	for i, s := range t.sentences {
		out[i] = s.text
	}
	return out
}

func (t *text) paragraphs() []int {
	out := make([]int, len(t.sentences))
	for i, s := range t.sentences {
		out[i] = s.paragraph
	}
	return out
}

// inputFlags are the flags of every command that reads articles.
func inputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "encoding", Usage: "force the text encoding: utf-8, utf-16, windows-1256, iso-8859-6 …", EnvVars: []string{"TARJUMAN_ENCODING"}},
	}
}

// segmentFlags are the flags that steer segmentation.
func segmentFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "quotes", Value: "split", Usage: "cut inside quotations of several sentences (split) or not (keep)"},
		&cli.StringFlag{Name: "srx", Usage: "SRX 2.0 `FILE` with rules that go before the built-in ones"},
		&cli.StringFlag{Name: "abbreviations", Usage: "`FILE` of your own abbreviations, in the format of the built-in lists"},
		&cli.IntFlag{Name: "max-length", Usage: "cut sentences longer than `N` code points at clause marks (0: never)"},
	}
}

func segmentOptions(c *cli.Context, lang string) (segment.Options, error) {
	opt := segment.Options{Lang: lang, MaxLength: c.Int("max-length")}
	if opt.MaxLength < 0 {
		return opt, wrongUse("--max-length must not be negative", "")
	}
	switch q := c.String("quotes"); q {
	case "", "split":
	case "keep":
		opt.Quotes = segment.QuotesKeep
	default:
		return opt, wrongUse(fmt.Sprintf("--quotes %s: want split or keep", q), "")
	}
	var err error
	if path := c.String("srx"); path != "" {
		opt.SRX, err = readSRX(path)
	}
	if path := c.String("abbreviations"); path != "" && err == nil {
		opt.Abbreviations, err = readAbbreviations(path)
	}
	return opt, err
}

// readSRX reads segmentation rules. Rules that this program cannot run are named
// and refused, so that none is ignored silently.
func readSRX(path string) (*segment.SRX, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer f.Close()
	srx, err := segment.ParseSRX(f)
	var refused *segment.SRXError
	if errors.As(err, &refused) {
		return nil, &failure{exitUse, fmt.Errorf("%s: %w", path, err), "take these rules out, or write them without look-around"}
	}
	if err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	return srx, nil
}

func readAbbreviations(path string) (*segment.Rules, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer f.Close()
	rules, err := segment.ParseRules(f)
	if err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	return rules, nil
}

// readArticle reads one input and says on stderr what a user should know of it.
func (u *ui) readArticle(c *cli.Context, path string) (*article.Article, error) {
	opt := article.Options{Path: path, Encoding: c.String("encoding")}
	var a *article.Article
	var err error
	if path == "-" {
		a, err = article.Read(u.stdin, opt)
	} else {
		a, err = article.ReadFile(path, opt)
	}
	if err != nil {
		return nil, err
	}
	if a.EncodingDetected {
		u.note("%s: read as %s (--encoding forces another)", path, a.Encoding)
	}
	for _, n := range a.Notes {
		u.note("%s: %s", path, n)
	}
	return a, nil
}

// readText reads and segments one input. lang is the language the user named,
// or "" to take the article's own.
func (u *ui) readText(c *cli.Context, path, lang string) (*text, error) {
	a, err := u.readArticle(c, path)
	if err != nil {
		return nil, err
	}
	if lang == "" {
		lang = a.Lang
	}
	opt, err := segmentOptions(c, lang)
	if err != nil {
		return nil, err
	}
	seg, err := segment.New(opt)
	if err != nil {
		return nil, wrongUse(err.Error(), "")
	}
	t := &text{article: a, lang: lang, rules: seg.RuleSet()}
	for i, p := range a.Paragraphs {
		last := -1
		for s := range seg.All(p.Text) {
			start, end := p.SourceSpan(s.Start, s.End)
			if s.Start == last {
				t.sentences[len(t.sentences)-1].glued = true
			}
			last = s.End
			t.sentences = append(t.sentences, sentence{p.Text[s.Start:s.End], i, p.Level, start, end, s.Suspicions, s.Start, false})
		}
	}
	return t, nil
}

// readLines reads an input whose lines are the sentences already.
func (u *ui) readLines(c *cli.Context, path, lang string) (*text, error) {
	a, err := u.readArticle(c, path)
	if err != nil {
		return nil, err
	}
	if lang == "" {
		lang = a.Lang
	}
	t := &text{article: a, lang: lang}
	at := 0
	for line := range strings.Lines(a.Source) {
		n := len([]rune(line))
		body := strings.TrimRight(line, "\r\n")
		start := at
		if rest, ok := strings.CutPrefix(body, "\uFEFF"); ok && at == 0 { // the mark in front of a file is none of its text
			body, start = rest, 1
		}
		t.sentences = append(t.sentences, sentence{text: body, start: start, end: start + len([]rune(body))})
		at += n
	}
	return t, nil
}

// oneFile returns the single positional argument.
func oneFile(c *cli.Context, what string) (string, error) {
	if c.NArg() != 1 {
		return "", wrongUse(fmt.Sprintf("%s: want one %s, got %d", c.Command.Name, what, c.NArg()), fmt.Sprintf("`%s --help` shows examples", c.Command.HelpName))
	}
	return c.Args().First(), nil
}
