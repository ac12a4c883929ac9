package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/sync/errgroup"
)

// job is one line of a --batch list.
type job struct {
	source, target, name, pivot string
	line                        int
}

// alignBatch aligns many pairs of segmented files, one after the other on every
// core. A pair that fails is reported and the others go on; the exit code is then
// that of a bad input.
func (u *ui) alignBatch(c *cli.Context) error {
	list, dir := c.String("batch"), c.String("out")
	switch {
	case c.NArg() > 0:
		return wrongUse("align: --batch takes no further files", "")
	case dir == "":
		return wrongUse("align: --batch wants --out DIR", "")
	case !c.Bool("segmented"):
		return wrongUse("align: --batch wants --segmented files", "`tarjuman segment` makes them")
	case c.String("format") != "" && c.String("format") != "beads":
		return wrongUse(fmt.Sprintf("align: --batch writes beads, not %s", c.String("format")), "")
	}
	jobs, err := readJobs(list)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return notWritable(err, "")
	}
	failed := make([]error, len(jobs))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	bar := u.progress("aligned", len(jobs))
	for i, j := range jobs {
		if err := c.Context.Err(); err != nil {
			break
		}
		g.Go(func() error {
			failed[i] = u.alignJob(c, j, dir)
			bar.add(1)
			return nil
		})
	}
	g.Wait()
	bar.done()
	if err := c.Context.Err(); err != nil {
		return err
	}
	n := 0
	for i, err := range failed {
		if err == nil {
			continue
		}
		n++
		var f *failure
		if errors.As(err, &f) && f.code == exitOutput {
			return err
		}
		u.note("%s:%d: %v", list, jobs[i].line, err)
	}
	if n > 0 {
		return badInput(fmt.Errorf("%s: %d of %s failed", list, n, plural(len(jobs), "pair")), "")
	}
	return nil
}

func (u *ui) alignJob(c *cli.Context, j job, dir string) error {
	a := &aligned{}
	var err error
	if a.src, err = u.readLines(c, j.source, c.String("from")); err != nil {
		return err
	}
	if a.tgt, err = u.readLines(c, j.target, ""); err != nil {
		return err
	}
	if err := u.link(c, a, j.pivot); err != nil {
		return err
	}
	return u.writeTo(filepath.Join(dir, j.name+".beads"), func(w *bufio.Writer) error { return writeBeads(w, a.links) })
}

func readJobs(list string) ([]job, error) {
	f, err := os.Open(list)
	if err != nil {
		return nil, badInput(err, "")
	}
	defer f.Close()
	var jobs []job
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(sc.Text(), "\r"), "\t")
		if len(cells) < 3 || len(cells) > 4 {
			return nil, badInput(fmt.Errorf("%s:%d: want SOURCE TAB TARGET TAB NAME [TAB PIVOT], got %d columns", list, n, len(cells)), "")
		}
		name := cells[2]
		if name == "" || !filepath.IsLocal(name) || name != filepath.Base(name) {
			return nil, badInput(fmt.Errorf("%s:%d: %q is no file name for the output folder", list, n, name), "")
		}
		j := job{cells[0], cells[1], name, "", n}
		if len(cells) == 4 {
			j.pivot = cells[3]
		}
		jobs = append(jobs, j)
	}
	if err := sc.Err(); err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", list, err), "")
	}
	return jobs, nil
}
