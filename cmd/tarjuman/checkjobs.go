package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"
)

// checkJob is one document to check: a source and its translation, or a working
// file or other aligned text, whose target is then "".
type checkJob struct{ source, target string }

// checkJobs are the documents the command line names, in the order given; files of
// a wildcard in the order of their names.
func (u *ui) checkJobs(c *cli.Context) ([]checkJob, error) {
	args := c.Args().Slice()
	switch {
	case c.String("pairs") != "":
		return nil, nil
	case c.String("list") != "":
		return u.listedJobs(c.String("list"))
	case c.String("target-pattern") != "":
		return u.patternJobs(c, args)
	case len(args) == 2 && !isAligned(args[0]) && !hasWildcard(args[0]) && !hasWildcard(args[1]):
		return []checkJob{{args[0], args[1]}}, nil
	}
	if len(args) == 1 && !hasWildcard(args[0]) && standsAlone(args[0]) {
		return []checkJob{{source: args[0]}}, nil
	}
	var jobs []checkJob
	for _, a := range args {
		files := []globMatch{{path: a}}
		if hasWildcard(a) {
			var err error
			if files, err = glob(a); err != nil {
				return nil, badInput(err, "")
			}
		}
		for _, f := range files {
			if !isAligned(f.path) {
				return nil, wrongUse(fmt.Sprintf("check: %s is not a working file", f.path), "name a source and its translation, a NAME.ar-en.jsonl, a TMX, XLIFF or table, or use --target-pattern")
			}
			jobs = append(jobs, checkJob{source: f.path})
		}
	}
	if len(jobs) == 0 {
		return nil, badInput(fmt.Errorf("%s: no such file", strings.Join(args, " ")), "")
	}
	return jobs, nil
}

// patternJobs pairs every source with the file the pattern names. A translation
// that is not there is kept as a job; running it says so.
func (u *ui) patternJobs(c *cli.Context, args []string) ([]checkJob, error) {
	pattern := c.String("target-pattern")
	var jobs []checkJob
	for _, a := range args {
		files := []globMatch{{path: filepath.ToSlash(a)}}
		if hasWildcard(a) {
			var err error
			if files, err = glob(a); err != nil {
				return nil, badInput(err, "")
			}
			if len(files) == 0 {
				return nil, badInput(fmt.Errorf("%s: no file fits", a), "quote the pattern, so that the shell leaves it alone")
			}
		}
		for _, f := range files {
			target, err := targetPath(pattern, f, c.String("from"))
			if err != nil {
				return nil, err
			}
			if target == f.path {
				return nil, wrongUse(fmt.Sprintf("--target-pattern %s: %s would be its own translation", pattern, f.path), "")
			}
			jobs = append(jobs, checkJob{f.path, target})
		}
	}
	return jobs, nil
}

// listedJobs reads a list: SOURCE TAB TARGET a line, or one working file; empty
// lines and lines that start with # are passed over.
func (u *ui) listedJobs(path string) ([]checkJob, error) {
	in, err := u.open(path)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer in.Close()
	var jobs []checkJob
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSuffix(strings.TrimPrefix(sc.Text(), "\ufeff"), "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case len(cells) == 2 && cells[0] != "" && cells[1] != "":
			jobs = append(jobs, checkJob{cells[0], cells[1]})
		case len(cells) == 1 && isAligned(cells[0]):
			jobs = append(jobs, checkJob{source: cells[0]})
		default:
			return nil, badInput(fmt.Errorf("%s:%d: want SOURCE TAB TARGET or an aligned file", path, n), "")
		}
	}
	if err := sc.Err(); err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", path, err), "")
	}
	if len(jobs) == 0 {
		return nil, badInput(fmt.Errorf("%s: names no files", path), "")
	}
	return jobs, nil
}

// missing reports a job whose translation is not there.
func (j checkJob) missing() bool {
	if j.target == "" || j.target == "-" {
		return false
	}
	_, err := os.Stat(j.target)
	return errors.Is(err, fs.ErrNotExist)
}
