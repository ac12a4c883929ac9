package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/align/bitext"
)

// isAligned reports whether a file is named like an aligned text: a working file,
// a memory, XLIFF or a table.
func isAligned(path string) bool { return bitext.Readable(path) }

// standsAlone reports whether a file that comes without a translation can be an
// aligned text: one that is named so, or a Word document, which is then a table
// for review.
func standsAlone(path string) bool {
	return isAligned(path) || strings.EqualFold(filepath.Ext(path), ".docx")
}

// openDocument reads an aligned text of any format and says on stderr what a user
// should know of it.
func (u *ui) openDocument(path, format string, want bitext.Languages) (*bitext.Loaded, error) {
	var l *bitext.Loaded
	var err error
	if path == "-" {
		l, err = bitext.LoadFrom(u.stdin, "standard input", format, want)
	} else {
		l, err = bitext.Load(path, format, want)
	}
	if err != nil {
		return nil, badInput(err, "")
	}
	for _, n := range l.Notes {
		u.note("%s: %s", path, n)
	}
	return l, nil
}

// openAligned is [ui.openDocument] with the languages settled: those named as in
// ar-en, those the file tells, or those its letters tell.
func (u *ui) openAligned(path, format, langs string) (*bitext.Loaded, error) {
	want, err := namedLanguages(langs)
	if err != nil {
		return nil, err
	}
	l, err := u.openDocument(path, format, want)
	if err != nil {
		return nil, err
	}
	if err := setLanguages(l.Document, path, want); err != nil {
		return nil, err
	}
	if len(l.Segments) == 0 && !l.IsWorkingFile() {
		u.note("%s: holds no segments", path)
	}
	return l, nil
}

// openWorkingFile reads a working file; a torn last line is said and left out.
func (u *ui) openWorkingFile(path string) (*bitext.Document, error) {
	l, err := u.openDocument(path, "jsonl", bitext.Languages{})
	if err != nil {
		hint := "working files are made by `tarjuman translate` and `tarjuman align`"
		if isAligned(path) && !strings.HasSuffix(path, ".jsonl") {
			hint = "`tarjuman align " + path + "` makes a working file of it"
		}
		return nil, badInput(err, hint)
	}
	return l.Document, nil
}

// positionalDocument is the document the positional arguments name: an aligned
// text of any format, or two texts that are aligned now.
func (u *ui) positionalDocument(c *cli.Context) (*bitext.Document, error) {
	switch c.NArg() {
	case 1:
		path := c.Args().First()
		if !standsAlone(path) {
			return nil, wrongUse(fmt.Sprintf("%s: %s is not a working file", c.Command.Name, path), "name a source and its translation, a NAME.ar-en.jsonl, or a TMX, XLIFF or table")
		}
		l, err := u.openAligned(path, "", "")
		if err != nil {
			return nil, err
		}
		return l.Document, nil
	case 2:
		a, err := u.alignFiles(c, c.Args().Get(0), c.Args().Get(1))
		if err != nil {
			return nil, err
		}
		return a.doc, nil
	}
	return nil, wrongUse(fmt.Sprintf("%s: want a source and a target, or one aligned file", c.Command.Name), fmt.Sprintf("`tarjuman %s --help` shows examples", c.Command.Name))
}

// alignTaken makes a working file of a text that is aligned already, by another
// program or an export of this one, whose links it takes over.
func (u *ui) alignTaken(c *cli.Context, path string) error {
	for _, flag := range []string{"segmented", "pivot", "anchors", "no-learn", "embeddings", "from", "srx"} {
		if c.IsSet(flag) {
			return wrongUse(fmt.Sprintf("align: --%s goes with two texts; %s is aligned already", flag, path), "")
		}
	}
	if !standsAlone(path) {
		return wrongUse(fmt.Sprintf("align: want a source and a target, got only %s", path), "`tarjuman align --help` shows examples")
	}
	l, err := u.openAligned(path, "", "")
	if err != nil {
		return err
	}
	if l.IsWorkingFile() {
		return u.alignAgain(c, path)
	}
	d := l.Document
	d.Header.Tool = "tarjuman " + release
	for _, f := range []*bitext.File{&d.Header.Source, &d.Header.Target} {
		if f.Path != "" && !filepath.IsLocal(filepath.FromSlash(f.Path)) {
			f.Path, f.SHA256 = "", "" // a file of others must not lead a reader anywhere
		}
	}
	if c.String("format") == "beads" {
		return u.writeTo(c.String("out"), func(w *bufio.Writer) error { return writeTakenBeads(w, d) })
	}
	return u.finishAlign(c, path, d, nil)
}

// writeTakenBeads is writeBeads for links that were read.
func writeTakenBeads(w *bufio.Writer, d *bitext.Document) error {
	for i := range d.Segments {
		s := &d.Segments[i]
		writeInts(w, s.Source.Sentences)
		w.WriteByte('\t')
		writeInts(w, s.Target.Sentences)
		if _, err := fmt.Fprintf(w, "\t%.4f\n", s.Link.Confidence); err != nil {
			return err
		}
	}
	return nil
}
