package check

import (
	"runtime"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
)

// Run checks a document and returns its findings ordered by pair, then by
// severity (gravest first), then by place.
func (c *Checker) Run(doc Document) []Finding {
	units := newUnits(doc)
	found := make([][]Finding, len(units.Units))
	c.each(len(found), func(i int) {
		u := &units.Units[i]
		u.analyse(units.Doc, i, c.words)
		report := c.reportTo(&found[i])
		for _, k := range c.checks {
			k.Unit(u, report)
		}
		found[i] = withoutEchoes(found[i])
	})
	var out []Finding
	for _, f := range found {
		out = append(out, f...)
	}
	report := c.reportTo(&out)
	for _, k := range c.checks {
		k.Document(units, report)
	}
	sort.SliceStable(out, func(i, j int) bool { return before(out[i], out[j]) })
	return out
}

// withoutEchoes leaves out that a name is missing where a date or unit of the same words
// is reported already: Tuesday, Celsius.
func withoutEchoes(found []Finding) []Finding {
	return slices.DeleteFunc(found, func(n Finding) bool {
		return n.Rule == "name.missing" && slices.ContainsFunc(found, func(f Finding) bool {
			return (f.Rule == "date.value" || f.Rule == "unit.value") && covers(f.Source, n.Source)
		})
	})
}

// covers reports whether every one of the spans lies within one of the others.
func covers(others, spans []Span) bool {
	for _, s := range spans {
		if !slices.ContainsFunc(others, func(o Span) bool { return o.Start <= s.Start && s.End <= o.End }) {
			return false
		}
	}
	return len(spans) > 0
}

// reportTo returns a function that files the findings of rules that are on, with what
// the options and the rule say of them.
func (c *Checker) reportTo(out *[]Finding) func(Finding) {
	return func(f Finding) {
		if !c.enabled(f.Rule) {
			return
		}
		if s, ok := c.severity(f.Rule); ok {
			f.Severity = s
		}
		r := c.rules[f.Rule]
		if f.MQM == "" {
			f.MQM = r.MQM
		}
		if f.Group == "" {
			f.Group = r.Group
		}
		*out = append(*out, f)
	}
}

// fewPairs is up to how many pairs are not worth a second worker.
const fewPairs = 8

// each calls work for the numbers below n, side by side.
func (c *Checker) each(n int, work func(i int)) {
	workers := c.opt.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	if n <= fewPairs || workers == 1 {
		for i := range n {
			work(i)
		}
		return
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(workers, n) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	all.Wait()
}
