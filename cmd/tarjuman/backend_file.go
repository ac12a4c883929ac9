package main

import (
	"errors"
	"fmt"
	"strings"

	"tarjuman/align"
	"tarjuman/translate"
	"tarjuman/translate/file"
)

// translationPath is the ready translation of a file backend.
func translationPath(o opening) string { return firstOf(o.c.String("translation"), o.set.Path) }

// openFile pairs the sentences of the article that is translated with those of
// the ready translation: line by line where both files hold a sentence a line,
// else by aligning them.
func openFile(o opening) (translate.Backend, error) {
	path, source := translationPath(o), o.c.Args().First()
	switch {
	case path == "":
		return nil, wrongUse(fmt.Sprintf("the %s backend needs a ready translation", o.name), "set --translation FILE, or path: in "+configName)
	case source == "" || source == "-" || path == "-":
		return nil, wrongUse(fmt.Sprintf("the %s backend reads both texts from files", o.name), "")
	}
	pairs, err := o.u.readyPairs(o, source, path)
	if err != nil {
		return nil, err
	}
	return file.New(file.Options{Name: o.name, Path: path, Pairs: pairs}), nil
}

func (u *ui) readyPairs(o opening, source, path string) ([]file.Pair, error) {
	if o.c.Bool("segmented") {
		src, err := u.readLines(o.c, source, "")
		if err != nil {
			return nil, err
		}
		tgt, err := u.readLines(o.c, path, "")
		if err != nil {
			return nil, err
		}
		pairs, err := file.Lines(src.strings(), tgt.strings())
		if errors.Is(err, file.ErrUneven) {
			return nil, badInput(fmt.Errorf("%s, %s: %w", source, path, err), "without --segmented the texts are aligned")
		}
		return pairs, err
	}
	a, err := u.alignFiles(o.c, source, path)
	if err != nil {
		return nil, err
	}
	return pairsOf(a.src.strings(), a.tgt.strings(), a.links), nil
}

// pairsOf gives every source sentence its translation. Of a link between several
// sentences the first ones are paired one by one and the last takes the rest; a
// sentence that was merged into another has no translation of its own.
func pairsOf(source, target []string, links []align.Link) []file.Pair {
	out := make([]file.Pair, len(source))
	for i, s := range source {
		out[i].Source = s
	}
	for _, l := range links {
		n := len(l.Source)
		if n > len(l.Target) {
			n = min(1, len(l.Target)) // merged: the whole text stands with the first
		}
		for k := range n {
			part := l.Target[k : k+1]
			if k == n-1 {
				part = l.Target[k:]
			}
			var texts []string
			for _, t := range part {
				texts = append(texts, target[t])
			}
			out[l.Source[k]].Target = strings.Join(texts, " ")
		}
	}
	return out
}

func fileState(o opening) string {
	if path := translationPath(o); path != "" {
		return "ready, translation " + path
	}
	return "not set up: no --translation"
}
