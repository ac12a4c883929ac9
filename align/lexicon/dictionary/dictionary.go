// Package dictionary reads a user's dictionaries into sources of the lexicon:
// tab-separated lists, TBX termbases, dictionaries of the DICT server (FreeDict
// and others, installed or named), and tables learned from a translation memory.
// Arabic-English and English-Arabic ones are told apart by their letters; both
// serve to look Arabic words up.
package dictionary

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tarjuman/align/learn"
	"tarjuman/align/lexicon"
	"tarjuman/internal/dictd"
)

// What matches of a source cost more than the built-in lexicon's. A user's own
// list goes before it. General dictionaries know rare words and order their
// senses by nothing, so they speak up where the lexicon is unsure or silent.
const (
	ownList = -2
	general = 2.5
)

// Folders are where dictionaries of the DICT server are installed, in the order
// they are searched.
func Folders() []string {
	folders := []string{"/usr/share/dictd", "/usr/local/share/dictd", "/opt/homebrew/share/dictd"}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append([]string{filepath.Join(home, ".local", "share", "dictd")}, folders...)
	}
	return folders
}

// Installed returns the paths of the installed DICT dictionaries of Arabic and
// English, without extension, sorted by name: those whose name carries both
// languages, as ara-eng, eng-ara, ar-en or en-ar. Of two with one name the first
// in the order of folders counts.
func Installed(folders []string) []string {
	byName := map[string]string{}
	for _, f := range folders {
		found, err := filepath.Glob(filepath.Join(f, "*.index"))
		if err != nil {
			continue // the pattern is sound unless a folder's name holds a bracket
		}
		for _, p := range found {
			base := dictd.Base(p)
			if name := filepath.Base(base); arabicEnglish(name) && byName[name] == "" {
				byName[name] = base
			}
		}
	}
	var out []string
	for _, p := range byName {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	return out
}

// arabicEnglish reports whether a dictionary's name carries both languages.
func arabicEnglish(name string) bool {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	has := func(codes ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(codes, p) })
	}
	return has("ara", "ar", "arabic") && has("eng", "en", "english")
}

// ErrNotFound is wrapped by the error of Open for a name that is neither a file
// nor an installed dictionary.
var ErrNotFound = errors.New("no such dictionary")

// Open reads the dictionary that name stands for: a path, or the name of an
// installed DICT dictionary in one of the folders. The format is told by the
// content, not by the extension.
func Open(name string, folders []string) (lexicon.Source, error) {
	path, err := locate(name, folders)
	if err != nil {
		return lexicon.Source{}, err
	}
	if isFile(dictd.Base(path) + ".index") {
		return openDict(dictd.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return lexicon.Source{}, err
	}
	defer f.Close()
	s, err := read(f, path)
	if err != nil {
		return lexicon.Source{}, fmt.Errorf("%s: %w", path, err)
	}
	s.Name, s.Path = filepath.Base(path), path
	return s, nil
}

// locate finds the file of a dictionary; one of the DICT server may be named
// without extension.
func locate(name string, folders []string) (string, error) {
	if isFile(name) || isFile(name+".index") {
		return name, nil
	}
	if !strings.ContainsAny(name, `/\`) {
		for _, f := range folders {
			if p := filepath.Join(f, name); isFile(p + ".index") {
				return p, nil
			}
		}
		return "", fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	_, err := os.Stat(name)
	if err == nil {
		err = fmt.Errorf("%s: not a file", name)
	} else if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s: %w", name, ErrNotFound)
	}
	return "", err
}

// isFile reports a regular file, or a link to one: a pipe nobody writes to would be
// waited for without end.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// read tells the format of a file by its first bytes and reads it.
func read(f io.Reader, path string) (lexicon.Source, error) {
	b := bufio.NewReaderSize(f, 4096)
	head, err := b.Peek(512)
	if err != nil && err != io.EOF {
		return lexicon.Source{}, err
	}
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return lexicon.Source{}, errors.New("compressed: a DICT dictionary needs its .index file beside it, anything else unpack first")
	}
	head = bytes.TrimLeft(bytes.ReplaceAll(head, []byte{0}, nil), "\xef\xbb\xbf\xff\xfe \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("<")):
		return readTBX(b)
	case bytes.HasPrefix(head, []byte(learn.Signature[:len(learn.Signature)-1])):
		return readTable(b)
	}
	return readTSV(b, path)
}

// readTable reads a learned table. One to Arabic is turned round; one between
// other languages is kept as it is, for aligning them.
func readTable(r io.Reader) (lexicon.Source, error) {
	t, err := learn.Read(r)
	if err != nil {
		return lexicon.Source{}, err
	}
	about := fmt.Sprintf("learned from %d pairs, %s to %s", t.Pairs(), t.SourceLang, t.TargetLang)
	if t.TargetLang == "ar" {
		t = t.Inverse()
	}
	return lexicon.Source{Kind: lexicon.Table, Table: t, About: about}, nil
}
