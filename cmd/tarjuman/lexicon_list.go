package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/lexicon"
	"tarjuman/align/lexicon/dictionary"
	"tarjuman/internal/dictd"
)

func lexiconListCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "show which dictionaries are in use and which are installed",
		Flags: []cli.Flag{dictionaryFlag()},
		CustomHelpTemplate: help(`  tarjuman lexicon list
  tarjuman lexicon list --dictionary desk.tsv --dictionary installed`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.lexiconList(c) },
	}
}

func lexiconInfoCommand(u *ui) *cli.Command {
	return &cli.Command{
		Name:      "info",
		Usage:     "say what a dictionary holds; without a name, what the built-in lexicon holds",
		ArgsUsage: "[DICTIONARY …]",
		CustomHelpTemplate: help(`  tarjuman lexicon info
  tarjuman lexicon info freedict-ara-eng
  tarjuman lexicon info terms.tbx`),
		OnUsageError: usageError,
		Action:       func(c *cli.Context) error { return u.lexiconInfo(c) },
	}
}

// lexiconList prints a line for each dictionary in use, in order of precedence,
// and for each that is installed and not in use.
func (u *ui) lexiconList(c *cli.Context) error {
	if c.NArg() > 0 {
		return wrongUse("lexicon list takes no argument", "`tarjuman lexicon info DICTIONARY` describes one")
	}
	w, err := wordsFor(c, "")
	if err != nil {
		return err
	}
	return u.writeTo("", func(out *bufio.Writer) error {
		used := map[string]bool{}
		for _, s := range w.lexicon.Sources() {
			used[s.Path] = true
			fmt.Fprintf(out, "%-9s  %-32s %s%s\n", s.Kind, sourceName(s), entries(s.Len()), about(s))
		}
		for _, p := range dictionary.Installed(dictionary.Folders()) {
			if !used[p] {
				fmt.Fprintf(out, "installed  %-32s %s; use it with --dictionary %s\n", filepath.Base(p), installedSize(p), filepath.Base(p))
			}
		}
		return nil
	})
}

func sourceName(s lexicon.Source) string {
	if s.Kind == lexicon.BuiltIn {
		return s.About
	}
	return flat(s.Name)
}

// about is what a source says of itself, unless that is its name.
func about(s lexicon.Source) string {
	if s.About == "" || s.Kind == lexicon.BuiltIn {
		return ""
	}
	return ", " + flat(s.About)
}

// installedSize opens a dictionary's index only, which is quick.
func installedSize(path string) string {
	d, err := dictd.Open(path)
	if err != nil {
		return "cannot be read: " + err.Error()
	}
	defer d.Close()
	size := plural(len(d.Entries), "headword")
	if title, _, _ := strings.Cut(d.About("short"), "\n"); title != "" {
		size += ", " + flat(title)
	}
	return size
}

// lexiconInfo describes dictionaries.
func (u *ui) lexiconInfo(c *cli.Context) error {
	sources := lexicon.Default().Sources()
	if c.NArg() > 0 {
		w, err := readWords(c.Args().Slice())
		if err != nil {
			return err
		}
		sources = slices.DeleteFunc(slices.Clone(w.lexicon.Sources()), func(s lexicon.Source) bool { return s.Kind == lexicon.BuiltIn })
	}
	return u.writeTo("", func(out *bufio.Writer) error {
		for i, s := range sources {
			if i > 0 {
				fmt.Fprintln(out)
			}
			u.describe(out, s)
		}
		return nil
	})
}

// describe prints a dictionary's kind, place, size, parts of speech and a few of
// its entries.
func (u *ui) describe(w *bufio.Writer, s lexicon.Source) {
	fmt.Fprintf(w, "%s\n  kind     %s\n", sourceName(s), s.Kind)
	if s.Path != "" {
		fmt.Fprintf(w, "  file     %s\n", flat(s.Path))
	}
	if about(s) != "" {
		fmt.Fprintf(w, "  about    %s\n", flat(s.About))
	}
	if s.Table != nil {
		fmt.Fprintf(w, "  words    %s\n", grouped(s.Table.Len()))
		return
	}
	phrases, glosses := 0, 0
	count := map[string]int{}
	for e := range s.All {
		count[e.POS]++
		glosses += len(e.Glosses)
		if strings.Contains(e.Lemma, " ") {
			phrases++
		}
	}
	fmt.Fprintf(w, "  entries  %s, of several words %s, glosses %s\n", grouped(s.Len()), grouped(phrases), grouped(glosses))
	var parts []string
	for pos := range count {
		parts = append(parts, pos)
	}
	slices.SortFunc(parts, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	for i, pos := range parts {
		parts[i] = fmt.Sprintf("%s %s", pos, grouped(count[pos]))
	}
	fmt.Fprintf(w, "  of which %s\n", strings.Join(parts, ", "))
	step, i := max(1, s.Len()/3), 0
	for e := range s.All {
		if i++; (i-1)%step != 0 {
			continue
		}
		fmt.Fprintf(w, "  such as  %s %s: %s\n", u.show(e.Lemma), e.POS, flat(strings.Join(e.Glosses, "; ")))
	}
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return grouped(n) + " entries"
}
