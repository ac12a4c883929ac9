package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"tarjuman/align/bitext"
)

// globMatch is a file that a pattern fits, and what its wildcards stand for.
type globMatch struct {
	path  string
	parts []string // of each ** or step with a wildcard, in order
}

func hasWildcard(p string) bool { return strings.ContainsAny(p, "*?[") }

// maxGlobDepth bounds how deep ** goes.
const maxGlobDepth = 64

// glob finds files: the steps of the pattern are those of path.Match, and a step
// ** stands for any number of folders. Folders that start with a dot are entered
// only by name, and links to folders not by **. The files come in the order of
// their names.
func glob(pattern string) ([]globMatch, error) {
	pattern = path.Clean(filepath.ToSlash(pattern))
	root := ""
	if strings.HasPrefix(pattern, "/") {
		root, pattern = "/", strings.TrimPrefix(pattern, "/")
	}
	steps := strings.Split(pattern, "/")
	for _, s := range steps {
		if _, err := path.Match(s, ""); err != nil {
			return nil, fmt.Errorf("%s: %w", pattern, err)
		}
	}
	g := &globbing{seen: map[string]bool{}}
	err := g.walk(root, steps, nil, 0)
	return g.found, err
}

type globbing struct {
	found []globMatch
	seen  map[string]bool // two ** can reach a file in several ways
}

func (g *globbing) walk(dir string, steps, parts []string, depth int) error {
	if depth > maxGlobDepth {
		return fmt.Errorf("%s: folders nested deeper than %d", dir, maxGlobDepth)
	}
	step, rest := steps[0], steps[1:]
	if !hasWildcard(step) {
		return g.enter(path.Join(dir, step), rest, parts, depth)
	}
	if step == "**" && len(rest) > 0 {
		if err := g.walk(dir, rest, append(parts[:len(parts):len(parts)], ""), depth); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(orWord(dir, "."))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := g.entry(dir, e, steps, parts, depth); err != nil {
			return err
		}
	}
	return nil
}

func (g *globbing) entry(dir string, e fs.DirEntry, steps, parts []string, depth int) error {
	step, name := steps[0], e.Name()
	if strings.HasPrefix(name, ".") && !strings.HasPrefix(step, ".") {
		return nil
	}
	if step != "**" {
		if ok, _ := path.Match(step, name); !ok {
			return nil
		}
		return g.enter(path.Join(dir, name), steps[1:], append(parts[:len(parts):len(parts)], wildPart(step, name)), depth)
	}
	if !e.IsDir() {
		return nil
	}
	// The folder belongs to what ** stands for; go on with the same step.
	sub := &globbing{seen: g.seen}
	if err := sub.walk(path.Join(dir, name), steps, parts, depth+1); err != nil {
		return err
	}
	for _, m := range sub.found {
		m.parts[len(parts)] = path.Join(name, m.parts[len(parts)])
		g.found = append(g.found, m)
	}
	return nil
}

// enter goes on inside a folder, or notes a file at the end of the pattern.
func (g *globbing) enter(p string, rest, parts []string, depth int) error {
	st, err := os.Stat(p)
	if err != nil {
		return nil // gone, or a link to nowhere
	}
	switch {
	case len(rest) > 0 && st.IsDir():
		return g.walk(p, rest, parts, depth+1)
	case len(rest) == 0 && st.Mode().IsRegular() && !g.seen[p]:
		g.seen[p] = true
		g.found = append(g.found, globMatch{p, append([]string{}, parts...)})
	}
	return nil
}

// wildPart is what the wildcards of one step stand for: the name without the fixed
// text at both ends.
func wildPart(step, name string) string {
	i, j := strings.IndexAny(step, "*?["), strings.LastIndexAny(step, "*?]")
	if i+len(step)-j-1 > len(name) {
		return name
	}
	return name[i : len(name)-(len(step)-j-1)]
}

// targetPath is the path the pattern gives for a source.
func targetPath(pattern string, m globMatch, from string) (string, error) {
	lang := from
	if bare := strings.TrimSuffix(m.path, filepath.Ext(m.path)); lang == "" {
		lang = strings.TrimPrefix(filepath.Ext(bare), ".")
		if lang != "ar" && lang != "en" {
			lang = "" // no tag in the name
		}
	}
	stem := bitext.Stem(m.path, lang)
	values := map[string]string{"dir": path.Dir(m.path), "name": path.Base(stem), "ext": strings.TrimPrefix(path.Ext(m.path), ".")}
	for i, p := range m.parts {
		values[fmt.Sprint(i+1)] = p
	}
	var out strings.Builder
	for rest := pattern; rest != ""; {
		before, after, open := strings.Cut(rest, "{")
		out.WriteString(before)
		if !open {
			break
		}
		key, tail, closed := strings.Cut(after, "}")
		v, known := values[key]
		if !closed || !known {
			return "", wrongUse(fmt.Sprintf("--target-pattern %s: nothing is called {%s} for %s", pattern, key, m.path), "use {dir}, {name}, {ext}, or {1}, {2} … for what the wildcards of the source matched")
		}
		out.WriteString(v)
		rest = tail
	}
	return path.Clean(out.String()), nil
}
