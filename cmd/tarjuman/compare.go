package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"tarjuman/align/compare"
	"tarjuman/translate"
)

// candidate is one translation of a source: pieces of text, each with the source
// sentences it renders.
type candidate struct {
	name   string
	pieces []piece
}

type piece struct {
	source []int
	text   string
}

// compareVersions is translate --compare A,B: each is a backend or a file, and
// only differences in facts are shown. No working file is written.
func (u *ui) compareVersions(c *cli.Context, path string) error {
	format := c.String("format")
	if !slices.Contains([]string{"", "terminal", "json", "tsv"}, format) {
		return wrongUse(fmt.Sprintf("--compare writes terminal, json or tsv, not %s", format), "")
	}
	names := strings.Split(c.String("compare"), ",")
	if len(names) != 2 || names[0] == "" || names[1] == "" {
		return wrongUse("--compare wants two backends or files, as in --compare google,human.en.txt", "")
	}
	cfg, err := loadConfig(path)
	if err != nil {
		return err
	}
	src, to, err := u.readSource(c, path)
	if err != nil {
		return err
	}
	var both [2]candidate
	for i, name := range names {
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			both[i], err = u.fileVersion(c, src, name, to)
			if err != nil {
				return err
			}
			continue
		}
		v, ok, err := u.backendVersion(c, cfg, path, src, name, src.lang, to)
		if err != nil || !ok {
			return err
		}
		both[i] = v
	}
	return u.showDifferences(c, src, both, to, format)
}

// backendVersion has one backend translate the source. It reports false when the
// user stops it, or only asked what it would cost.
func (u *ui) backendVersion(c *cli.Context, cfg config, path string, src *text, name, from, to string) (candidate, bool, error) {
	if err := c.Set("backend", name); err != nil {
		return candidate{}, false, wrongUse(err.Error(), "")
	}
	s, err := u.newSpending(c, cfg, path, from, to)
	if err != nil {
		return candidate{}, false, err
	}
	defer s.close()
	results := make([]translate.Result, len(src.sentences))
	segs, _ := pending(src, results)
	if ok, err := s.consent(whole(segs)); err != nil || !ok {
		return candidate{}, c.Bool("dry-run"), err
	}
	results, err = s.send(src, results)
	s.receipt()
	if err != nil {
		return candidate{}, false, err
	}
	v := candidate{name: name}
	for i, r := range results {
		v.pieces = append(v.pieces, piece{[]int{i}, r.Text})
	}
	return v, true, nil
}

// fileVersion aligns a translation in a file with the source.
func (u *ui) fileVersion(c *cli.Context, src *text, name, to string) (candidate, error) {
	tgt, err := u.readText(c, name, to)
	if err != nil {
		return candidate{}, err
	}
	a := &aligned{src: src, tgt: tgt}
	if err := u.link(c, a, "", ""); err != nil {
		return candidate{}, err
	}
	v := candidate{name: name}
	for _, l := range a.links {
		p := piece{slices.Clone(l.Source), joined(tgt, l.Target).Text}
		if len(p.source) == 0 { // words of the translator's own go with what is before
			p.source = []int{0}
			if n := len(v.pieces); n > 0 {
				p.source = v.pieces[n-1].source
			}
		}
		v.pieces = append(v.pieces, p)
	}
	return v, nil
}

// difference is one line of the output. Offsets are code points of the texts.
type difference struct {
	ID     string       `json:"id"` // of the first source sentence
	Fact   compare.Fact `json:"fact"`
	Source string       `json:"source"`
	A      end          `json:"a"`
	B      end          `json:"b"`
}

// end is what one version says.
type end struct {
	Version string `json:"version"`
	Value   string `json:"value,omitempty"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

func (u *ui) showDifferences(c *cli.Context, src *text, both [2]candidate, to, format string) error {
	var list []difference
	if c.Bool("dry-run") {
		return nil
	}
	groups := together(len(src.sentences), both)
	differing := 0
	for _, g := range groups {
		a, b := both[0].of(g), both[1].of(g)
		found := compare.Texts(to, a, b)
		if len(found) > 0 {
			differing++
		}
		for _, f := range found {
			list = append(list, difference{
				segmentID(g[0], len(src.sentences)), f.Fact, joined(src, g).Text,
				side(both[0].name, a, f.A, f.ValueA), side(both[1].name, b, f.B, f.ValueB),
			})
		}
	}
	err := u.writeTo(c.String("out"), func(w *bufio.Writer) error { return u.writeDifferences(w, list, format) })
	u.note("%s in %d of %s", plural(len(list), "difference"), differing, plural(len(groups), "passage"))
	return err
}

func side(version, text string, at compare.Span, value string) end {
	start := utf8.RuneCountInString(text[:at.Start])
	return end{version, value, start, start + utf8.RuneCountInString(text[at.Start:at.End]), text}
}

func (u *ui) writeDifferences(w *bufio.Writer, list []difference, format string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	cell := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	last := ""
	for _, d := range list {
		switch format {
		case "json":
			if err := enc.Encode(d); err != nil {
				return err
			}
		case "tsv":
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", d.ID, d.Fact, cell.Replace(d.A.Value), cell.Replace(d.B.Value),
				d.A.Start, d.A.End, d.B.Start, d.B.End, cell.Replace(d.A.Text), cell.Replace(d.B.Text))
		default:
			if d.ID != last {
				fmt.Fprintf(w, "%s  %s\n  %s: %s\n  %s: %s\n", d.ID, u.show(d.Source), clean(d.A.Version), u.show(d.A.Text), clean(d.B.Version), u.show(d.B.Text))
				last = d.ID
			}
			fmt.Fprintf(w, "  %s  %s ↔ %s\n", u.paint(yellow, fmt.Sprintf("%-8s", d.Fact)), orWord(u.show(d.A.Value), "–"), orWord(u.show(d.B.Value), "–"))
		}
	}
	return nil
}

// together joins source sentences that either version renders in one piece.
func together(n int, both [2]candidate) [][]int {
	root := make([]int, n) // the first sentence of the group
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for _, v := range both {
		for _, p := range v.pieces {
			for _, i := range p.source {
				a, b := find(p.source[0]), find(i)
				root[max(a, b)] = min(a, b)
			}
		}
	}
	at := map[int]int{}
	var out [][]int
	for i := range n {
		r := find(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// of is what a version says for a group of source sentences.
func (v candidate) of(group []int) string {
	var texts []string
	for _, p := range v.pieces {
		if slices.Contains(group, p.source[0]) && p.text != "" {
			texts = append(texts, p.text)
		}
	}
	return strings.Join(texts, " ")
}
