package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/review"
	"tarjuman/translate"
	"tarjuman/translate/article"
)

func verifyCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "prove that a published text is the approved one, and say who wrote it",
		ArgsUsage: "WORKING-FILE PUBLISHED-FILE",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: "terminal", Usage: "terminal or json"},
			&cli.BoolFlag{Name: "unapproved", Usage: "accept sentences that nobody has approved"},
		}, inputFlags()...),
		CustomHelpTemplate: help(`  tarjuman verify article.ar-en.jsonl published.html
  tarjuman verify article.ar-en.jsonl article.en.txt --format json`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.verify(c) },
	}
}

// provenance is what verify says.
type provenance struct {
	Verified    bool                `json:"verified"`
	Working     string              `json:"working_file"`
	Source      namedHash           `json:"source"`
	SourceState string              `json:"source_state"` // "unchanged", "changed", "not here"
	Published   namedHash           `json:"published"`
	Origins     []counted           `json:"origins"`
	Editors     []counted           `json:"editors"`
	Approvers   []counted           `json:"approvers"`
	Approved    int                 `json:"approved"`
	Sentences   int                 `json:"sentences"`
	Unapproved  []string            `json:"unapproved"`
	Last        string              `json:"last_action,omitempty"`
	Receipts    []bitext.Receipt    `json:"receipts,omitempty"`
	Differences []review.Difference `json:"differences"`
}

type namedHash struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

type counted struct {
	Name string `json:"name"`
	N    int    `json:"sentences"`
}

func (u *ui) verify(c *cli.Context) error {
	if c.NArg() != 2 {
		return wrongUse(fmt.Sprintf("verify: want a working file and a published text, got %d files", c.NArg()), "`tarjuman verify --help` shows examples")
	}
	format := c.String("format")
	if format != "terminal" && format != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want terminal or json", format), "")
	}
	working, published := c.Args().Get(0), c.Args().Get(1)
	d, err := u.openWorkingFile(working)
	if err != nil {
		return err
	}
	data, err := u.readImport(published)
	if err != nil {
		return err
	}
	a, err := article.Read(bytes.NewReader(data), article.Options{Path: published, Encoding: c.String("encoding")})
	if err != nil {
		return err
	}
	p := provenanceOf(d, working)
	p.Published = namedHash{published, bitext.Hash(data)}
	var paragraphs []string
	for _, x := range a.Paragraphs {
		paragraphs = append(paragraphs, x.Text)
	}
	p.Differences = review.Published(d, paragraphs)
	p.Verified = len(p.Differences) == 0 && (len(p.Unapproved) == 0 || c.Bool("unapproved")) && p.SourceState != "changed"
	err = u.writeTo("", func(w *bufio.Writer) error {
		if format == "json" {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(p)
		}
		u.printProvenance(w, p)
		return nil
	})
	if err == nil && !p.Verified {
		return errFindings
	}
	return err
}

// provenanceOf gathers who and what wrote and approved a translation.
func provenanceOf(d *bitext.Document, working string) provenance {
	p := provenance{Working: working, Sentences: len(d.Segments), Source: namedHash{d.Header.Source.Path, d.Header.Source.SHA256}, SourceState: "not here", Unapproved: []string{}, Receipts: d.Receipts}
	if name := filepath.FromSlash(d.Header.Source.Path); filepath.IsLocal(name) {
		if data, err := readAtMost(filepath.Join(filepath.Dir(working), name), maxImport); err == nil {
			p.SourceState = "changed"
			if bitext.Hash(data) == d.Header.Source.SHA256 {
				p.SourceState = "unchanged"
			}
		}
	}
	origins, editors, approvers := map[string]int{}, map[string]int{}, map[string]int{}
	edited := map[string]map[string]bool{}
	for _, e := range d.Events {
		if e.Op == bitext.Edit {
			if edited[e.Seg] == nil {
				edited[e.Seg] = map[string]bool{}
			}
			edited[e.Seg][e.By] = true
		}
		if e.Op != bitext.CheckOp {
			p.Last = e.Time.UTC().Format("2006-01-02 15:04 MST")
		}
	}
	machine := d.Machine()
	for i := range d.Segments {
		s := &d.Segments[i]
		origins[writtenBy(s, machine(s) != s.Target.Text)]++
		if machine(s) != s.Target.Text {
			for by := range edited[s.ID] {
				editors[orWord(by, "somebody")]++
			}
		}
		if s.Status == bitext.Approved {
			p.Approved++
			if s.Decision != nil {
				approvers[orWord(s.Decision.By, "somebody")]++
			}
		} else {
			p.Unapproved = append(p.Unapproved, s.ID)
		}
	}
	p.Origins, p.Editors, p.Approvers = byCount(origins), byCount(editors), byCount(approvers)
	return p
}

// readAtMost reads a file that is not larger than limit.
func readAtMost(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s: larger than %d MB", path, limit>>20)
	}
	return data, err
}

// writtenBy says what wrote a sentence.
func writtenBy(s *bitext.Segment, edited bool) string {
	name := s.Origin.Kind.InWords()
	if name == "" {
		name = "untranslated"
	}
	for _, x := range []string{s.Origin.Engine, s.Origin.Model} {
		if x != "" {
			name += " " + x
		}
	}
	if edited && s.Origin.Kind != translate.Human {
		name += ", edited"
	}
	return name
}

func byCount(n map[string]int) []counted {
	out := []counted{}
	for name, k := range n {
		out = append(out, counted{name, k})
	}
	slices.SortFunc(out, func(a, b counted) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

func (u *ui) printProvenance(w *bufio.Writer, p provenance) {
	verdict := u.paint(green, "verified")
	if !p.Verified {
		verdict = u.paint(red, "NOT verified")
	}
	fmt.Fprintf(w, "%s  %s against %s\n", verdict, clean(p.Published.Name), clean(p.Working))
	fmt.Fprintf(w, "  source     %s  sha256 %s (%s)\n", clean(orWord(p.Source.Name, "-")), orWord(clean(p.Source.SHA256), "unknown"), p.SourceState)
	fmt.Fprintf(w, "  published  %s  sha256 %s\n", clean(p.Published.Name), p.Published.SHA256)
	list := func(name string, all []counted) {
		var parts []string
		for _, x := range all {
			parts = append(parts, fmt.Sprintf("%s %d", u.show(x.Name), x.N))
		}
		if len(parts) > 0 {
			fmt.Fprintf(w, "  %-10s %s\n", name, strings.Join(parts, "; "))
		}
	}
	list("written by", p.Origins)
	list("edited by", p.Editors)
	list("approved", p.Approvers)
	if p.Last != "" {
		fmt.Fprintf(w, "  last work  %s\n", p.Last)
	}
	fmt.Fprintf(w, "  approved   %d of %s\n", p.Approved, plural(p.Sentences, "sentence"))
	printReceipts(w, p.Receipts)
	if len(p.Unapproved) > 0 {
		fmt.Fprintf(w, "  not approved: %s\n", u.show(strings.Join(p.Unapproved, " ")))
	}
	for _, x := range p.Differences {
		fmt.Fprintf(w, "  %s  approved:  %s\n", u.show(x.ID), orWord(u.show(x.Approved), "(nothing)"))
		fmt.Fprintf(w, "  %*s  published: %s\n", len(x.ID), "", orWord(u.show(x.Published), "(nothing)"))
	}
}
