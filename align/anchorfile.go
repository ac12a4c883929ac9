package align

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of a file of anchors.
const (
	maxAnchorLine = 4 << 10 // bytes
	maxAnchors    = 1_000_000
)

// AnchorError is a line of a file of anchors that cannot be used.
type AnchorError struct {
	Line   int // counted from 1
	Reason string
}

func (e *AnchorError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// ReadAnchors reads the anchors of a pair of texts with the given numbers of
// sentences, in any order, and returns them as [Options.Anchors] wants them. A line
// holds the numbers of the source sentences and, behind a tab, those of the target
// sentences that belong together, counted from 1: "4", "4-6" or "4,5,6". An empty
// side or a hyphen says that the sentences of the other have no counterpart. Empty
// lines, lines that start with # and what stands behind a second tab are remarks.
// An error is of type [*AnchorError] but where reading itself fails.
func ReadAnchors(r io.Reader, sources, targets int) ([]Link, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxAnchorLine)
	var read []placedAnchor
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		a, err := anchorOf(line, sources, targets)
		if err == nil && len(read) == maxAnchors {
			err = fmt.Errorf("more than %d anchors", maxAnchors)
		}
		if err != nil {
			return nil, &AnchorError{n, err.Error()}
		}
		read = append(read, placedAnchor{a, n})
	}
	if err := sc.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, &AnchorError{n + 1, fmt.Sprintf("longer than %d bytes", maxAnchorLine)}
	} else if err != nil {
		return nil, err
	}
	return inOrder(read)
}

// placedAnchor is an anchor and the line it stands on.
type placedAnchor struct {
	Link
	line int
}

func anchorOf(line string, sources, targets int) (a Link, err error) {
	cells := strings.Split(line, "\t")
	if len(cells) < 2 {
		return a, errors.New("want source sentences, a tab and target sentences, such as 4<TAB>5 or 4<TAB>5-6")
	}
	if a.Source, err = sentencesOf(cells[0], sources, "source"); err != nil {
		return a, err
	}
	if a.Target, err = sentencesOf(cells[1], targets, "target"); err != nil {
		return a, err
	}
	if len(a.Source)+len(a.Target) == 0 {
		return a, errors.New("both sides are empty")
	}
	return a, nil
}

// sentencesOf reads "4", "4-6" or "4,5,6" as indices below limit.
func sentencesOf(cell string, limit int, side string) ([]int, error) {
	cell = strings.TrimSpace(cell)
	if cell == "" || cell == "-" {
		return nil, nil
	}
	var out []int
	for part := range strings.SplitSeq(cell, ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from, err1 := strconv.Atoi(strings.TrimSpace(first))
		to, err2 := strconv.Atoi(strings.TrimSpace(last))
		switch {
		case err1 != nil || err2 != nil || to < from:
			return nil, fmt.Errorf("%q is no list of %s sentences: want numbers such as 4, 4-6 or 4,5", short(cell), side)
		case from < 1:
			return nil, fmt.Errorf("%s sentence %d: sentences are counted from 1", side, from)
		case to > limit:
			return nil, fmt.Errorf("%s sentence %d: the %s has %d", side, to, side, limit)
		case len(out) > 0 && from != out[len(out)-1]+2: // out counts from 0
			return nil, fmt.Errorf("%s sentences %q are not consecutive", side, short(cell))
		}
		for k := from; k <= to; k++ {
			out = append(out, k-1)
		}
	}
	return out, nil
}

// short cuts text of a file for a message.
func short(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// inOrder sorts anchors so that they run forward in both texts, and fails where
// two cross or share a sentence. Those without a source sentence go before the
// first one behind them in the target.
func inOrder(read []placedAnchor) ([]Link, error) {
	var placed, lone []placedAnchor
	for _, a := range read {
		if len(a.Source) > 0 {
			placed = append(placed, a)
		} else {
			lone = append(lone, a)
		}
	}
	slices.SortStableFunc(placed, func(a, b placedAnchor) int { return cmp.Compare(a.Source[0], b.Source[0]) })
	slices.SortStableFunc(lone, func(a, b placedAnchor) int { return cmp.Compare(a.Target[0], b.Target[0]) })
	sorted := make([]placedAnchor, 0, len(read))
	for _, a := range placed {
		for len(a.Target) > 0 && len(lone) > 0 && lone[0].Target[0] < a.Target[0] {
			sorted, lone = append(sorted, lone[0]), lone[1:]
		}
		sorted = append(sorted, a)
	}
	sorted = append(sorted, lone...)
	out := make([]Link, len(sorted))
	for k, a := range sorted {
		out[k] = a.Link
	}
	return out, ascending(sorted)
}

// ascending reports the first two anchors that cross or share a sentence.
func ascending(anchors []placedAnchor) error {
	var lastS, lastT placedAnchor
	check := func(side string, s, last []int, a, b placedAnchor) error {
		if len(s) == 0 || len(last) == 0 || s[0] > last[len(last)-1] {
			return nil
		}
		first, second := min(a.line, b.line), max(a.line, b.line)
		if s[len(s)-1] < last[0] {
			return &AnchorError{second, fmt.Sprintf("crosses the anchor of line %d: a link must come after another in both texts", first)}
		}
		return &AnchorError{second, fmt.Sprintf("%s sentence %d is in the anchor of line %d already", side, max(s[0], last[0])+1, first)}
	}
	for _, a := range anchors {
		if err := check("source", a.Source, lastS.Source, a, lastS); err != nil {
			return err
		}
		if err := check("target", a.Target, lastT.Target, a, lastT); err != nil {
			return err
		}
		if len(a.Source) > 0 {
			lastS = a
		}
		if len(a.Target) > 0 {
			lastT = a
		}
	}
	return nil
}
