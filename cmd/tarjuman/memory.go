package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/internal/worddiff"
	"tarjuman/translate"
	"tarjuman/translate/memory"
)

func memoryCommand(u *ui) *cli.Command {
	where := &cli.StringFlag{Name: "memory", Aliases: []string{"m"}, Usage: "the memory: a `FILE` ending in .db (default: the first one of memory: in " + configName + ")", EnvVars: []string{"TARJUMAN_MEMORY"}}
	from := &cli.StringFlag{Name: "from", Value: "ar", Usage: "language of the sources"}
	to := &cli.StringFlag{Name: "to", Value: "en", Usage: "language of the translations"}
	sub := func(name, usage, args, examples string, action cli.ActionFunc, flags ...cli.Flag) *cli.Command {
		return &cli.Command{Name: name, Usage: usage, ArgsUsage: args, Flags: append([]cli.Flag{where}, flags...), CustomHelpTemplate: help(examples), OnUsageError: usageError, Action: action}
	}
	return &cli.Command{
		Name:  "memory",
		Usage: "keep earlier translations in a file and look them up: import, export, search, learn, stats",
		CustomHelpTemplate: help(`  tarjuman memory import --memory archive.db archive.tmx
  tarjuman memory import --memory archive.db article.ar-en.jsonl
  tarjuman memory search --memory archive.db "وصل الوزير إلى العاصمة"
  tarjuman memory export --memory archive.db -o archive.tmx`),
		OnUsageError: usageError,
		Subcommands: []*cli.Command{
			sub("import", "add translations: TMX, TSV, working files (their approved sentences)", "FILE…",
				`  tarjuman memory import --memory archive.db archive.tmx pairs.tsv
  tarjuman memory import --memory archive.db article.ar-en.jsonl`,
				u.memoryImport, from, to, &cli.BoolFlag{Name: "all", Usage: "of a working file take drafts and edited sentences too, not only approved ones"}),
			sub("export", "write the memory as TMX, TSV or a working file", "",
				`  tarjuman memory export --memory archive.db -o archive.tmx
  tarjuman memory export --memory archive.db --format tsv > archive.tsv`,
				u.memoryExport, &cli.StringFlag{Name: "format", Usage: "tmx, tsv or jsonl (default: by the name of --out, else tmx)"}, &cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "file to write instead of standard output"}),
			sub("search", "look a sentence up: the same one, and similar ones with what differs", "TEXT",
				`  tarjuman memory search --memory archive.db "وصل الوزير إلى العاصمة"
  tarjuman memory search --memory archive.db --from en --to ar "Oil prices fell" --min 50`,
				u.memorySearch, from, to, &cli.IntFlag{Name: "min", Value: 60, Usage: "least similarity in per cent"}, &cli.IntFlag{Name: "limit", Value: 5, Usage: "most matches shown"},
				&cli.StringFlag{Name: "before", Usage: "the sentence in front of it"}, &cli.StringFlag{Name: "after", Usage: "the sentence behind it"}, &cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"}),
			sub("learn", "learn a word table from the memory, for --dictionary", "",
				`  tarjuman memory learn --memory archive.db -o desk.learned
  tarjuman check article.ar.txt article.en.txt --dictionary desk.learned`,
				u.memoryLearn, from, to, &cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "write the table to `FILE`, - for standard output"},
				&cli.IntFlag{Name: "min-count", Value: 2, Usage: "pairs in which two words must meet"}),
			sub("stats", "count what the memory holds", "", "  tarjuman memory stats --memory archive.db", u.memoryStats),
		},
	}
}

// storeOf opens the memory a command works on.
func (u *ui) storeOf(c *cli.Context, create bool) (*memory.Store, string, error) {
	path := c.String("memory")
	if path == "" {
		cfg, err := loadConfig("")
		if err != nil {
			return nil, "", err
		}
		if i := slices.IndexFunc(cfg.Memory, isStore); i >= 0 {
			path = cfg.Memory[i]
		}
	}
	if path == "" {
		return nil, "", wrongUse("memory: which one? want --memory FILE.db", "or TARJUMAN_MEMORY, or memory: in "+configName)
	}
	if !isStore(path) {
		return nil, "", wrongUse(fmt.Sprintf("memory: %s does not end in .db", path), "a TMX file is read with `tarjuman memory import --memory NAME.db "+path+"`")
	}
	s, err := openStore(c.Context, path, create)
	return s, path, err
}

