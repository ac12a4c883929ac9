package main

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

// progress is a bar on stderr, shown only on a terminal.
type progress struct {
	u     *ui
	label string
	total int
	// details are what is said behind the count; nil says nothing.
	details func() string

	mu      sync.Mutex
	n       int
	percent int
	shown   int // code points of the line on the screen
}

func (u *ui) progress(label string, total int) *progress {
	return &progress{u: u, label: label, total: total, percent: -1}
}

func (p *progress) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw(p.n + n)
}

func (p *progress) set(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.draw(n)
}

// draw redraws the bar when the percentage has changed, or may have more to say.
func (p *progress) draw(n int) {
	p.n = n
	if !p.u.stderrTTY || p.u.ci || p.total == 0 {
		return
	}
	pc := 100 * n / p.total
	if pc == p.percent && p.details == nil {
		return
	}
	p.percent = pc
	const width = 20
	full := width * n / p.total
	line := fmt.Sprintf("%s%s %d/%d %s", strings.Repeat("█", full), strings.Repeat("░", width-full), n, p.total, p.label)
	if p.details != nil {
		line += p.details()
	}
	long := utf8.RuneCountInString(line)
	fmt.Fprintf(p.u.stderr, "\r%s%s", line, strings.Repeat(" ", max(0, p.shown-long)))
	p.shown = long
}

// done ends the bar's line.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.percent >= 0 {
		fmt.Fprintln(p.u.stderr)
	}
}
