package check

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// BaselineVersion is the version of the baseline file this package writes.
const BaselineVersion = 1

// Baseline is the findings a project knew when it began to gate, so that a run
// fails on new ones only. The zero value knows nothing.
type Baseline struct {
	entries []BaselineEntry
}

// BaselineEntry is one known finding of one document.
type BaselineEntry struct {
	Path        string   `json:"path"` // of the document's source, with slashes, relative to the baseline file
	Rule        string   `json:"rule"`
	Severity    Severity `json:"severity"`
	Fingerprint string   `json:"fingerprint"`
	Count       int      `json:"count"` // how often it occurs in the document
	Since       string   `json:"since"` // the day it was first recorded, 2006-01-02
	Message     string   `json:"message"`
}

type baselineFile struct {
	Version int             `json:"version"`
	Entries []BaselineEntry `json:"findings"`
}

// ReadBaseline reads a baseline file.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	var f baselineFile
	if err := dec.Decode(&f); err != nil {
		return nil, fmt.Errorf("not a baseline: %w", err)
	}
	if f.Version != BaselineVersion {
		return nil, fmt.Errorf("baseline of version %d; this program reads version %d", f.Version, BaselineVersion)
	}
	for i, e := range f.Entries {
		if _, err := time.Parse(time.DateOnly, e.Since); err != nil || e.Count < 1 || e.Fingerprint == "" {
			return nil, fmt.Errorf("finding %d (%s): want a fingerprint, a count of at least 1 and a day in since", i+1, e.Rule)
		}
	}
	return &Baseline{f.Entries}, nil
}

// Write writes the baseline, sorted, so that two of them can be compared line by
// line.
func (b *Baseline) Write(w io.Writer) error {
	f := baselineFile{BaselineVersion, slices.Clone(b.entries)}
	if f.Entries == nil {
		f.Entries = []BaselineEntry{}
	}
	slices.SortFunc(f.Entries, func(x, y BaselineEntry) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(f)
}

// Findings counts the known findings, repeated ones as often as they occur.
func (b *Baseline) Findings() int {
	n := 0
	for _, e := range b.entries {
		n += e.Count
	}
	return n
}

// Oldest is the day of the oldest entry, zero for an empty baseline.
func (b *Baseline) Oldest() time.Time {
	var oldest time.Time
	for _, e := range b.entries {
		if t := e.since(); oldest.IsZero() || t.Before(oldest) {
			oldest = t
		}
	}
	return oldest
}

func (e *BaselineEntry) since() time.Time {
	t, _ := time.Parse(time.DateOnly, e.Since) // checked when read, formatted when made
	return t
}

type baselineKey struct{ path, fingerprint string }

// Comparison holds the findings of one run against a baseline. It is not safe for
// concurrent use: which of several equal findings are the known ones depends on
// their order.
type Comparison struct {
	old   map[baselineKey]*BaselineEntry
	left  map[baselineKey]int // occurrences not met yet
	found map[baselineKey]*BaselineEntry
	paths map[string]bool
	all   []BaselineEntry
}

// Compare begins a comparison. A nil baseline knows nothing.
func (b *Baseline) Compare() *Comparison {
	c := &Comparison{old: map[baselineKey]*BaselineEntry{}, left: map[baselineKey]int{}, found: map[baselineKey]*BaselineEntry{}, paths: map[string]bool{}}
	if b == nil {
		return c
	}
	c.all = b.entries
	for i := range b.entries {
		e := &b.entries[i]
		k := baselineKey{e.Path, e.Fingerprint}
		c.old[k] = e
		c.left[k] += e.Count
	}
	return c
}

// Document says that a document is part of the run: what the baseline has of it
// and the run does not find is settled.
func (c *Comparison) Document(path string) { c.paths[path] = true }

// Known takes a finding of a document and tells since when it is known; ok is
// false for a new one. Findings that are ignored must not be passed: they have no
// place in a baseline.
func (c *Comparison) Known(path, fingerprint string, f Finding) (since time.Time, ok bool) {
	k := baselineKey{path, fingerprint}
	if e := c.found[k]; e != nil {
		e.Count++
	} else {
		c.found[k] = &BaselineEntry{Path: path, Rule: f.Rule, Severity: f.Severity, Fingerprint: fingerprint, Count: 1, Message: f.Message}
	}
	if c.left[k] == 0 {
		return time.Time{}, false
	}
	c.left[k]--
	return c.old[k].since(), true
}

// Change counts what an update of a baseline did, in findings.
type Change struct{ Added, Kept, Settled int }

// Update returns the baseline after this run: the findings of its documents with
// the day they were first recorded, and what the old one had of other documents.
func (c *Comparison) Update(today time.Time) (*Baseline, Change) {
	b := &Baseline{}
	var ch Change
	for _, e := range c.all {
		if !c.paths[e.Path] {
			b.entries = append(b.entries, e)
			continue
		}
		ch.Settled += c.left[baselineKey{e.Path, e.Fingerprint}]
	}
	for k, e := range c.found {
		e := *e
		e.Since = today.Format(time.DateOnly)
		kept := 0
		if old := c.old[k]; old != nil {
			e.Since = old.Since
			kept = min(e.Count, old.Count)
		}
		ch.Kept += kept
		ch.Added += e.Count - kept
		b.entries = append(b.entries, e)
	}
	return b, ch
}
