package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/urfave/cli/v2"
	"golang.org/x/sync/errgroup"

	"tarjuman/align"
	"tarjuman/align/learn"
)

// job is one line of a --batch list.
type job struct {
	source, target, name, pivot, anchors string
	line                                 int
}

// alignBatch aligns many pairs of segmented files on every core. A pair that fails is reported and the others go on; the exit code is then
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
	case c.String("anchors") != "":
		return wrongUse("align: --anchors goes with one pair of files", "in a list of --batch the fifth column names the anchors of a pair")
	case c.String("pivot") != "":
		return wrongUse("align: --pivot goes with one pair of files", "in a list of --batch the fourth column names the pivot of a pair")
	case c.String("format") != "" && c.String("format") != "beads":
		return wrongUse(fmt.Sprintf("align: --batch writes beads, not %s", c.String("format")), "")
	}
	jobs, err := u.readJobs(list)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return notWritable(err, "")
	}
	b := &batch{u: u, c: c, dir: dir, jobs: jobs, failed: make([]error, len(jobs)), unaided: make([]*unaided, len(jobs))}
	if b.embedder, err = u.newEmbedder(c, jobs[0].source, list); err != nil {
		return err
	}
	defer b.embedder.close()
	if ok, err := b.embedder.agreed(b.texts); err != nil || !ok {
		return err
	}
	if err := b.align(); err != nil {
		return err
	}
	return b.verdict(list)
}

// batch is a run over the pairs of a list.
type batch struct {
	u       *ui
	c       *cli.Context
	dir     string
	jobs    []job
	failed  []error    // by job
	unaided []*unaided // by job; nil where there were words to go by
	// embedder is nil for no embeddings. One service, that of the first pair's
	// configuration, serves all of them.
	embedder *embedder
}

// unaided is a pair that was aligned without a lexicon or a table of the user's.
type unaided struct {
	links []align.Link
	opt   align.Options
}

// align runs all jobs, and those without words to go by once more with what the
// first pass taught.
func (b *batch) align() error {
	all := make([]int, len(b.jobs))
	for i := range all {
		all[i] = i
	}
	if err := b.pass("aligned", all, nil); err != nil || b.c.Bool("no-learn") {
		return err
	}
	for range learnRounds {
		again, table, err := b.learn()
		if err != nil || table == nil {
			return err
		}
		if err := b.pass(fmt.Sprintf("aligned again with %s learned", plural(table.Len(), "word")), again, table); err != nil {
			return err
		}
	}
	return nil
}

// pass aligns some of the jobs, one after the other on every core.
func (b *batch) pass(label string, jobs []int, table *learn.Table) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	bar := b.u.progress(label, len(jobs))
	var stop atomic.Bool
	var aligned atomic.Int64
	for _, i := range jobs {
		if b.c.Context.Err() != nil || stop.Load() {
			break
		}
		g.Go(func() error {
			b.failed[i] = b.job(i, table)
			bar.add(1)
			if b.failed[i] == nil {
				aligned.Add(1)
			}
			if endsBatch(b.failed[i]) {
				stop.Store(true)
				return b.failed[i]
			}
			return nil
		})
	}
	err := g.Wait()
	bar.done()
	if b.c.Context.Err() != nil {
		return &failure{exitInterrupted, fmt.Errorf("interrupted: %s %d of %s, whose links are in %s", label, aligned.Load(), plural(len(jobs), "pair"), b.dir), ""}
	}
	return err
}

// endsBatch reports whether a failure is one that the other pairs would meet as well:
// of the service of embeddings, or of the budget for it.
func endsBatch(err error) bool {
	if err == nil {
		return false
	}
	code, _ := classify(err)
	return code == exitBackend || code == exitBudget
}

func (b *batch) job(i int, table *learn.Table) error {
	j := &b.jobs[i]
	a, err := b.read(j)
	if err != nil {
		return err
	}
	a.learned, a.embedder = table, b.embedder
	if err := b.u.link(b.c, a, j.pivot, j.anchors); err != nil {
		return err
	}
	if a.opt.Lexicon == nil && a.opt.Table == table {
		b.unaided[i] = &unaided{bare(a.links), align.Options{SourceLang: a.opt.SourceLang, TargetLang: a.opt.TargetLang}}
	}
	return b.u.writeTo(filepath.Join(b.dir, j.name+".beads"), func(w *bufio.Writer) error { return writeBeads(w, a.links) })
}