func (u *ui) memoryImport(c *cli.Context) error {
	if c.NArg() == 0 {
		return wrongUse("memory import: want files", "`tarjuman memory import --help` shows examples")
	}
	s, path, err := u.storeOf(c, true)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, file := range c.Args().Slice() {
		stats, err := s.Import(c.Context, u.unitsOf(c, file))
		if stats != (memory.ImportStats{}) || err == nil {
			u.note("%s: %s", file, importSummary(stats))
		}
		switch {
		case storeFault(err):
			return err
		case err != nil:
			if !strings.HasPrefix(err.Error(), file+":") {
				err = fmt.Errorf("%s: %w", file, err)
			}
			return badInput(err, "what was read before the error is in "+path)
		}
	}
	return nil
}

func importSummary(st memory.ImportStats) string {
	s := plural(st.Added, "unit") + " added"
	if st.Known > 0 {
		s += fmt.Sprintf(", %s known already", grouped(st.Known))
	}
	if st.Skipped > 0 {
		s += fmt.Sprintf(", %s without two texts left out", grouped(st.Skipped))
	}
	return s
}

func (u *ui) memoryExport(c *cli.Context) error {
	if c.NArg() > 0 {
		return wrongUse("memory export takes no files", "-o names the one to write")
	}
	format, out := c.String("format"), c.String("out")
	if format == "" {
		format = "tmx"
		for _, f := range []string{"tsv", "jsonl"} {
			if strings.HasSuffix(out, "."+f) {
				format = f
			}
		}
	}
	if !slices.Contains([]string{"tmx", "tsv", "jsonl"}, format) {
		return wrongUse(fmt.Sprintf("--format %s: want tmx, tsv or jsonl", format), "")
	}
	s, _, err := u.storeOf(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	err = u.writeTo(out, func(w *bufio.Writer) error {
		var err error
		switch format {
		case "tmx":
			n, err = memory.WriteUnits(w, "*all*", s.Units(c.Context))
		case "tsv":
			n, err = writeUnitsTSV(w, s.Units(c.Context))
		default:
			n, err = writeUnitsWorking(w, s.Units(c.Context))
		}
		return err
	})
	if err == nil {
		u.note("%s written", plural(n, "unit"))
	}
	return err
}

func (u *ui) memorySearch(c *cli.Context) error {
	text := strings.Join(c.Args().Slice(), " ")
	if text == "-" {
		data, err := io.ReadAll(io.LimitReader(u.stdin, 1<<20))
		if err != nil {
			return badInput(err, "")
		}
		text = strings.TrimSpace(string(data))
	}
	if strings.TrimSpace(text) == "" {
		return wrongUse("memory search: want a sentence", "`tarjuman memory search --help` shows examples")
	}
	if n := c.Int("min"); n < 1 || n > 100 {
		return wrongUse("--min must be between 1 and 100", "")
	}
	if f := c.String("format"); f != "text" && f != "json" {
		return wrongUse(fmt.Sprintf("--format %s: want text or json", f), "")
	}
	s, _, err := u.storeOf(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	found, err := s.Lookup(c.Context, memory.Query{
		From: c.String("from"), To: c.String("to"), Text: text, Before: c.String("before"), After: c.String("after"), MinPercent: c.Int("min"), Limit: max(1, c.Int("limit")),
	})
	if err != nil {
		return err
	}
	return u.writeTo("", func(w *bufio.Writer) error {
		for _, m := range found {
			if c.String("format") == "json" {
				if err := writeMatchJSON(w, m); err != nil {
					return err
				}
				continue
			}
			u.writeMatch(w, m)
		}
		if len(found) == 0 && c.String("format") == "text" {
			u.note("nothing at %d per cent or more", c.Int("min"))
		}
		return nil
	})
}

// writeMatch shows a match: how alike, the source with its differences, the
// translations.
func (u *ui) writeMatch(w io.Writer, m memory.Match) {
	kind := ""
	switch {
	case m.InContext:
		kind = "  in the same context"
	case m.Score == 100:
		kind = "  the same sentence"
	}
	fmt.Fprintf(w, "%d%%%s\n", m.Score, kind)
	if m.Score < 100 {
		fmt.Fprintf(w, "  differs  %s\n", u.show(markedDiff(m.Diff)))
	} else {
		fmt.Fprintf(w, "  source   %s\n", u.show(m.Source))
	}
	fmt.Fprintf(w, "  target   %s\n", u.show(m.Target))
	for _, o := range m.Others {
		fmt.Fprintf(w, "  also     %s\n", u.show(o))
	}
	if !m.Numbers.Empty() {
		fmt.Fprintf(w, "  numbers  %s here, %s in the memory\n", u.show(orWord(strings.Join(m.Numbers.Query, ", "), "none")), u.show(orWord(strings.Join(m.Numbers.Memory, ", "), "none")))
	}
}

// markedDiff writes what the memory has and the sentence does not as [-…-], and
// the other way round as {+…+}.
func markedDiff(edits []worddiff.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case worddiff.Delete:
			b.WriteString("[-" + e.Text + "-]")
		case worddiff.Insert:
			b.WriteString("{+" + e.Text + "+}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

func writeMatchJSON(w io.Writer, m memory.Match) error {
	type edit struct {
		Op   string `json:"op"`
		Text string `json:"text"`
	}
	ops := [...]string{worddiff.Equal: "equal", worddiff.Delete: "delete", worddiff.Insert: "insert"}
	diff := []edit{}
	for _, e := range m.Diff {
		diff = append(diff, edit{ops[e.Op], e.Text})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(map[string]any{"score": m.Score, "in_context": m.InContext, "source": m.Source, "target": m.Target, "others": m.Others, "diff": diff,
		"numbers": map[string][]string{"query": m.Numbers.Query, "memory": m.Numbers.Memory}})
}

func (u *ui) memoryStats(c *cli.Context) error {
	if c.NArg() > 0 {
		return wrongUse("memory stats takes no files", "--memory names the memory")
	}
	s, _, err := u.storeOf(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	st, err := s.Stats(c.Context)
	if err != nil {
		return err
	}
	return u.writeTo("", func(w *bufio.Writer) error {
		fmt.Fprintf(w, "%s, %s with more than one translation, %.1f MB\n", plural(st.Units, "unit"), plural(st.Doubles, "sentence"), float64(st.Bytes)/1e6)
		for _, list := range []map[string]int{st.Pairs, st.Origins} {
			for _, name := range slices.Sorted(maps.Keys(list)) {
				fmt.Fprintf(w, "  %-10s %s\n", orWord(name, "unknown"), grouped(list[name]))
			}
		}
		return nil
	})
}

// approvedUnits are the sentences of a document that may go into a memory: the
// approved ones, with all also drafts and edited ones, but never glosses, and
// never rejected ones.
func approvedUnits(d *bitext.Document, all bool) []memory.Unit {
	text := func(i int, target bool) string {
		switch {
		case i < 0 || i >= len(d.Segments):
			return ""
		case target:
			return d.Segments[i].Target.Text
		}
		return d.Segments[i].Source.Text
	}
	var out []memory.Unit
	for i := range d.Segments {
		s := &d.Segments[i]
		take := s.Status == bitext.Approved || all && s.Status != bitext.Rejected
		if !take || s.Origin.Kind == translate.Gloss || s.Source.Text == "" || s.Target.Text == "" {
			continue
		}
		unit := memory.Unit{
			SourceLang: d.Header.Source.Lang, Source: s.Source.Text, TargetLang: d.Header.Target.Lang, Target: s.Target.Text, Origin: originName(s.Origin),
			Context: memory.Context{
				SourceBefore: memory.ContextHash(text(i-1, false)), SourceAfter: memory.ContextHash(text(i+1, false)),
				TargetBefore: memory.ContextHash(text(i-1, true)), TargetAfter: memory.ContextHash(text(i+1, true)),
			},
		}
		if s.Decision != nil {
			unit.Author, unit.Changed = s.Decision.By, s.Decision.Time
		}
		out = append(out, unit)
	}
	return out
}

func originName(o translate.Origin) string {
	if o.Kind == translate.Engine && o.Engine != "" {
		return o.Engine
	}
	return string(o.Kind)
}
