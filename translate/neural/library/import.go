package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tarjuman/translate/neural/catalog"
)

// ImportOptions say what is known about a model besides its files. The zero value
// is fine where they are named as they are published.
type ImportOptions struct {
	// Name of the model in the library; "" means the published one where the weights
	// are recognised, else the language pair with "-own".
	Name string
	// From and To are the languages; "" means those in the files' names.
	From, To string
	// Again replaces a model of that name.
	Again bool
	// Waiting, if set, is called once when another process is at work.
	Waiting func()
}

// Import installs a model from files the user has: folders, or the files
// themselves, plain or compressed. They are copied, checked against the published
// ones where they are recognised, and loaded once before they are put in place.
func (l Library) Import(ctx context.Context, paths []string, opt ImportOptions) (Outcome, error) {
	files, err := collect(paths)
	if err != nil {
		return Outcome{}, err
	}
	if opt.Name != "" && !names().MatchString(opt.Name) {
		return Outcome{}, fmt.Errorf("%w: %q is no name for a model: want letters, digits, . _ -", ErrWrongFile, opt.Name)
	}
	const staging = "+import" // no model can have that name
	unlock, err := l.lock(ctx, staging, opt.Waiting)
	if err != nil {
		return Outcome{}, err
	}
	defer unlock()
	staged, err := l.staging(staging)
	if err != nil {
		return Outcome{}, err
	}
	defer os.RemoveAll(staged) // it is not there any more if all went well
	var man Manifest
	for _, f := range files {
		got, err := unpackFile(ctx, f.path, staged, f.name, catalog.Digest{})
		if err != nil {
			return Outcome{}, err
		}
		man.Files = append(man.Files, got)
	}
	if err := describe(&man, opt); err != nil {
		return Outcome{}, err
	}
	free, err := l.lock(ctx, man.Name, opt.Waiting)
	if err != nil {
		return Outcome{}, err
	}
	defer free()
	if err := l.recover(man.Name); err != nil {
		return Outcome{}, diskError(err)
	}
	switch old, err := l.Named(man.Name); {
	case err == nil && sameFiles(old.Files, man.Files):
		return Outcome{Installed: old, Known: true}, nil
	case !errors.Is(err, ErrNotInstalled) && !opt.Again:
		return Outcome{}, fmt.Errorf("%w: %s", ErrExists, man.Name)
	}
	i, warnings, err := l.place(staged, man)
	return Outcome{Installed: i, Warnings: warnings}, err
}

func sameFiles(a, b []ManifestFile) bool {
	have := map[ManifestFile]bool{}
	for _, f := range a {
		have[f] = true
	}
	for _, f := range b {
		if !have[f] {
			return false
		}
	}
	return len(a) == len(b)
}

// source is a file to be imported.
type source struct{ path, name string }

// collect finds the files of one model in what the user named.
func collect(paths []string) ([]source, error) {
	var out []source
	add := func(path string) error {
		s := source{path, catalog.PlainName(filepath.Base(path))}
		for _, other := range out {
			if other.name == s.name || strings.HasPrefix(s.name, "model.") && strings.HasPrefix(other.name, "model.") {
				return fmt.Errorf("%w: both %s and %s; want the files of one model", ErrWrongFile, other.path, path)
			}
		}
		out = append(out, s)
		return nil
	}
	for _, p := range paths {
		found, err := modelFiles(p)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if err := add(f); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// modelFiles is the file itself, or those in a folder that are named like files of
// a model.
func modelFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		if !catalog.IsModelFile(filepath.Base(path)) {
			return nil, fmt.Errorf("%w: %s is not named like a file of a model: want model.*.bin, lex.*.bin, vocab.*.spm, maybe with .gz or .zst", ErrWrongFile, path)
		}
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if e.Type()&fs.ModeDir == 0 && catalog.IsModelFile(e.Name()) {
			out = append(out, filepath.Join(path, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: %s holds no file named model.*.bin, lex.*.bin or vocab.*.spm", ErrWrongFile, path)
	}
	return out, nil
}

// describe fills in what the files tell about the model.
func describe(man *Manifest, opt ImportOptions) error {
	var weights ManifestFile
	for _, f := range man.Files {
		if strings.HasPrefix(f.Name, "model.") {
			weights = f
		}
	}
	if weights.Name == "" {
		return fmt.Errorf("%w: there are no weights among the files, model.*.bin", ErrWrongFile)
	}
	known, published := catalog.Identify(weights.Digest)
	if published {
		man.Architecture, man.Version, man.BLEU = known.Architecture, known.Version, known.BLEU
		man.Licence, man.Source = catalog.Licence, known.Source
	}
	from, to := pairOf(weights.Name)
	if published {
		from, to = known.From, known.To
	}
	man.From, man.To = cmp.Or(opt.From, from), cmp.Or(opt.To, to)
	if man.From == "" || man.To == "" {
		return fmt.Errorf("%w: the name of %s does not tell its languages", ErrUnknownPair, weights.Name)
	}
	man.Name = cmp.Or(opt.Name, known.Name, man.From+"-"+man.To+"-own")
	return nil
}

// ErrUnknownPair says that nothing tells which languages a model translates.
var ErrUnknownPair = errors.New("unknown languages")