func (b *batch) read(j *job) (*aligned, error) {
	a := &aligned{}
	var err error
	if a.src, err = b.u.readLines(b.c, j.source, b.c.String("from")); err != nil {
		return nil, err
	}
	if a.tgt, err = b.u.readLines(b.c, j.target, ""); err != nil {
		return nil, err
	}
	return a, a.swapped(b.c.String("from"))
}

// texts yields the sentences of every pair that can be read.
func (b *batch) texts(yield func([]string) bool) {
	for i := range b.jobs {
		if a, err := b.read(&b.jobs[i]); err == nil && !yield(slices.Concat(a.src.strings(), a.tgt.strings())) {
			return
		}
	}
}

// bare copies links without their reasons, which thousands of files need not keep.
func bare(links []align.Link) []align.Link {
	out := make([]align.Link, len(links))
	for k, l := range links {
		out[k] = align.Link{Source: l.Source, Target: l.Target, Confidence: l.Confidence}
	}
	return out
}

// learnRounds is how often a batch learns: the second time from better links.
const learnRounds = 2

// How many links a batch must have to learn from itself, and how many it learns
// from at most, for memory. On fewer it would learn its own errors.
const (
	enoughLinks = 400
	mostLinks   = 40_000
)

// learn trains a table on the pairs aligned unaided: in the order of the list so
// that the same list gives the same table; nil when there is too little.
func (b *batch) learn() (pairs []int, table *learn.Table, err error) {
	links := 0
	for i, k := range b.unaided {
		if k != nil && b.failed[i] == nil {
			pairs, links = append(pairs, i), links+len(k.links)
		}
	}
	if len(pairs) < 2 || links < enoughLinks {
		return nil, nil, nil
	}
	var l align.Learner
	links = 0
	for _, i := range pairs {
		if links > mostLinks {
			break
		}
		if err := b.c.Context.Err(); err != nil {
			return nil, nil, err
		}
		a, err := b.read(&b.jobs[i])
		if err != nil {
			continue // it was there a moment ago; the second pass says so
		}
		k := b.unaided[i]
		links += len(k.links)
		l.Add(a.src.strings(), a.tgt.strings(), k.links, k.opt)
	}
	if table = l.Train(); table.Len() == 0 {
		return nil, nil, nil
	}
	return pairs, table, nil
}

// verdict reports the pairs that failed.
func (b *batch) verdict(list string) error {
	n := 0
	for i, err := range b.failed {
		if err == nil {
			continue
		}
		n++
		var f *failure
		if errors.As(err, &f) && f.code == exitOutput {
			return err
		}
		b.u.note("%s:%d: %v", list, b.jobs[i].line, err)
	}
	if n > 0 {
		return badInput(fmt.Errorf("%s: %d of %s failed", list, n, plural(len(b.jobs), "pair")), "")
	}
	return nil
}

// readJobs reads a list. Two pairs of one name are an error: the links of one
// would be lost.
func (u *ui) readJobs(list string) ([]job, error) {
	in := u.stdin
	if list != "-" {
		f, err := os.Open(list)
		if err != nil {
			return nil, badInput(err, "")
		}
		defer f.Close()
		in = f
	}
	var jobs []job
	named := map[string]int{} // by name, the line that gave it
	sc := bufio.NewScanner(in)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(sc.Text(), "\r"), "\t")
		if len(cells) < 3 || len(cells) > 5 {
			return nil, badInput(fmt.Errorf("%s:%d: want SOURCE TAB TARGET TAB NAME [TAB PIVOT [TAB ANCHORS]], got %d columns", list, n, len(cells)), "")
		}
		name := cells[2]
		if name == "" || !filepath.IsLocal(name) || name != filepath.Base(name) {
			return nil, badInput(fmt.Errorf("%s:%d: %q is no file name for the output folder", list, n, name), "")
		}
		if first := named[name]; first > 0 {
			return nil, badInput(fmt.Errorf("%s:%d: the name %s is that of line %d already", list, n, name, first), "each pair needs a name of its own: its links are written to NAME.beads")
		}
		named[name] = n
		cells = append(cells, "", "")
		j := job{cells[0], cells[1], name, cells[3], cells[4], n}
		jobs = append(jobs, j)
	}
	if err := sc.Err(); err != nil {
		return nil, badInput(fmt.Errorf("%s: %w", list, err), "")
	}
	if len(jobs) == 0 {
		return nil, badInput(fmt.Errorf("%s: names no pair of files", list), "a line is SOURCE TAB TARGET TAB NAME")
	}
	return jobs, nil
}
