package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"tarjuman/align/bitext"
	"tarjuman/translate"
)

// saveNew saves a document as a working file, unless one is there that holds
// work this run would lose.
func (u *ui) saveNew(path string, d *bitext.Document, force bool) error {
	if err := refuseLoss(path, d.Header.Source.Path, nil, force); err != nil {
		return err
	}
	if err := bitext.Save(path, d); err != nil {
		return notWritable(err, "")
	}
	return nil
}

// refuseLoss is an error when the working file at path holds what a new one,
// made from source by one of the engines, would lose and nobody could rebuild for nothing: an
// editor's actions, or translations by another engine or of another text.
func refuseLoss(path, source string, engines []string, force bool) error {
	if force {
		return nil
	}
	why := holdsWork(path, source, engines)
	if why == "" {
		return nil
	}
	return notWritable(fmt.Errorf("%s %s", path, why), "--out NAME writes elsewhere, --force overwrites")
}

func holdsWork(path, source string, engines []string) string {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return ""
	}
	old, err := bitext.Open(path)
	var torn *bitext.Torn
	if err != nil && !errors.As(err, &torn) {
		return "exists and is not a working file"
	}
	if n := len(old.Events); n > 0 {
		return fmt.Sprintf("holds the record of %s by editors", plural(n, "action"))
	}
	for _, s := range old.Segments {
		switch {
		case s.Origin.Kind != translate.Engine:
		case !slices.Contains(engines, s.Origin.Engine):
			return fmt.Sprintf("holds translations by %s", s.Origin.Engine)
		case old.Header.Source.Path != source:
			return fmt.Sprintf("holds the translation of %s", old.Header.Source.Path)
		}
	}
	return ""
}
