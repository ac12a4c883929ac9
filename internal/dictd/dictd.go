// Package dictd reads dictionaries in the format of the DICT server dictd, which
// FreeDict and the dict-* packages of Linux distributions use: an index NAME.index
// of headwords with the place of their article, and the articles in NAME.dict or,
// compressed, in NAME.dict.dz (dictzip: gzip cut into chunks that can be read one
// by one; plain gzip is read too).
//
// The index has one line a headword: headword TAB offset TAB length, the numbers
// in base 64 (A-Z a-z 0-9 + /), most significant digit first. Headwords that start
// with 00database describe the dictionary. See dictd(8) and dictfmt(1).
package dictd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Bounds of what is read.
const (
	maxIndex   = 256 << 20 // bytes of an index
	maxEntries = 4_000_000
	maxLine    = 64 << 10  // bytes of one index line
	maxArticle = 1 << 20   // bytes of one article
	maxText    = 512 << 20 // bytes of all articles, decompressed
)

// Entry is one line of the index.
type Entry struct {
	Headword string
	Offset   int64 // bytes into the text of all articles
	Length   int64 // bytes
}

// Dictionary is an open dictionary. Close it after use. It must not be used by
// several goroutines at once.
type Dictionary struct {
	Name    string  // base name of its files
	Entries []Entry // in the order of the index, what describes the dictionary left out
	about   map[string]Entry
	text    io.ReaderAt
	file    io.Closer
}

// Open opens the dictionary that path belongs to: its .index, .dict or .dict.dz
// file, or the common part of their names.
func Open(path string) (*Dictionary, error) {
	base := Base(path)
	index, err := os.Open(base + ".index")
	if err != nil {
		return nil, err
	}
	defer index.Close()
	d := &Dictionary{Name: filepath.Base(base)}
	if d.Entries, d.about, err = readIndex(index); err != nil {
		return nil, fmt.Errorf("%s.index: %w", base, err)
	}
	if err := d.openText(base); err != nil {
		return nil, err
	}
	return d, nil
}

// Base cuts the extension of a dictionary's file off its path.
func Base(path string) string {
	for _, ext := range [...]string{".index", ".dict.dz", ".dict"} {
		if base, ok := strings.CutSuffix(path, ext); ok {
			return base
		}
	}
	return path
}

func (d *Dictionary) openText(base string) error {
	path := base + ".dict"
	f, err := os.Open(path)
	if err == nil {
		d.text, d.file = f, f
		return nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	path += ".dz"
	if f, err = os.Open(path); err != nil {
		return err
	}
	if d.text, err = openZip(f); err != nil {
		f.Close()
		return fmt.Errorf("%s: %w", path, err)
	}
	d.file = f
	return nil
}

// Close closes the dictionary's files.
func (d *Dictionary) Close() error { return d.file.Close() }

// Article returns the text of an entry. What is not UTF-8 in it stays as it is.
func (d *Dictionary) Article(e Entry) (string, error) {
	if e.Length > maxArticle {
		return "", fmt.Errorf("%s: %.40q: an article of %d bytes, at most %d are read", d.Name, e.Headword, e.Length, maxArticle)
	}
	buf := make([]byte, e.Length)
	if _, err := d.text.ReadAt(buf, e.Offset); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("the article lies beyond the end of the dictionary")
		}
		return "", fmt.Errorf("%s: %.40q: %w", d.Name, e.Headword, err)
	}
	return string(buf), nil
}

// About returns what the dictionary says of itself: "short" for its title,
// "info" for origin and licence, "url". It is empty where nothing is said.
func (d *Dictionary) About(what string) string {
	e, ok := d.about[what]
	if !ok {
		return ""
	}
	text, err := d.Article(e)
	if err != nil {
		return ""
	}
	// The article repeats its headword in the first line.
	first, rest, _ := strings.Cut(text, "\n")
	if strings.HasPrefix(strings.ReplaceAll(first, "-", ""), "00database") {
		text = rest
	}
	return strings.TrimSpace(text)
}
