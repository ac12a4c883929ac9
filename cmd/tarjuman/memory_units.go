package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
	"tarjuman/align/learn"
	"tarjuman/translate"
	"tarjuman/translate/memory"
)

// unitsOf reads the translations of a file: TMX as it streams, a working file's
// approved sentences, pairs a line, or any other format a document can be read
// from.
func (u *ui) unitsOf(c *cli.Context, path string) iter.Seq2[memory.Unit, error] {
	return func(yield func(memory.Unit, error) bool) {
		in, err := u.open(path)
		if err != nil {
			yield(memory.Unit{}, err)
			return
		}
		defer in.Close()
		b := bufio.NewReaderSize(in, 1<<16)
		head, _ := b.Peek(512)
		switch kindOfPairs(path, string(head)) {
		case "tmx":
			memory.ReadUnits(b)(yield)
		case "pairs":
			pairUnits(c, b, path)(yield)
		default:
			documentUnits(u, c, b, path)(yield)
		}
	}
}

// kindOfPairs tells what a file is by its beginning.
func kindOfPairs(path, head string) string {
	text := strings.ReplaceAll(head, "\x00", "") // UTF-16 read byte by byte
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		text = strings.TrimPrefix(text, mark)
	}
	text = strings.TrimLeft(text, " \t\r\n")
	switch {
	case strings.HasPrefix(text, "<") && strings.Contains(strings.ToLower(text), "tmx"):
		return "tmx"
	case strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<") || strings.HasPrefix(text, "PK"):
		return "document"
	case strings.HasPrefix(text, "id\tparagraph\t") || strings.HasSuffix(strings.ToLower(path), ".csv"):
		return "document"
	}
	return "pairs"
}

// pairUnits reads sentence pairs, source TAB target a line or with named columns.
func pairUnits(c *cli.Context, in io.Reader, path string) iter.Seq2[memory.Unit, error] {
	from, to := c.String("from"), c.String("to")
	return func(yield func(memory.Unit, error) bool) {
		stopped := false
		l := pairLearner{from: from, to: to, add: func(source, target string) {
			if !stopped {
				stopped = !yield(memory.Unit{SourceLang: from, Source: source, TargetLang: to, Target: target}, nil)
			}
		}}
		if err := l.pairs(in, path); err != nil && !stopped {
			yield(memory.Unit{}, err)
		}
	}
}

func documentUnits(u *ui, c *cli.Context, in io.Reader, path string) iter.Seq2[memory.Unit, error] {
	return func(yield func(memory.Unit, error) bool) {
		d, err := bitext.LoadFrom(in, path, "", bitext.Languages{})
		var torn *bitext.Torn
		if err != nil && !(errors.As(err, &torn) && d != nil) {
			yield(memory.Unit{}, err)
			return
		}
		for _, n := range d.Notes {
			u.note("%s: %s", path, n)
		}
		units := approvedUnits(d.Document, c.Bool("all") || d.Format != "jsonl")
		if left := len(d.Segments) - len(units); left > 0 && d.Format == "jsonl" && !c.Bool("all") {
			u.note("%s: %s not approved (--all takes them too)", path, plural(left, "sentence"))
		}
		for _, unit := range units {
			if !yield(unit, nil) {
				return
			}
		}
	}
}

func writeUnitsTSV(w io.Writer, units iter.Seq2[memory.Unit, error]) (int, error) {
	n := 0
	for u, err := range units {
		if err != nil {
			return n, err
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\n", bitext.EscapeTSV(u.Source), bitext.EscapeTSV(u.Target)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// writeUnitsWorking writes a document of approved sentences. It has one pair of
// languages; units of others are an error.
func writeUnitsWorking(w io.Writer, units iter.Seq2[memory.Unit, error]) (int, error) {
	d := &bitext.Document{Header: bitext.Header{Tool: "tarjuman " + release}}
	for u, err := range units {
		if err != nil {
			return 0, err
		}
		n := len(d.Segments)
		if n == 0 {
			d.Header.Source.Lang, d.Header.Target.Lang = u.SourceLang, u.TargetLang
		}
		if d.Header.Source.Lang != u.SourceLang || d.Header.Target.Lang != u.TargetLang {
			return 0, badInput(fmt.Errorf("the memory holds %s-%s and %s-%s; a working file has one pair of languages", d.Header.Source.Lang, d.Header.Target.Lang, u.SourceLang, u.TargetLang), "--format tmx holds any number")
		}
		d.Segments = append(d.Segments, bitext.Segment{
			ID: fmt.Sprintf("s%d", n+1), Paragraph: n, Source: bitext.Side{Text: u.Source, Sentences: []int{n}}, Target: bitext.Side{Text: u.Target, Sentences: []int{n}},
			Link: bitext.Link{Confidence: 1}, Origin: originOf(u.Origin), Status: bitext.Approved,
		})
	}
	return len(d.Segments), bitext.Write(w, d)
}

// originOf undoes originName; what nobody noted came from the memory.
func originOf(name string) translate.Origin {
	switch k := translate.OriginKind(name); k {
	case translate.Human, translate.Memory, translate.Copy:
		return translate.Origin{Kind: k}
	case "":
		return translate.Origin{Kind: translate.Memory, Engine: "memory"}
	}
	return translate.Origin{Kind: translate.Engine, Engine: name}
}

// memoryLearn learns a word table from the whole memory.
func (u *ui) memoryLearn(c *cli.Context) error {
	from, to := c.String("from"), c.String("to")
	switch {
	case c.String("out") == "":
		return wrongUse("memory learn: want -o FILE", "`tarjuman memory learn --help` shows examples")
	case from == "" || to == "" || from == to:
		return wrongUse("memory learn: --from and --to must be two languages", "")
	case c.Int("min-count") < 1:
		return wrongUse("--min-count must be at least 1", "")
	}
	s, path, err := u.storeOf(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	t := learn.NewTrainer(learn.Options{MinTogether: c.Int("min-count")})
	for unit, err := range s.Units(c.Context) {
		if err != nil {
			return err
		}
		switch {
		case unit.SourceLang == from && unit.TargetLang == to:
			t.Add(learn.Words(unit.Source, from), learn.Words(unit.Target, to))
		case unit.SourceLang == to && unit.TargetLang == from:
			t.Add(learn.Words(unit.Target, from), learn.Words(unit.Source, to))
		}
	}
	table := t.Train()
	table.SourceLang, table.TargetLang = from, to
	if table.Len() == 0 {
		return badInput(fmt.Errorf("%s: nothing to learn from %s %s to %s", path, plural(t.Pairs(), "pair"), from, to),
			"words are learned that meet in several pairs and not in most; some thousand pairs are a good start")
	}
	if err := u.writeTo(c.String("out"), func(w *bufio.Writer) error { return table.Write(w) }); err != nil {
		return err
	}
	u.note("learned %s from %s", plural(table.Len(), "word"), plural(table.Pairs(), "pair"))
	return nil
}
