package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"tarjuman/align/learn"
	"tarjuman/align/lexicon"
	"tarjuman/align/lexicon/dictionary"
)

// installedDictionaries asks for every installed dictionary of Arabic and English.
const installedDictionaries = "installed"

func dictionaryFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "dictionary", Usage: "also use this dictionary: a TSV, TBX or learned `FILE`, the name of an installed DICT dictionary, or \"" +
		installedDictionaries + "\" for all of them (repeatable)", EnvVars: []string{"TARJUMAN_DICTIONARY"}}
}

// dictionaryIn resolves a dictionary named in a configuration file: a file of the
// configuration's folder, or else a name as the flag takes it.
func dictionaryIn(dir, name string) string {
	if filepath.IsAbs(name) || name == installedDictionaries {
		return name
	}
	p := filepath.Join(dir, name)
	if _, err := os.Stat(p); err == nil || strings.ContainsAny(name, `/\`) {
		return p
	}
	return name
}

// words is what a command knows of words.
type words struct {
	lexicon *lexicon.Lexicon
	tables  []*learn.Table
}

// table returns the learned table between two languages, nil for none; of
// several the last one named counts.
func (w *words) table(source, target string) *learn.Table {
	var found *learn.Table
	for _, t := range w.tables {
		switch {
		case t.SourceLang == source && t.TargetLang == target:
			found = t
		case t.SourceLang == target && t.TargetLang == source:
			found = t.Inverse()
		}
	}
	return found
}

// openedWords remembers what was opened: a command needs the same dictionaries
// for aligning, checking and glossing, and a batch for every pair of files.
type openedWords struct {
	mu sync.Mutex
	m  map[string]*words
}

const wordsKey = "words"

// wordsFor opens the dictionaries for an input: those of the flag, else those of
// its configuration.
func wordsFor(c *cli.Context, input string) (*words, error) {
	var cfg config
	if len(c.StringSlice("dictionary")) == 0 {
		var err error
		if cfg, err = loadConfig(input); err != nil {
			return nil, err
		}
	}
	return openWords(c, cfg)
}

// openWords opens the dictionaries of the flag, else those of the configuration,
// each once.
func openWords(c *cli.Context, cfg config) (*words, error) {
	names := c.StringSlice("dictionary")
	if len(names) == 0 {
		names = cfg.Dictionaries
	}
	opened := c.App.Metadata[wordsKey].(*openedWords)
	opened.mu.Lock()
	defer opened.mu.Unlock()
	key := strings.Join(names, "\x00")
	if w := opened.m[key]; w != nil {
		return w, nil
	}
	w, err := readWords(names)
	if err != nil {
		return nil, err
	}
	if opened.m == nil {
		opened.m = map[string]*words{}
	}
	opened.m[key] = w
	return w, nil
}

// readWords reads dictionaries and puts them around the built-in lexicon.
func readWords(names []string) (*words, error) {
	if len(names) == 0 {
		return &words{lexicon: lexicon.Default()}, nil
	}
	w := &words{}
	folders := dictionary.Folders()
	var sources []lexicon.Source
	for _, name := range names {
		paths := []string{name}
		if name == installedDictionaries {
			if paths = dictionary.Installed(folders); len(paths) == 0 {
				return nil, badInput(fmt.Errorf("no dictionary of Arabic and English is installed in %s", strings.Join(folders, ", ")), "on Debian and Ubuntu: apt install dict-freedict-ara-eng")
			}
		}
		for _, p := range paths {
			s, err := dictionary.Open(p, folders)
			if err != nil {
				return nil, dictionaryError(name, err)
			}
			if s.Table != nil {
				w.tables = append(w.tables, s.Table)
			}
			sources = append(sources, s)
		}
	}
	w.lexicon = lexicon.Combine(append(sources, lexicon.Default().Sources()...)...)
	return w, nil
}

func dictionaryError(name string, err error) error {
	switch {
	case errors.Is(err, dictionary.ErrNotFound):
		return badInput(err, "`tarjuman lexicon list` shows the installed ones; anything else is a path to a file")
	case errors.Is(err, fs.ErrNotExist):
		return badInput(err, "a DICT dictionary is a pair of files: NAME.index and NAME.dict or NAME.dict.dz")
	case strings.Contains(err.Error(), name):
		return badInput(err, "")
	}
	return badInput(fmt.Errorf("%s: %w", name, err), "")
}
