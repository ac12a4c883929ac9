package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"tarjuman/translate/google"
	"tarjuman/translate/memory"
	"tarjuman/translate/offline"
)

func memoryPaths(c *cli.Context, cfg config) []string {
	if m := c.StringSlice("memory"); len(m) > 0 {
		return m
	}
	return cfg.Memory
}

// isStore tells a memory's database from a file that is read as a whole.
func isStore(path string) bool { return strings.HasSuffix(strings.ToLower(path), ".db") }

// memories are looked up together; the first among equals is the one named first.
type memories []offline.Memory

// Lookup returns the best matches of all.
func (ms memories) Lookup(ctx context.Context, q memory.Query) ([]memory.Match, error) {
	var all []memory.Match
	for _, m := range ms {
		found, err := m.Lookup(ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	rank := func(m memory.Match) int {
		if m.InContext {
			return m.Score + 1
		}
		return m.Score
	}
	slices.SortStableFunc(all, func(a, b memory.Match) int { return cmp.Compare(rank(b), rank(a)) })
	return all[:min(len(all), max(q.Limit, 1))], nil
}

// Close closes the files.
func (ms memories) Close() error {
	var errs []error
	for _, m := range ms {
		if c, ok := m.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}

// openMemories opens databases and reads TMX files.
func (u *ui) openMemories(ctx context.Context, paths []string) (memories, error) {
	var all memories
	ram := memory.New()
	for _, p := range paths {
		if !isStore(p) {
			if err := u.loadMemory(ram, p); err != nil {
				all.Close()
				return nil, err
			}
			continue
		}
		s, err := openStore(ctx, p, false)
		if err != nil {
			all.Close()
			return nil, err
		}
		all = append(all, s)
	}
	if ram.Len() > 0 {
		all = append(all, ram)
	}
	return all, nil
}

func openStore(ctx context.Context, path string, create bool) (*memory.Store, error) {
	s, err := memory.OpenStore(ctx, path, create)
	switch {
	case err == nil || storeFault(err):
		return s, err
	case create:
		return nil, notWritable(err, "")
	case errors.Is(err, fs.ErrNotExist):
		return nil, badInput(err, makeMemory)
	}
	return nil, badInput(err, "")
}

const makeMemory = "`tarjuman memory import --memory NAME.db FILE` makes a memory"

// storeFault reports whether an error is a memory's that has a class and advice of
// its own.
func storeFault(err error) bool {
	_, _, ok := storeAdvice(err)
	return ok
}

// storeAdvice says of the failure of a memory's file whether it was in reading or in
// writing, and what to do.
func storeAdvice(err error) (code int, hint string, ok bool) {
	var se *memory.StoreError
	if !errors.As(err, &se) {
		return 0, "", false
	}
	switch {
	case errors.Is(err, memory.ErrNoStore):
		return exitInput, makeMemory, true
	case errors.Is(err, memory.ErrDamaged):
		return exitInput, "put a copy in its place, or move it away and import into a new one", true
	case errors.Is(err, memory.ErrBusy):
		return exitOutput, "try again when it is done", true
	case errors.Is(err, memory.ErrFull) || errors.Is(err, memory.ErrWrite):
		return exitOutput, "what was there before is there still; make room and import again", true
	case errors.Is(err, memory.ErrReadOnly):
		return exitOutput, "it can be searched, but to add to it its file and folder must be writable", true
	}
	return exitInput, "", true
}

func (u *ui) loadMemory(m *memory.Memory, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return badInput(err, "")
	}
	defer f.Close()
	stats, err := m.ReadTMX(f)
	if err != nil {
		return badInput(fmt.Errorf("%s: %w", path, err), "a memory is a .db of `tarjuman memory`, or a TMX file, version 1.1 to 1.4")
	}
	skipped := ""
	if stats.Skipped > 0 {
		skipped = fmt.Sprintf(", %d without two languages left out", stats.Skipped)
	}
	u.note("memory %s: %s%s", path, plural(stats.Units, "unit"), skipped)
	return nil
}

// referenceMatch is the similarity, in per cent, from which an earlier translation
// is worth imitating.
const referenceMatch = 50

// references looks up what adaptive translation imitates.
func (o opening) references() (func(from, to, text string) []google.Reference, error) {
	paths := memoryPaths(o.c, o.cfg)
	if len(paths) == 0 {
		return nil, wrongUse(fmt.Sprintf("backend %s: adaptive: true needs a memory", o.name), "set --memory FILE or memory: in "+configName)
	}
	all, err := o.u.openMemories(o.c.Context, paths)
	if err != nil {
		return nil, err
	}
	ctx := o.c.Context
	return func(from, to, text string) []google.Reference {
		found, err := all.Lookup(ctx, memory.Query{From: from, To: to, Text: text, MinPercent: referenceMatch, Limit: 5})
		if err != nil {
			return nil // without examples the sentence is translated all the same
		}
		var out []google.Reference
		for _, m := range found {
			out = append(out, google.Reference{Source: m.Source, Target: m.Target})
		}
		return out
	}, nil
}
