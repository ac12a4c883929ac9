package align

import "fmt"

// check reports options that do not fit the sentences.
func check(n, m int, opt *Options) error {
	if opt.Pivot != nil && len(opt.Pivot) != n {
		return fmt.Errorf("align: pivot has %d texts for %d source sentences", len(opt.Pivot), n)
	}
	if err := checkVectors(n, m, opt); err != nil {
		return err
	}
	if err := checkParagraphs("source", opt.SourceParagraphs, n); err != nil {
		return err
	}
	if err := checkParagraphs("target", opt.TargetParagraphs, m); err != nil {
		return err
	}
	i, j := 0, 0
	for k, a := range opt.Anchors {
		if len(a.Source)+len(a.Target) == 0 {
			return fmt.Errorf("align: anchor %d is empty", k)
		}
		var ok bool
		if i, ok = after(a.Source, i, n); !ok {
			return fmt.Errorf("align: anchor %d: source sentences %v are not consecutive, in order and within the text", k, a.Source)
		}
		if j, ok = after(a.Target, j, m); !ok {
			return fmt.Errorf("align: anchor %d: target sentences %v are not consecutive, in order and within the text", k, a.Target)
		}
	}
	return nil
}

func checkParagraphs(which string, p []int, n int) error {
	if p == nil {
		return nil
	}
	if len(p) != n {
		return fmt.Errorf("align: %d %s paragraph numbers for %d sentences", len(p), which, n)
	}
	for k := 1; k < n; k++ {
		if p[k] < p[k-1] {
			return fmt.Errorf("align: %s paragraph numbers fall at sentence %d", which, k)
		}
	}
	return nil
}

// after returns the position behind a run of sentences that begins at from or
// later; ok is false when it is no run below limit.
func after(sentences []int, from, limit int) (int, bool) {
	for k, s := range sentences {
		if s < from || s >= limit || k > 0 && s != sentences[k-1]+1 {
			return 0, false
		}
	}
	if len(sentences) > 0 {
		from = sentences[len(sentences)-1] + 1
	}
	return from, true
}

// bars marks the sentences that the user locked as unaligned.
func bars(anchors []Link, n, m int) (src, tgt []bool) {
	src, tgt = make([]bool, n), make([]bool, m)
	for _, a := range anchors {
		if len(a.Target) == 0 {
			for _, i := range a.Source {
				src[i] = true
			}
		}
		if len(a.Source) == 0 {
			for _, j := range a.Target {
				tgt[j] = true
			}
		}
	}
	return src, tgt
}

// lock returns an anchor as a link of the result.
func lock(a Link) Link {
	a.Locked, a.Confidence = true, 1
	a.Reasons = []Reason{{Kind: ByAnchor, Weight: 1}}
	return a
}

// restoreBars puts the user's unaligned links back in place of the single
// sentences found for them.
func restoreBars(links []Link, anchors []Link) []Link {
	first := map[[2]int]Link{} // side and sentence that begins an anchor
	inside := map[[2]int]bool{}
	for _, a := range anchors {
		for side, list := range [2][]int{a.Source, a.Target} {
			if len(a.Source) > 0 && len(a.Target) > 0 {
				break
			}
			for k, s := range list {
				if k == 0 {
					first[[2]int{side, s}] = a
				} else {
					inside[[2]int{side, s}] = true
				}
			}
		}
	}
	if len(first) == 0 {
		return links
	}
	kept := links[:0]
	for _, l := range links {
		var at [2]int
		switch {
		case len(l.Source) == 1 && len(l.Target) == 0:
			at = [2]int{0, l.Source[0]}
		case len(l.Target) == 1 && len(l.Source) == 0:
			at = [2]int{1, l.Target[0]}
		default:
			kept = append(kept, l)
			continue
		}
		if a, ok := first[at]; ok {
			l = lock(a)
		}
		if !inside[at] {
			kept = append(kept, l)
		}
	}
	return kept
}
